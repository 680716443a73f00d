"""Every possible caller: the states they come to and what each is told."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from send_guide.guide import Guide, When
from send_guide.proof.distinctions import Lens, not_asked
from send_guide.proof.states import (
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
    """Everybody who can call: the states they come to, and what they are told in each in which a walk ends."""

    lens: Lens
    visits: Visits
    told: Mapping[Visit, Advice]

    @property
    def guide(self) -> Guide:
        """The guide they walk."""
        return self.lens.guide

    def at(self, node: str) -> Iterable[Visit]:
        """The states at a question or outcome."""
        return self.visits.get(node, {}).values()

    def ending_at(self, visit: Visit) -> Caller:
        """The caller with the shortest walk to a state."""
        return caller(self.lens, visit)

    def by_every_answer(self, nodes: Iterable[str]) -> Iterator[Caller]:
        """A caller for each answer in each state at these questions, answers that are alike included."""
        for node in nodes:
            for visit in self.at(node):
                for way, after in enumerate(visit.ways):
                    if after is not None:
                        found = caller(self.lens, visit, way)
                        yield found
                        alike = self.lens.classes[node][way]
                        yield from (
                            replace(found, answers={**found.answers, node: each})
                            for each in alike.members[1:]
                        )

    def among(self, there: Iterable[Visit], when: When) -> list[Visit]:
        """Those of these states at outcomes in which the conditions hold."""
        ready = self.lens.test(when)
        # most conditions name no limit, and are asked of every state at every outcome
        there = [visit for visit in there if visit.known[0] & ready.needs == ready.needs]
        return [visit for visit in there if ready.holds(visit.known)] if ready.limits else there


def callers(guide: Guide, todays: tuple[date, ...], progress: Progress = silent) -> Callers:
    """Every caller of a sound guide on these days, in order."""
    dates = [
        not_asked(question.id) for question in guide.questions.values() if question.kind == "date"
    ]
    lens = Lens(guide, todays, dates)
    found = visits(lens, progress)
    return Callers(lens, found, outcomes(lens, found))


def shortest(visits: Iterable[Visit]) -> Visit:
    """The state that is come to with the fewest answers."""
    return min(visits, key=lambda visit: visit.shortest.length)
