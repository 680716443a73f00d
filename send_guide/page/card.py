"""The card: the one thing on the screen when a walk ends, with what to say, by when and to whom.

A title that says the answer, the time limits in a line each, at most four things to say with the
one number or address to give, and a line of small print. It leaves room for the keys below it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from send_guide.engine.guidance import Guidance
from send_guide.engine.time_limits import Status
from send_guide.guide import Contact, Step, TimeLimit
from send_guide.page.card_text import (
    CardText,
    LimitText,
    Phrases,
    StepText,
    card_text,
    longest_text,
)
from send_guide.page.card_text import limit_phrases as limit_phrases
from send_guide.page.lines import Phrase, TextLine, fill

WIDTH = 80
"""Columns of the card at most: longer lines are hard to read."""

HEIGHT = 24
"""Lines of a screen of 80 columns, the card and the keys under it together."""

NARROW_HEIGHT = 40
"""Lines of a narrower screen, the card and the keys under it together."""

KEYS_HEIGHT = 3
"""Lines kept for the keys under the card."""

CHANGED = "*"
"""Stands before what was not on the card before an answer was changed."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card as lines, each of at most the width asked for but for a longer web address."""

    lines: tuple[TextLine, ...]

    @property
    def words(self) -> int:
        """How many words it takes to read the card."""
        return sum(len(line.text.split()) for line in self.lines)


def room(width: int) -> int:
    """Lines that the card may take at this width, without the keys under it."""
    return (HEIGHT if width >= WIDTH else NARROW_HEIGHT) - KEYS_HEIGHT


def card_lines(shown: Guidance, width: int = WIDTH) -> tuple[str, ...]:
    """The card as plain text lines."""
    return tuple(line.text for line in card(shown, width).lines)


def card(
    shown: Guidance,
    width: int = WIDTH,
    *,
    height: int | None = None,
    before: Guidance | None = None,
) -> Card:
    """Lay out the card of a finished walk.

    `height`: lines it may take, by default `room(width)`; with more room it has more air.
    `before`: the guidance before an answer was changed; what is new since then gets a `*`.
    """
    width, height = min(width, WIDTH), height or room(width)
    old = _known(card_text(before)) if before else None
    return Card(_with_air(_fitting(card_text(shown), width, height, old), height))


def longest_card(
    title: str,
    limits: Sequence[tuple[TimeLimit, Status]],
    steps: Sequence[tuple[Step, Contact | None]],
    width: int = WIDTH,
) -> int:
    """The most lines that a card can take on any day, as `prove` asks for a class of callers.

    `limits`: the time limits shown, with the status of each. `steps`: the call steps in their
    order, with the contact whose number stands under the step (None: the step shows none). Dates,
    numbers of days and the version take the longest form that they can have. Every card of the
    class fits where this is at most `room(width)`; it is squeezed where it would not fit else. A
    date that may have been misread takes a line more.
    """
    parts = _fitting(longest_text(title, limits, steps), width, room(width), None)
    return _least_lines(parts, width)


def _fitting(
    text: CardText, width: int, height: int, known: frozenset[Phrases] | None
) -> list["_Part"]:
    """The fullest form of a card that fits, or the shortest if none does; without any air."""
    parts: list[_Part] = []
    for shorter in _shorter_and_shorter(text):
        parts = _parts(shorter, width, known)
        if _least_lines(parts, width) <= height:
            break
    return parts


def _shorter_and_shorter(text: CardText) -> Iterator[CardText]:
    """A card as it is, and then with less and less for screens that have no room for it.

    The title, the family's time limits and the steps are always whole.
    """
    yield text
    for kept in reversed(range(text.others)):
        yield text.folded(kept)


def _least_lines(parts: Sequence["_Part"], width: int) -> int:
    """Lines of a card without any air, as a terminal of this width shows them."""
    lines = chain.from_iterable(part.lines for part in parts)
    return sum(_screen_lines(line, width) for line in lines)


