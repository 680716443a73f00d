"""Every possible caller of a guide, merged where nothing still ahead can tell them apart.

A state is a question or outcome and what is known there: which of the conditions still ahead hold for the answers given, and
in which stretch each time limit still ahead stands. The work grows with the number of states, whatever the number of walks.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from send_guide.lens import AnswerClass, Known, Lens
from send_guide.walk import Answer

Progress = Callable[[str, int], None]
"""Told now and then how far the work has got: the node looked at, and the number of states found so far."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a caller came to a state: how many answers it took, and the last of them."""

    length: int = 0
    before: "Visit | None" = None
    answer: Answer | None = None


@dataclass(slots=True, eq=False)
class Visit:
    """A state that some caller comes to: how many walks do, the shortest and the longest of them, and where each class of answers leads."""

    node: str
    known: Known
    walks: int
    shortest: Arrival
    longest: Arrival
    ways: list["Visit"] = field(default_factory=list)

    def answers(self, *, longest: bool = False) -> dict[str, Answer]:
        """The answers of the shortest (or longest) walk to this state."""
        given: list[tuple[str, Answer]] = []
        arrival = self.longest if longest else self.shortest
        while arrival.before is not None and arrival.answer is not None:
            given.append((arrival.before.node, arrival.answer))
            arrival = arrival.before.longest if longest else arrival.before.shortest
        return dict(reversed(given))


Visits = Mapping[str, Mapping[Known, Visit]]
"""The states that callers come to, by question or outcome, in an order in which no walk leads back."""


def visits(lens: Lens, progress: Progress = lambda node, states: None) -> Visits:
    """Every state that some caller comes to. A node is looked at once all that lead to it are done, so each is counted in full."""
    start = lens.guide.start
    found: dict[str, dict[Known, Visit]] = {node: {} for node in lens.order}
    found[start][lens.start] = Visit(start, lens.start, 1, Arrival(), Arrival())
    count = 1
    for node in lens.order:
        for visit in found[node].values() if node in lens.guide.questions else ():
            for given in lens.classes[node]:
                known = lens.after(visit.known, node, given)
                to = lens.taken(known, given.routes).to
                visit.ways.append(_arrive(found[to], to, lens.project(to, known), visit, given))
        count += len(found[node])
        progress(node, count)
    return found


def _arrive(found: dict[Known, Visit], node: str, known: Known, before: Visit, given: AnswerClass) -> Visit:
    visit = found.get(known)
    walks, shortest, longest = before.walks * given.size, before.shortest.length + 1, before.longest.length + 1
    if visit is None:
        visit = found[known] = Visit(node, known, 0, Arrival(shortest, before, given.example), Arrival(longest, before, given.example))
    elif shortest < visit.shortest.length:
        visit.shortest = Arrival(shortest, before, given.example)
    if longest > visit.longest.length:
        visit.longest = Arrival(longest, before, given.example)
    visit.walks += walks
    return visit


