"""Every caller of two versions of a guide at once.

The same answers are given to both versions; callers are merged where nothing ahead in either can
tell them apart.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from heapq import heappop, heappush
from itertools import count

from send_guide.guide import Guide
from send_guide.proof.answer_classes import AnswerClass
from send_guide.proof.distinctions import Distinctions, distinguish
from send_guide.proof.joint_answers import Joint, join
from send_guide.proof.numbering import Known
from send_guide.proof.states import (
    Arrival,
    Caller,
    Progress,
    add_arrival,
    first_day,
)
from send_guide.proof.told import Advice, Shows, shows
from send_guide.routes import most_questions, reachable

Answers = tuple[tuple[str, int], ...]
"""Answers that one version asked for and the other may still ask for: question, joint class."""

Place = tuple[str, Known]
"""A state in one version: the node, and what is known there."""


@dataclass(slots=True, eq=False)
class Pair:
    """A state in both versions that some caller comes to.

    `waiting`: answers given that a version may still ask for. `asked`: the question put next.
    `ways`: where each joint class of answers to it leads.
    """

    old: Place
    new: Place
    waiting: Answers
    days: int = 0
    arrivals: list[Arrival] = field(default_factory=list)
    asked: str | None = None
    ways: list[tuple[AnswerClass, "Pair"]] = field(default_factory=list)

    @property
    def key(self) -> tuple[Place, Place, Answers]:
        """What tells pairs apart."""
        return self.old, self.new, self.waiting


@dataclass(frozen=True)
class Side:
    """One of the two versions.

    `ahead`: the nodes that can be reached from each node. `rank`: the most questions still to come.
    """

    distinctions: Distinctions
    ahead: Mapping[str, set[str]]
    rank: Mapping[str, int]
    shows: Mapping[str, Shows]

    @property
    def guide(self) -> Guide:
        """The version itself."""
        return self.distinctions.guide

    def asks(self, node: str) -> bool:
        """Whether a node is a question here."""
        return node in self.guide.questions

    def go(self, place: Place, given: AnswerClass | None, is_asking: bool) -> Place:
        """Where an answer leads; stays where this version does not ask or does not offer it."""
        if given is None or not is_asking:
            return place
        return self.distinctions.follow(place[1], given)

    def told(self, place: Place) -> Advice:
        """What callers are told at an outcome."""
        node, known = place
        return self.shows[node].to(self.distinctions.numbering, known)


def _side(guide: Guide, todays: tuple[date, ...]) -> Side:
    distinctions = distinguish(guide, todays, every_status=True)
    return Side(
        distinctions,
        {node: reachable(guide, node) for node in distinctions.order},
        most_questions(guide),
        {id_: shows(distinctions, outcome) for id_, outcome in guide.outcomes.items()},
    )


class Versions:
    """Two versions of a guide, walked together."""

    def __init__(self, old: Guide, new: Guide, todays: tuple[date, ...]) -> None:
        self.old, self.new = _side(old, todays), _side(new, todays)
        self._joint: dict[str, tuple[Joint, ...]] = {}

    def pairs(self, progress: Progress) -> list[Pair]:
        """All pairs of states, in an order in which no walk leads back."""
        old, new = self.old.distinctions, self.new.distinctions
        first = Pair((old.guide.start, old.start), (new.guide.start, new.start), (), old.all_days)
        first.arrivals.append(Arrival(0, first.days))
        known = {first.key: first}
        number, order = count(), list[Pair]()
        heap = [(-self._rank(first), next(number), first)]
        while heap:
            pair = heappop(heap)[2]
            order.append(pair)
            progress(pair.new[0], len(order))
            for given, after in self._ways(pair):
                if not pair.days & given.days:
                    continue
                if after.key not in known:
                    known[after.key] = after
                    heappush(heap, (-self._rank(after), next(number), after))
                _arrive(known[after.key], pair, given)
        return order

    def _rank(self, pair: Pair) -> int:
        """How many questions may still come in both versions together; each answer lowers it."""
        return self.old.rank[pair.old[0]] + self.new.rank[pair.new[0]]

    def _ways(self, pair: Pair) -> Iterator[tuple[AnswerClass, Pair]]:
        """Put the next question to whichever version asks it, or to both."""
        old, new = pair.old[0], pair.new[0]
        if not (self.old.asks(old) or self.new.asks(new)):
            return
        asks_old, asks_new = self._sides(pair)
        asked = pair.asked = old if asks_old else new
        waiting = dict(pair.waiting)
        for number, joint in enumerate(self.joint(asked)):
            if waiting.get(asked, number) != number or not self._compares(asked, joint):
                continue
            to_old = self.old.go(pair.old, joint.old, asks_old)
            to_new = self.new.go(pair.new, joint.new, asks_new)
            kept = waiting if asks_old and asks_new else {**waiting, asked: number}
            yield joint.given, Pair(to_old, to_new, self._left(kept, to_old, to_new))

    def _left(self, waiting: Mapping[str, int], old: Place, new: Place) -> Answers:
        """The waiting answers that a version may still ask for."""
        if not waiting:
            return ()
        ahead = self.old.ahead[old[0]] | self.new.ahead[new[0]]
        return tuple(sorted(answer for answer in waiting.items() if answer[0] in ahead))

    def _sides(self, pair: Pair) -> tuple[bool, bool]:
        """Whether the old and the new version ask next.

        Both where they stand at the same question; else first a version whose answer is waiting,
        then the new version unless the old one's question may still come there.
        """
        old, new = pair.old[0], pair.new[0]
        if old == new:
            return True, True
        waiting = dict(pair.waiting)
        if self.new.asks(new) and new in waiting:
            return False, True
        if self.old.asks(old) and old in waiting:
            return True, False
        new_first = self.new.asks(new) and (not self.old.asks(old) or old in self.new.ahead[new])
        return not new_first, new_first

    def _compares(self, asked: str, joint: Joint) -> bool:
        """Whether callers who give this answer are compared.

        Of a question that only the new version has, its default; else what both versions offer.
        """
        in_old, question = self.old.asks(asked), self.new.guide.questions.get(asked)
        if question and question.default and not in_old:
            return question.default in joint.given.members
        in_both = in_old and question is not None
        return not in_both or (joint.old is not None and joint.new is not None)

    def joint(self, asked: str) -> tuple[Joint, ...]:
        """The answers to a question by what either version can tell apart."""
        if asked not in self._joint:
            made = join(self.old.distinctions, self.new.distinctions, asked)
            self._joint[asked] = tuple(made)
        return self._joint[asked]

    def told(self, pair: Pair) -> tuple[Advice, Advice]:
        """What each version tells callers who have come to the end of both."""
        return self.old.told(pair.old), self.new.told(pair.new)

    def caller(self, pair: Pair) -> Caller:
        """The caller with the shortest walk to a pair."""
        arrival = pair.arrivals[0]
        day = first_day(arrival.days)
        return Caller(arrival.answers(day), self.old.distinctions.todays[day])


def _arrive(after: Pair, pair: Pair, given: AnswerClass) -> None:
    after.days |= pair.days & given.days
    pair.ways.append((given, after))
    for arrival in pair.arrivals:
        add_arrival(after.arrivals, arrival, pair.asked or "", given)
