"""Single entries of a page: a time limit in sentences, and a contact with its hours."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from send_guide.engine.guidance import Unknown
from send_guide.engine.time_limits import Due
from send_guide.guide import Contact, Hours
from send_guide.page.card import limit_phrases
from send_guide.page.entries import (
    by_when,
    contact_entry,
    due_entry,
    in_a_line,
    open_now,
    unknown_entry,
    when_due,
)

TODAY = date(2026, 11, 23)
DUE = Due(
    id="appeal",
    label="Appeal",
    last_day=date(2027, 1, 4),
    aim_for=date(2026, 12, 31),
    plain_last_day=date(2027, 1, 2),
    decided_by="letter",
    moved_by="next_working_day",
    status="open",
    days_left=42,
    working=("Two months from the letter.", "The next working day counts."),
    sources=("L1",),
    note="The office closes at 5pm.",
)
CONTACT = Contact("x", "The office", "Helps", ("L1",), checked=TODAY, phone="01632 960123")


def in_words_on_the_card(due: Due) -> str:
    """A time limit as the card says it."""
    return " ".join(phrase.text for phrase in limit_phrases(due, TODAY))


@pytest.mark.parametrize(
    ("changes", "page_says", "card_says"),
    [
        (
            {},
            "Aim for Thursday 31 December 2026. The last day is Monday 4 January 2027"
            " (42 days left).",
            "Appeal (42 days left): aim for Thursday 31 December 2026,"
            " last day Monday 4 January 2027",
        ),
        (
            {"status": "unknown", "days_left": 42},
            "Monday 4 January 2027 at the earliest. It may be later.",
            "Appeal: Monday 4 January 2027 at the earliest, perhaps later",
        ),
        (
            {"last_day": None, "aim_for": None, "days_left": None, "status": "unknown"},
            "About Saturday 2 January 2027, but this is not certain.",
            "Appeal: about Saturday 2 January 2027, not certain",
        ),
        (
            {"last_day": TODAY, "plain_last_day": TODAY, "days_left": 0, "status": "today"},
            "Act today. The last day is Monday 23 November 2026.",
            "Appeal: today, Monday 23 November 2026, is the last day",
        ),
        (
            {"last_day": date(2026, 11, 22), "days_left": -1, "status": "passed"},
            "This passed on Sunday 22 November 2026 (1 day ago).",
            "Appeal: passed on Sunday 22 November 2026 (1 day ago)",
        ),
        (
            {
                "last_day": date(2026, 11, 20),
                "days_left": -3,
                "status": "passed",
                "whose": "other",
            },
            "This was due on Friday 20 November 2026. This is 3 days late.",
            "Appeal: was due Friday 20 November 2026: this is 3 days late",
        ),
    ],
)
def test_a_time_limit_in_words(changes: dict[str, object], page_says: str, card_says: str) -> None:
    """Page and card say the same of a limit, the page in sentences."""
    due = replace(DUE, **changes)  # type: ignore[arg-type]

    assert " ".join(when_due(due)) == page_says
    assert in_words_on_the_card(due) == card_says


def test_a_limit_has_its_working_and_its_note() -> None:
    """Below the days stand how they are worked out and what else there is to know."""
    lines = [f"{line.opening}{line.text}" for line in due_entry(DUE, sources=True).lines]

    assert lines[2:] == [
        "How this is worked out: Two months from the letter.",
        "The next working day counts.",
        "The office closes at 5pm.",
        "Source: L1",
    ]


def test_a_rule_has_its_note() -> None:
    """A limit that lacks a date is told by its rule, with what else there is to know."""
    unknown = Unknown("appeal", "Appeal", "Within two months.", (), ("L1",), "family", "By 5pm.")
    lines = [line.text for line in unknown_entry(unknown).lines]

    assert lines[0] == "Within two months."
    assert lines[-1] == "By 5pm."


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "Thursday 31 December 2026 (last day Monday 4 January 2027)"),
        ({"aim_for": date(2027, 1, 4)}, "Monday 4 January 2027"),
        ({"status": "passed"}, "today, if you can"),
    ],
)
def test_the_day_to_act(changes: dict[str, object], says: str) -> None:
    """The day to aim for comes first; once it has gone by, the day is today."""
    assert by_when(replace(DUE, **changes)) == says  # type: ignore[arg-type]


HOURS = (*(Hours(weekday, time(9), time(12)) for weekday in range(5)), Hours(0, time(13), time(16)))


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ("2026-11-23 09:00", "Open now, until 12:00."),
        ("2026-11-23 12:00", "Closed now. It opens today at 13:00."),
        ("2026-11-23 15:59", "Open now, until 16:00."),
        ("2026-11-23 16:00", "Closed now. It opens on Tuesday at 09:00."),
        ("2026-11-28 10:00", "Closed now. It opens on Monday at 09:00."),
        ("2026-12-25 10:00", "Today is a bank holiday: it may be closed."),
        ("2090-01-02 10:00", "Open now, until 12:00."),
    ],
)
def test_open_now(now: str, says: str) -> None:
    """Whether a contact can be reached at this moment, or when next."""
    contact = replace(CONTACT, open=HOURS)
    moment = datetime.fromisoformat(now)

    assert open_now(contact, moment) == says
    assert says in [line.text for line in contact_entry(contact, TODAY, moment).lines]


def test_a_contact_without_opening_times_says_nothing_of_them() -> None:
    """Closed for good is as much as is known of a contact that is never open."""
    assert open_now(CONTACT, datetime(2026, 11, 23, 10)) == "Closed now."
    lines = contact_entry(CONTACT, TODAY, datetime(2026, 11, 23, 10)).lines
    assert "Closed now." not in [line.text for line in lines]


def test_details_overdue_for_review_carry_a_warning() -> None:
    """From the day of review a number is to be looked up before it is given."""
    contact = replace(CONTACT, review_by=date(2026, 11, 22))
    warnings = [line.text for line in contact_entry(contact, TODAY).lines if line.tone == "warning"]

    assert warnings == ["Review was due by Sunday 22 November 2026. Look it up before you give it."]


def test_a_contact_in_a_line() -> None:
    """The shortest way comes first; where there is none, the letter has it."""
    assert in_a_line(CONTACT) == "01632 960123"
    assert in_a_line(replace(CONTACT, phone=None)) == "see the letter"
