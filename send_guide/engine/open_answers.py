"""What holds whatever the open answers turn out to be, and what each of them decides: not sure still helps."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from send_guide.engine.answers import Answer
from send_guide.engine.conditions import dates
from send_guide.engine.guidance import (
    area_of,
    contacts_of,
    limits_of,
    steps_of,
)
from send_guide.engine.questions_left import looked_at
from send_guide.engine.representatives import representatives
from send_guide.engine.time_limits import Due, urgency, work_out
from send_guide.engine.walk import Walk, answer, start
from send_guide.guide import (
    NOT_SURE,
    Area,
    Condition,
    Contact,
    Guide,
    Outcome,
    Question,
    Step,
    TimeLimit,
    Use,
)
from send_guide.routes import all_routes, reachable

MOST = 4000
"""Walks followed at most, so that a person never waits; past these, only what each open answer decides
while the others stay not sure is told."""

Part = TypeVar("Part", bound=Outcome | Step | Contact)


@dataclass(frozen=True, slots=True)
class Decides:
    """What an open answer decides: the outcomes it may lead to and, where it leads to one only, what differs there.

    `limits`: the time limits whose last day can be worked out once it is known.
    """

    question: Question
    outcomes: tuple[Outcome, ...]
    steps: tuple[Step, ...]
    contacts: tuple[Contact, ...]
    limits: tuple[TimeLimit, ...]


@dataclass(frozen=True, slots=True)
class Possible:
    """The guidance over all the answers still possible.

    `steps` and `contacts` hold in every case, in order. `decides`: the open answers that change something, in the order asked.
    `earliest`: the first time limit that may apply, of those that the known dates settle; one that has passed only if all have.
    """

    steps: tuple[Step, ...]
    contacts: tuple[Contact, ...]
    decides: tuple[Decides, ...]
    earliest: Due | None


@dataclass(frozen=True, slots=True)
class _Case:
    """One way in which a call may end, with the walk that stands for it."""

    walk: Walk
    outcome: Outcome
    steps: tuple[Step, ...]
    contacts: tuple[Contact, ...]
    limits: tuple[TimeLimit, ...]

    @property
    def parts(self) -> tuple[Step | Contact, ...]:
        return (*self.steps, *self.contacts)


def not_sure(walk: Walk) -> tuple[str, ...]:
    """The questions that were answered with not sure."""
    return tuple(name for name, given in walk.answers.items() if given in (NOT_SURE, (NOT_SURE,)))


def possible(walk: Walk, area: Area | None = None, most: int = MOST) -> Possible:
    """The guidance from all the answers still possible where a question was answered with not sure, or with none at all.

    `area`: one council's contacts, whatever the answers.
    `most`: see MOST.
    """
    names = not_sure(walk)
    cases = _cases(walk, names, area, most)
    found = [
        _decides(
            walk.guide.questions[name],
            names[:place],
            _cases(walk, (name,), area, most) if cases is None else cases,
        )
        for place, name in enumerate(names)
    ]
    held = cases or ()
    return Possible(
        steps=_in_every([case.steps for case in held]),
        contacts=_in_every([case.contacts for case in held]),
        decides=tuple(each for each in found if each),
        earliest=_earliest(walk, held),
    )


def _cases(
    walk: Walk, names: Collection[str], area: Area | None, most: int
) -> Sequence[_Case] | None:
    """The ways in which the call may end, one for each state that the guide can tell apart; None if they are too many."""
    told_apart: dict[str, tuple[str, ...]] = {}
    seen: set[tuple[object, ...]] = set()
    cases: list[_Case] = []
    waiting = [start(walk.guide, walk.today)]
    while waiting:
        here = waiting.pop()
        place = here.here.id
        if place not in told_apart:
            told_apart[place] = (
                *names,
                *looked_at(walk.guide, _conditions_ahead(walk.guide, place)),
            )
        state = (place, *map(here.answers.get, told_apart[place]))
        if state in seen:
            continue
        seen.add(state)
        if len(seen) > most:
            return None
        if here.outcome is not None:
            cases.append(_case(here, here.outcome, area))
        waiting += [answer(here, each) for each in reversed(_answers(here, walk, names))]
    return cases


def _conditions_ahead(guide: Guide, place: str) -> Iterator[Condition]:
    """The conditions on the way on and at the outcomes it may lead to."""
    for area in guide.areas.values():
        yield from area.when
    for name in reachable(guide, place):
        if name in guide.questions:
            yield from (
                condition for route in all_routes(guide.questions[name]) for condition in route.when
            )
        else:
            outcome = guide.outcomes[name]
            steps, limits = (
                [guide.steps[use.id] for use in outcome.steps],
                [guide.time_limits[use.id] for use in outcome.time_limits],
            )
            conditional: list[Use | Step | TimeLimit] = [
                *outcome.steps,
                *outcome.time_limits,
                *steps,
                *limits,
            ]
            for each in conditional:
                yield from each.when


def _answers(here: Walk, walk: Walk, names: Collection[str]) -> Sequence[Answer]:
    given = walk.answers.get(here.question.id) if here.question else None
    if given is not None and here.question and here.question.id not in names:
        return (given,)
    return [each for each in representatives(here) if each not in (NOT_SURE, (NOT_SURE,))]


def _case(walk: Walk, outcome: Outcome, area: Area | None) -> _Case:
    steps = steps_of(walk, outcome)
    return _Case(
        walk,
        outcome,
        steps,
        contacts_of(walk.guide, area or area_of(walk), steps),
        limits_of(walk, outcome),
    )


def _decides(
    question: Question, before: Collection[str], cases: Sequence[_Case] | None
) -> Decides | None:
    """What a question decides once those open before it are settled; None where its answer changes nothing, or too much is open to tell."""
    asked = [case for case in cases or () if question.id in case.walk.answers]
    alike: dict[tuple[object, ...], list[_Case]] = {}
    for case in asked:
        alike.setdefault(tuple(case.walk.answers.get(name) for name in before), []).append(case)
    differ = [found for group in alike.values() for found in _differences(question, group)]
    outcomes = {each.id: each for each in differ if isinstance(each, Outcome)}
    limits = {
        limit.id: limit
        for case in asked
        for limit in case.limits
        if any(span.from_question == question.id for span in limit.spans)
    }
    if not differ and not limits:
        return None
    steps = {} if outcomes else {each.id: each for each in differ if isinstance(each, Step)}
    contacts = (
        () if outcomes else dict.fromkeys(each for each in differ if isinstance(each, Contact))
    )
    return Decides(
        question,
        tuple(outcomes.values()),
        tuple(steps.values()),
        tuple(contacts),
        tuple(limits.values()),
    )


def _differences(question: Question, cases: Iterable[_Case]) -> Sequence[Outcome | Step | Contact]:
    """The outcomes, where the answer decides between any; otherwise the steps and contacts that come with some answers only."""
    by_answer: dict[Answer, list[_Case]] = {}
    for case in cases:
        by_answer.setdefault(case.walk.answers[question.id], []).append(case)
    outcomes: list[dict[Outcome, None]] = [
        dict.fromkeys(case.outcome for case in each) for each in by_answer.values()
    ]
    if any(each.keys() != outcomes[0].keys() for each in outcomes):
        return [outcome for each in outcomes for outcome in each]
    parts: list[tuple[Step | Contact, ...]] = [
        tuple(part for case in each for part in case.parts) for each in by_answer.values()
    ]
    held = {*_in_every(parts)}
    return [part for each in parts for part in each if part not in held]


def _in_every(groups: Sequence[tuple[Part, ...]]) -> tuple[Part, ...]:
    others = [{*group} for group in groups[1:]]
    return (
        tuple(dict.fromkeys(each for each in groups[0] if all(each in group for group in others)))
        if groups
        else ()
    )


def _earliest(walk: Walk, cases: Iterable[_Case]) -> Due | None:
    limits = {limit.id: limit for case in cases for limit in case.limits}
    due = [
        found
        for limit in limits.values()
        if (found := work_out(limit, dates(walk.answers), walk.today))
    ]
    return min(due, key=lambda each: (each.status == "passed", urgency(each)), default=None)
