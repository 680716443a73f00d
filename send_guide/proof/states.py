"""Every possible caller of a guide, merged where nothing still ahead can tell them apart.

A state is a question or outcome and what is known there: which of the conditions still ahead hold
for the answers given, and the position of each time limit still ahead. The work grows with the
number of states, whatever the number of walks.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from send_guide.engine.answers import Answer
from send_guide.proof.answer_classes import AnswerClass
from send_guide.proof.distinctions import Distinctions
from send_guide.proof.numbering import Known, union

Progress = Callable[[str, int], None]
"""Told now and then how far the work has got: the node looked at and the states found so far."""


MOST_STATES = 1_000_000
"""The most states to keep in memory (about a kilobyte for each)."""


LOOK_AFTER = 256
"""After how many states looked at their number is compared with the most allowed."""


class TooManyStates(Exception):
    """A guide has more states on the days asked for than were to be kept in memory."""


def silent(node: str, states: int) -> None:
    """Tell nothing."""


@dataclass(frozen=True)
class Caller:
    """The answers of one caller, from the first question to an outcome, and the day of the call."""

    answers: Mapping[str, Answer]
    today: date


@dataclass(frozen=True, slots=True)
class Arrival:
    """A way to a state: the last answer given, and the way to the question that asked for it.

    `length`: how many answers it took. `days`: a bit for each day of the call on which it is open.
    """

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
    """A state that some caller comes to.

    `arrivals`: the shortest way for each day, shortest first. `ways`: for each class of answers,
    the state it leads to; None where no day allows it. `walks`: how many walks of the first day
    come here. `longest`: the longest of those.
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
"""The states callers come to, by question or outcome, in an order in which no walk leads back."""


def visits(
    distinctions: Distinctions, progress: Progress = silent, most_states: int = MOST_STATES
) -> Visits:
    """Find every state that some caller comes to.

    A node is looked at once all nodes that lead to it are done, so that each is known in full.
    Raises TooManyStates when there are more than `most_states`.
    """
    guide = distinctions.guide
    found: dict[str, dict[Known, Visit]] = {node: {} for node in distinctions.order}
    days = distinctions.all_days
    first = Arrival(0, days)
    known = distinctions.start
    found[guide.start][known] = Visit(guide.start, known, days, 1, first, [first])
    for node in distinctions.order:
        classes = distinctions.classes.get(node, ())
        for number, visit in enumerate(found[node].values()):
            visit.ways = [_follow(distinctions, found, visit, given) for given in classes]
            if number % LOOK_AFTER == 0 and _count(found) > most_states:
                raise TooManyStates
        progress(node, _count(found))
    return found


def _count(found: Visits) -> int:
    return sum(map(len, found.values()))


def _follow(
    distinctions: Distinctions,
    found: dict[str, dict[Known, Visit]],
    visit: Visit,
    given: AnswerClass,
) -> Visit | None:
    """Give this answer in a state; None if no day of the call allows it."""
    if not visit.days & given.days:
        return None
    to, known = distinctions.follow(visit.known, given)
    after = found[to].get(known)
    if after is None:
        after = found[to][known] = Visit(to, known)
    _arrive(after, visit, given)
    return after


def _arrive(visit: Visit, before: Visit, given: AnswerClass) -> None:
    visit.days |= before.days & given.days
    if given.days & 1 and before.longest:
        visit.walks += before.walks * len(given.members)
        length = before.longest.length + 1
        if visit.longest is None or length > visit.longest.length:
            visit.longest = Arrival(length, 1, before.node, before.longest, given)
    for arrival in before.arrivals:
        add_arrival(visit.arrivals, arrival, before.node, given)


def add_arrival(arrivals: list[Arrival], before: Arrival, node: str, given: AnswerClass) -> None:
    """Keep a way for the days on which none as short is known; take these days from longer ways."""
    length = before.length + 1
    known = union(other.days for other in arrivals if other.length <= length)
    days = before.days & given.days & ~known
    if not days:
        return
    longer = [other for other in arrivals if other.length > length]
    kept = [_on_other_days(other, days) for other in longer if other.days & ~days]
    arrivals[len(arrivals) - len(longer) :] = [Arrival(length, days, node, before, given), *kept]


def _on_other_days(arrival: Arrival, days: int) -> Arrival:
    left = arrival.days & ~days
    return Arrival(arrival.length, left, arrival.node, arrival.before, arrival.given)


def caller(distinctions: Distinctions, visit: Visit, way: int | None = None) -> Caller:
    """The caller with the shortest walk to a state, who then goes on to any outcome.

    `way`: the number of the class of answers to give there; None: any.
    """
    classes = distinctions.classes
    open_on = distinctions.all_days if way is None else classes[visit.node][way].days
    arrival = next(arrival for arrival in visit.arrivals if arrival.days & open_on)
    day = first_day(arrival.days & open_on)
    answers = arrival.answers(day)
    here: Visit | None = visit
    while here is not None and here.ways:
        chosen = next(_open(distinctions, here, day)) if way is None else way
        answers[here.node] = classes[here.node][chosen].on(day)
        here, way = here.ways[chosen], None
    return Caller(answers, distinctions.todays[day])


def _open(distinctions: Distinctions, visit: Visit, day: int) -> Iterator[int]:
    """The numbers of the classes of answers that can be given on a day."""
    classes = enumerate(distinctions.classes[visit.node])
    return (way for way, given in classes if given.days >> day & 1)


def first_day(days: int) -> int:
    """The number of the first of these days."""
    return (days & -days).bit_length() - 1
