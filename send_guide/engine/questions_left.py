"""What may still come: the questions that the answers so far leave open, and how many of them at most."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from send_guide.engine.answers import Answer
from send_guide.engine.conditions import holds
from send_guide.engine.representatives import representatives
from send_guide.engine.walk import Walk, routes_of
from send_guide.guide import (
    GIVEN,
    Condition,
    Guide,
    Question,
)
from send_guide.kinds import kind_of
from send_guide.routes import all_routes, reachable

State = tuple[object, ...]


def questions_left(walk: Walk, known: Mapping[str, Answer] | None = None) -> int:
    """The most questions that may still be asked, with the one asked now; 0 once the walk has ended.

    `known`: answers given before their turn, whose questions are not asked again. The number never turns out too small,
    and never grows as questions are answered.
    """
    return _Ahead(walk.guide, known or {}).most(walk)


def still_to_come(walk: Walk, known: Mapping[str, Answer] | None = None) -> set[str]:
    """The questions and outcomes that the answers so far leave possible, the one reached now included."""
    ahead = _Ahead(walk.guide, known or {})
    seen: set[State] = set()
    waiting = [walk]
    while waiting:
        here = waiting.pop()
        if (state := ahead.state(here)) not in seen:
            seen.add(state)
            waiting += ahead.onward(here)
    return {str(state[0]) for state in seen}


def looked_at(guide: Guide, conditions: Iterable[Condition]) -> tuple[str, ...]:
    """The questions that these conditions hang on, by themselves or through the dates of a time limit."""
    subjects = {condition.subject for condition in conditions}
    spans = (
        span for limit in guide.time_limits.values() if limit.id in subjects for span in limit.spans
    )
    return tuple(sorted(subjects & guide.questions.keys() | {span.from_question for span in spans}))


class _Ahead:
    """The ways on through a guide, with what was found on them; walks that the way on cannot tell apart are one state."""

    def __init__(self, guide: Guide, known: Mapping[str, Answer]) -> None:
        self.guide = guide
        self.known = known
        self.found: dict[State, int] = {}
        self.looked_at: dict[str, tuple[str, ...]] = {}

    def most(self, walk: Walk) -> int:
        if walk.question is None:
            return 0
        state = self.state(walk)
        if state not in self.found:
            self.found[state] = (walk.question.id not in self.known) + max(
                map(self.most, self.onward(walk))
            )
        return self.found[state]

    def state(self, walk: Walk) -> State:
        here = walk.here.id
        if here not in self.looked_at:
            ahead = (
                self.guide.questions[name]
                for name in reachable(self.guide, here)
                if name in self.guide.questions
            )
            routes = (route for question in ahead for route in all_routes(question))
            self.looked_at[here] = looked_at(
                self.guide, (condition for route in routes for condition in route.when)
            )
        return (here, *map(walk.answers.get, self.looked_at[here]))

    def onward(self, walk: Walk) -> Iterator[Walk]:
        if walk.question is not None:
            for given in self._answers(walk, walk.question):
                yield from _after(walk, walk.question, given)

    def _answers(self, walk: Walk, question: Question) -> tuple[Answer, ...]:
        """One answer for each class; all dates are one class here, as they differ only in the states of time limits."""
        if question.id in self.known:
            return (self.known[question.id],)
        if kind_of(question).takes_a_day:
            return (GIVEN, *question.allowed)
        return representatives(walk)


def _after(walk: Walk, question: Question, given: Answer) -> Iterator[Walk]:
    """The walks that this answer may lead to: more than one where a time limit decides whose date is not known yet."""
    after = replace(walk, answers={**walk.answers, question.id: given})
    for route in routes_of(question, given):
        settled = tuple(
            condition for condition in route.when if not _is_open(after, condition.subject)
        )
        if holds(settled, walk.guide, after.answers, walk.today):
            yield replace(
                after, here=walk.guide.questions.get(route.to) or walk.guide.outcomes[route.to]
            )
            if settled == route.when:
                return


def _is_open(walk: Walk, subject: str) -> bool:
    limit = walk.guide.time_limits.get(subject)
    return limit is not None and any(
        walk.answers.get(span.from_question) == GIVEN for span in limit.spans
    )
