"""Time limits -> a calendar file with alarms. The only importer of icalendar."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event, vText

from send_guide.dates import in_words
from send_guide.engine.guidance import Guidance
from send_guide.engine.resume_code import encode
from send_guide.engine.time_limits import Due
from send_guide.guide import Step
from send_guide.papers.endings import in_short
from send_guide.papers.people import advice_service, people

DAYS_BEFORE = (7, 1)
"""How long before the day to aim for its alarms go off."""

MORNING = timedelta(hours=9)


def render(shown: Guidance, *, also: Sequence[Guidance] = ()) -> str:
    """A calendar of the time limits that still lie ahead; its events name nobody.

    It has no events where no date is known. `also`: further problems of the same family.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//send-guide//{shown.guide.id} {shown.guide.version}//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-caldesc", vText(in_short(shown.guide)))
    for problem in (shown, *also):
        for due in problem.time_limits:
            for day, what in _days(due, problem.today):
                calendar.add_component(_event(problem, due, day, what))
    return str(calendar.to_ical(), "utf-8")


def _days(due: Due, today: date) -> Iterator[tuple[date, str]]:
    """The day to aim for and the last day, once where they are the same.

    Nothing that has gone by or is not sure.
    """
    if due.whose != "family":
        if due.last_day is not None and due.last_day >= today:
            yield due.last_day, "Due by others"
        return
    if due.aim_for is not None and due.aim_for != due.last_day and due.aim_for >= today:
        yield due.aim_for, "Aim for this day"
    if due.last_day is not None and due.last_day >= today:
        yield due.last_day, "Last day"


def _event(shown: Guidance, due: Due, day: date, what: str) -> Event:
    event = Event()
    # the code keeps the events of one family from replacing those of another with the same last day
    name = f"{due.id}-{day.isoformat()}-{what.split()[0].lower()}-{encode(shown.walk)}"
    event.add("uid", f"{name}@send-guide")
    # the day of the call, not the second, so that the same call gives the same file
    event.add("dtstamp", datetime.combine(shown.today, time(), UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", f"{what}: {due.label}")
    event.add("description", "\n".join(_description(shown, due)))
    event.add("transp", "TRANSPARENT")
    for alarm in _alarms(shown, due, day):
        event.add_component(alarm)
    return event


def _description(shown: Guidance, due: Due) -> Iterator[str]:
    """What to do, whom to reach and the last day."""
    for step in _steps_by(shown, due):
        yield step.text
        yield from (someone.in_a_line for someone in people(shown, (step,)))
    if due.last_day is not None and due.whose == "family":
        yield f"The last day is {in_words(due.last_day)}."
    helper = advice_service(shown)
    if helper:
        yield f"To ask again: {helper.in_a_line}"
    yield in_short(shown.guide)


def _steps_by(shown: Guidance, due: Due) -> tuple[Step, ...]:
    return tuple(step for step in (*shown.call, *shown.papers) if step.by == due.id)


def _alarms(shown: Guidance, due: Due, day: date) -> Iterator[Alarm]:
    """Alarms at nine in the morning, 7 days and 1 day before the day to aim for.

    Once that day has gone by, they count from the last day.
    """
    aim = day if due.aim_for is None or due.aim_for < shown.today else min(due.aim_for, day)
    for before in DAYS_BEFORE:
        rings = aim - timedelta(days=before)
        if rings >= shown.today:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", f"{due.label}: {in_words(day)}")
            # counted from midnight at the start of the day
            alarm.add("trigger", MORNING - (day - rings))
            yield alarm
