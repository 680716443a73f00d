"""Every caller of two versions of a guide at once: the same answers given to both, merged where nothing ahead tells callers apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from heapq import heappop, heappush
from itertools import count

from send_guide.engine.date_stretches import date_classes
from send_guide.guide import Guide, Question
from send_guide.proof.distinctions import (
    AnswerClass,
    Known,
    Lens,
    date_class,
)
from send_guide.proof.states import (
    Arrival,
    Caller,
    Progress,
    add_arrival,
    first_day,
)
from send_guide.proof.told import Advice, Shows
from send_guide.routes import most_questions, reachable

Answers = tuple[tuple[str, int], ...]
"""Answers that one version has asked for and the other may still ask for: question and number of the joint class."""

Place = tuple[str, Known]
"""A state in one version."""


@dataclass(frozen=True, slots=True)
class Joint:
    """Answers to a question that are in one class in each version (None: in the version that does not ask it, or no longer)."""

    given: AnswerClass
    old: AnswerClass | None
    new: AnswerClass | None


@dataclass(slots=True, eq=False)
class Pair:
    """A state in both versions that some caller comes to, the ways to it, and where each joint class of answers leads."""

    old: Place
    new: Place
    waiting: Answers
    days: int = 0
    arrivals: list[Arrival] = field(default_factory=list)
    asked: str | None = None
    ways: list[tuple[AnswerClass, "Pair"]] = field(default_factory=list)


class Versions:
    """Two versions of a guide looked at through one pair of lenses."""

    def __init__(self, old: Guide, new: Guide, todays: tuple[date, ...]) -> None:
        self.old, self.new = Lens(old, todays), Lens(new, todays)
        self._ahead = tuple(
            {node: reachable(lens.guide, node) for node in lens.order}
            for lens in (self.old, self.new)
        )
        self._ranks = most_questions(old), most_questions(new)
        self._joint: dict[str, tuple[Joint, ...]] = {}
        self._shows = tuple(
            {outcome.id: Shows.of(lens, outcome) for outcome in lens.guide.outcomes.values()}
            for lens in (self.old, self.new)
        )

    def pairs(self, progress: Progress) -> list[Pair]:
        """All pairs of states, in an order in which no walk leads back."""
        first = Pair(
            (self.old.guide.start, self.old.start),
            (self.new.guide.start, self.new.start),
            (),
            self.old.all_days,
        )
        first.arrivals.append(Arrival(0, first.days))
        known = {(first.old, first.new, first.waiting): first}
        number, order = count(), list[Pair]()
        heap = [(-self._rank(first), next(number), first)]
        while heap:
            pair = heappop(heap)[2]
            order.append(pair)
            progress(pair.old[0], len(order))
            for given, old, new, waiting in self._ways(pair):
                if pair.days & given.days:
                    key = (old, new, waiting)
                    if key not in known:
                        known[key] = Pair(*key)
                        heappush(heap, (-self._rank(known[key]), next(number), known[key]))
                    self._arrive(known[key], pair, given)
        return order

    def _rank(self, pair: Pair) -> int:
        """How many questions may still come in both versions together: each answer makes it less."""
        return self._ranks[0][pair.old[0]] + self._ranks[1][pair.new[0]]

    def _arrive(self, after: Pair, pair: Pair, given: AnswerClass) -> None:
        after.days |= pair.days & given.days
        pair.ways.append((given, after))
        for arrival in pair.arrivals:
            add_arrival(after.arrivals, arrival, pair.asked or "", given)

    def _ways(self, pair: Pair) -> Iterator[tuple[AnswerClass, Place, Place, Answers]]:
        """Put the next question to whichever version asks it, or to both."""
        (old, _), (new, _) = pair.old, pair.new
        waiting = dict(pair.waiting)
        asks_old, asks_new = old in self.old.guide.questions, new in self.new.guide.questions
        if not (asks_old or asks_new):
            return
        if asks_new and new in waiting and old != new:
            sides = (False, True)
        elif asks_old and old in waiting and old != new:
            sides = (True, False)
        elif old == new:
            sides = (True, True)
        else:
            new_first = asks_new and (not asks_old or old in self._ahead[1][new])
            sides = (not new_first, new_first)
        pair.asked = old if sides[0] else new
        yield from self._answer(pair, pair.asked, sides, waiting)

    def _answer(
        self, pair: Pair, asked: str, sides: tuple[bool, bool], waiting: dict[str, int]
    ) -> Iterator[tuple[AnswerClass, Place, Place, Answers]]:
        for number, joint in enumerate(self.joint(asked)):
            if waiting.get(asked, number) != number or not self._takes(asked, joint, sides):
                continue
            old = self._go(self.old, pair.old, joint.old) if sides[0] and joint.old else pair.old
            new = self._go(self.new, pair.new, joint.new) if sides[1] and joint.new else pair.new
            kept = {**waiting, asked: number} if sides != (True, True) else waiting
            left = tuple(
                sorted(
                    (question, each)
                    for question, each in kept.items()
                    if self._still_asked(question, old[0], new[0])
                )
            )
            yield joint.given, old, new, left

    def _takes(self, asked: str, joint: Joint, sides: tuple[bool, bool]) -> bool:
        """Whether callers are compared who give this answer: one that each version asking now offers; to a new question its default."""
        new_question = self.new.guide.questions.get(asked)
        if asked not in self.old.guide.questions and new_question and new_question.default:
            return new_question.default in joint.given.members
        both = asked in self.old.guide.questions and asked in self.new.guide.questions
        return not both or (joint.old is not None and joint.new is not None)

    def _still_asked(self, question: str, old: str, new: str) -> bool:
        return question in self._ahead[0][old] or question in self._ahead[1][new]

    @staticmethod
    def _go(lens: Lens, place: Place, given: AnswerClass) -> Place:
        known = lens.after(place[1], given)
        to = lens.taken(known, given.routes).to
        return to, lens.project(to, known)

    def joint(self, asked: str) -> tuple[Joint, ...]:
        """The answers to a question by what either version can tell apart."""
        if asked not in self._joint:
            self._joint[asked] = tuple(self._join(asked))
        return self._joint[asked]

    def _join(self, asked: str) -> Iterator[Joint]:
        old, new = self.old.classes.get(asked, ()), self.new.classes.get(asked, ())
        for first in old:
            for second in new:
                members = tuple(
                    each
                    for each in first.members
                    if each in second.members and first.dates is None and second.dates is None
                )
                if members:
                    yield Joint(AnswerClass(members, self.old.all_days, ()), first, second)
        if any(each.dates is not None for each in (*old, *new)):
            yield from self._join_dates(
                self.old.guide.questions.get(asked), self.new.guide.questions.get(asked), asked
            )
        in_both = {each for first in old for each in first.members} & {
            each for second in new for each in second.members
        }
        for side, classes in ((True, old), (False, new)):
            for each in classes:
                alone = tuple(member for member in each.members if member not in in_both)
                if alone and each.dates is None:
                    yield Joint(
                        AnswerClass(alone, each.days, ()),
                        each if side else None,
                        None if side else each,
                    )

    def _join_dates(
        self, old: Question | None, new: Question | None, asked: str
    ) -> Iterator[Joint]:
        first = (
            self.old.counted(old)
            if old and old.kind == "date" and asked in self.old.classes
            else ()
        )
        second = (
            self.new.counted(new)
            if new and new.kind == "date" and asked in self.new.classes
            else ()
        )
        spans = tuple(counting for _, counting in (*first, *second))
        for stands, dates in date_classes(spans, self.old.todays).items():
            of_old, of_new = (
                self.old.stands(first, stands[: len(first)]),
                self.new.stands(second, stands[len(first) :]),
            )
            yield Joint(
                AnswerClass(
                    (next(iter(dates.values())),),
                    self.old.all_days & sum(1 << day for day in dates),
                    (),
                    dates=dates,
                ),
                _dated(self.old, old, of_old, dates),
                _dated(self.new, new, of_new, dates),
            )

    def told(self, pair: Pair) -> tuple[Advice, Advice]:
        """What callers who have come to the end of both versions are told by each."""
        (old, of_old), (new, of_new) = pair.old, pair.new
        return self._shows[0][old].to(self.old, of_old), self._shows[1][new].to(self.new, of_new)

    def caller(self, pair: Pair) -> Caller:
        """The caller with the shortest walk to a pair."""
        day = first_day(pair.arrivals[0].days)
        return Caller(pair.arrivals[0].answers(day), self.old.todays[day])


def _dated(
    lens: Lens,
    question: Question | None,
    stands: tuple[tuple[int, int], ...],
    dates: Mapping[int, date],
) -> AnswerClass | None:
    if question is None or question.kind != "date" or question.id not in lens.classes:
        return None
    return date_class(question, lens.date_bits(question), stands, dates)
