"""What each caller is told at the end, for every state in which a walk can end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from send_guide.engine.guidance import MOST_IN_A_CALL, contacts_of
from send_guide.engine.time_limits import Status
from send_guide.guide import Contact, Guide, Outcome, Part, When
from send_guide.proof.distinctions import Distinctions
from send_guide.proof.numbering import Known, Numbering, Ready
from send_guide.proof.states import Visit, Visits

State = Status | Literal["dated"]
"""The status of a time limit that is shown; `dated` where only its having a day is told apart."""


class Placed(NamedTuple):
    """A step that is shown, and the part in which it stands."""

    step: str
    part: Part


@dataclass(frozen=True, slots=True)
class Advice:
    """What an outcome shows to one class of callers.

    Steps in order, each with its part; time limits with their state; the area whose contacts are
    used. `beyond`: how many steps were meant for the call and stand in the papers, as it was full.
    """

    outcome: str
    placed: tuple[Placed, ...]
    time_limits: tuple[tuple[str, State], ...]
    area: str | None
    beyond: int = 0

    @property
    def steps(self) -> tuple[str, ...]:
        """The ids of the steps, in order."""
        return tuple(placed.step for placed in self.placed)

    @property
    def call(self) -> tuple[str, ...]:
        """The ids of the steps to say in the call."""
        return tuple(placed.step for placed in self.placed if placed.part == "call")

    def contacts(self, guide: Guide) -> tuple[Contact, ...]:
        """The contacts that the steps name, as these callers see them."""
        area = guide.areas[self.area] if self.area else None
        return contacts_of(guide, area, (guide.steps[step] for step in self.steps))


Named = tuple[tuple[str, Ready], ...]
"""Ids of time limits or areas, each with its conditions prepared."""


@dataclass(frozen=True, slots=True)
class Shows:
    """What an outcome may show, each with its conditions prepared."""

    outcome: Outcome
    steps: tuple[tuple[Placed, Ready], ...]
    time_limits: Named
    areas: Named
    by_status: frozenset[str]

    def to(self, numbering: Numbering, known: Known) -> Advice:
        """What callers are told of whom this is known."""
        placed = self._placed(known)
        beyond = [entry for entry in placed if entry.part == "call"][MOST_IN_A_CALL:]
        limits = dict.fromkeys(limit for limit, ready in self.time_limits if ready.holds(known))
        return Advice(
            self.outcome.id,
            tuple(entry._replace(part="papers") if entry in beyond else entry for entry in placed),
            tuple((limit, self._state(numbering, limit, known)) for limit in limits),
            next((area for area, ready in self.areas if ready.holds(known)), None),
            len(beyond),
        )

    def _placed(self, known: Known) -> list[Placed]:
        """The steps that are shown, each where it is first shown."""
        bits = known[0]
        # the cheap half of `holds` first: this is asked of every step in every state
        likely = [entry for entry in self.steps if bits & entry[1].needs == entry[1].needs]
        found: dict[str, Placed] = {}
        for placed, ready in likely:
            if not ready.limits or ready.holds(known):
                found.setdefault(placed.step, placed)
        return list(found.values())

    def _state(self, numbering: Numbering, limit: str, known: Known) -> State:
        status = numbering.status(limit, known)
        return status if status == "unknown" or limit in self.by_status else "dated"


def shows(distinctions: Distinctions, outcome: Outcome) -> Shows:
    """What an outcome may show."""
    numbering = distinctions.numbering
    guide, test = numbering.guide, numbering.test
    steps: list[tuple[Placed, Ready]] = []
    for use in outcome.steps:
        ready = test((*use.when, *guide.steps[use.id].when))
        steps.append((Placed(use.id, use.part), ready))
    limits = ((use.id, (*use.when, *guide.time_limits[use.id].when)) for use in outcome.time_limits)
    areas = ((area.id, area.when) for area in guide.areas.values())
    by_status = distinctions.ahead[outcome.id].by_status if outcome.id in distinctions.ahead else ()
    ids = list(guide.time_limits)
    return Shows(
        outcome,
        tuple(steps),
        _ready(numbering, limits),
        _ready(numbering, areas),
        frozenset(ids[number] for number in by_status),
    )


def _ready(numbering: Numbering, named: Iterable[tuple[str, When]]) -> Named:
    return tuple((id_, numbering.test(when)) for id_, when in named)


def outcomes(distinctions: Distinctions, found: Visits) -> Mapping[Visit, Advice]:
    """What is told in each state in which a walk ends. Equal advice is one value."""
    numbering = distinctions.numbering
    same: dict[Advice, Advice] = {}
    told: dict[Visit, Advice] = {}
    for outcome in distinctions.guide.outcomes.values():
        shown = shows(distinctions, outcome)
        for visit in found.get(outcome.id, {}).values():
            advice = shown.to(numbering, visit.known)
            told[visit] = same.setdefault(advice, advice)
    return told
