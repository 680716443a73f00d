"""The calendar arithmetic of one span: where it ends, and how that is said in words."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from send_guide.dates import in_words
from send_guide.engine.working_days import DAY, is_working_day
from send_guide.guide import InYear, LeftOut, Span, Unit

LeftOutParts = tuple[LeftOut, ...]
"""The parts of the year that a limit does not count, by id (see LEFT_OUT)."""

LEFT_OUT: Mapping[LeftOut, Callable[[date], bool]] = {
    "christmas": lambda day: (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1),
    "august": lambda day: day.month == 8,
}
"""The days that rule 12(3)(b) of the HESC Rules 2008 leaves out of a count of days."""

LEFT_OUT_IN_WORDS: Mapping[LeftOut, str] = {
    "christmas": "25 December to 1 January",
    "august": "all of August",
}


def end_of(span: Span, start: date, leave_out: LeftOutParts = ()) -> date:
    """The last day of a span that is counted from `start`, before any move.

    A month ends on the same-numbered day, or on the last day of a shorter month
    (Dodds v Walker [1981] UKHL). The day of `start` is not counted, unless the span is
    `starting_with` it (Equality Act 2010, Schedule 17, paragraph 4).
    `leave_out`: days that are passed over in the count (HESC Rules 2008, rule 12(3)(b)).
    `then_months` and `then_weeks` are counted on from there, as for a court's time that runs from
    the day something was due. `then_back_weeks` is taken off at the end.

    Raises ValueError for school days (no calendar of school days is known), for days left out
    of a unit that is not counted day by day, and for a day that the year does not have;
    BankHolidaysUnknown or OverflowError where the calendar ends.
    """
    end = _counted(span, start, leave_out)
    if span.then_months:
        end += relativedelta(months=span.then_months)
    return end + timedelta(weeks=span.then_weeks - span.then_back_weeks)


def _counted(span: Span, start: date, leave_out: LeftOutParts) -> date:
    if span.unit in _DAYS_EACH:
        return _count_days(span, start, leave_out)
    if leave_out:
        raise ValueError(f"no days can be left out of a count of {span.unit}")
    end = _ON_THE_CALENDAR[span.unit](start, span)
    if not span.starting_with:
        return end
    return end + DAY if span.counts_back else end - DAY


_DAYS_EACH: Mapping[Unit, int] = {
    "days": 1,
    "weeks": 7,
    "working_days": 1,
    "days_before": 1,
    "weeks_before": 7,
    "working_days_before": 1,
}
"""The units that are counted day by day: how many counted days one of them has."""


def _count_days(span: Span, start: date, leave_out: LeftOutParts) -> date:
    """Count days on or back; the first counted is beside `start`, or `start` itself."""
    step = -DAY if span.counts_back else DAY
    day = start - step if span.starting_with else start
    left = span.count * _DAYS_EACH[span.unit]
    working = span.unit.startswith("working_days")
    if not working and not leave_out:
        return day + left * step
    while left:
        day += step
        if not _is_left_out(day, leave_out) and (not working or is_working_day(day)):
            left -= 1
    return day


def _is_left_out(day: date, leave_out: LeftOutParts) -> bool:
    return any(LEFT_OUT[part](day) for part in leave_out)


def _fixed_day(start: date, span: Span) -> date:
    """The day of the year that a span names, in the year that goes with `start`."""
    if span.fixed_day is None:
        raise ValueError(f"{span.unit} needs a day of the year")
    return span.fixed_day.of(_year_for(span.in_year, start))


def _year_for(in_year: InYear, start: date) -> int:
    """The year of `start`, the next, or that in which its school year (from 1 September) ends."""
    if in_year == "next":
        return start.year + 1
    if in_year == "school_year" and start.month >= 9:
        return start.year + 1
    return start.year


def _no_calendar(start: date, span: Span) -> date:
    raise ValueError("no calendar of school days is known")


_ON_THE_CALENDAR: Mapping[Unit, Callable[[date, Span], date]] = {
    "months": lambda start, span: start + relativedelta(months=span.count),
    "months_before": lambda start, span: start - relativedelta(months=span.count),
    "before_day": lambda start, span: _fixed_day(start, span) - DAY,
    "on_day": _fixed_day,
    "school_days": _no_calendar,
}


def span_in_words(span: Span, start: date, end: date, leave_out: LeftOutParts = ()) -> str:
    """How a span was counted from `start` to `end`, as one sentence with both dates in full."""
    from_there = f"{span.label} ({in_words(start)})"
    if span.unit in ("on_day", "before_day"):
        counted = _fixed_day_in_words(span, from_there)
    else:
        counted = f"{span.length} {_way_in_words(span)} {from_there}"
    if span.starting_with:
        counted += ", which counts as the first day"
    if leave_out:
        counted += f", leaving out {' and '.join(LEFT_OUT_IN_WORDS[part] for part in leave_out)}"
    counted += span.counted_on
    if span.then_back_weeks:
        weeks = "week" if span.then_back_weeks == 1 else "weeks"
        counted += f", then {span.then_back_weeks} {weeks} back"
    return f"{counted}: {in_words(end)}{_shorter_month(span, start, end)}."


def _way_in_words(span: Span) -> str:
    if span.starting_with:
        return "back, starting with" if span.counts_back else "starting with"
    return "before" if span.counts_back else "from"


_YEAR_IN_WORDS: Mapping[InYear, str] = {
    "same": "in the year of",
    "next": "in the year after",
    "school_year": "in the year in which the school year ends of",
}


def _fixed_day_in_words(span: Span, from_there: str) -> str:
    before = "Before " if span.unit == "before_day" else ""
    return f"{before}{span.fixed_day} {_YEAR_IN_WORDS[span.in_year]} {from_there}"


def _shorter_month(span: Span, start: date, end: date) -> str:
    """Why a month ends before the same-numbered day, where it does."""
    if span.unit != "months" or span.starting_with or span.then_back_weeks or span.counted_on:
        return ""
    if end.day >= start.day:
        return ""
    return f" ({end:%B} has no day {start.day}, so its last day counts)"
