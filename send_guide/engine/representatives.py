"""Classes of answers: what a guide can tell apart at a question, with one answer to stand for each class."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import combinations

from send_guide.engine.answers import Answer
from send_guide.engine.conditions import dates, matches
from send_guide.engine.date_stretches import told_apart
from send_guide.engine.time_limits import state
from send_guide.engine.walk import Walk
from send_guide.guide import (
    NOT_SURE,
    Condition,
    Guide,
    Question,
)
from send_guide.routes import conditions


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
        yield from (
            chosen for chosen in combinations(options, size) if NOT_SURE not in chosen or size == 1
        )


def _sets(guide: Guide, question: Question) -> tuple[Answer, ...]:
    """The smallest set of options for each way in which the conditions can fall out."""
    told_apart = dict.fromkeys(
        condition for condition in conditions(guide) if condition.subject == question.id
    )
    return _sets_of(question.allowed, tuple(told_apart))


@lru_cache(maxsize=64)
def _sets_of(options: tuple[str, ...], told_apart: tuple[Condition, ...]) -> tuple[Answer, ...]:
    found: dict[tuple[bool, ...], Answer] = {}
    for chosen in subsets(options):
        found.setdefault(tuple(matches(condition, chosen) for condition in told_apart), chosen)
    return tuple(found.values())


def _days(walk: Walk, question: Question) -> tuple[date, ...]:
    """The latest day for each way in which the states of the limits that count from this question can fall out."""
    limits = [
        limit
        for limit in walk.guide.time_limits.values()
        if any(span.from_question == question.id for span in limit.spans)
    ]
    counted = tuple(
        (span, limit.moved)
        for limit in limits
        for span in limit.spans
        if span.from_question == question.id
    )
    known = dates(walk.answers)
    found: dict[tuple[str, ...], date] = {}
    for day in sorted((on[0] for on in told_apart(counted, (walk.today,)).values()), reverse=True):
        found.setdefault(
            tuple(state(limit, {**known, question.id: day}, walk.today) for limit in limits), day
        )
    return tuple(found.values())
