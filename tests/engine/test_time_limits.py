"""Time limits: the acceptance table, the unsettled corners, and laws that hold for all dates."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_guide.engine.spans import end_of
from send_guide.engine.time_limits import Due, State, state, work_out
from send_guide.engine.working_days import is_working_day, known_years
from send_guide.guide import Span, TimeLimit, Unit

TODAY = date(2026, 11, 23)
LETTER = Span("two_months_from_letter", 2, "months", "letter_date", "the letter")
CERTIFICATE = Span("one_month_from_certificate", 1, "months", "certificate_date", "the certificate")
APPEAL = TimeLimit(
    "tribunal_appeal", "Appeal", "Two months.", (LETTER, CERTIFICATE), "tribunal", ("L3.1",)
)
CONTACT = TimeLimit(
    "mediation_contact", "Contact", "Two months.", (LETTER,), "back_to_working_day", ("L2.7",)
)
INCIDENT = Span(
    "six_months", 6, "months", "incident_date", "the day it happened", starting_with=True
)
CLAIM = TimeLimit("discrimination_claim", "Claim", "Six months.", (INCIDENT,), "none", ("L3.22",))

OWN_TABLE = Path(__file__).parents[1] / "guidance" / "deadlines.csv"
SHARED_TABLE = Path(__file__).parents[3] / "shared" / "acceptance" / "deadlines.csv"
letters = st.dates(date(2020, 1, 1), date(2028, 8, 31))


def due(limit: TimeLimit, today: date = TODAY, **dates: date) -> Due:
    worked_out = work_out(limit, dates, today)
    assert worked_out is not None
    return worked_out


def rows() -> list[dict[str, str]]:
    tables = [table for table in (OWN_TABLE, SHARED_TABLE) if table.exists()]
    return [
        row
        for table in tables
        for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())
    ]


@pytest.mark.parametrize(
    "row", rows(), ids=lambda row: f"{row['letter_date']}+{row['certificate_date']}"
)
def test_acceptance_table(row: dict[str, str]) -> None:
    """Every row of the acceptance table comes out, for the appeal and for the mediation contact."""
    dates = {"letter_date": date.fromisoformat(row["letter_date"])}
    if row["certificate_date"]:
        dates["certificate_date"] = date.fromisoformat(row["certificate_date"])

    appeal = due(APPEAL, **dates)
    contact = due(CONTACT, **dates)

    assert (
        row["plain_last_day"],
        row["rule"],
        row["appeal_last_day"],
        row["moved"],
        row["aim_for"],
    ) == (
        str(appeal.plain_last_day),
        appeal.decided_by,
        str(appeal.last_day),
        appeal.moved_by,
        str(appeal.aim_for),
    )
    assert row["mediation_contact_by"] == str(contact.last_day)


def test_the_moves_do_not_stack() -> None:
    """A weekend at the end of July or on 24 December moves by the plain rule alone."""
    assert (date(2027, 8, 2), "next_working_day") == (
        (d := due(APPEAL, letter_date=date(2027, 5, 31))).last_day,
        d.moved_by,
    )
    assert (date(2028, 12, 27), "next_working_day") == (
        (d := due(APPEAL, letter_date=date(2028, 10, 24))).last_day,
        d.moved_by,
    )


def test_new_years_day_moves_within_its_own_year() -> None:
    """A last day of 1 January moves to the first working day of that January."""
    moved = due(APPEAL, letter_date=date(2026, 11, 1))

    assert (date(2027, 1, 4), "christmas") == (moved.last_day, moved.moved_by)


@pytest.mark.parametrize(
    ("letter", "last_day", "moved_by"),
    [
        ("2025-10-24", "2025-12-24", "none"),
        ("2025-10-25", "2026-01-02", "christmas"),
        ("2025-11-01", "2026-01-02", "christmas"),
        ("2025-11-02", "2026-01-02", "none"),
    ],
)
def test_the_second_of_january_may_be_a_working_day(
    letter: str, last_day: str, moved_by: str
) -> None:
    """2 January 2026 is a Friday: days from 25 December to 1 January move to it, and it stays.

    By hand: two months from 25 October end on Christmas Day, and two months from 1 November on New
    Year's Day. The first working day after 1 January is Friday the 2nd.
    """
    appeal = due(APPEAL, letter_date=date.fromisoformat(letter))

    assert (last_day, moved_by) == (str(appeal.last_day), appeal.moved_by)


@pytest.mark.parametrize(
    ("incident", "last_day"),
    [
        ("2026-10-01", "2027-03-31"),
        ("2026-02-20", "2026-08-19"),
        ("2026-02-28", "2026-08-27"),
        ("2026-07-01", "2026-12-31"),
    ],
)
def test_six_months_starting_with_the_day(incident: str, last_day: str) -> None:
    """The first day counts, and neither August, Christmas nor a weekend moves the end."""
    claim = due(CLAIM, incident_date=date.fromisoformat(incident))

    assert (last_day, "none") == (str(claim.last_day), claim.moved_by)


@pytest.mark.parametrize(
    ("today", "expected", "left"),
    [("2026-12-20", "open", 1), ("2026-12-21", "today", 0), ("2026-12-22", "passed", -1)],
)
def test_status_and_days_left(today: str, expected: str, left: int) -> None:
    """A limit is open until its last day, `today` on it and passed the day after."""
    appeal = due(APPEAL, date.fromisoformat(today), letter_date=date(2026, 10, 20))

    assert (expected, left) == (appeal.status, appeal.days_left)


@pytest.mark.parametrize(
    ("letter", "today", "expected"),
    [
        ("2026-09-25", "2026-11-23", "open"),
        ("2026-09-25", "2026-11-24", "tomorrow"),
        ("2026-09-25", "2026-11-25", "today"),
        ("2026-09-25", "2026-11-26", "passed"),
        ("2026-11-02", "2027-01-02", "open"),
        ("2026-11-02", "2027-01-03", "tomorrow"),
        ("2026-11-02", "2027-01-04", "today"),
        ("2026-11-02", "2027-01-05", "passed"),
    ],
)
def test_tomorrow_is_the_day_before_the_last_day(letter: str, today: str, expected: State) -> None:
    """The state tells the day before the last day apart, moved or not; the status stays open.

    Two months from 2 November 2026 end in the Christmas break and move to Monday 4 January 2027.
    """
    dates = {"letter_date": date.fromisoformat(letter)}
    day = date.fromisoformat(today)

    assert state(APPEAL, dates, day) == expected
    assert due(APPEAL, day, **dates).status == ("open" if expected == "tomorrow" else expected)


def test_tomorrow_by_the_day_that_is_shown() -> None:
    """Two months end on Sunday 28 February and are shown as Friday: `tomorrow` is Thursday."""
    dates = {"letter_date": date(2025, 12, 31)}

    assert state(CONTACT, dates, date(2026, 2, 25)) == "open"
    assert state(CONTACT, dates, date(2026, 2, 26)) == "tomorrow"
    assert state(CONTACT, dates, date(2026, 2, 27)) == "today"


def test_no_tomorrow_for_a_day_that_is_not_known() -> None:
    """Past the holiday data no last day is given, so none of its days is `tomorrow`."""
    dates = {"letter_date": date(known_years()[1], 12, 15)}
    plain = due(APPEAL, **dates).plain_last_day

    assert state(APPEAL, dates, plain - timedelta(days=1)) == "unknown"


def test_a_limit_shown_early_has_not_passed_before_the_legal_day() -> None:
    """Two months end on Sunday 28 February: on the Saturday it is `today`, not passed."""
    dates = {"letter_date": date(2025, 12, 31)}

    assert state(CONTACT, dates, date(2026, 2, 28)) == "today"
    assert state(CONTACT, dates, date(2026, 3, 1)) == "passed"


def test_years_without_published_bank_holidays_are_not_guessed() -> None:
    """Past the holiday data the plain day is given, no adjusted day, and the working says why."""
    first, last = known_years()
    beyond = due(APPEAL, letter_date=date(last, 12, 15))

    assert (beyond.last_day, beyond.aim_for, beyond.status) == (None, None, "unknown")
    assert f"known from {first} to {last}" in beyond.working[-1]
    assert due(APPEAL, letter_date=date(first - 2, 1, 5)).status == "passed"


def test_no_date_no_limit() -> None:
    """Without a date nothing is worked out, and the state is `unknown`."""
    assert work_out(APPEAL, {}, TODAY) is None
    assert state(APPEAL, {}, TODAY) == "unknown"


@pytest.mark.parametrize("day", [date.max, date.min])
def test_the_ends_of_the_calendar_do_no_harm(day: date) -> None:
    """A mistyped year at either end of the calendar gives no date rather than a crash."""
    for limit in (APPEAL, CONTACT, CLAIM):
        work_out(limit, {"letter_date": day, "certificate_date": day, "incident_date": day}, TODAY)


def test_the_working_names_every_step() -> None:
    """The working gives both counts, the later one and the move, with weekday and full date."""
    working = " ".join(
        due(APPEAL, letter_date=date(2026, 10, 1), certificate_date=date(2026, 11, 29)).working
    )

    for said in (
        "Thursday 1 October 2026",
        "Tuesday 1 December 2026",
        "Sunday 29 November 2026",
        "Tuesday 29 December 2026",
        "Monday 4 January 2027",
    ):
        assert said in working


@given(letters, st.integers(1, 400))
def test_an_earlier_letter_never_gives_a_later_limit(letter: date, days: int) -> None:
    """Moving the letter back never moves a limit on."""
    for limit in (APPEAL, CONTACT):
        earlier, later = (
            due(limit, letter_date=letter - timedelta(days=days)).last_day,
            due(limit, letter_date=letter).last_day,
        )
        assert earlier is not None
        assert later is not None
        assert earlier <= later


@given(letters, st.integers(0, 120))
def test_a_certificate_never_shortens(letter: date, days: int) -> None:
    """Whatever its date, a certificate never gives an earlier limit than the letter alone."""
    alone = due(APPEAL, letter_date=letter)
    both = due(APPEAL, letter_date=letter, certificate_date=letter + timedelta(days=days))

    assert alone.plain_last_day <= both.plain_last_day
    assert both.last_day is None or alone.last_day is None or alone.last_day <= both.last_day


@given(letters)
def test_aim_for_is_a_working_day_on_or_before_the_last_day(letter: date) -> None:
    """What an adviser says first is a working day, never after the plain or the moved last day."""
    appeal = due(APPEAL, letter_date=letter)

    assert appeal.aim_for is not None
    assert appeal.last_day is not None
    assert is_working_day(appeal.aim_for)
    assert appeal.aim_for <= appeal.plain_last_day <= appeal.last_day
    assert is_working_day(appeal.last_day)


@given(letters)
def test_the_mediation_contact_is_never_after_two_months(letter: date) -> None:
    """The contact limit is a working day and never moves past the legal day."""
    contact = due(CONTACT, letter_date=letter)

    assert contact.last_day is not None
    assert contact.last_day <= contact.plain_last_day
    assert is_working_day(contact.last_day)


def span(unit: Unit, count: int) -> Span:
    return Span("span", count, unit, "move_date", "the move")


@given(letters, st.integers(1, 12))
def test_counting_back_and_on_never_passes_the_start(day: date, months: int) -> None:
    """Months counted back and then on end on the day itself, or before it after a shorter month."""
    back = end_of(span("months_before", months), day)

    assert back < day
    assert end_of(span("months", months), back) <= day


def test_a_limit_is_not_passed_while_its_first_date_is_unknown() -> None:
    """A month from an old certificate is over; two months from an unknown letter may not be."""
    certificate_alone = due(APPEAL, certificate_date=date(2026, 9, 30))

    assert (certificate_alone.status, certificate_alone.days_left) == ("unknown", None)
    assert "The date of the letter is not known." in certificate_alone.working[-1]
    assert due(APPEAL, certificate_date=date(2026, 11, 20)).status == "open"
    assert state(APPEAL, {"certificate_date": date(2026, 9, 30)}, TODAY) == "unknown"
    assert state(APPEAL, {"certificate_date": date(2026, 11, 20)}, TODAY) == "open"


@pytest.mark.parametrize(
    ("unit", "count", "words"),
    [
        ("months", 1, "1 month from the move (move_date)"),
        ("working_days", 3, "3 working days from the move (move_date)"),
        ("months_before", 5, "5 months before the move (move_date)"),
    ],
)
def test_a_span_says_its_length_in_words(unit: Unit, count: int, words: str) -> None:
    """A reviewer reads a span as a sentence would say it, whatever its unit."""
    assert words == str(span(unit, count))


def test_the_latest_of_three_spans_counts() -> None:
    """The working says how many spans were held against each other."""
    third = Span("third", 1, "weeks", "incident_date", "the day it happened")
    three = TimeLimit(
        "three", "Three", "The latest.", (LETTER, CERTIFICATE, third), "none", ("L1",)
    )
    dates = {
        "letter_date": date(2026, 10, 1),
        "certificate_date": date(2026, 11, 2),
        "incident_date": date(2026, 11, 2),
    }

    assert "The latest of these counts: Wednesday 2 December 2026." in due(three, **dates).working
