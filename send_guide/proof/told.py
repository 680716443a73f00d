"""What each caller is told at the end, for every state in which a walk can end."""

from collections.abc import Mapping
from dataclasses import dataclass

from send_guide.engine.guidance import contacts_of
from send_guide.engine.time_limits import Status
from send_guide.guide import Contact, Guide, Outcome
from send_guide.proof.distinctions import Known, Lens, Ready
from send_guide.proof.states import Visit, Visits


@dataclass(frozen=True, slots=True)
class Advice:
    """What an outcome shows to one class of callers: steps in order, time limits with their states, and whose contacts."""

    outcome: str
    steps: tuple[str, ...]
    time_limits: tuple[tuple[str, Status], ...]
    area: str | None

    def contacts(self, guide: Guide) -> tuple[Contact, ...]:
        """The contacts that the steps name, as these callers see them."""
        area = guide.areas[self.area] if self.area else None
        return contacts_of(guide, area, (guide.steps[step] for step in self.steps))


@dataclass(frozen=True, slots=True)
class Shows:
    """What an outcome may show, each with its conditions made ready."""

    outcome: Outcome
    steps: tuple[tuple[str, Ready], ...]
    time_limits: tuple[tuple[str, Ready], ...]
    areas: tuple[tuple[str, Ready], ...]

    def to(self, lens: Lens, known: Known) -> Advice:
        """What callers of whom this is known are told."""
        steps = dict.fromkeys(step for step, ready in self.steps if ready.holds(known))
        limits = dict.fromkeys(limit for limit, ready in self.time_limits if ready.holds(known))
        area = next((area for area, ready in self.areas if ready.holds(known)), None)
        return Advice(
            self.outcome.id,
            tuple(steps),
            tuple((limit, lens.state_of(limit, known)) for limit in limits),
            area,
        )

    @classmethod
    def of(cls, lens: Lens, outcome: Outcome) -> "Shows":
        """What an outcome may show."""
        guide = lens.guide
        return cls(
            outcome,
            tuple(
                (use.id, lens.test((*use.when, *guide.steps[use.id].when))) for use in outcome.steps
            ),
            tuple(
                (use.id, lens.test((*use.when, *guide.time_limits[use.id].when)))
                for use in outcome.time_limits
            ),
            tuple((area.id, lens.test(area.when)) for area in guide.areas.values()),
        )


def outcomes(lens: Lens, found: Visits) -> Mapping[Visit, Advice]:
    """What is told in each state in which a walk ends. Outcomes that are told alike are one value."""
    same: dict[Advice, Advice] = {}
    told: dict[Visit, Advice] = {}
    for outcome in lens.guide.outcomes.values():
        shows = Shows.of(lens, outcome)
        for visit in found.get(outcome.id, {}).values():
            each = shows.to(lens, visit.known)
            told[visit] = same.setdefault(each, each)
    return told
