"""The graph of a guide as data.

Every way from a question to what comes next, what leads along it, and who took it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from send_guide.engine.answers import Answer
from send_guide.engine.conditions import holds
from send_guide.engine.walk import Walk
from send_guide.guide import (
    NOT_SURE,
    Condition,
    Guide,
    Question,
    Route,
    When,
)
from send_guide.kinds import kind_of
from send_guide.routes import takeable

A_DATE = "date"
"""Stands among a date question's answers for any date."""


@dataclass(frozen=True, slots=True)
class Way:
    """One edge: from a question to what comes next, for some of its answers and under conditions.

    `otherwise`: other ways from the same answers come first, and this one is left when none of
    them holds.
    """

    id: str
    source: str
    target: str
    answers: tuple[str, ...]
    when: When = ()
    otherwise: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """Answers of a question that lead on in the same ways.

    The ways stand in the order in which they are tried.
    """

    answers: tuple[str, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Graph:
    """A guide's questions, each with its branches. Outcomes have none."""

    guide: Guide
    branches: Mapping[str, tuple[Branch, ...]]

    @property
    def ways(self) -> tuple[Way, ...]:
        """Every edge."""
        found: list[Way] = []
        for branches in self.branches.values():
            for branch in branches:
                found += branch.ways
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Paint:
    """What is shown on a picture: how many callers came by each part of it.

    `counts`: by node (its id), by answer (`question=option`) and by way (its id).
    `one_caller`: it is one caller's route, so that a count is no more than a mark.
    """

    caption: str
    counts: Mapping[str, int]
    one_caller: bool = False


def graph(guide: Guide) -> Graph:
    """The graph of a sound guide."""
    return Graph(
        guide, {question.id: _branches(guide, question) for question in guide.questions.values()}
    )


def _branches(guide: Guide, question: Question) -> tuple[Branch, ...]:
    """Answers with the same ways on stand together, in the order of the first of each."""
    together: dict[tuple[Route, ...], list[str]] = {}
    for answer in answers(question):
        together.setdefault(_routes_after(guide, question, answer), []).append(answer)
    numbers = iter(range(1, 1000))
    return tuple(
        Branch(
            tuple(given),
            tuple(
                Way(
                    f"{question.id}-{next(numbers)}",
                    question.id,
                    route.to,
                    tuple(given),
                    route.when,
                    not route.when and len(routes) > 1,
                )
                for route in routes
            ),
        )
        for routes, given in together.items()
    )


def answers(question: Question) -> tuple[str, ...]:
    """The ids of all answers, with one to stand for every date."""
    return ((A_DATE,) if kind_of(question).takes_a_day else ()) + question.allowed


def answer_label(question: Question, answer: str) -> str:
    """An answer in the words of its option."""
    option = question.option(answer)
    return option.label if option else {A_DATE: "A date", NOT_SURE: "Not sure"}.get(answer, answer)


def _routes_after(guide: Guide, question: Question, answer: str) -> tuple[Route, ...]:
    """The lines of `go` that this answer may be led by.

    They come without the conditions that the answer itself settles.
    """
    option = question.option(answer)
    routes = option.go if option and option.go else question.go
    if kind_of(question).combines:
        return tuple(takeable(routes))
    given: Answer = date.min if answer == A_DATE else answer
    settled = {question.id: given}

    def on_this(condition: Condition) -> bool:
        return condition.subject == question.id

    open_to_it = (
        route
        for route in routes
        if holds(tuple(filter(on_this, route.when)), guide, settled, date.min)
    )
    left = (
        replace(route, when=tuple(each for each in route.when if not on_this(each)))
        for route in open_to_it
    )
    # of two ways under the same conditions, the second is never taken
    return tuple({route.when: route for route in reversed(tuple(takeable(left)))}.values())[::-1]


def in_words(when: When) -> str:
    """Conditions in words: `plan parts: only needs, provision; tribunal appeal: passed`."""
    return "; ".join(map(str, when)).replace("_", " ")


def way_label(graph: Graph, way: Way) -> str:
    """What leads along an edge: the answers, and what else must hold."""
    question = graph.guide.questions[way.source]
    several = kind_of(question).combines
    given = (
        "whatever is ticked"
        if several
        else " / ".join(answer_label(question, each) for each in way.answers)
    )
    return (
        f"{given}, if {in_words(way.when)}"
        if way.when
        else f"{given}, otherwise"
        if way.otherwise
        else given
    )


def route_of(graph: Graph, walk: Walk) -> Paint:
    """One caller's route.

    Each question in the order asked, what was answered, and the way taken.
    """
    outcome = f", to “{walk.outcome.title}”" if walk.outcome else ""
    return Paint(
        f"One caller's route: {len(walk.answers)} questions{outcome}.",
        Counter(_passed(graph, walk)),
        one_caller=True,
    )


def covered_by(graph: Graph, walks: Iterable[Walk]) -> Paint:
    """How many of these callers came by each part of the picture."""
    callers = list(walks)
    counts = Counter[str]()
    for walk in callers:
        counts.update(_passed(graph, walk))
    every_way = graph.ways
    taken = [way.id for way in every_way if counts[way.id]]
    caption = (
        f"{len(callers)} scenarios: {len(taken)} of {len(every_way)} ways are taken by one or more."
    )
    return Paint(caption, counts)


def mark(paint: Paint | None, part: str) -> str:
    """How a part is shown: `taken` by the one caller, `bare` where no scenario comes.

    Any other part has no mark: an empty text.
    """
    if paint is None:
        return ""
    if paint.one_caller:
        return "taken" if paint.counts.get(part) else ""
    return "" if paint.counts.get(part) else "bare"


def _passed(graph: Graph, walk: Walk) -> Iterator[str]:
    so_far: dict[str, Answer] = {}
    for question_id, given in walk.answers.items():
        so_far[question_id] = given
        yield question_id
        parts = (
            (A_DATE,) if isinstance(given, date) else (given,) if isinstance(given, str) else given
        )
        yield from (f"{question_id}={part}" for part in parts)
        branch = next(each for each in graph.branches[question_id] if parts[0] in each.answers)
        yield next(
            way.id for way in branch.ways if holds(way.when, graph.guide, so_far, walk.today)
        )
    yield walk.here.id
