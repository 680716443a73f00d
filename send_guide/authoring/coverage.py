"""What callers reach of a guide: questions, options, conditions, outcomes and steps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from send_guide.engine.answers import Answer
from send_guide.engine.conditions import holds
from send_guide.engine.walk import Walk, routes_of
from send_guide.guide import (
    Area,
    Guide,
    Outcome,
    Question,
    Step,
    TimeLimit,
    Use,
    When,
    in_a_line,
)
from send_guide.kinds import kind_of
from send_guide.proof.answer_classes import parts
from send_guide.routes import all_routes

KINDS = ("questions", "options", "conditions", "outcomes", "steps")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to reach.

    `kind`: one of `KINDS`. An option's id is `question=option`; a condition has one item for each
    side, that it holds and that it does not. `place`: the question, outcome, step, limit or area.
    """

    kind: str
    id: str
    place: str


@dataclass(frozen=True)
class Coverage:
    """All there is to reach in a guide, and what of it was reached."""

    all: tuple[Item, ...]
    reached: frozenset[Item]

    def missing(self, kind: str | None = None) -> tuple[Item, ...]:
        """What nobody reached, of one kind or of all."""
        left = [item for item in self.all if item not in self.reached]
        return tuple(item for item in left if kind in (None, item.kind))

    def counts(self, kind: str) -> tuple[int, int]:
        """How many of a kind were reached, and how many there are."""
        there = [item for item in self.all if item.kind == kind]
        return sum(item in self.reached for item in there), len(there)

    @property
    def percent(self) -> float:
        """The share reached, from 0 to 100."""
        return 100 * (1 - len(self.missing()) / len(self.all)) if self.all else 100.0


def coverage(guide: Guide, walks: Iterable[Walk]) -> Coverage:
    """What these finished walks reach of the guide."""
    found: set[Item] = set()
    for walk in walks:
        found.update(reached(walk))
    return Coverage(tuple(dict.fromkeys(_items(guide))), frozenset(found))


def reached(walk: Walk) -> Iterator[Item]:
    """What one finished walk reaches."""
    guide, so_far = walk.guide, dict[str, Answer]()
    for question_id, given in walk.answers.items():
        so_far[question_id] = given
        question = guide.questions[question_id]
        yield Item("questions", question_id, question_id)
        for option in parts(given):
            yield Item("options", f"{question_id}={option}", question_id)
        for route in routes_of(question, given):
            taken = holds(route.when, guide, so_far, walk.today)
            yield from side(f"{question_id} -> {route.to}", question_id, route.when, taken)
            if taken:
                break
    if walk.outcome:
        yield from _reached_at_the_end(walk, walk.outcome)


def _reached_at_the_end(walk: Walk, outcome: Outcome) -> Iterator[Item]:
    yield Item("outcomes", outcome.id, outcome.id)
    for conditional in conditionals(walk.guide, outcome):
        met = holds(conditional.when, walk.guide, walk.answers, walk.today)
        yield from side(conditional.owner, conditional.place, conditional.when, met)
    for step in steps_of(walk.guide, outcome):
        if holds(step.when, walk.guide, walk.answers, walk.today):
            yield step.item


@dataclass(frozen=True, slots=True)
class Conditional:
    """A condition that is looked at at an outcome, and whose it is."""

    owner: str
    place: str
    when: When


def conditionals(guide: Guide, outcome: Outcome) -> Iterator[Conditional]:
    """Every condition on a step, time limit or area that an outcome looks at."""
    for use in (*outcome.steps, *outcome.time_limits):
        declared = _declared(guide, outcome, use)
        yield Conditional(f"{outcome.id}: {use.id}", outcome.id, use.when)
        yield Conditional(declared.id, declared.id, declared.when)
    for area in guide.areas.values():
        yield Conditional(area.id, area.id, area.when)


def _declared(guide: Guide, outcome: Outcome, use: Use) -> Step | TimeLimit:
    return guide.steps[use.id] if use in outcome.steps else guide.time_limits[use.id]


@dataclass(frozen=True, slots=True)
class Reachable:
    """A step as an outcome may show it, with all its conditions."""

    item: Item
    when: When


def steps_of(guide: Guide, outcome: Outcome) -> Iterator[Reachable]:
    """The steps that an outcome may show."""
    for use in outcome.steps:
        step = guide.steps[use.id]
        yield Reachable(Item("steps", step.id, step.id), (*use.when, *step.when))


def side(owner: str, place: str, when: When, taken: bool) -> Iterator[Item]:
    """The side of a condition that was reached, if there is a condition."""
    if when:
        state = "holds" if taken else "does not hold"
        yield Item("conditions", f"{owner} when {in_a_line(when)} {state}", place)


def _items(guide: Guide) -> Iterator[Item]:
    for question in guide.questions.values():
        yield from _question_items(question)
    for outcome in guide.outcomes.values():
        yield Item("outcomes", outcome.id, outcome.id)
        for use in (*outcome.steps, *outcome.time_limits):
            yield from _both_sides(f"{outcome.id}: {use.id}", outcome.id, use.when)
    for step in guide.steps.values():
        yield Item("steps", step.id, step.id)
    conditional: tuple[Step | TimeLimit | Area, ...] = (
        *guide.steps.values(),
        *guide.time_limits.values(),
        *guide.areas.values(),
    )
    for entry in conditional:
        yield from _both_sides(entry.id, entry.id, entry.when)


def _question_items(question: Question) -> Iterator[Item]:
    yield Item("questions", question.id, question.id)
    dated = ("date",) if kind_of(question).takes_a_day else ()
    for option in (*dated, *question.allowed):
        yield Item("options", f"{question.id}={option}", question.id)
    for route in all_routes(question):
        yield from _both_sides(f"{question.id} -> {route.to}", question.id, route.when)


def _both_sides(owner: str, place: str, when: When) -> Iterator[Item]:
    for taken in (True, False):
        yield from side(owner, place, when, taken)
