"""Guidance -> a text message in at most two parts: a date and a number first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from send_guide.engine.guidance import Guidance
from send_guide.formats.message import spoken
from send_guide.page.sections import DISCLAIMER
from send_guide.papers.by_when import ByWhen, family_limits
from send_guide.papers.gsm import MOST, PART, in_gsm, length
from send_guide.papers.people import Person, advice_service, people
from send_guide.papers.sentences import first_sentence

_NUMBER = re.compile(r"\+?[0-9][0-9 ]*[0-9]")


def render(shown: Guidance) -> str:
    """The text message, of at most 306 characters of the GSM alphabet.

    It always holds the first date and the first number. Then come as many of these as fit: who to
    ask again, where the number on the letter stands, the next date, and the first step.
    """
    # the last choice is empty, so one of them fits
    texts = (in_gsm(" ".join(chosen)) for chosen in _choices(shown))
    return next(text for text in texts if _fits(text)) + "\n"


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence and when it is left out: never (0), or the sooner the higher its number."""

    text: str
    goes: int = 0


def _choices(shown: Guidance) -> Iterator[list[str]]:
    """What the message may say, most first: sentences in order, with ever fewer optional ones."""
    wanted = list(_wanted(shown))
    optional = sorted((each for each in wanted if each.goes), key=lambda each: -each.goes)
    for count in range(len(optional) + 1):
        for left_out in combinations(optional, count):
            yield [each.text for each in wanted if each not in left_out]
    # a guide whose labels are longer than any message: whole sentences from the start
    needed = [each.text for each in wanted if not each.goes]
    yield from (needed[:count] for count in range(len(needed), -1, -1))


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


def _fits(text: str) -> bool:
    """Whether it fits two parts, and no number stands partly in one and partly in the other."""
    if length(text) > MOST:
        return False
    if length(text) <= PART + 7:
        return True
    return all(
        length(text[: number.end()]) <= PART or length(text[: number.start()]) >= PART
        for number in _NUMBER.finditer(text)
    )
