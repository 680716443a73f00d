"""What holds whatever the open answers turn out to be, and what each of them decides."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
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

MOST = 5000
"""Walks followed at most, so that a person never waits.

Past these, what each open answer decides is told with all others left at not sure.
"""

Part = TypeVar("Part", bound=Outcome | Step | Contact)


@dataclass(frozen=True, slots=True)
class Decides:
    """What an open answer decides.

    `outcomes`: those it may lead to, where they differ. `steps`, `contacts`: what comes with some
    of its answers only, where all lead to the same outcome. `limits`: the time limits whose last
    day can be worked out once it is known.
    """

    question: Question
    outcomes: tuple[Outcome, ...]
    steps: tuple[Step, ...]
    contacts: tuple[Contact, ...]
    limits: tuple[TimeLimit, ...]


@dataclass(frozen=True, slots=True)
class Possible:
    """The guidance over all the answers still possible.

    `steps` and `contacts` hold in every case, in order. `decides`: the open answers that change
    something, in the order asked. `earliest`: the first time limit that may apply, of those that
    the known dates settle; one that has passed only if all have.
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
    return tuple(name for name, given in walk.answers.items() if _is_not_sure(given))


def _is_not_sure(given: Answer) -> bool:
    return given in (NOT_SURE, (NOT_SURE,))


def possible(walk: Walk, area: Area | None = None, most: int = MOST) -> Possible:
    """The guidance from all the answers still possible.

    Open is a question that was answered with not sure, or not at all. `area`: one council's
    contacts, whatever the answers. `most`: see MOST.
    """
    names = not_sure(walk)
    cases = _cases(walk, names, area, most)
    decides: list[Decides] = []
    for place, name in enumerate(names):
        to_tell = _cases(walk, (name,), area, most) if cases is None else cases
        found = _decides(walk.guide.questions[name], names[:place], to_tell or ())
        if found is not None:
            decides.append(found)
    held = cases or ()
    return Possible(
        steps=_in_every([case.steps for case in held]),
        contacts=_in_every([case.contacts for case in held]),
        decides=tuple(decides),
        earliest=_earliest(walk, held),
    )


def _cases(
    walk: Walk, names: Collection[str], area: Area | None, most: int
) -> Sequence[_Case] | None:
    """The ways in which the call may end, one for each state that the guide can tell apart.

    None if there are more than `most` states.
    """
    looked_at_from: dict[str, tuple[str, ...]] = {}
    seen: set[tuple[object, ...]] = set()
    cases: list[_Case] = []
    waiting = [start(walk.guide, walk.today)]
    while waiting:
        here = waiting.pop()
        place = here.here.id
        if place not in looked_at_from:
            ahead = looked_at(walk.guide, _conditions_ahead(walk.guide, place))
            looked_at_from[place] = (*names, *ahead)
        state = (place, *map(here.answers.get, looked_at_from[place]))
        if state in seen:
            continue
        seen.add(state)
        if len(seen) > most:
            return None
        if here.outcome is not None:
            cases.append(_case(here, here.outcome, area))
        waiting += [answer(here, given) for given in reversed(_answers(here, walk, names))]
    return cases


def _conditions_ahead(guide: Guide, place: str) -> Iterator[Condition]:
    """The conditions on the way on and at the outcomes it may lead to."""
    for area in guide.areas.values():
        yield from area.when
    for name in reachable(guide, place):
        if name in guide.questions:
            for route in all_routes(guide.questions[name]):
                yield from route.when
        else:
            yield from _conditions_at(guide, guide.outcomes[name])


def _conditions_at(guide: Guide, outcome: Outcome) -> Iterator[Condition]:
    """The conditions on what an outcome shows."""
    conditional: list[Use | Step | TimeLimit] = [*outcome.steps, *outcome.time_limits]
    conditional += [guide.steps[use.id] for use in outcome.steps]
    conditional += [guide.time_limits[use.id] for use in outcome.time_limits]
    for shown in conditional:
        yield from shown.when


def _answers(here: Walk, walk: Walk, names: Collection[str]) -> Sequence[Answer]:
    """The answers still possible to the question reached: the one given, or one of each class."""
    if here.question is None:
        return ()
    given = walk.answers.get(here.question.id)
    if given is not None and here.question.id not in names:
        return (given,)
    return [possible for possible in representatives(here) if not _is_not_sure(possible)]


