"""Classes of answers: what a guide can tell apart at a question, with one answer to stand for each class."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from send_guide.dates import counted_from, told_apart
from send_guide.guide import NOT_SURE, Area, Condition, Guide, Law, Question, Step, TimeLimit, When
from send_guide.walk import Answer, Walk, holds


def representatives(walk: Walk) -> tuple[Answer, ...]:
    """One answer for each class of answers to the question asked now: a smallest set, or the latest day, of each class."""
    question = walk.question
    if question is None:
        return ()
    if question.kind == "several":
        return _sets(walk.guide, question)
    if question.kind == "date":
        dates = told_apart(counted_from(walk.guide, question), (walk.today,)).values()
        return (*sorted({day for by_day in dates for day in by_day.values()}, reverse=True), *question.allowed)
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
    conditional: list[Step | TimeLimit | Area | Law] = [
        *guide.steps.values(), *guide.time_limits.values(), *guide.areas.values(), *guide.laws.values(),
    ]  # fmt: skip
    yield from (each.when for each in conditional)


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
