"""Callers for what no scenario reaches: few of them, found in the states of every caller."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from send_guide.authoring.coverage import Item, conditionals, reached, side, steps_of
from send_guide.engine.date_stretches import year_from
from send_guide.engine.walk import Walk, complete
from send_guide.guide import Guide, Outcome, Question
from send_guide.proof.answer_classes import parts
from send_guide.proof.everybody import Callers, callers
from send_guide.proof.states import MOST_STATES, Caller, TooManyStates, Visit, caller

SAMPLE = 300
"""How many callers are compared to find the few who reach much."""


@dataclass(frozen=True)
class Suggestions:
    """Walks that reach what was missing. `left`: what no caller looked at reaches.

    `is_cut_short`: not every caller was looked at, as there are too many.
    """

    walks: tuple[Walk, ...]
    left: tuple[Item, ...]
    is_cut_short: bool


def suggest(
    guide: Guide, missing: Iterable[Item], today: date, most_states: int = MOST_STATES
) -> Suggestions:
    """Look for walks that reach what is missing, on this day and then in the year after.

    `most_states`: the most states to keep in memory.
    """
    wanted = dict.fromkeys(missing)
    found: list[Walk] = []
    for days in ((today,), year_from(today)):
        if not wanted:
            break
        try:
            everybody = callers(guide, days, most_states=most_states)
        except TooManyStates:
            return Suggestions(tuple(found), tuple(wanted), True)
        found += _most_first(everybody, wanted)
        found += _one_by_one(everybody, wanted)
    return Suggestions(tuple(found), tuple(wanted), False)


def _most_first(everybody: Callers, wanted: dict[Item, None]) -> Iterator[Walk]:
    """The walks of a sample that reach most of what is wanted, as long as any reaches some of it.

    What they reach is taken from `wanted`.
    """
    ends = list(everybody.told)
    sample = ends[:: 1 + len(ends) // SAMPLE]
    walks = [_walk(everybody, everybody.ending_at(visit)) for visit in sample]
    offered = [(walk, wanted.keys() & set(reached(walk))) for walk in walks]
    while offered:
        walk, new = max(offered, key=lambda offer: len(offer[1]))
        if not new:
            break
        yield walk
        _take(wanted, new)
        offered = [(other, left - new) for other, left in offered]


def _walk(everybody: Callers, found: Caller) -> Walk:
    return complete(everybody.guide, found.answers, found.today)


def _take(wanted: dict[Item, None], found: Iterable[Item]) -> None:
    for item in found:
        wanted.pop(item, None)


def _one_by_one(everybody: Callers, wanted: dict[Item, None]) -> Iterator[Walk]:
    """A walk for each state in which something is reached that no walk before reached."""
    guide = everybody.guide
    for node in everybody.distinctions.order:
        question = guide.questions.get(node)
        found = (
            _at_question(everybody, question, wanted)
            if question
            else _at_outcome(everybody, guide.outcomes[node], wanted)
        )
        for named in found:
            walk = _walk(everybody, named)
            _take(wanted, list(reached(walk)))
            yield walk


def _at_question(
    everybody: Callers, question: Question, wanted: dict[Item, None]
) -> Iterator[Caller]:
    """Callers who reach something wanted by an answer to a question."""
    for visit in everybody.at(question.id):
        if not any(item.place == question.id for item in wanted):
            return
        ways = enumerate(visit.ways)
        for way in [way for way, after in ways if after is not None]:
            yield from _by_answer(everybody, visit, way, wanted)


def _by_answer(
    everybody: Callers, visit: Visit, way: int, wanted: dict[Item, None]
) -> Iterator[Caller]:
    """Callers who give an answer of one class in a state, as long as that reaches something."""
    sides = set(_sides(everybody, visit, way))
    for member in everybody.distinctions.classes[visit.node][way].members:
        options = {Item("options", f"{visit.node}={part}", visit.node) for part in parts(member)}
        if not wanted.keys().isdisjoint(sides | options):
            found = caller(everybody.distinctions, visit, way)
            is_date = isinstance(member, date)
            answers = found.answers if is_date else {**found.answers, visit.node: member}
            yield replace(found, answers=answers)


def _sides(everybody: Callers, visit: Visit, way: int) -> Iterator[Item]:
    """The question, and the sides of its conditions that an answer of one class reaches."""
    distinctions = everybody.distinctions
    given = distinctions.classes[visit.node][way]
    known = distinctions.after(visit.known, given)
    yield Item("questions", visit.node, visit.node)
    for route in given.routes:
        taken = distinctions.numbering.holds(route.when, known)
        yield from side(f"{visit.node} -> {route.to}", visit.node, route.when, taken)
        if taken:
            return


def _at_outcome(everybody: Callers, outcome: Outcome, wanted: dict[Item, None]) -> Iterator[Caller]:
    """Callers who reach something wanted at an outcome."""
    places = {outcome.id, *(step.item.place for step in steps_of(everybody.guide, outcome))}
    places |= {each.place for each in conditionals(everybody.guide, outcome)}
    for visit in everybody.at(outcome.id):
        if not any(item.place in places for item in wanted):
            return
        if not wanted.keys().isdisjoint(_reached_at(everybody, outcome, visit)):
            yield caller(everybody.distinctions, visit)


def _reached_at(everybody: Callers, outcome: Outcome, visit: Visit) -> Iterator[Item]:
    """What is reached in one state at an outcome."""
    holds = everybody.distinctions.numbering.holds
    yield Item("outcomes", outcome.id, outcome.id)
    for conditional in conditionals(everybody.guide, outcome):
        met = holds(conditional.when, visit.known)
        yield from side(conditional.owner, conditional.place, conditional.when, met)
    for step in steps_of(everybody.guide, outcome):
        if holds(step.when, visit.known):
            yield step.item
