"""What each caller is told at the end, for every state in which a walk can end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from send_guide.engine.guidance import contacts_of
from send_guide.engine.time_limits import Status
from send_guide.guide import Contact, Guide, Outcome, When
from send_guide.proof.distinctions import Distinctions
from send_guide.proof.numbering import Known, Numbering, Ready
from send_guide.proof.states import Visit, Visits


@dataclass(frozen=True, slots=True)
class Advice:
    """What an outcome shows to one class of callers.

    Steps in order; time limits with their status; the area whose contacts are used.
    """

    outcome: str
    steps: tuple[str, ...]
    time_limits: tuple[tuple[str, Status], ...]
    area: str | None

    def contacts(self, guide: Guide) -> tuple[Contact, ...]:
        """The contacts that the steps name, as these callers see them."""
        area = guide.areas[self.area] if self.area else None
        return contacts_of(guide, area, (guide.steps[step] for step in self.steps))


Named = tuple[tuple[str, Ready], ...]
"""Ids of steps, time limits or areas, each with its conditions prepared."""


@dataclass(frozen=True, slots=True)
class Shows:
    """What an outcome may show, each with its conditions prepared."""

    outcome: Outcome
    steps: Named
    time_limits: Named
    areas: Named

    def to(self, numbering: Numbering, known: Known) -> Advice:
        """What callers are told of whom this is known."""
        steps = dict.fromkeys(step for step, ready in self.steps if ready.holds(known))
        limits = dict.fromkeys(limit for limit, ready in self.time_limits if ready.holds(known))
        area = next((area for area, ready in self.areas if ready.holds(known)), None)
        statuses = tuple((limit, numbering.status(limit, known)) for limit in limits)
        return Advice(self.outcome.id, tuple(steps), statuses, area)


def shows(numbering: Numbering, outcome: Outcome) -> Shows:
    """What an outcome may show."""
    guide = numbering.guide
    steps = ((use.id, (*use.when, *guide.steps[use.id].when)) for use in outcome.steps)
    limits = ((use.id, (*use.when, *guide.time_limits[use.id].when)) for use in outcome.time_limits)
    areas = ((area.id, area.when) for area in guide.areas.values())
    return Shows(
        outcome, _ready(numbering, steps), _ready(numbering, limits), _ready(numbering, areas)
    )


def _ready(numbering: Numbering, named: Iterable[tuple[str, When]]) -> Named:
    return tuple((id_, numbering.test(when)) for id_, when in named)


def outcomes(distinctions: Distinctions, found: Visits) -> Mapping[Visit, Advice]:
    """What is told in each state in which a walk ends. Equal advice is one value."""
    numbering = distinctions.numbering
    same: dict[Advice, Advice] = {}
    told: dict[Visit, Advice] = {}
    for outcome in distinctions.guide.outcomes.values():
        shown = shows(numbering, outcome)
        for visit in found.get(outcome.id, {}).values():
            advice = shown.to(numbering, visit.known)
            told[visit] = same.setdefault(advice, advice)
    return told
