"""What callers reach of a guide (questions, options, conditions, outcomes, steps) and callers for what nobody reaches."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from send_guide.engine.answers import Answer
from send_guide.engine.conditions import holds
from send_guide.engine.walk import Walk, complete, routes_of
from send_guide.guide import (
    Guide,
    Outcome,
    Question,
    When,
    in_a_line,
)
from send_guide.kinds import kind_of

if TYPE_CHECKING:
    from send_guide.proof.everybody import Callers
    from send_guide.proof.states import Caller

_SAMPLE = 1000
KINDS = ("questions", "options", "conditions", "outcomes", "steps")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to reach: a question, an option (`question=option`), one side of a condition, an outcome or a step."""

    kind: str
    id: str


@dataclass(frozen=True)
class Coverage:
    """All there is to reach in a guide, and what of it was reached."""

    all: tuple[Item, ...]
    reached: frozenset[Item]

    def missing(self, kind: str | None = None) -> tuple[Item, ...]:
        """What nobody reached, of one kind or of all."""
        return tuple(
            item for item in self.all if item not in self.reached and kind in (None, item.kind)
        )

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
    return Coverage(
        tuple(dict.fromkeys(_items(guide))),
        frozenset(item for walk in walks for item in reached(walk)),
    )


def suggest(guide: Guide, missing: Iterable[Item], today: date) -> list[Walk]:
    """Walks that reach what is missing, few of them, on this day or in the year after; what no caller reaches stays missing."""
    # imported here: only suggestions look at every caller
    from send_guide.engine.date_stretches import year_from
    from send_guide.proof.everybody import callers

    wanted = set(missing)
    if not wanted:
        return []
    on_the_day = callers(guide, (today,))
    outcomes = list(on_the_day.told)
    # few walks that reach much first, from a sample, as they are held against each other; then whoever reaches something new
    found = _most_first(
        _walks(guide, map(on_the_day.ending_at, outcomes[:: 1 + len(outcomes) // _SAMPLE])), wanted
    )
    for walk in _walks(
        guide,
        _where_missing(
            callers(guide, year_from(today)), {re.split("[ :=]", item.id)[0] for item in wanted}
        ),
    ):
        if not wanted:
            break
        if new := wanted & set(reached(walk)):
            found.append(walk)
            wanted -= new
    return found


def _where_missing(in_the_year: "Callers", places: Collection[str]) -> "Iterator[Caller]":
    """Callers for what is missing at these questions and outcomes; then all others, whatever they answer."""
    yield from in_the_year.by_every_answer(places)
    outcomes = sorted(in_the_year.told, key=lambda visit: visit.node not in places)
    yield from map(in_the_year.ending_at, outcomes)
    yield from in_the_year.by_every_answer(in_the_year.guide.questions)


def _walks(guide: Guide, callers: "Iterable[Caller]") -> Iterator[Walk]:
    return (complete(guide, caller.answers, caller.today) for caller in callers)


def _most_first(walks: Iterable[Walk], wanted: set[Item]) -> list[Walk]:
    """The walks that reach most of what is wanted, as long as any reaches more; takes what they reach from `wanted`."""
    offered = [(walk, wanted & set(reached(walk))) for walk in walks]
    found: list[Walk] = []
    while offered:
        walk, new = max(offered, key=lambda each: len(each[1]))
        if not new:
            break
        found.append(walk)
        wanted -= new
        offered = [(other, left & wanted) for other, left in offered]
    return found


def reached(walk: Walk) -> Iterator[Item]:
    """What one finished walk reaches."""
    guide, so_far = walk.guide, dict[str, Answer]()
    for question_id, given in walk.answers.items():
        so_far[question_id] = given
        question = guide.questions[question_id]
        yield Item("questions", question_id)
        yield from (Item("options", f"{question_id}={part}") for part in _parts(given))
        for route in routes_of(question, given):
            taken = holds(route.when, guide, so_far, walk.today)
            yield from _side(f"{question_id} -> {route.to}", route.when, taken)
            if taken:
                break
    if walk.outcome:
        yield from _reached_at_the_end(walk, walk.outcome)


def _reached_at_the_end(walk: Walk, outcome: Outcome) -> Iterator[Item]:
    guide = walk.guide

    def true(when: When) -> bool:
        return holds(when, guide, walk.answers, walk.today)

    yield Item("outcomes", outcome.id)
    for use in outcome.steps:
        step = guide.steps[use.id]
        yield from _side(f"{outcome.id}: {step.id}", use.when, true(use.when))
        yield from _side(step.id, step.when, true(step.when))
        if true(use.when) and true(step.when):
            yield Item("steps", step.id)
    for use in outcome.time_limits:
        limit = guide.time_limits[use.id]
        yield from _side(f"{outcome.id}: {limit.id}", use.when, true(use.when))
        yield from _side(limit.id, limit.when, true(limit.when))
    for area in guide.areas.values():
        yield from _side(area.id, area.when, true(area.when))


def _side(owner: str, when: When, taken: bool) -> Iterator[Item]:
    if when:
        yield Item(
            "conditions", f"{owner} when {in_a_line(when)} {'holds' if taken else 'does not hold'}"
        )


def _parts(given: Answer) -> tuple[str, ...]:
    if isinstance(given, date):
        return ("date",)
    return (given,) if isinstance(given, str) else given


def _items(guide: Guide) -> Iterator[Item]:
    for question in guide.questions.values():
        yield Item("questions", question.id)
        dated = ("date",) if kind_of(question).takes_a_day else ()
        yield from (
            Item("options", f"{question.id}={each}") for each in (*dated, *question.allowed)
        )
        yield from _route_items(question)
    for outcome in guide.outcomes.values():
        yield Item("outcomes", outcome.id)
        for use in (*outcome.steps, *outcome.time_limits):
            yield from _both_sides(f"{outcome.id}: {use.id}", use.when)
    for step in guide.steps.values():
        yield Item("steps", step.id)
        yield from _both_sides(step.id, step.when)
    for limit in guide.time_limits.values():
        yield from _both_sides(limit.id, limit.when)
    for area in guide.areas.values():
        yield from _both_sides(area.id, area.when)


def _route_items(question: Question) -> Iterator[Item]:
    for routes in (question.go, *(option.go for option in question.options)):
        for route in routes:
            yield from _both_sides(f"{question.id} -> {route.to}", route.when)


def _both_sides(owner: str, when: When) -> Iterator[Item]:
    for taken in (True, False):
        yield from _side(owner, when, taken)