def _case(walk: Walk, outcome: Outcome, area: Area | None) -> _Case:
    steps = steps_of(walk, outcome)
    return _Case(
        walk,
        outcome,
        steps,
        contacts_of(walk.guide, area or area_of(walk), steps),
        limits_of(walk, outcome),
    )


def _decides(question: Question, before: Collection[str], cases: Sequence[_Case]) -> Decides | None:
    """What a question decides once those open before it are settled.

    None where its answer changes nothing, or too much is open to tell.
    """
    asked = [case for case in cases if question.id in case.walk.answers]
    alike: dict[tuple[object, ...], list[_Case]] = {}
    for case in asked:
        settled = tuple(map(case.walk.answers.get, before))
        alike.setdefault(settled, []).append(case)
    differ: list[Outcome | Step | Contact] = []
    for group in alike.values():
        differ += _differences(question, group)
    limits = _limits_from(question, asked)
    if not differ and not limits:
        return None
    outcomes = _of_type(Outcome, differ)
    return Decides(
        question,
        outcomes,
        () if outcomes else _of_type(Step, differ),
        () if outcomes else _of_type(Contact, differ),
        limits,
    )


def _of_type(type_: type[Part], found: Iterable[Outcome | Step | Contact]) -> tuple[Part, ...]:
    """Those of one type, each id once (an area may have a contact of its own by the same id)."""
    kept = [part for part in found if isinstance(part, type_)]
    if type_ is Contact:
        return tuple(dict.fromkeys(kept))
    return tuple({part.id: part for part in kept}.values())


def _limits_from(question: Question, cases: Iterable[_Case]) -> tuple[TimeLimit, ...]:
    """The limits that are counted from a question's date, where it gives them a last day."""
    found: dict[str, TimeLimit] = {}
    for case in cases:
        for limit in case.limits:
            if _is_dated_by(limit, question):
                found[limit.id] = limit
    return tuple(found.values())


def _is_dated_by(limit: TimeLimit, question: Question) -> bool:
    # school days have no calendar, so a date gives them no last day
    dated = [span.from_question for span in limit.spans if span.unit != "school_days"]
    return question.id in dated


def _differences(question: Question, cases: Iterable[_Case]) -> Sequence[Outcome | Step | Contact]:
    """What the answer decides: between outcomes, or which steps and contacts are shown."""
    by_answer: dict[Answer, list[_Case]] = {}
    for case in cases:
        by_answer.setdefault(case.walk.answers[question.id], []).append(case)
    groups = list(by_answer.values())
    outcomes = [dict.fromkeys(case.outcome for case in group) for group in groups]
    if any(found.keys() != outcomes[0].keys() for found in outcomes):
        return [*chain.from_iterable(outcomes)]
    parts = [_parts_of(group) for group in groups]
    held = {*_in_every(parts)}
    differ: list[Outcome | Step | Contact] = []
    for found_parts in parts:
        differ += [part for part in found_parts if part not in held]
    return differ


def _parts_of(cases: Iterable[_Case]) -> tuple[Step | Contact, ...]:
    found: list[Step | Contact] = []
    for case in cases:
        found += case.parts
    return tuple(found)


def _in_every(groups: Sequence[tuple[Part, ...]]) -> tuple[Part, ...]:
    """What stands in every group, each once, in the order of the first."""
    if not groups:
        return ()
    common = set.intersection(*(set(group) for group in groups))
    return tuple(dict.fromkeys(part for part in groups[0] if part in common))


def _earliest(walk: Walk, cases: Iterable[_Case]) -> Due | None:
    """The first limit that the known dates settle; one that has passed only if all have."""
    limits: dict[str, TimeLimit] = {}
    for case in cases:
        limits.update({limit.id: limit for limit in case.limits})
    known = dates(walk.answers)
    due = [work_out(limit, known, walk.today) for limit in limits.values()]
    return min(filter(None, due), key=_first_to_act_on, default=None)


def _first_to_act_on(due: Due) -> tuple[bool, tuple[bool, date]]:
    return due.status == "passed", urgency(due)
