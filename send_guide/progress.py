"""How many questions may still be asked: the longest route that the answers so far leave open."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from send_guide.classes import representatives
from send_guide.guide import GIVEN, Guide, Question
from send_guide.routes import all_routes, reachable
from send_guide.walk import Answer, Walk, holds, routes_of


def questions_left(walk: Walk, known: Mapping[str, Answer] | None = None) -> int:
    """The most questions that may still be asked, with the one asked now; 0 once the walk has ended.

    `known`: answers given before their turn, whose questions are not asked again. The number never turns out too small,
    and never grows as questions are answered.
    """
    return _most(walk, known or {}, {})


def still_to_come(walk: Walk, known: Mapping[str, Answer] | None = None) -> set[str]:
    """The questions and endings that the answers so far leave possible, the one reached now included."""
    seen: set[tuple[object, ...]] = set()
    waiting = [walk]
    while waiting:
        here = waiting.pop()
        if (state := _state(here)) not in seen:
            seen.add(state)
            waiting += _onward(here, known or {})
    return {str(state[0]) for state in seen}


def _most(walk: Walk, known: Mapping[str, Answer], found: dict[object, int]) -> int:
    question = walk.question
    if question is None:
        return 0
    state = _state(walk)
    if state not in found:
        found[state] = (question.id not in known) + max(_most(after, known, found) for after in _onward(walk, known))
    return found[state]


def _state(walk: Walk) -> tuple[object, ...]:
    """Where a walk is, with the answers that the way on depends on."""
    return (walk.here.id, *((name, walk.answers.get(name)) for name in _looked_at(walk.guide, walk.here.id)))


def _onward(walk: Walk, known: Mapping[str, Answer]) -> Iterator[Walk]:
    if walk.question is not None:
        for given in _answers(walk, walk.question, known):
            yield from _after(walk, walk.question, given)


def _answers(walk: Walk, question: Question, known: Mapping[str, Answer]) -> tuple[Answer, ...]:
    """One answer for each class; all dates are one class here, as they differ only in the states of time limits."""
    if question.id in known:
        return (known[question.id],)
    return (GIVEN, *question.allowed) if question.kind == "date" else representatives(walk)


def _after(walk: Walk, question: Question, given: Answer) -> Iterator[Walk]:
    """The walks that this answer may lead to: more than one where a time limit decides whose date is not known yet."""
    after = replace(walk, answers={**walk.answers, question.id: given})
    for route in routes_of(question, given):
        settled = tuple(condition for condition in route.when if not _is_open(after, condition.subject))
        if holds(settled, walk.guide, after.answers, walk.today):
            yield replace(after, here=walk.guide.questions.get(route.to) or walk.guide.outcomes[route.to])
            if settled == route.when:
                return


def _is_open(walk: Walk, subject: str) -> bool:
    limit = walk.guide.time_limits.get(subject)
    return limit is not None and any(walk.answers.get(span.from_question) == GIVEN for span in limit.spans)


def _looked_at(guide: Guide, first: str) -> list[str]:
    """The questions that the routes from here on look back at."""
    ahead = [guide.questions[name] for name in reachable(guide, first) if name in guide.questions]
    subjects = {condition.subject for question in ahead for route in all_routes(question) for condition in route.when}
    limits = (guide.time_limits[subject] for subject in subjects if subject in guide.time_limits)
    return sorted({*subjects, *(span.from_question for limit in limits for span in limit.spans)})
