"""Whose guidance changes between two versions of a guide, and how."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from send_guide.guide import Guide
from send_guide.proof.answer_classes import AnswerClass, parts
from send_guide.proof.changed_words import Word, changed_words
from send_guide.proof.differences import Compared, Detail, Difference
from send_guide.proof.states import Caller, Progress, silent
from send_guide.proof.two_versions import Pair, Versions

Who = Mapping[str, tuple[tuple[str, ...], ...]]
"""For each question, the answers given, each as the options it picks."""


@dataclass(frozen=True, slots=True)
class Change:
    """One cause: what is different, for whom, and a caller to walk.

    `who`: for each question that tells them from other callers, the answers given; `states`: the
    same for time limits. `beside`: what goes along with a changed outcome, order or state.
    """

    differences: tuple[Difference, ...]
    outcomes: tuple[str, ...]
    who: Who
    states: Mapping[str, tuple[str, ...]]
    classes: int
    caller: Caller
    beside: tuple[Detail, ...] = ()


@dataclass(frozen=True)
class Diff:
    """All that differs between two versions, for callers on some days.

    `classes`: how many classes of callers were compared; 0 for two equal versions.
    """

    old: Guide
    new: Guide
    todays: tuple[date, ...]
    changes: tuple[Change, ...]
    words: tuple[Word, ...]
    classes: int


def diff(old: Guide, new: Guide, todays: tuple[date, ...], progress: Progress = silent) -> Diff:
    """Give the same answers to both versions, for every caller on these days.

    Both must be sound (see `check`). To a question that only the new version has, its default is
    given; without one, every answer. Callers whose answer only one version offers are not
    compared: the option stands among the words that change.
    """
    words = tuple(changed_words(old, new))
    if old == new:
        return Diff(old, new, todays, (), words, 0)
    versions = Versions(old, new, todays)
    pairs = versions.pairs(progress)
    told = {
        pair: Compared(old, new, *versions.told(pair)) for pair in pairs if _has_ended(pair, old)
    }
    return Diff(old, new, todays, tuple(_changes(versions, pairs, told)), words, len(told))


def _has_ended(pair: Pair, old: Guide) -> bool:
    """Whether both versions have come to an outcome."""
    return pair.asked is None and pair.old[0] in old.outcomes


Told = Mapping[Pair, Compared]


def _changes(versions: Versions, pairs: list[Pair], told: Told) -> Iterator[Change]:
    """Differences that affect the same callers become one Change."""
    affected: dict[Difference, list[Pair]] = {}
    for pair, compared in told.items():
        for difference in compared.differences():
            affected.setdefault(difference, []).append(pair)
    causes: dict[tuple[Pair, ...], list[Difference]] = {}
    for difference, pairs_there in affected.items():
        causes.setdefault(tuple(pairs_there), []).append(difference)
    who = _who(versions, pairs, list(causes))
    anybody = _states(told.values())
    for number, (those, differences) in enumerate(causes.items()):
        seen = [told[pair] for pair in those]
        states = _states(seen).items()
        nearest = min(those, key=lambda pair: pair.arrivals[0].length)
        yield Change(
            differences=tuple(differences),
            outcomes=tuple(dict.fromkeys(compared.new.outcome for compared in seen)),
            who=who[number],
            states={limit: found for limit, found in states if found != anybody[limit]},
            classes=len(those),
            caller=versions.caller(nearest),
            beside=tuple(_beside(differences[0], seen)),
        )


def _beside(cause: Difference, seen: Iterable[Compared]) -> Iterable[Detail]:
    """What goes along with a cause, for any of these callers."""
    found: dict[Detail, None] = {}
    for compared in seen:
        found |= dict.fromkeys(compared.details(cause))
    return found


def _states(told: Iterable[Compared]) -> Mapping[str, tuple[str, ...]]:
    """The statuses in which callers see each time limit, in either version."""
    found: dict[str, set[str]] = {}
    for compared in told:
        for limit, status in (*compared.old.time_limits, *compared.new.time_limits):
            found.setdefault(limit, set()).add(status)
    return {limit: tuple(sorted(statuses)) for limit, statuses in found.items()}


Picked = dict[tuple[str, ...], None]
"""Answers in the order found, each as the options it picks."""


def _who(versions: Versions, pairs: list[Pair], groups: list[tuple[Pair, ...]]) -> list[Who]:
    """For each group of callers, the questions that tell them from others, with their answers."""
    reaches: dict[Pair, int] = {}
    for number, group in enumerate(groups):
        for pair in group:
            reaches[pair] = reaches.get(pair, 0) | 1 << number
    given: list[dict[str, Picked]] = [{} for _ in groups]
    anybody: dict[str, Picked] = {}
    for pair in reversed(pairs):
        question = pair.asked or ""
        for way, to in pair.ways:
            answers = _picked(way)
            anybody.setdefault(question, {}).update(answers)
            found = reaches.get(to, 0)
            reaches[pair] = reaches.get(pair, 0) | found
            for number in _set_bits(found):
                given[number].setdefault(question, {}).update(answers)
    order = [*versions.new.distinctions.order, *versions.old.distinctions.order]
    return [_telling(of_group, anybody, order) for of_group in given]


def _picked(given: AnswerClass) -> Picked:
    return dict.fromkeys(parts(member) for member in given.members)


def _telling(given: Mapping[str, Picked], anybody: Mapping[str, Picked], order: list[str]) -> Who:
    """The questions to which a group does not give every answer that anybody gives."""
    telling = [question for question in given if given[question].keys() != anybody[question].keys()]
    return {
        question: tuple(sorted(given[question])) for question in sorted(telling, key=order.index)
    }


def _set_bits(bits: int) -> Iterator[int]:
    """The numbers of the bits that are set, lowest first."""
    while bits:
        yield (bits & -bits).bit_length() - 1
        bits &= bits - 1
