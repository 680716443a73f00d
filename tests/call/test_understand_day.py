"""Days as people say them."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_guide.call.day_words import MONTHS, WEEKDAYS, one_slip
from send_guide.call.understand_day import (
    Ask,
    Day,
    NotSure,
    Refused,
    Understood,
    said_back,
    understand_day,
)

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared" / "acceptance" / "dates.csv"
TODAY = date(2026, 11, 23)  # a Monday

with (HERE / "dates.csv").open(encoding="utf-8", newline="") as file:
    CASES = [tuple(case.values()) for case in csv.DictReader(file)]


def as_expected(understood: Understood) -> str:
    """What was understood, written as dates.csv writes it."""
    match understood:
        case Day(day):
            return day.isoformat()
        case Ask():
            return "ask"
        case Refused(reason):
            return f"refuse:{reason}"
        case NotSure():
            return "not_sure"


def check(typed: str, expected: str, today: date = TODAY) -> None:
    kind, _, word = expected.partition(":")
    said = as_expected(understand_day(typed, today))
    assert said.startswith(kind), said
    assert word in said


@pytest.mark.parametrize(("today", "typed", "expected"), CASES)
def test_each_acceptance_case_is_understood(today: str, typed: str, expected: str) -> None:
    check(typed, expected, date.fromisoformat(today))


@pytest.mark.skipif(not SHARED.exists(), reason="a plain checkout has the copy alone")
def test_the_copy_of_the_cases_is_whole() -> None:
    assert (HERE / "dates.csv").read_text("utf-8") == SHARED.read_text("utf-8")


@pytest.mark.parametrize(
    "typed",
    """9th November|nov 9th, 2026|9-Nov-26|2026/11/09|20261109|9 11 2026|091126|0911|9.11
    |the ninth of November|Novemeber 9|9 Novmber|9 nvoember|a fortnight ago|fortnight ago|9 Nov ’26
    |14 days ago|fourteen days ago|2 weeks ago|it says the 9th|letter dated 9 November 2026
    |Monday, 9 November 2026|Mon, 9 Nov 2026 10:15:00 +0000|2026-11-09T10:30|9 Nov 2026 at 10.30am
    |９／１１／２０２６|٩/١١/٢٠٢٦|9∕11∕2026
    |9–11–2026|9\u00a0Nov\u00a02026|9.\u200b11.26|9 / 11 / 2026
    |9. 11. 2026|9. November 2026|9thNov2026|9nov|nov9|9th of the 11th|ninth of the eleventh
    |9th of this month|9th November twenty twenty six|09/11/26.|  9 nov |“9 November”|9 NOV 2026!
    |November the 9th|2026 November 9|Monday 9th|9 Nov 2026 (Monday)|9 November this year
    |two weeks ago today|a week last Monday|second Monday of November""".replace(
        "\n    |", "|"
    ).split("|"),
)
def test_the_ninth_of_november_is_understood_however_it_is_said(typed: str) -> None:
    check(typed, "2026-11-09")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("today", "2026-11-23"),
        ("this morning", "2026-11-23"),
        ("last night", "2026-11-22"),
        ("Yesterday!", "2026-11-22"),
        ("the day before yesterday", "2026-11-21"),
        ("this Monday", "2026-11-23"),
        ("last Monday", "2026-11-16"),
        ("Monday last week", "2026-11-16"),
        ("on Tuesday", "2026-11-17"),
        ("last tues", "2026-11-17"),
        ("the Saturday before last", "2026-11-14"),
        ("a week last Saturday", "2026-11-14"),
        ("a week ago yesterday", "2026-11-15"),
        ("2 weeks and 3 days ago", "2026-11-06"),
        ("a fortnight last Monday", "2026-11-02"),
        ("it came in the post today", "2026-11-23"),
        ("last nite", "2026-11-22"),
        ("12 nov 25", "2025-11-12"),
        ("9 Sept", "2026-09-09"),
        ("2nd Nov", "2026-11-02"),
        ("1st", "2026-11-01"),
        ("the 30th", "2026-10-30"),
        ("31st", "2026-10-31"),
        ("9 May", "2026-05-09"),
        ("twenty-first of October", "2026-10-21"),
        ("the 9th of last month", "2026-10-09"),
        ("9 November last year", "2025-11-09"),
        ("Mon 1 Dec", "2025-12-01"),  # in 2026 it is a Tuesday
        ("last day of October", "2026-10-31"),
        ("last Friday in June", "2026-06-26"),
        ("Christmas Day 2025", "2025-12-25"),
    ],
)
def test_other_days_are_understood(typed: str, expected: str) -> None:
    check(typed, expected)


@pytest.mark.parametrize(
    "typed",
    """last week|this week|October|Oct 2026|10/2026|2026|early November|mid October|half term
    |over the summer|the other day|a few weeks ago|a couple of weeks ago|about two weeks ago
    |a month ago|a year ago|9 Nov?|I think it was 9 November|maybe the 9th|9 or 10 November
    |9-10 November|9/11 or 10/11|this Friday|next Monday|Monday week|three weeks today|24 Nov
    |24/11/2026|Tuesday 9th|9 Jule|29 Feb|9/11/99|261109|9 December 2012|9|first week of November
    |day after tomorrow|in two weeks|ages ago|25 Dec|5/1|Tue 1 Dec|Monday two weeks ago""".replace(
        "\n    |", "|"
    ).split("|"),
)
def test_a_doubt_is_asked_about(typed: str) -> None:
    understood = understand_day(typed, TODAY)
    assert isinstance(understood, Ask), understood
    assert understood.question.endswith("?")


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("31/11", "November has 30 days"),
        ("31st of September", "September has 30 days"),
        ("32/1/2026", "January has 31 days"),
        ("29/2/2027", "February 2027 has 28 days"),
        ("2026-02-30", "February 2026 has 28 days"),
        ("0/11/2026", "no day 0"),
        ("9/13", "no month 13"),
        ("11/25/2026", "no month 25"),
        ("9/11/206", "four figures"),
        ("9/11/0026", "between 1900 and 2199"),
        ("9/11/1026", "between 1900 and 2199"),
        ("the 45th", "No month has a day 45"),
        ("fifth Monday of September", "no such day"),
        ("   ", "No day was typed"),
        ("...", "No day was typed"),
        ("pizza", "could not be read"),
        ("01582 548156", "could not be read"),
        ("9" * 6000, "could not be read"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(typed: str, word: str) -> None:
    check(typed, f"refuse:{word}")


@pytest.mark.parametrize(
    "typed",
    ["0", "Not sure.", "not_sure", "don't know", "dont know", "I don’t know", "dunno", "?",
     "no idea", "I'm not sure, sorry", "can't remember", "IDK", "unknown"],
)  # fmt: skip
def test_not_knowing_is_an_answer_where_the_question_takes_it(typed: str) -> None:
    assert understand_day(typed, TODAY) == NotSure()
    assert isinstance(understand_day(typed, TODAY, not_sure=False), Refused)


PASTED = """Dear Ms Khan,
Ref 2031/884/7. Thank you for your request, which section 36 covers; you may ring 01582 548132.
We wrote to you on {day} with our decision, and you can reply within 15 days."""


def test_the_one_day_in_a_pasted_letter_is_asked_about() -> None:
    understood = understand_day(PASTED.format(day="Monday 9th November 2026"), TODAY)
    assert isinstance(understood, Ask)
    assert understood.days == (date(2026, 11, 9),)


def test_several_days_in_a_pasted_letter_are_offered() -> None:
    understood = understand_day(PASTED.format(day="9/11/2026 and 16 November"), TODAY)
    assert understood == Ask(
        (date(2026, 11, 9), date(2026, 11, 16)),
        "Monday 9 November 2026 or Monday 16 November 2026?",
    )


def test_a_long_text_without_a_day_is_refused() -> None:
    assert isinstance(understand_day("no day in here. " * 400, TODAY), Refused)
    assert isinstance(understand_day(PASTED.format(day="that day"), TODAY), Refused)


def test_a_day_over_two_lines_is_one_entry() -> None:
    understood = understand_day("9 November\n2026\n", TODAY)
    assert isinstance(understood, Ask)
    assert understood.days == (date(2026, 11, 9),)


@pytest.mark.parametrize(
    ("may_be", "typed", "expected"),
    [
        ("future", "1 Dec", "2026-12-01"),
        ("future", "1 Dec 2026", "2026-12-01"),
        ("future", "9/11/2026", "ask"),
        ("future", "Saturday", "2026-11-28"),
        ("future", "the 9th", "2026-12-09"),
        ("future", "tomorrow", "2026-11-24"),
        ("future", "9 Nov", "ask"),
        ("any", "1 Dec 2026", "2026-12-01"),
        ("any", "9/11/2026", "2026-11-09"),
        ("any", "tomorrow", "2026-11-24"),
        ("any", "Saturday", "ask"),
        ("any", "9 Nov", "2026-11-09"),
    ],
)
def test_the_question_says_which_days_make_sense(may_be: str, typed: str, expected: str) -> None:
    assert as_expected(understand_day(typed, TODAY, may_be)) == expected


def test_the_day_is_said_back_with_its_weekday_and_distance() -> None:
    assert said_back(date(2026, 11, 9), TODAY) == "Monday 9 November 2026, 14 days ago"
    assert said_back(TODAY, TODAY) == "Monday 23 November 2026, today"
    assert said_back(date(2026, 12, 1), TODAY) == "Tuesday 1 December 2026, in 8 days"


def nth(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if 10 < number < 20 else ending}"


def ways_of_saying(day: date, today: date) -> list[str]:
    """Every way that dates.csv shows, where it can be said of this day on that day."""
    month, weekday, short = MONTHS[day.month - 1], WEEKDAYS[day.weekday()], f"{day.year % 100:02}"
    ways = [
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day:02}/{day.month:02}/{short}",
        f"{day.day}.{day.month}.{short}",
        f"{day.day:02}{day.month:02}{day.year}",
        f"{day.day}⁄{day.month}⁄{day.year}",
        f"{weekday} {day.day} {month} {day.year}",
        f"{day.day}  {month.upper()}   {day.year}.",
        f"{day.day} {month} {day.year}",
    ]
    ago = (today - day).days
    # without a year only the newest such day can be meant
    if ago < 365:
        ways += [
            f"{day.day}/{day.month}",
            f"{day.day}-{day.month}",
            f"{nth(day.day)} of {month}",
            f"{nth(day.day)} {month[:3]}",
            f"{month[:3]} {day.day}",
            f"{weekday[:3]} {day.day} {month[:3]}",
        ]
    if ago < 28:
        ways.append(f"the {nth(day.day)}")
    if ago == 1:
        ways.append("yesterday")
    if 0 < ago < 8:
        ways += [f"last {weekday}", weekday]
    if ago % 7 == 0:
        ways.append(f"{ago // 7} weeks ago")
    return ways


@settings(max_examples=250, deadline=None)
@given(
    today=st.dates(date(2024, 1, 1), date(2032, 12, 31)),
    ago=st.integers(0, 400),
)
def test_a_day_said_in_any_shown_way_is_understood_or_asked_about(today: date, ago: int) -> None:
    day = today - timedelta(days=ago)
    for typed in ways_of_saying(day, today):
        understood = understand_day(typed, today)
        assert understood == Day(day) or isinstance(understood, Ask), (typed, understood)
        if isinstance(understood, Ask):
            assert day in understood.days, typed


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60) | st.text("0123456789/.- novmber", max_size=20))
def test_whatever_is_typed_gets_an_answer(typed: str) -> None:
    understood = understand_day(typed, TODAY)
    assert isinstance(understood, Day | Ask | Refused | NotSure)


@pytest.mark.parametrize(
    ("typed", "meant", "expected"),
    [
        ("november", "november", True),
        ("novmber", "november", True),
        ("novemeber", "november", True),
        ("nvoember", "november", True),
        ("november", "december", False),
        ("june", "july", False),
    ],
)
def test_one_slip_of_the_keyboard_is_forgiven(typed: str, meant: str, expected: bool) -> None:
    assert one_slip(typed, meant) is expected
