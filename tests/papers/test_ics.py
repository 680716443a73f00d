"""The calendar: read back by the library that wrote it, and by a second one."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import vobject
from icalendar import Calendar

from send_guide.engine.guidance import Guidance, guidance
from send_guide.engine.walk import complete
from send_guide.formats import render
from send_guide.guide import Guide

TODAY = date(2026, 11, 23)
ANSWERS = {
    "council": "luton",
    "caller": "parent",
    "past_school_age": "no",
    "issue": "decision_letter",
    "decision": "refuse_assessment",
    "letter_date": "2026-11-02",
    "mediation": "not_contacted",
}
EVENTS = [
    (date(2026, 12, 31), "Last day: Contact the mediation adviser"),
    (date(2026, 12, 31), "Aim for this day: The appeal must reach the Tribunal, by 5pm"),
    (date(2027, 1, 4), "Last day: The appeal must reach the Tribunal, by 5pm"),
]


def told(guide: Guide, **answers: str) -> Guidance:
    return guidance(complete(guide, {**ANSWERS, **answers}, TODAY, defaults=True))


def second_reader(calendar: str) -> list[Any]:
    """The events as vobject reads them."""
    found = vobject.readOne(calendar)
    return list(found.contents.get("vevent", []))


def test_it_has_the_days_to_act(shipped: Guide) -> None:
    """A whole day for each day to aim for and each last day, told apart by their ids."""
    events = Calendar.from_ical(render("ics", told(shipped))).walk("VEVENT")

    assert [(event.decoded("dtstart"), str(event["summary"])) for event in events] == EVENTS
    assert len({str(event["uid"]) for event in events}) == len(EVENTS)


def test_a_second_library_reads_the_same(shipped: Guide) -> None:
    """Vobject finds the same days, summaries and alarms."""
    events = second_reader(render("ics", told(shipped)))

    assert [(event.dtstart.value, event.summary.value) for event in events] == EVENTS
    assert [len(event.contents["valarm"]) for event in events] == [2, 2, 2]


def test_a_second_library_reads_every_caller(callers: Mapping[str, Guidance]) -> None:
    """No caller's calendar is one that only its writer can read."""
    for name, shown in callers.items():
        calendar = render("ics", shown)
        events = Calendar.from_ical(calendar).walk("VEVENT")
        days = [event.decoded("dtstart") for event in events]

        assert days == [event.dtstart.value for event in second_reader(calendar)], name


def test_alarms_go_off_a_week_and_a_day_before_the_day_to_aim_for(shipped: Guide) -> None:
    """At nine in the morning, for the day to aim for and for the last day alike."""
    for event in second_reader(render("ics", told(shipped))):
        midnight = datetime.combine(event.dtstart.value, datetime.min.time())
        rings = [midnight + alarm.trigger.value for alarm in event.contents["valarm"]]

        assert [datetime(2026, 12, 24, 9), datetime(2026, 12, 30, 9)] == rings


def test_no_alarm_lies_in_the_past(callers: Mapping[str, Guidance]) -> None:
    """Nothing rings before the day of the call."""
    for name, shown in callers.items():
        for event in Calendar.from_ical(render("ics", shown)).walk("VEVENT"):
            triggers = [alarm.decoded("trigger") for alarm in event.walk("VALARM")]
            rings = [event.decoded("dtstart") + trigger for trigger in triggers]

            assert all(day >= shown.today - timedelta(days=1) for day in rings), name


def test_the_description_says_what_to_do_and_whom_to_ring(shipped: Guide) -> None:
    """The step, its number and the last day; not how the day was worked out."""
    shown = told(shipped)
    first = second_reader(render("ics", shown))[0].description.value

    assert "contact the mediation adviser" in first
    assert "020 7359 3635" in first
    assert "The last day is Thursday 31 December 2026." in first
    assert all(line not in first for due in shown.time_limits for line in due.working)


@pytest.mark.parametrize(
    ("letter", "left"), [("not_sure", 0), ("2026-01-02", 0), ("2026-09-24", 1)]
)
def test_it_leaves_out_what_has_gone_by(shipped: Guide, letter: str, left: int) -> None:
    """Days before today and days that nobody knows are no events."""
    late = told(shipped, letter_date=letter, mediation="has_certificate", certificate_date=letter)
    days = [event.dtstart.value for event in second_reader(render("ics", late))]

    assert all(day >= TODAY for day in days)
    assert left == len(set(days))
