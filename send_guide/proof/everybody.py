"""Every possible caller: the states they come to and what each is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from send_guide.guide import Guide, When
from send_guide.proof.distinctions import Distinctions, distinguish
from send_guide.proof.states import (
    MOST_STATES,
    Caller,
    Progress,
    Visit,
    Visits,
    caller,
    silent,
    visits,
)
from send_guide.proof.told import Advice, outcomes


@dataclass(frozen=True)
class Callers:
    """Everybody who can call: the states they come to, and what they are told at the end."""

    distinctions: Distinctions
    visits: Visits
    told: Mapping[Visit, Advice]

    @property
    def guide(self) -> Guide:
        """The guide they walk."""
        return self.distinctions.guide

    def at(self, node: str) -> Iterable[Visit]:
        """The states at a question or outcome."""
        return self.visits.get(node, {}).values()

    def ending_at(self, visit: Visit) -> Caller:
        """The caller with the shortest walk to a state."""
        return caller(self.distinctions, visit)

    def among(self, there: Iterable[Visit], when: When) -> list[Visit]:
        """Those of these states at outcomes in which the conditions hold."""
        ready = self.distinctions.numbering.test(when)
        # most conditions name no limit, and are asked of every state at every outcome
        there = [visit for visit in there if visit.known[0] & ready.needs == ready.needs]
        return [visit for visit in there if ready.holds(visit.known)] if ready.limits else there


def callers(
    guide: Guide,
    todays: tuple[date, ...],
    progress: Progress = silent,
    most_states: int = MOST_STATES,
) -> Callers:
    """Every caller of a sound guide on these days, in order.

    Raises TooManyStates when they come to more than `most_states` states.
    """
    distinctions = distinguish(guide, todays)
    found = visits(distinctions, progress, most_states)
    return Callers(distinctions, found, outcomes(distinctions, found))


def shortest(visits: Iterable[Visit]) -> Visit:
    """The state that is come to with the fewest answers."""
    return min(visits, key=lambda visit: visit.shortest.length)
