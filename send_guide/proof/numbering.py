"""Numbers for the conditions and time limits of a guide: states stay small and cheap to test.

Each condition on an answer has one bit; each time limit has a place in a tuple of positions.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from send_guide.engine.answers import Answer
from send_guide.engine.conditions import holds, matches_state
from send_guide.engine.date_stretches import STATES
from send_guide.engine.time_limits import Status, status_of
from send_guide.guide import NOT_ASKED, Condition, Guide, When
from send_guide.routes import conditions

Known = tuple[int, tuple[int, ...]]
"""What is known in a state: the bits of the conditions that hold, and each limit's position.

A position is an index into `STATES` of `engine.date_stretches`.
"""


@dataclass(frozen=True, slots=True)
class Ready:
    """A `when` prepared for many states.

    `needs`: the bits that must be set. `limits`: for each limit named, its number and, by
    position, whether the condition holds.
    """

    needs: int
    limits: tuple[tuple[int, tuple[bool, ...]], ...]

    def holds(self, known: Known) -> bool:
        """Whether the conditions hold in a state."""
        bits, positions = known
        if bits & self.needs != self.needs:
            return False
        return not self.limits or all(allowed[positions[limit]] for limit, allowed in self.limits)


@dataclass(frozen=True)
class Numbering:
    """The bit of each condition on an answer and the number of each time limit.

    `bits_of`: by condition. `on`: the conditions on each question. `limits`: by limit id.
    """

    guide: Guide
    bits_of: Mapping[Condition, int]
    on: Mapping[str, tuple[Condition, ...]]
    limits: Mapping[str, int]
    _ready: dict[When, Ready] = field(default_factory=dict)

    def test(self, when: When) -> Ready:
        """A `when` prepared for many states; prepared once."""
        found = self._ready.get(when)
        if found is None:
            limits = [
                (self.limits[condition.subject], _allowed(condition))
                for condition in when
                if condition.subject in self.limits
            ]
            found = self._ready[when] = Ready(self.bits(when), tuple(limits))
        return found

    def holds(self, when: When, known: Known) -> bool:
        """Whether conditions hold in a state."""
        return not when or self.test(when).holds(known)

    def bits(self, when: When) -> int:
        """The bits of the conditions on answers in a `when`."""
        return union(
            self.bits_of[condition] for condition in when if condition.subject not in self.limits
        )

    def limits_in(self, when: When) -> frozenset[int]:
        """The numbers of the time limits that a `when` names."""
        return frozenset(
            self.limits[condition.subject] for condition in when if condition.subject in self.limits
        )

    def bits_on(self, question: str) -> int:
        """The bits of all conditions on a question."""
        return union(self.bits_of[condition] for condition in self.on.get(question, ()))

    def true(self, answers: Mapping[str, Answer], among: Iterable[Condition]) -> int:
        """The bits that answers set among some conditions.

        Of a question without an answer, the conditions that say `not_asked` hold.
        """
        return union(
            self.bits_of[condition]
            for condition in among
            if holds((condition,), self.guide, answers, date.min)
        )

    def status(self, limit: str, known: Known) -> Status:
        """The status of a time limit in a state; only of a limit that is still looked at there."""
        return status_of(STATES[known[1][self.limits[limit]]])


def number(guide: Guide) -> Numbering:
    """Number the conditions of a guide and its guarantees, and whether each date is asked for."""
    limits = {limit: index for index, limit in enumerate(guide.time_limits)}
    dates: list[Condition] = []
    for limit in guide.time_limits.values():
        dates += [not_asked(span.from_question) for span in limit.spans]
    on_answers = dict.fromkeys(_on_answers((*conditions(guide), *dates), limits))
    on: dict[str, list[Condition]] = {question: [] for question in guide.questions}
    for condition in on_answers:
        on[condition.subject].append(condition)
    return Numbering(
        guide,
        {condition: 1 << index for index, condition in enumerate(on_answers)},
        {question: tuple(found) for question, found in on.items()},
        limits,
    )


def _on_answers(among: Iterable[Condition], limits: Mapping[str, int]) -> Iterator[Condition]:
    return (condition for condition in among if condition.subject not in limits)


def _allowed(condition: Condition) -> tuple[bool, ...]:
    return tuple(matches_state(condition, state) for state in STATES)


def union(bits: Iterable[int]) -> int:
    """All the bits that are set in any of these numbers."""
    found = 0
    for some in bits:
        found |= some
    return found


def not_asked(question: str) -> Condition:
    """The condition that holds for callers who do not come to a question."""
    return Condition(question, (NOT_ASKED,))
