"""Classes of answers: what a guide can tell apart at a question, with one answer for each class."""

from datetime import date
from functools import lru_cache

from send_guide.engine.answers import Answer
from send_guide.engine.conditions import dates, matches, values_of
from send_guide.engine.date_stretches import Counting, date_classes
from send_guide.engine.time_limits import State, state, status_of
from send_guide.engine.walk import Walk
from send_guide.guide import Condition, Guide, Question, TimeLimit
from send_guide.kinds import Kind, kind_of
from send_guide.routes import conditions, limits_with_tomorrow


def representatives(walk: Walk) -> tuple[Answer, ...]:
    """One answer for each class of answers to the question asked now.

    That is the smallest set of options, or the latest day, of each class.
    """
    question = walk.question
    if question is None:
        return ()
    days = _days(walk, question) if kind_of(question).takes_a_day else ()
    return (*days, *options_told_apart(walk.guide, question))


def options_told_apart(guide: Guide, question: Question) -> tuple[Answer, ...]:
    """One answer for each class, without days: the options, or the smallest set of each class."""
    return _sets(guide, question) if kind_of(question).combines else question.allowed


def _sets(guide: Guide, question: Question) -> tuple[Answer, ...]:
    """The smallest set of options for each way in which the conditions can fall out."""
    on_it = (condition for condition in conditions(guide) if condition.subject == question.id)
    return _sets_of(kind_of(question), question.allowed, tuple(dict.fromkeys(on_it)))


@lru_cache(maxsize=64)
def _sets_of(
    kind: Kind, options: tuple[str, ...], told_apart_by: tuple[Condition, ...]
) -> tuple[Answer, ...]:
    found: dict[tuple[bool, ...], Answer] = {}
    for chosen in kind.choices(options):
        values = values_of(chosen)
        matched = tuple(matches(condition, values) for condition in told_apart_by)
        found.setdefault(matched, chosen)
    return tuple(found.values())


def _days(walk: Walk, question: Question) -> tuple[date, ...]:
    """The latest day for each way in which the limits counted from this question can stand.

    Whether a limit ends tomorrow counts only where some condition names it.
    """
    counted: list[Counting] = []
    limits: dict[str, TimeLimit] = {}
    for limit in walk.guide.time_limits.values():
        for span in limit.spans:
            if span.from_question == question.id:
                limits[limit.id] = limit
                counted.append(Counting.of(limit, span))
    classes = date_classes(tuple(counted), (walk.today,), question.may_be).values()
    known = dates(walk.answers)
    with_tomorrow = limits_with_tomorrow(walk.guide)
    found: dict[tuple[State, ...], date] = {}
    for day in sorted((latest[0] for latest in classes), reverse=True):
        with_it = {**known, question.id: day}
        states: list[State] = []
        for limit in limits.values():
            exact = state(limit, with_it, walk.today)
            states.append(exact if limit.id in with_tomorrow else status_of(exact))
        found.setdefault(tuple(states), day)
    return tuple(found.values())
