"""What differs between the advice that two versions give to the same callers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from send_guide.guide import Guide, Outcome
from send_guide.proof.told import Advice

About = Literal["outcome", "step", "part", "time limit", "contact", "order", "state"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is different for a caller.

    `before`, `after`: ids of what it is about; empty where it is not there. `order`: a step stands
    above or below others otherwise than before; `part`: it stands in another part; `state`: a time
    limit has another status. These name the step or limit in `before` and `after`.
    """

    about: About
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """What goes along with a difference: the words for it, before and after."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What one class of callers is told by each version."""

    old_guide: Guide
    new_guide: Guide
    old: Advice
    new: Advice

    def differences(self) -> Iterable[Difference]:
        """Everything that is different; under another outcome, only that."""
        if self.old == self.new and self._same_contacts():
            return ()
        if self.old.outcome != self.new.outcome:
            return (Difference("outcome", self.old.outcome, self.new.outcome),)
        return self._inside()

    def details(self, cause: Difference) -> Iterable[Detail]:
        """What goes along with a difference.

        Of an outcome, all that is in it; of an order, the step above; of a part or state, both.
        """
        if cause.about == "outcome":
            return (Detail(each.about, each.before, each.after) for each in self._inside())
        if cause.about == "order":
            return self._above(cause.before)
        if cause.about == "part":
            return (detail for detail in self._parts() if detail.what == cause.before)
        if cause.about == "state":
            return (detail for detail in self._statuses() if detail.what == cause.before)
        return ()

    def _same_contacts(self) -> bool:
        return self.old.contacts(self.old_guide) == self.new.contacts(self.new_guide)

    def _inside(self) -> Iterator[Difference]:
        """What is different about steps, time limits and contacts."""
        old, new = self.old, self.new
        yield from _gone_and_come("step", old.steps, new.steps)
        named = _named_in(self.new_guide.outcomes[new.outcome])
        yield from (Difference("part", each.what, each.what) for each in self._parts())
        yield from (Difference("order", id_, id_) for id_ in _moved(old.steps, new.steps, named))
        yield from _gone_and_come("time limit", dict(old.time_limits), dict(new.time_limits))
        yield from (Difference("state", each.what, each.what) for each in self._statuses())
        yield from self._contacts()

    def _parts(self) -> Iterator[Detail]:
        """The steps shown by both in another part, and both parts."""
        before, after = dict(self.old.placed), dict(self.new.placed)
        for step in before:
            if step in after and before[step] != after[step]:
                yield Detail(step, before[step], after[step])

    def _statuses(self) -> Iterator[Detail]:
        """The time limits shown by both with another status, and both statuses."""
        before, after = dict(self.old.time_limits), dict(self.new.time_limits)
        for limit in before:
            if limit in after and before[limit] != after[limit]:
                yield Detail(limit, before[limit], after[limit])

    def _contacts(self) -> Iterator[Difference]:
        """Contacts that come or go; not those that only come or go with their step."""
        changed = {*self.old.steps} ^ {*self.new.steps}
        with_steps: set[str | None] = set()
        for guide in (self.old_guide, self.new_guide):
            with_steps.update(guide.steps[step].contact for step in changed if step in guide.steps)
        was, are = _shown(self.old_guide, self.old), _shown(self.new_guide, self.new)
        for found in _gone_and_come("contact", was, are):
            contact = was.get(found.before) or are.get(found.after)
            if contact not in with_steps:
                yield found

    def _above(self, step: str) -> Iterator[Detail]:
        if step in self.old.steps and step in self.new.steps:
            before, after = _next_above(step, self.old.steps), _next_above(step, self.new.steps)
            yield Detail(f"step above “{step}”", before, after)


def _next_above(step: str, steps: tuple[str, ...]) -> str:
    place = steps.index(step)
    return steps[place - 1] if place else "none"


def _named_in(outcome: Outcome) -> list[str]:
    """The steps of an outcome in the order in which it first names them."""
    return list(dict.fromkeys(use.id for use in outcome.steps))


def _moved(old: tuple[str, ...], new: tuple[str, ...], named: list[str]) -> Iterator[str]:
    """The fewest steps whose place in the order explains the rest.

    `named`: the outcome's order; of two steps that changed places, the one named later has moved.
    """
    stay = [step for step in old if step in new]
    now = [step for step in new if step in old]
    while stay != now:
        turned = {step: _turned(step, stay, now) for step in stay}
        place = {step: named.index(step) if step in named else -1 for step in stay}
        order = sorted(stay, key=lambda step: (turned[step], place[step]), reverse=True)
        moved = order[0]
        yield moved
        stay.remove(moved)
        now.remove(moved)


def _turned(step: str, before: list[str], after: list[str]) -> int:
    """How many others stood on one side of a step before and stand on the other after."""
    were_above = set(before[: before.index(step)])
    are_above = set(after[: after.index(step)])
    return len(were_above ^ are_above)


def _gone_and_come(about: About, old: Iterable[str], new: Iterable[str]) -> Iterator[Difference]:
    old, new = list(old), list(new)
    yield from (Difference(about, before=id_) for id_ in old if id_ not in new)
    yield from (Difference(about, after=id_) for id_ in new if id_ not in old)


def _shown(guide: Guide, told: Advice) -> Mapping[str, str]:
    """The ids of the contacts shown, by name: an area's own with the area behind the id."""
    own = guide.areas[told.area].contacts if told.area else {}
    found: dict[str, str] = {}
    for contact in told.contacts(guide):
        name = f"{contact.id} ({told.area})" if contact.id in own else contact.id
        found[name] = contact.id
    return found
