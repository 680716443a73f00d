"""Time limits -> a calendar file: a day to aim for and a last day, each an event of the whole day. The only importer of icalendar."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vText

from send_guide.engine.guidance import Guidance
from send_guide.engine.resume_code import encode
from send_guide.engine.time_limits import Due
from send_guide.page.sections import footer


def render(shown: Guidance) -> str:
    """A calendar of the time limits that still lie ahead; its events name nobody. It has no events where no date is known."""
    calendar = Calendar()
    calendar.add("prodid", f"-//send-guide//{shown.guide.id} {shown.guide.version}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-caldesc", vText(_ending(shown)))
    for due in shown.time_limits:
        for day, what in _days(due, shown.today):
            calendar.add_component(_event(shown, due, day, what))
    return str(calendar.to_ical(), "utf-8")


def _days(due: Due, today: date) -> Iterator[tuple[date, str]]:
    """The day to aim for and the last day, once where they are the same; nothing that has gone by or is not sure."""
    if due.aim_for is not None and due.aim_for != due.last_day and due.aim_for >= today:
        yield due.aim_for, "Aim for this day"
    if due.last_day is not None and due.last_day >= today:
        yield due.last_day, "Last day"


def _event(shown: Guidance, due: Due, day: date, what: str) -> Event:
    event = Event()
    # the code keeps the events of one family from replacing those of another with the same last day
    event.add(
        "uid",
        f"{due.id}-{day.isoformat()}-{what.split()[0].lower()}-{encode(shown.walk)}@send-guide",
    )
    # the day of the call, not the second, so that the same call gives the same file
    event.add("dtstamp", datetime.combine(shown.today, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"{what}: {due.label}")
    event.add("description", "\n".join((*due.working, _ending(shown))))
    event.add("transp", "TRANSPARENT")
    return event


def _ending(shown: Guidance) -> str:
    """What every output ends with."""
    return " ".join(block.text for block in footer(shown.guide, shown.today))
