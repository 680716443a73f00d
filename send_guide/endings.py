"""What each caller is told at the end, for every state in which a walk can end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from send_guide.guidance import contacts_of
from send_guide.guide import Contact, Guide, When
from send_guide.lens import Known, Lens
from send_guide.states import Visit, Visits
from send_guide.time_limits import Status


@dataclass(frozen=True, slots=True)
class Ending:
    """What an outcome shows to one class of callers: steps in order, time limits with their states, and whose contacts."""

    outcome: str
    steps: tuple[str, ...]
    time_limits: tuple[tuple[str, Status], ...]
    area: str | None

    def contacts(self, guide: Guide) -> tuple[Contact, ...]:
        """The contacts that the steps name, as these callers see them."""
        area = guide.areas[self.area] if self.area else None
        return contacts_of(guide, area, (guide.steps[step] for step in self.steps))


def ending(lens: Lens, visit: Visit) -> Ending:
    """What the callers in a state at an outcome are told."""
    guide, known = lens.guide, visit.known
    outcome = guide.outcomes[visit.node]
    steps = [use.id for use in outcome.steps if true(lens, known, (use.when, guide.steps[use.id].when))]
    limits = [use.id for use in outcome.time_limits if true(lens, known, (use.when, guide.time_limits[use.id].when))]
    states = tuple((limit, lens.state_of(limit, known)) for limit in dict.fromkeys(limits))
    area = next((area.id for area in guide.areas.values() if true(lens, known, (area.when,))), None)
    return Ending(outcome.id, tuple(dict.fromkeys(steps)), states, area)


def true(lens: Lens, known: Known, whens: Iterable[When]) -> bool:
    """Whether all of these hold in a state."""
    return all(lens.test(when).holds(known) for when in whens)


def endings(lens: Lens, found: Visits) -> Mapping[Visit, Ending]:
    """What is told in each state in which a walk ends. Endings that are told alike are one value."""
    same: dict[Ending, Ending] = {}
    told: dict[Visit, Ending] = {}
    for outcome in lens.guide.outcomes:
        for visit in found.get(outcome, {}).values():
            each = ending(lens, visit)
            told[visit] = same.setdefault(each, each)
    return told
