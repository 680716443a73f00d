"""What can be found of all callers, and the callers themselves: everybody who may ring, and what each is told."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from send_guide.guide import Guide, Place, When
from send_guide.proof.endings import Ending, endings
from send_guide.proof.lens import Lens, not_asked
from send_guide.proof.states import Caller, Progress, Visit, Visits, caller, silent, visits

RULES: Mapping[str, str] = {
    "question-nobody-reaches": "no caller is asked the question",
    "ending-nobody-reaches": "no caller ends there",
    "route-nobody-takes": "a line of `go` that is never the first to hold",
    "step-nobody-sees": "a step that an ending names and shows to nobody there",
    "limit-nobody-sees": "a time limit that an ending names and shows to nobody there",
    "area-of-nobody": "no caller is given this area's contacts",
    "condition-always-holds": "a `when` that holds for everybody it is asked of",
    "areas-overlap": "the conditions of two areas hold for the same caller",
    "answer-changes-nothing": "a question whose answers all lead to the same guidance, for every caller",
    "answer-settled": "a caller is asked a question whose answers all lead to the same guidance for that caller",
    "ending-without-steps": "a caller is told nothing to do",
    "ending-without-contact": "a caller is told nobody to contact",
    "ending-without-fallback": "a caller is not told what to do if a step fails",
    "ending-without-limit": "a caller gave a date from which a time limit runs, and is shown no time limit",
    "law-broken": "a caller for whom a law of the guide does not hold",
    "law-for-nobody": "the conditions of a law hold for no caller",
}
"""What `prove` finds, by name. Each is a fault: a guide in which any is found is not fit to be used as it stands."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not be: its place and rule, what is wrong, and the shortest caller who shows it.

    Of something that nobody reaches, the caller is one who comes near; None where nobody does.
    """

    place: Place
    rule: str
    message: str
    caller: Caller | None


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know that is no fault."""

    place: Place
    kind: str
    message: str


@dataclass(frozen=True)
class Callers:
    """Everybody who can call: the states they come to, and what they are told in each in which a walk ends."""

    lens: Lens
    visits: Visits
    told: Mapping[Visit, Ending]

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
                        yield from (replace(found, answers={**found.answers, node: each}) for each in alike.members[1:])

    def among(self, there: Iterable[Visit], when: When) -> list[Visit]:
        """Those of these states at endings in which the conditions hold."""
        ready = self.lens.test(when)
        # most conditions name no limit, and are asked of every state at every ending
        there = [visit for visit in there if visit.known[0] & ready.needs == ready.needs]
        return [visit for visit in there if ready.holds(visit.known)] if ready.limits else there


def callers(guide: Guide, todays: tuple[date, ...], progress: Progress = silent) -> Callers:
    """Every caller of a sound guide on these days, in order."""
    dates = [not_asked(question.id) for question in guide.questions.values() if question.kind == "date"]
    lens = Lens(guide, todays, dates)
    found = visits(lens, progress)
    return Callers(lens, found, endings(lens, found))


def shortest(visits: Iterable[Visit]) -> Visit:
    """The state that is come to with the fewest answers."""
    return min(visits, key=lambda visit: visit.shortest.length)


def finding(everybody: Callers, place: Place, rule: str, message: str, seen: Iterable[Visit]) -> Finding:
    """A finding that these states show; the shortest of them is the caller."""
    seen = list(seen)
    return Finding(place, rule, message, caller(everybody.lens, shortest(seen)) if seen else None)
