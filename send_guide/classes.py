"""Classes of answers: what a guide can tell apart at a question, with one answer to stand for each class."""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from itertools import combinations

from send_guide.guide import NOT_SURE, Condition, Guide, Move, Question, Span, When
from send_guide.time_limits import LONGEST_MOVE, BankHolidaysUnknown, Status, end_of, known_years, state_at
from send_guide.walk import Answer, Walk, holds

FURTHEST = 36_525
"""Days looked back (and ahead, where a limit is counted back) for dates: a hundred years, longer than any span."""

UNKNOWN = 0
"""The stretch of a limit none of whose dates is known. The others are numbered from 1, in the order of time."""


def representatives(walk: Walk) -> tuple[Answer, ...]:
    """One answer for each class of answers to the question asked now: a smallest set, or the latest day, of each class."""
    question = walk.question
    if question is None:
        return ()
    if question.kind == "several":
        return _sets(walk.guide, question)
    if question.kind == "date":
        return (*days(walk.guide, question, walk.today), *question.allowed)
    return question.allowed


def conditions(guide: Guide) -> Iterator[Condition]:
    """Every condition of a guide."""
    for when in whens(guide):
        yield from when


def whens(guide: Guide) -> Iterator[When]:
    """Every `when` of a guide, its laws' included."""
    for question in guide.questions.values():
        yield from (route.when for routes in (question.go, *(option.go for option in question.options)) for route in routes)
    for outcome in guide.outcomes.values():
        yield from (use.when for use in (*outcome.steps, *outcome.time_limits))
    yield from (each.when for each in (*guide.steps.values(), *guide.time_limits.values(), *guide.areas.values(), *guide.laws.values()))


def subsets(question: Question) -> Iterator[tuple[str, ...]]:
    """Every answer to a `several` question, the smallest first. At most 9 options: 511 sets, and `not_sure` alone."""
    for size in range(1, len(question.allowed) + 1):
        yield from (chosen for chosen in combinations(question.allowed, size) if NOT_SURE not in chosen or size == 1)


def _sets(guide: Guide, question: Question) -> tuple[Answer, ...]:
    """The smallest set of options for each way in which the conditions can fall out."""
    told_apart = tuple(dict.fromkeys(condition for condition in conditions(guide) if condition.subject == question.id))
    found: dict[tuple[bool, ...], Answer] = {}
    for chosen in subsets(question):
        side = tuple(holds((condition,), guide, {question.id: chosen}, date.min) for condition in told_apart)
        found.setdefault(side, chosen)
    return tuple(found.values())


def days(guide: Guide, question: Question, today: date) -> tuple[date, ...]:
    """The latest day of each stretch of days that no limit counted from this question tells apart; the newest first.

    A day after today is a slip (see `walk.is_slip`), so it counts only where some limit is counted back.
    """
    counted = tuple((span, limit.moved) for limit in guide.time_limits.values() for span in limit.spans if span.from_question == question.id)
    return _days(counted, today)


@lru_cache(maxsize=256)
def _days(counted: tuple[tuple[Span, Move], ...], today: date) -> tuple[date, ...]:
    first = max(1, today.toordinal() - FURTHEST)
    ahead = FURTHEST if any(span.counts_back for span, _ in counted) else 0
    last = min(date.max.toordinal(), today.toordinal() + ahead)
    ends = {last}
    for span, moved in counted:

        def stretch_of(day: int, span: Span = span, moved: Move = moved) -> int:
            return stretch(span, moved, date.fromordinal(day), today)

        edge = min(max(first, _first_working_year(span)), last)
        ends |= {edge - 1} if first < edge else set()
        ends |= set(_last_of_each(stretch_of, first, edge - 1)) if first < edge else set()
        ends |= set(_last_of_each(stretch_of, edge, last))
    return tuple(date.fromordinal(day) for day in sorted(ends, reverse=True))


def _first_working_year(span: Span) -> int:
    """The first day (as an ordinal) from which working days can be counted; before it a count of working days fails."""
    return date(known_years()[0] - 1, 12, 31).toordinal() if span.unit == "working_days" else 1


def _last_of_each(stretch_of: Callable[[int], int], first: int, last: int) -> Iterator[int]:
    """The last day before each change of something that never falls from `first` to `last`."""
    waiting = [(first, last)]
    while waiting:
        low, high = waiting.pop()
        if stretch_of(low) == stretch_of(high):
            continue
        if high - low == 1:
            yield low
        else:
            middle = (low + high) // 2
            waiting += [(low, middle), (middle, high)]


def stretch(span: Span, moved: Move, day: date, today: date) -> int:
    """The number of the stretch in which a span counted from this day ends; the highest if it cannot be worked out."""
    try:
        end = end_of(span, day)
    except (BankHolidaysUnknown, OverflowError, ValueError):
        return len(states(moved, today)) - 1
    return bisect_right(_firsts(moved, today), end)


@lru_cache(maxsize=64)
def states(moved: Move, today: date) -> tuple[Status, ...]:
    """The state of a limit in each stretch, by number: `unknown` at both ends.

    The latest span decides a limit, and the latest stretch is the highest number: so a limit is in the highest stretch of its spans.
    """
    return ("unknown", *(state for _, state in _stretches(moved, today)), "unknown")


@lru_cache(maxsize=64)
def _firsts(moved: Move, today: date) -> tuple[date, ...]:
    return tuple(first for first, _ in _stretches(moved, today))


@lru_cache(maxsize=64)
def _stretches(moved: Move, today: date) -> tuple[tuple[date, Status], ...]:
    """The first day of each stretch of days on which a limit may end with the same state. Beyond those looked at nothing changes."""
    furthest = 2 * LONGEST_MOVE.days
    first = max(1, today.toordinal() - furthest)
    last = min(date.max.toordinal(), max(today, date(known_years()[1], 12, 31)).toordinal() + furthest)
    found = [(date.min, state_at(moved, date.fromordinal(first), today))]
    for day in map(date.fromordinal, range(first, last + 1)):
        state = state_at(moved, day, today)
        if state != found[-1][1]:
            found.append((day, state))
    return tuple(found)
