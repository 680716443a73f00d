"""Every possible caller of a guide, merged where nothing still ahead can tell them apart.

A state is a question or outcome and what is known there: which of the conditions still ahead hold for the answers given, and
how each time limit still ahead stands. The work grows with the number of states, whatever the number of walks.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from send_guide.engine.answers import Answer
from send_guide.proof.distinctions import (
    AnswerClass,
    Known,
    Lens,
    union,
)

Progress = Callable[[str, int], None]
"""Told now and then how far the work has got: the node looked at, and the number of states found so far."""


def silent(node: str, states: int) -> None:
    """Tell nothing."""


@dataclass(frozen=True)
class Caller:
    """The answers of one caller, from the first question to an outcome, and the day of the call."""

    answers: Mapping[str, Answer]
    today: date


@dataclass(frozen=True, slots=True)
class Arrival:
    """A way to a state: how many answers it took, on which days of the call it is open, where it came from and by which answer."""

    length: int
    days: int
    node: str = ""
    before: "Arrival | None" = None
    given: AnswerClass | None = None

    def answers(self, day: int) -> dict[str, Answer]:
        """The answers given on the way, on a day by its number."""
        found: list[tuple[str, Answer]] = []
        arrival: Arrival | None = self
        while arrival is not None and arrival.given is not None:
            found.append((arrival.node, arrival.given.on(day)))
            arrival = arrival.before
        return dict(reversed(found))


@dataclass(slots=True, eq=False)
class Visit:
    """A state that some caller comes to, and for each class of answers there the state it leads to (None: on no day).

    `arrivals`: the shortest way for each day, shortest first. `walks`: how many walks of the first day come here. `longest`: the longest of those.
    """

    node: str
    known: Known
    days: int = 0
    walks: int = 0
    longest: Arrival | None = None
    arrivals: list[Arrival] = field(default_factory=list)
    ways: list["Visit | None"] = field(default_factory=list)

    @property
    def shortest(self) -> Arrival:
        """The shortest way here."""
        return self.arrivals[0]


Visits = Mapping[str, Mapping[Known, Visit]]
"""The states that callers come to, by question or outcome, in an order in which no walk leads back."""


def visits(lens: Lens, progress: Progress = silent) -> Visits:
    """Every state that some caller comes to. A node is looked at once all that lead to it are done, so each is known in full."""
    start = lens.guide.start
    found: dict[str, dict[Known, Visit]] = {node: {} for node in lens.order}
    first = Arrival(0, lens.all_days)
    found[start][lens.start] = Visit(start, lens.start, lens.all_days, 1, first, [first])
    count = 1
    for node in lens.order:
        for visit in found[node].values() if node in lens.guide.questions else ():
            visit.ways = [_follow(lens, found, visit, given) for given in lens.classes[node]]
        count += len(found[node])
        progress(node, count)
    return found


def _follow(
    lens: Lens, found: dict[str, dict[Known, Visit]], visit: Visit, given: AnswerClass
) -> Visit | None:
    """Give this answer in a state; None if no day of the call allows it."""
    if not visit.days & given.days:
        return None
    known = lens.after(visit.known, given)
    to = lens.taken(known, given.routes).to
    known = lens.project(to, known)
    after = found[to].get(known)
    if after is None:
        after = found[to][known] = Visit(to, known)
    _arrive(after, visit, given)
    return after


def _arrive(visit: Visit, before: Visit, given: AnswerClass) -> None:
    visit.days |= before.days & given.days
    if given.days & 1 and before.longest:
        visit.walks += before.walks * len(given.members)
        if visit.longest is None or before.longest.length >= visit.longest.length:
            visit.longest = Arrival(
                before.longest.length + 1, 1, before.node, before.longest, given
            )
    for arrival in before.arrivals:
        add_arrival(visit.arrivals, arrival, before.node, given)


def add_arrival(arrivals: list[Arrival], before: Arrival, node: str, given: AnswerClass) -> None:
    """Keep a way for the days on which none as short is known, and take these days from longer ways."""
    length = before.length + 1
    days = (
        before.days
        & given.days
        & ~union(other.days for other in arrivals if other.length <= length)
    )
    if days:
        longer = [(other, other.days & ~days) for other in arrivals if other.length > length]
        arrivals[len(arrivals) - len(longer) :] = [
            Arrival(length, days, node, before, given),
            *(
                Arrival(other.length, left, other.node, other.before, other.given)
                for other, left in longer
                if left
            ),
        ]


def caller(lens: Lens, visit: Visit, way: int | None = None) -> Caller:
    """The caller with the shortest walk to a state, who gives this class of answers there and then goes on to any outcome."""
    open_on = lens.all_days if way is None else lens.classes[visit.node][way].days
    arrival = next(each for each in visit.arrivals if each.days & open_on)
    day = first_day(arrival.days & open_on)
    answers = arrival.answers(day)
    here: Visit | None = visit
    while here is not None and here.ways:
        way = next(_open(lens, here, day)) if way is None else way
        answers[here.node] = lens.classes[here.node][way].on(day)
        here, way = here.ways[way], None
    return Caller(answers, lens.todays[day])


def _open(lens: Lens, visit: Visit, day: int) -> Iterator[int]:
    return (way for way, given in enumerate(lens.classes[visit.node]) if given.days >> day & 1)


def first_day(days: int) -> int:
    """The number of the first of these days."""
    return (days & -days).bit_length() - 1
