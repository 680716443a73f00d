"""What may still come: the questions that the answers so far leave open, and how many at most."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from send_guide.engine.answers import Answer
from send_guide.engine.conditions import holds, matches
from send_guide.engine.representatives import options_told_apart
from send_guide.engine.walk import Walk, routes_of
from send_guide.guide import GIVEN, Condition, Guide, Question, Route
from send_guide.kinds import kind_of
from send_guide.routes import all_routes, most_questions, reachable, targets

MOST_STATES = 1000
"""States followed at most, so that a person never waits: about 40 ms."""


@dataclass(frozen=True, slots=True)
class Left:
    """The most questions that may still be asked, with the one asked now.

    `is_about`: the ways on were too many to follow, so the conditions on them were left out, and
    fewer questions may be the most. The number is never too small.
    """

    most: int
    is_about: bool = False


def left(
    walk: Walk, known: Mapping[str, Answer] | None = None, most_states: int = MOST_STATES
) -> Left:
    """How many questions may still come; none once the walk has ended.

    `known`: answers given before their turn, whose questions are not asked again. The number never
    grows as questions are answered.
    """
    facts = known or {}
    onward = _Ahead(walk.guide, walk.today, facts).ways(walk, most_states)
    if onward is None:
        nodes = _graph_ahead(walk.guide, walk.here.id)
        return Left(_longest(walk.guide, nodes, facts)[walk.here.id,], is_about=True)
    first = next(iter(onward))
    return Left(_longest(walk.guide, onward, facts)[first])


def questions_left(walk: Walk, known: Mapping[str, Answer] | None = None) -> int:
    """The most questions that may still be asked (see `left`)."""
    return left(walk, known).most


def still_to_come(
    walk: Walk, known: Mapping[str, Answer] | None = None, most_states: int = MOST_STATES
) -> set[str]:
    """The questions and outcomes that the answers so far leave possible, and the one reached now.

    Where the ways on are too many to follow, conditions on them are left out.
    """
    onward = _Ahead(walk.guide, walk.today, known or {}).ways(walk, most_states)
    return reachable(walk.guide, walk.here.id) if onward is None else {state[0] for state in onward}


def looked_at(guide: Guide, conditions: Iterable[Condition]) -> tuple[str, ...]:
    """The questions that these conditions hang on, also through the dates of a time limit."""
    subjects = {condition.subject for condition in conditions}
    found = subjects & guide.questions.keys()
    for limit in guide.time_limits.values():
        if limit.id in subjects:
            found |= {span.from_question for span in limit.spans}
    return tuple(sorted(found))


State = tuple[str, *tuple[object, ...]]
"""A question or outcome with the answers that the way on from it looks at."""

Ways = Mapping[State, list[State]]
"""The states that may follow each state; the first is where the walk is now."""


def _graph_ahead(guide: Guide, here: str) -> Ways:
    """The ways on by the graph alone: a state is a question or outcome."""
    questions = guide.questions
    return {
        (node,): [(to,) for to in targets(guide, questions[node])] if node in questions else []
        for node in reachable(guide, here)
    }


def _longest(guide: Guide, onward: Ways, known: Mapping[str, Answer]) -> Mapping[State, int]:
    """The most questions not known yet from each state on, itself included."""
    depth = most_questions(guide)
    most: dict[State, int] = {}
    for state in sorted(onward, key=lambda state: depth[state[0]]):
        is_asked = state[0] in guide.questions and state[0] not in known
        most[state] = is_asked + max((most[after] for after in onward[state]), default=0)
    return most


@dataclass(frozen=True, slots=True)
class _Place:
    """Somewhere ahead of a walk.

    `dated`: the questions on the way that will be answered with a day, nobody knows which.
    """

    here: str
    answers: Mapping[str, Answer]
    dated: frozenset[str] = frozenset()


class _Ahead:
    """The ways on through a guide; places that the way on cannot tell apart are one state."""

    def __init__(self, guide: Guide, today: date, known: Mapping[str, Answer]) -> None:
        self._guide = guide
        self._today = today
        self._known = known
        self._looked_at: Mapping[str, frozenset[str]] = {}
        self._options: dict[str, tuple[Answer, ...]] = {}

    def ways(self, walk: Walk, most: int) -> Ways | None:
        """The states that may follow each state ahead; None if there are more than `most`."""
        first = _Place(walk.here.id, walk.answers)
        self._looked_at = _looked_at_ahead(self._guide, walk.here.id)
        onward: dict[State, list[State]] = {}
        waiting = [first]
        while waiting:
            place = waiting.pop()
            state = self._state(place)
            if state in onward:
                continue
            if len(onward) == most:
                return None
            after = list(self._after(place))
            onward[state] = [self._state(next_place) for next_place in after]
            waiting += after
        return onward

    def _state(self, place: _Place) -> State:
        seen = (self._seen(place, name) for name in self._looked_at[place.here])
        return (place.here, *seen)

    def _seen(self, place: _Place, question: str) -> object:
        return GIVEN if question in place.dated else place.answers.get(question)

    def _after(self, place: _Place) -> Iterator[_Place]:
        """The places that each class of answers may lead to.

        All days are one class here, as they differ only in the states of time limits.
        """
        question = self._guide.questions.get(place.here)
        if question is None:
            return
        if question.id in self._known:
            yield from self._answered(place, question, self._known[question.id])
            return
        if kind_of(question).takes_a_day:
            dated = _Place(place.here, place.answers, place.dated | {question.id})
            yield from self._along(dated, question.go)
        for given in self._options_of(question):
            yield from self._answered(place, question, given)

    def _options_of(self, question: Question) -> tuple[Answer, ...]:
        """One option or set for each class; where nothing ahead looks at it, one for each way."""
        if question.id not in self._options:
            options = options_told_apart(self._guide, question)
            if question.id not in self._looked_at[question.id]:
                by_routes = {routes_of(question, given): given for given in options}
                options = tuple(by_routes.values())
            self._options[question.id] = options
        return self._options[question.id]

    def _answered(self, place: _Place, question: Question, given: Answer) -> Iterator[_Place]:
        answers = {**place.answers, question.id: given}
        known = _Place(place.here, answers, place.dated)
        yield from self._along(known, routes_of(question, given))

    def _along(self, place: _Place, routes: Iterable[Route]) -> Iterator[_Place]:
        """The ways that may be taken.

        There are several where a time limit decides whose date is not known yet.
        """
        for route in routes:
            settled = [condition for condition in route.when if not self._is_open(place, condition)]
            if all(self._holds(place, condition) for condition in settled):
                yield _Place(route.to, place.answers, place.dated)
                if len(settled) == len(route.when):
                    return

    def _holds(self, place: _Place, condition: Condition) -> bool:
        if condition.subject in place.dated:
            return matches(condition, (GIVEN,))
        return holds((condition,), self._guide, place.answers, self._today)

    def _is_open(self, place: _Place, condition: Condition) -> bool:
        limit = self._guide.time_limits.get(condition.subject)
        return limit is not None and any(span.from_question in place.dated for span in limit.spans)


def _looked_at_ahead(guide: Guide, here: str) -> Mapping[str, frozenset[str]]:
    """For each question and outcome from here on, the questions that the routes from it look at."""
    depth = most_questions(guide)
    found: dict[str, frozenset[str]] = {}
    for name in sorted(reachable(guide, here), key=depth.__getitem__):
        question = guide.questions.get(name)
        if question is None:
            found[name] = frozenset()
            continue
        own: list[Condition] = []
        for route in all_routes(question):
            own += route.when
        behind = (found[target] for target in targets(guide, question))
        found[name] = frozenset(looked_at(guide, own)).union(*behind)
    return found
