"""What differs between two versions of a guide: whose guidance changes and how, and which words change."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date

from send_guide.guide import (
    Area,
    Contact,
    Guide,
    Option,
    Outcome,
    Question,
    Step,
    Term,
    TimeLimit,
)
from send_guide.proof.distinctions import parts
from send_guide.proof.states import Caller, Progress, silent
from send_guide.proof.told import Advice
from send_guide.proof.two_versions import Pair, Versions

Part = tuple[str, str, str]
"""One thing that is different for a caller: what it is about, before, after. An empty text: not there."""

ORDER = "place in the order of the step"
"""What a part is about where a step is shown in both versions, and stands above or below others otherwise than before."""

STANDS = "state of the time limit"
"""What a part is about where a time limit is shown in both versions, and is open, today, passed or unknown otherwise than before."""

ROUTING = {"place", "go", "when", "steps", "time_limits", "options", "contacts", "id"}
"""Keys whose changes show in what callers are told, and not as changed words."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cause: what is different, for whom, and a caller to walk.

    `who`: for each question that tells them from other callers, the answers given; `states`: the same for time limits.
    `beside`: what changes along with a changed outcome.
    """

    parts: tuple[Part, ...]
    outcomes: tuple[str, ...]
    who: "Who"
    states: Mapping[str, tuple[str, ...]]
    classes: int
    caller: Caller
    beside: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A text or number that changed: of what, which key, before and after (None: not there)."""

    kind: str
    id: str
    key: str
    before: object
    after: object


@dataclass(frozen=True)
class Diff:
    """All that differs between two versions, for callers on some days. `classes`: of all callers, merged by what they are told."""

    old: Guide
    new: Guide
    todays: tuple[date, ...]
    changes: tuple[Change, ...]
    words: tuple[Word, ...]
    classes: int


def diff(old: Guide, new: Guide, todays: tuple[date, ...], progress: Progress = silent) -> Diff:
    """Give the same answers to both versions, for every caller on these days. Both must be sound (see `check`).

    To a question that only the new version has, its default is given; without one, every answer. Callers whose answer only one
    version offers are not compared: the option stands among the words that change.
    """
    versions = Versions(old, new, todays)
    pairs = versions.pairs(progress)
    ends = [
        pair
        for pair in pairs
        if pair.asked is None and pair.old[0] in old.outcomes and pair.new[0] in new.outcomes
    ]
    told = {pair: versions.told(pair) for pair in ends}
    return Diff(
        old, new, todays, tuple(_changes(versions, pairs, told)), tuple(_words(old, new)), len(ends)
    )


Told = Mapping[Pair, tuple[Advice, Advice]]


def _changes(versions: Versions, pairs: list[Pair], told: Told) -> Iterator[Change]:
    """One change for all parts that befall the same callers."""
    befallen: dict[Part, list[Pair]] = {}
    for pair, (old, new) in told.items():
        for part in _different(versions, old, new):
            befallen.setdefault(part, []).append(pair)
    causes: dict[tuple[Pair, ...], list[Part]] = {}
    for part, pairs_there in befallen.items():
        causes.setdefault(tuple(pairs_there), []).append(part)
    who = _who(versions, pairs, list(causes))
    seen = _states(told.values())
    for number, (those, same) in enumerate(causes.items()):
        outcomes = tuple(dict.fromkeys(told[pair][1].outcome for pair in those))
        caller = versions.caller(min(those, key=lambda pair: pair.arrivals[0].length))
        beside = dict.fromkeys(
            part for pair in those for part in _beside(versions, same[0], *told[pair])
        )
        states = {
            limit: each
            for limit, each in _states(map(told.__getitem__, those)).items()
            if each != seen[limit]
        }
        yield Change(tuple(same), outcomes, who[number], states, len(those), caller, tuple(beside))


