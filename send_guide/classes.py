"""Classes of answers: what a guide can tell apart at a question, with one answer to stand for each class."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations

from send_guide.guide import NOT_SURE, Condition, Guide, Question, TimeLimit
from send_guide.routes import conditions
from send_guide.time_limits import state
from send_guide.walk import Answer, Walk, dates, matches

FURTHEST = 800
"""Days looked back (and ahead, where a limit is counted back) for dates that tell limits apart; longer than any limit with its moves."""


def representatives(walk: Walk) -> tuple[Answer, ...]:
    """One answer for each class of answers to the question asked now: a smallest set, or the latest day, of each class."""
    question = walk.question
    if question is None:
        return ()
    if question.kind == "several":
        return _sets(walk.guide, question)
    if question.kind == "date":
        return (*_days(walk, question), *question.allowed)
    return question.allowed


def subsets(options: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Every answer to a `several` question with these options, the smallest first. At most 9 options: 511 sets, and `not_sure` alone."""
    for size in range(1, len(options) + 1):
        yield from (chosen for chosen in combinations(options, size) if NOT_SURE not in chosen or size == 1)


def _sets(guide: Guide, question: Question) -> tuple[Answer, ...]:
    """The smallest set of options for each way in which the conditions can fall out."""
    told_apart = dict.fromkeys(condition for condition in conditions(guide) if condition.subject == question.id)
    return _sets_of(question.allowed, tuple(told_apart))


@lru_cache(maxsize=64)
def _sets_of(options: tuple[str, ...], told_apart: tuple[Condition, ...]) -> tuple[Answer, ...]:
    found: dict[tuple[bool, ...], Answer] = {}
    for chosen in subsets(options):
        found.setdefault(tuple(matches(condition, chosen) for condition in told_apart), chosen)
    return tuple(found.values())


def _days(walk: Walk, question: Question) -> tuple[date, ...]:
    """The latest day for each way in which the states of the limits that count from this question can fall out."""
    limits = tuple(limit for limit in walk.guide.time_limits.values() if any(span.from_question == question.id for span in limit.spans))
    others = {each for limit in limits for span in limit.spans if (each := span.from_question) != question.id}
    known = tuple(sorted((name, day) for name, day in dates(walk.answers).items() if name in others))
    ahead = FURTHEST if any(span.counts_back for limit in limits for span in limit.spans) else 0
    return _days_of(_Limits(limits), question.id, known, walk.today, ahead)


class _Limits(tuple[TimeLimit, ...]):
    """Limits as a key of the cache: told apart by identity, as a guide never changes."""

    __slots__ = ()

    def __hash__(self) -> int:
        return hash(tuple(map(id, self)))


@lru_cache(maxsize=4096)
def _days_of(limits: Iterable[TimeLimit], question: str, known: tuple[tuple[str, date], ...], today: date, ahead: int) -> tuple[date, ...]:
    found: dict[tuple[str, ...], date] = {}
    for back in range(-ahead, FURTHEST):
        day = today - timedelta(days=back)
        seen: Mapping[str, date] = {**dict(known), question: day}
        found.setdefault(tuple(state(limit, seen, today) for limit in limits), day)
    return tuple(found.values())
