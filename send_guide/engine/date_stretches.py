"""Which dates the time limits of a guide tell apart, for callers on each day of a period."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from send_guide.engine.roll_rules import LONGEST_MOVE
from send_guide.engine.spans import LeftOutParts, end_of
from send_guide.engine.time_limits import State, state_at
from send_guide.engine.working_days import BankHolidaysUnknown, known_years
from send_guide.guide import MayBe, Move, Span, TimeLimit, Unit

UNKNOWN, PASSED, TODAY, TOMORROW, OPEN, BEYOND = range(6)
"""The stretch of time in which a limit ends, seen from the day of the call.

UNKNOWN: no date is known. BEYOND: past the years whose bank holidays are known.
"""

CERTAIN = 8
"""Added to a stretch once the date that always counts, that of the first span, is known."""


def _state(position: int) -> State:
    """The state of a limit in a position: a stretch, with CERTAIN added or not.

    A limit has passed only where its first span says so too.
    """
    stretch = position & ~CERTAIN
    if stretch == PASSED:
        return "passed" if position & CERTAIN else "unknown"
    states: Mapping[int, State] = {TODAY: "today", TOMORROW: "tomorrow", OPEN: "open"}
    return states.get(stretch, "unknown")


STATES: tuple[State, ...] = tuple(map(_state, range(CERTAIN + BEYOND + 1)))
"""The state of a limit by its position."""


def later(one: int, other: int) -> int:
    """The position of a limit by two of its spans: the later one decides its stretch.

    No move brings a day past another one, so the later end is also the later last day.
    """
    return max(one & ~CERTAIN, other & ~CERTAIN) | (one | other) & CERTAIN


@dataclass(frozen=True, slots=True)
class Counting:
    """A span as its limit counts it: how the end is moved, and which days are left out."""

    span: Span
    moved: Move
    leave_out: LeftOutParts = ()

    @classmethod
    def of(cls, limit: TimeLimit, span: Span) -> "Counting":
        """How a limit counts one of its spans."""
        return cls(span, limit.moved, limit.leave_out)

    @property
    def reach(self) -> int:
        """More days than may lie between the date and the end, in either direction."""
        span = self.span
        days = span.count * _MOST_DAYS_IN.get(span.unit, 0) + 7 * span.then_back_weeks
        days += 31 * span.then_months + 7 * span.then_weeks
        if span.fixed_day is not None:
            days += 2 * 366
        # a year of counted days is at most 40 days longer where days are left out
        return 2 * days + 80 if self.leave_out else days


_MARGIN = 2 * LONGEST_MOVE
_MOST_DAYS_IN: Mapping[Unit, int] = {
    "months": 31,
    "months_before": 31,
    "weeks": 7,
    "weeks_before": 7,
    "days": 1,
    "days_before": 1,
    "working_days": 4,
    "working_days_before": 4,
}
_NEVER = date.max.toordinal() + 1


def earliest() -> date:
    """The first day for which callers can be looked at: bank holidays are known far enough back."""
    return date(known_years()[0], 1, 1) + _MARGIN


@lru_cache(maxsize=512)
def date_classes(
    counted: tuple[Counting, ...], todays: tuple[date, ...], may_be: MayBe = "past"
) -> Mapping[tuple[int, ...], Mapping[int, date]]:
    """Groups possible dates by the stretches in which these spans then end.

    For each group (a stretch for each span): the latest such date for each day of the call, by the
    number of the day. `may_be`: where the date may lie; others are slips (see `walk.is_slip`) and
    are not looked at.
    """
    first, last = _dates_looked_at(counted, todays, may_be)
    ends = [[_end(counting, day) for day in range(first, last + 1)] for counting in counted]
    found: dict[tuple[int, ...], dict[int, date]] = {}
    for number, today in enumerate(todays):
        newest = today.toordinal() if may_be == "past" else last
        oldest = today.toordinal() if may_be == "future" else first
        bounds = [_bounds(counting.moved, today) for counting in counted]
        for place in _last_places(ends, bounds, oldest - first, newest - first):
            ends_there = [days[place] for days in ends]
            stretches = map(_stretch, bounds, ends_there)
            found.setdefault(tuple(stretches), {})[number] = date.fromordinal(first + place)
    return found


def _dates_looked_at(
    counted: Sequence[Counting], todays: Sequence[date], may_be: MayBe
) -> tuple[int, int]:
    """The first and last possible date, as ordinals: enough to end in each stretch of time."""
    reach = max((counting.reach for counting in counted), default=0)
    longest = _MARGIN.days + reach + 366
    first = max(1, todays[0].toordinal() - longest)
    last = todays[-1].toordinal()
    if may_be != "past":
        last = min(date.max.toordinal(), _after_known(todays[-1], longest))
    units = {counting.span.unit for counting in counted}
    if "working_days" in units:
        first = max(first, earliest().toordinal())
    if "working_days_before" in units:
        first = max(first, earliest().toordinal() + reach)
    return min(first, last), last


def _last_places(
    ends: Sequence[Sequence[int]], bounds: Sequence[Sequence[int]], oldest: int, newest: int
) -> Iterator[int]:
    """The last place of each run of dates whose spans all end in the same stretches, in order.

    `oldest` and `newest`: the places of the first and last date looked at.
    """
    changes = {newest + 1}
    for days, firsts in zip(ends, bounds, strict=True):
        changes.update(bisect_left(days, first) for first in firsts)
    return (place - 1 for place in sorted(changes) if oldest < place <= newest + 1)


def _stretch(firsts: Sequence[int], end: int) -> int:
    return PASSED + bisect_right(firsts, end)


def _after_known(today: date, days: int) -> int:
    return max(today, date(known_years()[1], 12, 31)).toordinal() + days


def _end(counting: Counting, day: int) -> int:
    """Where a span ends as an ordinal; never, where that cannot be worked out."""
    try:
        return end_of(counting.span, date.fromordinal(day), counting.leave_out).toordinal()
    except (BankHolidaysUnknown, OverflowError, ValueError):
        return _NEVER


_STRETCH_OF: Mapping[State, int] = {
    "passed": PASSED,
    "today": TODAY,
    "tomorrow": TOMORROW,
    "open": OPEN,
    "unknown": BEYOND,
}


@lru_cache(maxsize=4096)
def _bounds(moved: Move, today: date) -> Sequence[int]:
    """The first end (before any move, as an ordinal) in each stretch after PASSED."""
    ends = range(
        max(1, today.toordinal() - _MARGIN.days),
        min(date.max.toordinal(), _after_known(today, _MARGIN.days)),
    )

    def stretch(end: int) -> int:
        return _STRETCH_OF[state_at(moved, date.fromordinal(end), today)]

    after_passed = (TODAY, TOMORROW, OPEN, BEYOND)
    return [ends[0] + bisect_left(ends, wanted, key=stretch) for wanted in after_passed]


def year_from(today: date) -> tuple[date, ...]:
    """Every day on which somebody may call in the year that starts with this day."""
    return tuple(today + timedelta(days=days) for days in range(366))