def _states(told: Iterable[tuple[Advice, Advice]]) -> Mapping[str, tuple[str, ...]]:
    """The states in which callers see each time limit, in either version."""
    found: dict[str, set[str]] = {}
    for outcomes in told:
        for limit, state in (*outcomes[0].time_limits, *outcomes[1].time_limits):
            found.setdefault(limit, set()).add(state)
    return {limit: tuple(sorted(states)) for limit, states in found.items()}


def _different(versions: Versions, old: Advice, new: Advice) -> Iterable[Part]:
    if old == new and old.contacts(versions.old.guide) == new.contacts(versions.new.guide):
        return ()
    if old.outcome != new.outcome:
        return [("outcome", old.outcome, new.outcome)]
    return _inside(versions, old, new)


def _inside(versions: Versions, old: Advice, new: Advice) -> Iterator[Part]:
    """What is different about steps, time limits and contacts. A contact that comes or goes with its step is not named again."""
    yield from _gone_and_come("step", old.steps, new.steps)
    yield from (
        (ORDER, step, step)
        for step in _moved(old.steps, new.steps, versions.new.guide.outcomes[new.outcome])
    )
    states, now = dict(old.time_limits), dict(new.time_limits)
    yield from _gone_and_come("time limit", states, now)
    yield from ((STANDS, limit, limit) for limit, _, _ in _moves(old, new))
    moved = {*old.steps} ^ {*new.steps}
    with_steps = {
        guide.steps[step].contact
        for guide in (versions.old.guide, versions.new.guide)
        for step in moved
        if step in guide.steps
    }
    was, are = _contacts(versions.old.guide, old), _contacts(versions.new.guide, new)
    yield from (
        part
        for part in _gone_and_come("contact", was, are)
        if was.get(part[1], are.get(part[2])) not in with_steps
    )


def _moved(old: tuple[str, ...], new: tuple[str, ...], outcome: Outcome) -> Iterator[str]:
    """The fewest steps whose place in the order explains the rest; of two that changed places, the one that the outcome names later."""
    named = list(dict.fromkeys(use.id for use in outcome.steps))
    stay = [step for step in old if step in new]
    now = [step for step in new if step in old]
    while stay != now:
        turned = {
            step: sum(
                (stay.index(step) < stay.index(each)) != (now.index(step) < now.index(each))
                for each in stay
            )
            for step in stay
        }
        moved = max(
            stay, key=lambda step: (turned[step], named.index(step) if step in named else -1)
        )
        yield moved
        stay.remove(moved)
        now.remove(moved)


def _moves(old: Advice, new: Advice) -> Iterator[Part]:
    """The time limits that stand otherwise, with how they stood and stand."""
    before, after = dict(old.time_limits), dict(new.time_limits)
    yield from (
        (limit, before[limit], after[limit])
        for limit in before
        if limit in after and before[limit] != after[limit]
    )


def _beside(versions: Versions, part: Part, old: Advice, new: Advice) -> Iterable[Part]:
    """What is different along with an outcome, how exactly a time limit stands, or below what a step stands."""
    if part[0] == "outcome":
        return _inside(versions, old, new)
    if part[0] == ORDER:
        return (
            [(f"step above “{part[1]}”", _above(part[1], old.steps), _above(part[1], new.steps))]
            if {part[1]} <= {*old.steps} & {*new.steps}
            else []
        )
    return (move for move in _moves(old, new) if part == (STANDS, move[0], move[0]))


def _above(step: str, steps: tuple[str, ...]) -> str:
    place = steps.index(step)
    return steps[place - 1] if place else "none"


def _gone_and_come(what: str, old: Iterable[str], new: Iterable[str]) -> Iterator[Part]:
    old, new = list(old), list(new)
    yield from ((what, each, "") for each in old if each not in new)
    yield from ((what, "", each) for each in new if each not in old)


