"""Where spans end: each limit of the law by hand, and laws that hold for every date."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_guide.engine.spans import LEFT_OUT, end_of, span_in_words
from send_guide.engine.time_limits import Due, state, status_of, work_out
from send_guide.engine.working_days import is_working_day
from send_guide.guide import DayOfYear, InYear, LeftOut, Move, Span, TimeLimit, Unit, Whose

TODAY = date(2026, 11, 24)
CHRISTMAS_AND_AUGUST: tuple[LeftOut, ...] = ("christmas", "august")
starts = st.dates(date(2021, 1, 1), date(2027, 6, 30))


def span(
    unit: Unit, count: int = 0, *, starting_with: bool = False, then_back_weeks: int = 0
) -> Span:
    return Span(
        "span",
        count,
        unit,
        "start_date",
        "the start",
        starting_with=starting_with,
        then_back_weeks=then_back_weeks,
    )


def fixed(unit: Unit, day: int, month: int, in_year: InYear = "same", back: int = 0) -> Span:
    fixed_day = DayOfYear(month, day)
    return Span(
        "span",
        0,
        unit,
        "start_date",
        "the move",
        fixed_day=fixed_day,
        in_year=in_year,
        then_back_weeks=back,
    )


def limit(
    counted: Span,
    moved: Move = "none",
    leave_out: tuple[LeftOut, ...] = (),
    whose: Whose = "family",
) -> TimeLimit:
    return TimeLimit(
        "limit", "A limit", "A rule.", (counted,), moved, (), whose=whose, leave_out=leave_out
    )


def due(limit: TimeLimit, start: date, today: date = TODAY) -> Due:
    worked_out = work_out(limit, {"start_date": start}, today)
    assert worked_out is not None
    return worked_out


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("served", "last_day"),
    [("2026-11-16", "2026-11-30"), ("2026-11-12", "2026-11-26"), ("2026-12-17", "2026-12-31")],
)
def test_comments_on_a_draft(served: str, last_day: str) -> None:
    """15 days beginning with the day of service (SEND Regulations 2014, regulation 13(1)).

    By hand: 16 November is day 1 and 30 November, 14 days on, is day 15. The end of the year and
    Christmas move nothing.
    """
    comments = due(limit(span("days", 15, starting_with=True)), day(served))

    assert (day(last_day), "none") == (comments.last_day, comments.moved_by)


@pytest.mark.parametrize(
    ("counted", "start", "last_day"),
    [
        (span("weeks", 8), "2026-10-05", "2026-11-30"),
        (span("weeks", 6), "2026-11-27", "2027-01-08"),
        (span("weeks", 5), "2026-10-26", "2026-11-30"),
        (span("weeks", 10), "2026-11-02", "2027-01-11"),
        (span("weeks", 14), "2026-11-02", "2027-02-08"),
        (span("weeks", 11), "2026-11-12", "2027-01-28"),
        (span("weeks", 2), "2026-11-16", "2026-11-30"),
    ],
    ids=["notice", "transfer", "recommendation", "no plan", "plan", "draft and plan", "school"],
)
def test_weeks_end_on_the_same_weekday(counted: Span, start: str, last_day: str) -> None:
    """The day of the start is not counted, so weeks end on its weekday (law-2, K, R, M and BB).

    By hand: 5 October is a Monday, and the eighth Monday after it is 30 November: 12, 19, 26
    October, 2, 9, 16, 23, 30 November.
    """
    assert day(last_day) == due(limit(counted), day(start)).last_day


def test_the_first_review_is_due_within_twelve_months_of_the_plan() -> None:
    """Twelve months starting with the day of the plan end the day before the anniversary.

    By hand: a plan of 20 January 2026 makes 20 January day 1, so the last day is 19 January 2027.
    The meeting is wanted four weeks earlier: 19 January less 28 days is 22 December.
    """
    plan = date(2026, 1, 20)
    meeting = span("months", 12, starting_with=True, then_back_weeks=4)

    assert date(2027, 1, 19) == end_of(span("months", 12, starting_with=True), plan)
    assert date(2026, 12, 22) == end_of(meeting, plan)
    assert date(2027, 2, 28) == end_of(span("months", 12, starting_with=True), date(2026, 3, 1))


def test_the_time_for_a_court_runs_from_the_day_something_was_due() -> None:
    """Three months are counted on from the end of the council's own time.

    By hand: a request of Monday 13 July 2026 and six weeks are Monday 24 August 2026. Three months
    from there are 24 November 2026. Within 15 working days from Monday 9 November 2026, that day
    included, is Friday 27 November 2026, and six weeks after it Friday 8 January 2027.
    """
    court = replace(span("weeks", 6), then_months=3)
    letter = replace(span("working_days", 15, starting_with=True), then_weeks=6)

    assert date(2026, 11, 24) == end_of(court, date(2026, 7, 13))
    assert date(2027, 1, 8) == end_of(letter, date(2026, 11, 9))
    words = span_in_words(court, date(2026, 7, 13), date(2026, 11, 24))
    assert words.startswith("6 weeks from the start (Monday 13 July 2026), then 3 months: Tuesday")


@pytest.mark.parametrize(
    ("counted", "start", "last_day"),
    [
        (fixed("on_day", 14, 2), "2027-09-06", "2027-02-14"),
        (fixed("on_day", 30, 3), "2027-09-01", "2027-03-30"),
        (fixed("before_day", 15, 2), "2027-09-06", "2027-02-14"),
        (fixed("before_day", 31, 3), "2027-09-01", "2027-03-30"),
        (fixed("on_day", 14, 2, "next"), "2026-11-24", "2027-02-14"),
        (fixed("on_day", 14, 2, "next"), "2027-01-01", "2028-02-14"),
        (fixed("on_day", 14, 2, "school_year"), "2026-09-01", "2027-02-14"),
        (fixed("on_day", 14, 2, "school_year"), "2026-08-31", "2026-02-14"),
        (fixed("on_day", 14, 2, "school_year"), "2027-03-01", "2027-02-14"),
        (fixed("on_day", 14, 2, back=8), "2027-09-06", "2026-12-20"),
    ],
)
def test_a_fixed_day_of_the_year(counted: Span, start: str, last_day: str) -> None:
    """The plan of a child who moves on is due before 15 February, or 31 March (regulation 18).

    By hand: a school year runs from 1 September to 31 August, so 1 September 2026 lies in the one
    that ends in 2027, and the day before in the one that ends in 2026. Eight weeks before Sunday
    14 February 2027 is Sunday 20 December 2026: 14 days of February, 31 of January and 11 of
    December make 56. 14 February 2027 is a Sunday and stays.
    """
    moved = due(limit(counted), day(start))

    assert (day(last_day), "none") == (moved.last_day, moved.moved_by)


@pytest.mark.parametrize(
    ("counted", "start", "last_day"),
    [
        (span("months_before", 5), "2027-09-01", "2027-04-01"),
        (span("months_before", 5), "2027-07-31", "2027-02-28"),
        (span("weeks_before", 8), "2027-02-14", "2026-12-20"),
        (span("days_before", 10), "2026-12-14", "2026-12-04"),
        (span("days_before", 10, starting_with=True), "2026-12-14", "2026-12-05"),
        (span("working_days_before", 5), "2027-01-04", "2026-12-23"),
        (span("working_days_before", 1), "2026-12-29", "2026-12-24"),
    ],
)
def test_counting_back(counted: Span, start: str, last_day: str) -> None:
    """Spans that end before the day they are counted from, which is itself not counted.

    By hand: five working days before Monday 4 January 2027 are 31, 30 and 29 December, then, past
    the bank holidays of Monday 28 and Friday 25, Thursday 24 and Wednesday 23.
    """
    assert day(last_day) == end_of(counted, day(start))


@pytest.mark.parametrize(
    ("sent", "last_day", "plain"),
    [
        ("2026-10-20", "2026-11-24", "2026-11-24"),
        ("2026-12-01", "2027-01-13", "2027-01-08"),
        ("2027-07-20", "2027-09-23", "2027-08-24"),
    ],
)
def test_the_tribunal_is_asked_after_25_working_days(sent: str, last_day: str, plain: str) -> None:
    """25 working days, leaving out 25 December to 1 January and August (law-2, L5.9).

    By hand for a form sent on Tuesday 1 December: 2 to 4 December are 3, then 8, 13 by the 18th,
    17 by Thursday 24; 4 to 8 January make 22, and Wednesday 13 is the 25th. Counted straight on,
    29 to 31 December would make 20 and Friday 8 January the 25th.
    For 20 July 2027: 8 by 30 July, 11 by Friday 3 September, 16, 21 by the 17th, 25 on Thursday 23.
    """
    asked = due(limit(span("working_days", 25), leave_out=CHRISTMAS_AND_AUGUST), day(sent))

    assert (day(last_day), day(plain)) == (asked.last_day, asked.plain_last_day)


@pytest.mark.parametrize(
    ("sent", "plain", "last_day", "moved_by", "aim_for"),
    [
        ("2026-10-26", "2026-11-23", "2026-11-23", "none", "2026-11-23"),
        ("2026-11-26", "2026-12-24", "2026-12-24", "none", "2026-12-24"),
        ("2026-11-27", "2026-12-25", "2027-01-04", "next_working_day", "2026-12-24"),
        ("2026-12-10", "2027-01-07", "2027-01-15", "days_left_out", "2027-01-07"),
        ("2026-12-12", "2027-01-09", "2027-01-18", "next_working_day", "2027-01-08"),
        ("2027-01-01", "2027-01-29", "2027-01-29", "none", "2027-01-29"),
        ("2027-07-20", "2027-08-17", "2027-09-17", "days_left_out", "2027-08-17"),
        ("2027-08-10", "2027-09-07", "2027-09-28", "days_left_out", "2027-09-07"),
    ],
)
def test_28_days_after_a_tribunal_decision(
    sent: str, plain: str, last_day: str, moved_by: str, aim_for: str
) -> None:
    """28 days, not counting 25 December to 1 January nor August, moved on to a working day.

    HESC Rules 2008, rule 12(2) and 12(3)(b). By hand for a decision sent on 10 December 2026: 11
    December is day 1 and 24 December day 14; 2 January is day 15 and 15 January day 28, a Friday.
    Sent on 27 November: 24 December is day 27 and Saturday 2 January day 28, so Monday 4 January.
    Sent on 12 December: 24 December is day 12, 17 January day 28, a Sunday, so Monday 18.
    Sent on 20 July 2027: 31 July is day 11, 1 September day 12, 17 September day 28.
    Sent in August: 1 September is day 1 and 28 September day 28.
    """
    asked = due(limit(span("days", 28), "next_working_day", CHRISTMAS_AND_AUGUST), day(sent))

    assert (day(plain), day(last_day), moved_by, day(aim_for)) == (
        asked.plain_last_day,
        asked.last_day,
        asked.moved_by,
        asked.aim_for,
    )


@pytest.mark.parametrize(
    ("today", "status", "left"),
    [
        ("2027-01-08", "open", 7),
        ("2027-01-10", "open", 5),
        ("2027-01-15", "today", 0),
        ("2027-01-16", "passed", -1),
    ],
)
def test_a_limit_has_not_passed_while_days_are_left_out(today: str, status: str, left: int) -> None:
    """The plain 28th day, 7 January, is only what to aim for: after it the limit is still open."""
    asked = limit(span("days", 28), "next_working_day", CHRISTMAS_AND_AUGUST)
    found = due(asked, date(2026, 12, 10), day(today))

    assert (status, left) == (found.status, found.days_left)
    assert status == state(asked, {"start_date": date(2026, 12, 10)}, day(today))


@pytest.mark.parametrize(
    ("counted", "start", "last_day"),
    [
        (span("months", 1), "2026-11-16", "2026-12-16"),
        (span("months", 1), "2027-01-31", "2027-02-28"),
        (span("months", 3), "2026-08-24", "2026-11-24"),
        (span("months", 3), "2026-11-30", "2027-02-28"),
        (span("months", 6, starting_with=True), "2026-06-03", "2026-12-02"),
        (span("months", 6, starting_with=True), "2026-09-01", "2027-02-28"),
    ],
)
def test_months_are_not_moved_here(counted: Span, start: str, last_day: str) -> None:
    """Permission to appeal, records, court and the County Court: shown unmoved, the safe reading.

    By hand: a refusal sent on 16 November ends on 16 December; the shorter February ends on its
    last day, Sunday 28. An act of 3 June is day 1 of six months that end on 2 December.
    """
    found = due(limit(counted), day(start))

    assert (day(last_day), "none") == (found.last_day, found.moved_by)


@pytest.mark.parametrize(
    ("received", "last_day"), [("2026-11-09", "2026-12-07"), ("2026-12-18", "2027-01-20")]
)
def test_a_transport_decision_can_be_reviewed_for_20_working_days(
    received: str, last_day: str
) -> None:
    """20 working days after the day the decision came (law-2, L10.27).

    By hand for Monday 9 November: 4 by the 13th, 9, 14 by the 27th, 19 by 4 December, Monday 7.
    For Friday 18 December: 21 to 24 are 4, 29 to 31 make 7, 4 to 8 January 12, 17 by Friday 15,
    Wednesday 20 is the 20th.
    """
    assert day(last_day) == due(limit(span("working_days", 20)), day(received)).last_day


@pytest.mark.parametrize(
    ("knew", "last_day"),
    [("2026-11-09", "2026-11-27"), ("2026-11-07", "2026-11-27"), ("2026-12-14", "2027-01-06")],
)
def test_a_plan_is_transferred_15_working_days_from_the_day_the_council_knew(
    knew: str, last_day: str
) -> None:
    """15 working days beginning with the day it knew (SEND Regulations 2014, regulation 15).

    By hand: Monday 9 November is day 1, so 13, 20 and 27 November are days 5, 10 and 15. A
    Saturday is no working day: the Monday after it is day 1. From 14 December: 5 by the 18th, 9
    by the 24th, 12 by the 31st, and 4, 5, 6 January are 13 to 15.
    """
    counted = span("working_days", 15, starting_with=True)

    assert day(last_day) == due(limit(counted, whose="council"), day(knew)).last_day


def test_school_days_are_never_dated() -> None:
    """No calendar of school days is known, so their limit stands by its rule alone."""
    governors = limit(span("school_days", 15), whose="other")

    assert work_out(governors, {"start_date": TODAY}, TODAY) is None
    assert state(governors, {"start_date": TODAY}, TODAY) == "unknown"


def test_a_limit_known_by_its_rule_alone_has_no_date() -> None:
    """A limit without spans is shown with its rule, whatever the dates."""
    alone = TimeLimit("limit", "A limit", "Promptly.", (), "none", ())

    assert work_out(alone, {"start_date": TODAY}, TODAY) is None
    assert state(alone, {"start_date": TODAY}, TODAY) == "unknown"


def test_days_cannot_be_left_out_of_months() -> None:
    """Rather no date than a wrong one: only a count of days can leave days out."""
    assert (
        work_out(limit(span("months", 1), leave_out=("august",)), {"start_date": TODAY}, TODAY)
        is None
    )


@pytest.mark.parametrize(
    ("whose", "today", "late"),
    [
        ("council", "2026-11-16", None),
        ("council", "2026-11-17", 1),
        ("council", "2026-11-24", 8),
        ("family", "2026-11-24", None),
        ("other", "2026-11-24", None),
    ],
)
def test_a_council_is_late_by_days(whose: Whose, today: str, late: int | None) -> None:
    """What was due on Monday 16 November is 8 days late on the 24th; a family is never late."""
    found = due(limit(span("weeks", 2), whose=whose), date(2026, 11, 2), day(today))

    assert late == found.days_late
    assert date(2026, 11, 16) == found.last_day


@pytest.mark.parametrize(
    ("counted", "start", "leave_out", "words"),
    [
        (
            span("days", 15, starting_with=True),
            "2026-11-16",
            (),
            "15 days starting with the start (Monday 16 November 2026), which counts as the first "
            "day: Monday 30 November 2026.",
        ),
        (
            span("days", 28),
            "2026-12-10",
            CHRISTMAS_AND_AUGUST,
            "28 days from the start (Thursday 10 December 2026), leaving out 25 December to 1 "
            "January and all of August: Friday 15 January 2027.",
        ),
        (
            span("working_days_before", 5),
            "2027-01-04",
            (),
            "5 working days before the start (Monday 4 January 2027): Wednesday 23 December 2026.",
        ),
        (
            span("weeks_before", 1),
            "2027-01-04",
            (),
            "1 week before the start (Monday 4 January 2027): Monday 28 December 2026.",
        ),
        (
            span("days_before", 2, starting_with=True),
            "2027-01-04",
            (),
            "2 days back, starting with the start (Monday 4 January 2027), which counts as the "
            "first day: Sunday 3 January 2027.",
        ),
        (
            fixed("on_day", 14, 2, "school_year", back=8),
            "2026-11-24",
            (),
            "14 February in the year in which the school year ends of the move (Tuesday 24 "
            "November 2026), then 8 weeks back: Sunday 20 December 2026.",
        ),
        (
            fixed("before_day", 31, 3),
            "2027-09-01",
            (),
            "Before 31 March in the year of the move (Wednesday 1 September 2027): Tuesday 30 "
            "March 2027.",
        ),
        (
            fixed("on_day", 14, 2, "next", back=1),
            "2026-11-24",
            (),
            "14 February in the year after the move (Tuesday 24 November 2026), then 1 week back: "
            "Sunday 7 February 2027.",
        ),
        (
            span("months", 1),
            "2026-11-16",
            (),
            "1 month from the start (Monday 16 November 2026): Wednesday 16 December 2026.",
        ),
        (
            span("months", 1),
            "2027-01-31",
            (),
            "1 month from the start (Sunday 31 January 2027): Sunday 28 February 2027 (February "
            "has no day 31, so its last day counts).",
        ),
    ],
)
def test_the_count_in_words(
    counted: Span, start: str, leave_out: tuple[LeftOut, ...], words: str
) -> None:
    """Each unit says how it was counted, with both dates in full."""
    end = end_of(counted, day(start), leave_out)

    assert words == span_in_words(counted, day(start), end, leave_out)


def test_the_working_says_what_no_left_out_day_would_give() -> None:
    """An adviser who counts on the calendar finds the day that they come to."""
    asked = due(
        limit(span("days", 28), "next_working_day", CHRISTMAS_AND_AUGUST), date(2026, 12, 10)
    )

    assert "With no day left out it would be Thursday 7 January 2027." in asked.working


units: st.SearchStrategy[Unit] = st.sampled_from(
    ["days", "weeks", "working_days", "days_before", "weeks_before", "working_days_before"]
)
left_out: st.SearchStrategy[tuple[LeftOut, ...]] = st.sampled_from(
    [(), ("christmas",), ("august",), CHRISTMAS_AND_AUGUST]
)
spans: st.SearchStrategy[Span] = st.one_of(
    st.builds(span, units, st.integers(1, 30), starting_with=st.booleans()),
    st.builds(
        span,
        st.sampled_from(["months", "months_before"]),
        st.integers(1, 14),
        starting_with=st.booleans(),
        then_back_weeks=st.integers(0, 5),
    ),
    st.builds(
        fixed,
        st.sampled_from(["on_day", "before_day"]),
        st.integers(1, 28),
        st.integers(1, 12),
        st.sampled_from(["same", "next", "school_year"]),
        st.integers(0, 9),
    ),
    st.builds(
        lambda counted, months, weeks: replace(counted, then_months=months, then_weeks=weeks),
        st.builds(span, units, st.integers(1, 30), starting_with=st.booleans()),
        st.integers(0, 3),
        st.integers(0, 6),
    ),
)


@given(spans, starts, st.integers(1, 500))
def test_an_earlier_start_never_ends_later(counted: Span, start: date, days: int) -> None:
    """Every span ends in order of its start: the proof of every caller rests on that."""
    assert end_of(counted, start) <= end_of(counted, start + timedelta(days=days))


@given(units, st.integers(1, 30), left_out, starts, st.integers(1, 500))
def test_days_left_out_keep_the_order(
    unit: Unit, count: int, leave_out: tuple[LeftOut, ...], start: date, days: int
) -> None:
    """The same holds where days are left out of the count."""
    later = start + timedelta(days=days)
    counted = span(unit, count)

    assert end_of(counted, start, leave_out) <= end_of(counted, later, leave_out)


@given(st.sampled_from(["days", "working_days"]), st.integers(1, 40), left_out, starts)
def test_every_day_counted_counts(
    unit: Unit, count: int, leave_out: tuple[LeftOut, ...], start: date
) -> None:
    """Between start and end lie as many counted days as the span is long, the end among them."""
    end = end_of(span(unit, count), start, leave_out)
    days = [start + timedelta(days=number) for number in range(1, (end - start).days + 1)]
    left = [day for day in days if not any(LEFT_OUT[part](day) for part in leave_out)]
    counted = [day for day in left if unit == "days" or is_working_day(day)]

    assert (count, end) == (len(counted), counted[-1])


@given(st.sampled_from(["days", "working_days"]), st.integers(1, 40), left_out, starts)
def test_counting_from_the_day_itself_is_counting_from_the_day_before(
    unit: Unit, count: int, leave_out: tuple[LeftOut, ...], start: date
) -> None:
    """Day 1 is the start itself, so the day before it is the day that is not counted."""
    beginning = end_of(span(unit, count, starting_with=True), start, leave_out)

    assert beginning == end_of(span(unit, count), start - timedelta(days=1), leave_out)


moves: st.SearchStrategy[Move] = st.sampled_from(
    ["tribunal", "next_working_day", "back_to_working_day", "none"]
)


@given(spans, moves, starts, st.integers(-60, 60))
def test_the_state_is_that_of_the_limit_worked_out(
    counted: Span, moved: Move, start: date, days: int
) -> None:
    """The quick answer for conditions is the state of the limit with all its words.

    On the day before the last day conditions say `tomorrow` and the words are those of `open`.
    """
    one = limit(counted, moved)
    today = end_of(counted, start) + timedelta(days=days)
    found = work_out(one, {"start_date": start}, today)
    quick = state(one, {"start_date": start}, today)

    expected = found.status if found else "unknown"
    is_tomorrow = found is not None and found.days_left == 1
    assert (expected, is_tomorrow) == (status_of(quick), quick == "tomorrow")


@given(units, st.integers(1, 30), left_out, starts)
def test_nobody_aims_for_a_day_after_the_last_one(
    unit: Unit, count: int, leave_out: tuple[LeftOut, ...], start: date
) -> None:
    """What to aim for is never after the last day, also where days are left out counting back."""
    found = due(limit(span(unit, count), "none", leave_out), start)

    assert found.last_day is not None
    assert found.aim_for is not None
    assert found.aim_for <= found.plain_last_day <= found.last_day


@given(spans, moves, st.sampled_from(["family", "council"]), starts, st.integers(-60, 60))
def test_only_a_council_is_late_and_only_after_its_last_day(
    counted: Span, moved: Move, whose: Whose, start: date, days: int
) -> None:
    """Days late are told of a council's limit that has passed, and of nothing else."""
    today = end_of(counted, start) + timedelta(days=days)
    found = work_out(limit(counted, moved, whose=whose), {"start_date": start}, today)

    if found and found.last_day:
        is_late = whose == "council" and found.status == "passed"
        assert is_late == (found.days_late is not None)
        assert found.days_late is None or found.days_late > 0
