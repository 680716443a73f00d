"""Guidance -> a text message in at most two parts: a date and a number first."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations

from send_guide.engine.guidance import Guidance
from send_guide.formats.message import spoken
from send_guide.page.sections import DISCLAIMER
from send_guide.papers.by_when import ByWhen, family_limits
from send_guide.papers.gsm import MOST, ONE_PART, PART, in_gsm, length
from send_guide.papers.people import Person, advice_service, people
from send_guide.papers.sentences import first_sentence

_NUMBER = re.compile(r"\+?[0-9][0-9 ]*[0-9]")


def render(shown: Guidance) -> str:
    """The text message, of at most 306 characters of the GSM alphabet.

    It always holds the first date and the first number. Then come as many of these as fit: who to
    ask again, where the number on the letter stands, the next date, and the first step. Where it
    can be helped, no number stands in both parts.
    """
    wanted = list(_wanted(shown))
    choices = _fitting(_choices(wanted))
    unbroken = [text for text in choices if _numbers_are_whole(text)]
    # the last one cut short is empty, so at least one of them fits
    best = chain(unbroken, choices, _fitting(_cut_short(wanted)))
    return next(best) + "\n"


def _fitting(texts: Iterable[str]) -> list[str]:
    return [text for text in map(in_gsm, texts) if length(text) <= MOST]


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence and when it is left out: never (0), or the sooner the higher its number."""

    text: str
    goes: int = 0


def _choices(wanted: list[_Sentence]) -> Iterator[str]:
    """What the message may say, most first: sentences in order, with ever fewer optional ones."""
    optional = sorted((each for each in wanted if each.goes), key=lambda each: -each.goes)
    for count in range(len(optional) + 1):
        for left_out in combinations(optional, count):
            yield " ".join(each.text for each in wanted if each not in left_out)


def _cut_short(wanted: list[_Sentence]) -> Iterator[str]:
    """Whole sentences from the start, for a guide whose labels are longer than any message."""
    needed = [each.text for each in wanted if not each.goes]
    yield from (" ".join(needed[:count]) for count in range(len(needed) - 1, -1, -1))


def _wanted(shown: Guidance) -> Iterator[_Sentence]:
    """All that the message could say, in the order in which it is read."""
    dates = family_limits(shown)
    called = people(shown, shown.call)
    helper = advice_service(shown)
    first = called[0] if called else helper
    if dates:
        yield _Sentence(_short(dates[0]))
    if first:
        yield _Sentence(f"{_reach(first)}.")
        if first.ways and first.find:
            yield _Sentence(first_sentence(first.find), 2)
    yield from (_Sentence(spoken(step), 4) for step in shown.call[:1])
    yield from (_Sentence(_short(date), 3) for date in dates[1:2])
    if helper and helper != first:
        yield _Sentence(f"To ask again: {_reach(helper)}.", 1)
    yield _Sentence(DISCLAIMER)


def _short(date: ByWhen) -> str:
    when = date.when.removesuffix(".")
    last = f" ({date.last})" if date.last else ""
    return f"{when}{last}: {date.label}."


def _reach(someone: Person) -> str:
    way = someone.phone or someone.first_way
    return f"{someone.short} {way.text if way else first_sentence(someone.find)}".rstrip(".")


def _numbers_are_whole(text: str) -> bool:
    """Whether no number stands partly in the first part and partly in the second."""
    if length(text) <= ONE_PART:
        return True
    return all(
        length(text[: number.end()]) <= PART or length(text[: number.start()]) >= PART
        for number in _NUMBER.finditer(text)
    )