def _contacts(guide: Guide, told: Advice) -> Mapping[str, str]:
    """The contacts shown, by whose they are, with their ids."""
    own = guide.areas[told.area].contacts if told.area else {}
    return {
        f"{each.id} ({told.area})" if each.id in own else each.id: each.id
        for each in told.contacts(guide)
    }


Who = Mapping[str, tuple[tuple[str, ...], ...]]
"""For each question, the answers given, each as the options it picks."""


def _who(versions: Versions, pairs: list[Pair], groups: list[tuple[Pair, ...]]) -> list[Who]:
    """For each group of callers, the questions to which they do not give all the answers that others give, with theirs."""
    reaches: dict[Pair, int] = {}
    for number, group in enumerate(groups):
        for pair in group:
            reaches[pair] = reaches.get(pair, 0) | 1 << number
    given: list[dict[str, dict[tuple[str, ...], None]]] = [{} for _ in groups]
    anybody: dict[str, set[tuple[str, ...]]] = {}
    for pair in reversed(pairs):
        for way, to in pair.ways:
            answers, question = [parts(each) for each in way.members], pair.asked or ""
            anybody.setdefault(question, set()).update(answers)
            reaches[pair] = reaches.get(pair, 0) | reaches.get(to, 0)
            for number in _set_bits(reaches.get(to, 0)):
                given[number].setdefault(question, {}).update(dict.fromkeys(answers))
    order = [*versions.new.order, *versions.old.order]
    telling = [
        {
            question: tuple(sorted(answers))
            for question, answers in each.items()
            if set(answers) != anybody[question]
        }
        for each in given
    ]
    return [dict(sorted(each.items(), key=lambda item: order.index(item[0]))) for each in telling]


def _set_bits(bits: int) -> Iterator[int]:
    while bits:
        yield (bits & -bits).bit_length() - 1
        bits &= bits - 1


Entry = Question | Option | Outcome | Step | TimeLimit | Contact | Area | Term


def _words(old: Guide, new: Guide) -> Iterator[Word]:
    """Every text, number and rule that changed, and every question and answer that is asked for no longer, or only now."""
    for key in ("title", "law_as_of", "reviewed", "before_release"):
        if getattr(old, key) != getattr(new, key):
            yield Word("guide", new.id, key, getattr(old, key), getattr(new, key))
    was, now = _entries(old), _entries(new)
    for kind, id_ in {**was, **now}:
        before, after = was.get((kind, id_)), now.get((kind, id_))
        if before is not None and after is not None:
            yield from _changed(kind, id_, before, after)
        elif kind in ("question", "answer", "meaning of"):
            yield Word(kind, id_, "", _said(before), _said(after))


def _entries(guide: Guide) -> Mapping[tuple[str, str], Entry]:
    found: dict[tuple[str, str], Entry] = {}
    for question in guide.questions.values():
        found["question", question.id] = question
        found |= {("answer", f"{question.id}={option.id}"): option for option in question.options}
    found |= {("outcome", each.id): each for each in guide.outcomes.values()}
    found |= {("step", each.id): each for each in guide.steps.values()}
    found |= {("time limit", each.id): each for each in guide.time_limits.values()}
    found |= {("contact", each.id): each for each in guide.contacts.values()}
    for area in guide.areas.values():
        found["area", area.id] = area
        found |= {("contact", f"{each.id} ({area.id})"): each for each in area.contacts.values()}
    found |= {("meaning of", each.term): each for each in guide.glossary.values()}
    return found


def _changed(kind: str, id_: str, before: Entry, after: Entry) -> Iterator[Word]:
    for key in (each.name for each in fields(before) if each.name not in ROUTING):
        if getattr(before, key) != getattr(after, key):
            yield Word(kind, id_, key, getattr(before, key), getattr(after, key))


def _said(entry: Entry | None) -> str | None:
    """What an entry is known by to a reader."""
    return (
        None
        if entry is None
        else next(
            str(text)
            for key in ("ask", "label", "meaning", "title")
            if (text := getattr(entry, key, None))
        )
    )
