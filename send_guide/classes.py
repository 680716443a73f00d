"""Classes of answers: what a guide can tell apart at a question, with one answer to stand for each class."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import combinations

from send_guide.date_classes import told_apart
from send_guide.guide import NOT_SURE, Area, Condition, Guide, Law, Question, Step, TimeLimit
from send_guide.time_limits import state
from send_guide.walk import Answer, Walk, dates, matches


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


def conditions(guide: Guide) -> Iterator[Condition]:
    """Every condition of a guide, its laws' included where they were loaded."""
    for question in guide.questions.values():
        for routes in (question.go, *(option.go for option in question.options)):
            yield from (condition for route in routes for condition in route.when)
    for outcome in guide.outcomes.values():
        yield from (condition for use in (*outcome.steps, *outcome.time_limits) for condition in use.when)
    conditional: list[Step | TimeLimit | Area | Law] = [
        *guide.steps.values(), *guide.time_limits.values(), *guide.areas.values(), *guide.laws.values(),
    ]  # fmt: skip
    yield from (condition for each in conditional for condition in each.when)


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
    limits = [limit for limit in walk.guide.time_limits.values() if any(span.from_question == question.id for span in limit.spans)]
    counted = tuple((span, limit.moved) for limit in limits for span in limit.spans if span.from_question == question.id)
    known = dates(walk.answers)
    found: dict[tuple[str, ...], date] = {}
    for day in sorted((on[0] for on in told_apart(counted, (walk.today,)).values()), reverse=True):
        found.setdefault(tuple(state(limit, {**known, question.id: day}, walk.today) for limit in limits), day)
    return tuple(found.values())