def _screen_lines(line: TextLine, width: int) -> int:
    """Lines that a terminal of this width takes for a line: more than one for a long address."""
    return max(1, -(-len(line.text) // width))


class _Part(NamedTuple):
    """Lines that stand together. `air`: how readily the empty line above gives way, 0 first."""

    lines: tuple[TextLine, ...]
    air: int


_BEFORE_STEPS, _BEFORE_LIMITS, _BEFORE_SMALL_PRINT, _BETWEEN_STEPS = 4, 3, 2, 1


def _parts(text: CardText, width: int, known: frozenset[Phrases] | None) -> list[_Part]:
    """The card in parts. `known`: what stood on the card before a change, if there was one."""
    title = fill([Phrase(text.title, strong=True)], width, "", "")
    parts = [_Part(tuple(title), 0)]
    gutter, _ = _indents(width)
    limits = tuple(_all_limit_lines(text, width, known))
    if limits:
        parts.append(_Part(limits, _BEFORE_LIMITS))
    for number, step in enumerate(text.steps, start=1):
        first = _mark(str(number), known is not None and step.said not in known, gutter)
        lines = (*fill(step.said, width, first, gutter), *_contact_lines(step, width))
        parts.append(_Part(lines, _BEFORE_STEPS if number == 1 else _BETWEEN_STEPS))
    small_print = fill(text.small_print, width, "", "")
    return [*parts, _Part(tuple(small_print), _BEFORE_SMALL_PRINT)]


def _all_limit_lines(
    text: CardText, width: int, known: frozenset[Phrases] | None
) -> Iterator[TextLine]:
    gutter, hang = _indents(width)
    if text.doubt:
        yield from fill(text.doubt, width, gutter, gutter + hang)
    for limit in text.limits:
        first = _mark("", known is not None and limit.phrases not in known, gutter)
        yield from _limit_lines(limit, width, first, gutter + hang)


def _limit_lines(limit: LimitText, width: int, first: str, rest: str) -> tuple[TextLine, ...]:
    """A time limit in one line, or else what it is for, with its days in the line below.

    What can be spared is left out where the limit then fits on one line.
    """
    label, *days = limit.phrases
    flowing = tuple(fill(limit.phrases, width, first, rest))
    needed = [phrase for phrase in limit.phrases if not phrase.spare]
    short = tuple(fill(needed, width, first, rest))
    for line in (flowing, short):
        if len(line) == 1:
            return line
    broken = (*fill([label], width, first, rest), *fill(days, width, rest, rest))
    return min(broken, flowing, key=len)


def _known(text: CardText) -> frozenset[Phrases]:
    """What can be looked for on another card, to see whether it changed."""
    limits = (limit.phrases for limit in text.limits)
    return frozenset((*limits, *(step.said for step in text.steps)))


def _indents(width: int) -> tuple[str, str]:
    """The gutter with the numbers of the steps, and how much further a line below hangs."""
    return ("   ", "  ") if width >= WIDTH else ("  ", " ")


def _mark(number: str, changed: bool, gutter: str) -> str:
    return (number + (CHANGED if changed else "")).ljust(len(gutter))


def _contact_lines(step: StepText, width: int) -> tuple[TextLine, ...]:
    """The contact of a step with its number, in one line if words for the number allow it."""
    gutter, hang = _indents(width)
    indent = gutter + hang
    if not step.contact:
        return ()
    named = tuple(fill(step.contact, width, indent, indent))
    if len(named) > 1 and step.where:
        return tuple(fill(step.where, width, indent, indent))
    return named


def _with_air(parts: Sequence[_Part], height: int) -> tuple[TextLine, ...]:
    """Join the parts with empty lines between them, as many as there is room for."""
    lines: list[TextLine] = []
    for least in range(_BETWEEN_STEPS, _BEFORE_STEPS + 2):
        lines = []
        for part in parts:
            if part.air >= least:
                lines.append(TextLine())
            lines += part.lines
        if len(lines) <= height:
            break
    return tuple(lines)
