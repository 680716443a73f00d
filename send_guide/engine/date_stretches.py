"""Which dates the time limits of a guide tell apart, for callers on each day of a period."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from send_guide.engine.roll_rules import LONGEST_MOVE
from send_guide.engine.time_limits import Status, end_of, state_at
from send_guide.engine.working_days import BankHolidaysUnknown, known_years
from send_guide.guide import Move, Span

UNKNOWN = 0
BEYOND = 4
CERTAIN = 8
STATES: tuple[Status, ...] = (
    "unknown", "unknown", "today", "open", "unknown", "unknown", "unknown", "unknown",
    "unknown", "passed", "today", "open", "unknown",
)  # fmt: skip
"""The state of a limit by how it stands: a number from 0, no date known, by the four stretches of time to 4, past the known holidays.

CERTAIN is added once the date of the first span is known, which always counts: until then a limit is never `passed`.
"""


def later(one: int, other: int) -> int:
    """How a limit stands by two of its spans: the later one decides it, and no move overtakes another day."""
    return max(one & ~CERTAIN, other & ~CERTAIN) | (one | other) & CERTAIN


_NUMBERS = {"passed": 1, "today": 2, "open": 3, "unknown": BEYOND}
_MARGIN = 2 * LONGEST_MOVE
_DAYS_IN_A_UNIT: Mapping[str, int] = {
    "months": 31,
    "months_before": 31,
    "weeks": 7,
    "days": 1,
    "working_days": 4,
    "before_day": 0,
}
_NEVER = date.max.toordinal() + 1

Counted = tuple[tuple[Span, Move], ...]
"""Spans counted from one question, each with how its limit is moved."""


def earliest() -> date:
    """The first day for which callers can be looked at: before it, bank holidays are not known far enough back."""
    return date(known_years()[0], 1, 1) + _MARGIN


@lru_cache(maxsize=512)
def told_apart(
    counted: Counted, todays: tuple[date, ...]
) -> Mapping[tuple[int, ...], Mapping[int, date]]:
    """For each way in which these spans may stand (a number for each), the latest date that makes it so, by the number of the day.

    A date after the day of the call is a slip (see `walk.is_slip`): it counts only where some span is counted back.
    """
    found: dict[tuple[int, ...], dict[int, date]] = {}
    first = max(1, todays[0].toordinal() - _longest(counted))
    if any(span.unit == "working_days" for span, _ in counted):
        first = max(first, earliest().toordinal())
    back = any(span.counts_back for span, _ in counted)
    last = min(
        date.max.toordinal(),
        _after_known(todays[-1], _longest(counted)) if back else todays[-1].toordinal(),
    )
    first = min(first, last)
    ends = [[_end(span, day) for day in range(first, last + 1)] for span, _ in counted]
    for number, today in enumerate(todays):
        bounds = [_bounds(moved, today) for _, moved in counted]
        newest = last if back else today.toordinal()
        changes = {
            bisect_left(end, bound)
            for end, firsts in zip(ends, bounds, strict=True)
            for bound in firsts
        }
        # each stretch of dates ends on the day before a change, the last one on the newest date
        for after in sorted(
            {each for each in changes if 0 < each <= newest - first} | {newest - first + 1}
        ):
            stands = tuple(
                bisect_right(firsts, end[after - 1]) + 1
                for end, firsts in zip(ends, bounds, strict=True)
            )
            found.setdefault(stands, {})[number] = date.fromordinal(first + after - 1)
    return found


def _longest(counted: Counted) -> int:
    return (
        _MARGIN.days
        + max((span.count * _DAYS_IN_A_UNIT[span.unit] for span, _ in counted), default=0)
        + 366
    )


def _after_known(today: date, days: int) -> int:
    return max(today, date(known_years()[1], 12, 31)).toordinal() + days


def _end(span: Span, day: int) -> int:
    try:
        return end_of(span, date.fromordinal(day)).toordinal()
    except (BankHolidaysUnknown, OverflowError, ValueError):
        return _NEVER


@lru_cache(maxsize=4096)
def _bounds(moved: Move, today: date) -> Sequence[int]:
    """The first last day (before any move) on which a limit is `today`, `open`, and past the known holidays."""
    days = range(
        max(1, today.toordinal() - _MARGIN.days),
        min(date.max.toordinal(), _after_known(today, _MARGIN.days)),
    )
    numbers = range(2, BEYOND + 1)
    return [
        days[0]
        + bisect_left(
            days, each, key=lambda day: _NUMBERS[state_at(moved, date.fromordinal(day), today)]
        )
        for each in numbers
    ]


def year_from(today: date) -> tuple[date, ...]:
    """Every day on which somebody may call in the year that starts with this day."""
    return tuple(today + timedelta(days=days) for days in range(366))
