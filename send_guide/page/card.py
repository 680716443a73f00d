"""The card: the one thing on the screen when a walk ends, with what to say, by when and to whom.

A title that says the answer, the time limits in a line each, at most four things to say with the
one number or address to give, and a line of small print. It leaves room for the keys below it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from send_guide.dates import in_words, without_weekday
from send_guide.engine.guidance import Guidance, Unknown
from send_guide.engine.time_limits import Due, Status
from send_guide.guide import Contact, Step, TimeLimit
from send_guide.page.lines import Phrase, TextLine, fill
from send_guide.page.sections import DISCLAIMER
from send_guide.page.ways import first_sentence, first_way, has_letter, is_unconfirmed, short_name

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
    width = min(width, WIDTH)
    old = _known(_pieces(before)) if before else None
    parts = _parts(_pieces(shown), width, old)
    return Card(_with_air(parts, height or room(width)))


def longest_card(
    title: str,
    limits: Sequence[tuple[TimeLimit, Status]],
    steps: Sequence[tuple[Step, Contact | None]],
    width: int = WIDTH,
) -> int:
    """The most lines that a card can take on any day, as `prove` asks for a class of callers.

    `limits`: the time limits shown, with the status of each. `steps`: the call steps in their
    order, with the contact whose number stands under the step (None: the step shows none). Dates,
    numbers of days and the version take the longest form that they can have. The card fits where
    this is at most `room(width)`. A date that may have been misread takes one line more.
    """
    texts = _Pieces(
        title=title,
        doubt=(),
        limits=tuple(_longest_limit(limit, status) for limit, status in limits),
        steps=tuple(_longest_step(step, contact, width) for step, contact in steps),
        small_print=_small_print("00.00.00", _LONGEST_DAY, unconfirmed=True),
    )
    parts = _parts(texts, width, None)
    lines = chain.from_iterable(part.lines for part in parts)
    return sum(_screen_lines(line, width) for line in lines)


def _screen_lines(line: TextLine, width: int) -> int:
    """Lines that a terminal of this width takes for a line: more than one for a long address."""
    return max(1, -(-len(line.text) // width))


Phrases = tuple[Phrase, ...]
"""What is laid out together, and begins on a line of its own."""


class _Pieces(NamedTuple):
    """What stands on a card, before it is laid out; a step is its words and its contact."""

    title: str
    doubt: Phrases
    limits: tuple[Phrases, ...]
    steps: tuple[tuple[Phrases, Phrases], ...]
    small_print: Phrases


def _pieces(shown: Guidance) -> _Pieces:
    known = (limit_phrases(due, shown.today) for due in shown.time_limits)
    unknown = (_unknown_phrases(limit) for limit in shown.unknown_limits)
    return _Pieces(
        title=shown.outcome.title,
        doubt=_doubt_phrases(shown.doubts),
        limits=(*known, *unknown),
        steps=tuple(_step_phrases(shown, step) for step in shown.call),
        small_print=_small_print(
            shown.guide.version, shown.guide.law_as_of, unconfirmed=_any_unconfirmed(shown)
        ),
    )


def _doubt_phrases(doubts: Sequence[str]) -> Phrases:
    """Say above the limits that a date may have been misread; `dates_page` has the rest."""
    if not doubts:
        return ()
    several = "some dates do not fit together" if len(doubts) > 1 else first_sentence(doubts[0])
    return (Phrase(f"Check first: {several}", strong=True),)


def limit_phrases(due: Due, today: date) -> Phrases:
    """A time limit in a line: what it is for, the day to aim for, the last day, the days left."""
    if due.last_day is None:
        about = Phrase(f"about {in_words(due.plain_last_day)}, not certain", whole=True)
        return (Phrase(f"{due.label}:"), about)
    if due.status == "unknown":
        day = Phrase(f"{in_words(due.last_day)} at the earliest,", strong=True, whole=True)
        return (Phrase(f"{due.label}:"), day, Phrase("perhaps later", whole=True))
    if due.status == "passed":
        return _passed(due, due.last_day, today)
    if due.status == "today":
        return _last_chance(due, max(due.last_day, due.plain_last_day), today)
    return _ahead(due, due.last_day, today)


def _passed(due: Due, last_day: date, today: date) -> Phrases:
    label = Phrase(f"{due.label}:")
    if due.whose == "family":
        passed = Phrase(f"passed on {in_words(last_day)}", strong=True, whole=True)
        return (label, passed, Phrase(f"({_count((today - last_day).days)} ago)", whole=True))
    was_due = Phrase(f"was due {in_words(last_day)}:", whole=True)
    late = due.days_late if due.days_late is not None else (today - last_day).days
    who = "the council is" if due.whose == "council" else "this is"
    return (label, was_due, Phrase(f"{who} {_count(late)} late", strong=True, whole=True))


def _last_chance(due: Due, last_day: date, today: date) -> Phrases:
    label = Phrase(f"{due.label}:")
    if due.whose != "family":
        return (label, Phrase(f"due today, {in_words(last_day)}", strong=True, whole=True))
    if last_day == today:
        return (
            label,
            Phrase(f"today, {in_words(today)}, is the last day", strong=True, whole=True),
        )
    return (
        label,
        Phrase(f"act today; the last day is {in_words(last_day)}", strong=True, whole=True),
    )


def _ahead(due: Due, last_day: date, today: date) -> Phrases:
    left = _count((last_day - today).days)
    if due.whose != "family":
        day = Phrase(f"due by {in_words(last_day)}", strong=True, whole=True)
        return (Phrase(f"{due.label}:"), day, Phrase(f"(in {left})", whole=True))
    if due.aim_for is None or due.aim_for == last_day or due.aim_for < today:
        day = Phrase(f"by {in_words(last_day)}", strong=True, whole=True)
        return (Phrase(f"{due.label}:"), day, Phrase(f"({left} left)", whole=True))
    return (
        Phrase(f"{due.label} ({left} left):"),
        Phrase(f"aim for {in_words(due.aim_for)},", whole=True),
        Phrase(f"last day {in_words(last_day)}", strong=True, whole=True),
    )


def _unknown_phrases(limit: Unknown | TimeLimit) -> Phrases:
    return (Phrase(f"{limit.label}:"), Phrase(first_sentence(limit.rule), strong=True))


def _step_phrases(shown: Guidance, step: Step) -> tuple[Phrases, Phrases]:
    """A call step as what is said, and the contact with its one number; the latter may be empty."""
    said = (Phrase(step.say or step.text),)
    contacts = {contact.id: contact for contact in shown.contacts}
    contact = contacts.get(step.contact or "")
    if contact is None or contact.id == shown.service:
        return said, ()
    return said, _contact_phrases(contact, letter=has_letter(shown))


def _contact_phrases(contact: Contact, *, letter: bool) -> Phrases:
    way = first_way(contact, letter)
    if way is None:
        return ()
    return (
        Phrase(f"{short_name(contact)}:"),
        Phrase(way.text, strong=True, verbatim=way.verbatim),
    )


def _small_print(version: str, law_as_of: date, *, unconfirmed: bool) -> Phrases:
    """What every output ends with, after the one line that says what is not confirmed."""
    doubt = (Phrase("Numbers not confirmed yet."),) if unconfirmed else ()
    guide = f"Guide {version}, law as of {without_weekday(law_as_of)}."
    return (*doubt, Phrase(guide), Phrase(DISCLAIMER))


def _any_unconfirmed(shown: Guidance) -> bool:
    """Whether nobody has rung or opened some number or address that stands on the card."""
    on_card = {step.contact for step in shown.call}
    return any(is_unconfirmed(contact) for contact in shown.contacts if contact.id in on_card)


_LONGEST_DAY = date(2026, 9, 30)
"""A Wednesday in September with two figures: no day is longer in words."""

_LONGEST_AIM = date(2026, 9, 23)
_MOST_DAYS = 364
_LONGEST_BY = f"by {in_words(_LONGEST_DAY)}"


def _longest_limit(limit: TimeLimit, status: Status) -> Phrases:
    """A time limit as it looks on the day that makes it longest."""
    if status == "unknown" or not limit.spans:
        return _unknown_phrases(limit)
    today = _LONGEST_DAY if status == "today" else _LONGEST_DAY - timedelta(days=_MOST_DAYS)
    if status == "passed":
        today = _LONGEST_DAY + timedelta(days=_MOST_DAYS)
    due = Due(
        id=limit.id,
        label=limit.label,
        last_day=_LONGEST_DAY,
        aim_for=_LONGEST_DAY if limit.moved == "none" else _LONGEST_AIM,
        plain_last_day=_LONGEST_DAY,
        decided_by="",
        moved_by="none",
        status=status,
        days_left=None,
        working=(),
        sources=(),
        whose=limit.whose,
        note=limit.note,
        days_late=_MOST_DAYS,
    )
    return limit_phrases(due, today)


def _longest_step(step: Step, contact: Contact | None, width: int) -> tuple[Phrases, Phrases]:
    """A step with the day in its words and with the longest way to reach its contact."""
    said = (Phrase((step.say or step.text).replace("{by}", _LONGEST_BY)),)
    if contact is None:
        return said, ()
    ways = [_contact_phrases(contact, letter=letter) for letter in (True, False)]
    return said, max(ways, key=lambda way: len(_contact_lines(way, width)))


def _count(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


class _Part(NamedTuple):
    """Lines that stand together. `air`: how readily the empty line above gives way, 0 first."""

    lines: tuple[TextLine, ...]
    air: int


_BEFORE_STEPS, _BEFORE_LIMITS, _BEFORE_SMALL_PRINT, _BETWEEN_STEPS = 4, 3, 2, 1


def _parts(pieces: _Pieces, width: int, known: frozenset[Phrases] | None) -> list[_Part]:
    """The card in parts. `known`: what stood on the card before a change, if there was one."""
    title = fill([Phrase(pieces.title, strong=True)], width, "", "")
    parts = [_Part(tuple(title), 0)]
    gutter, hang = _indents(width)
    limits: list[TextLine] = []
    if pieces.doubt:
        limits += fill(pieces.doubt, width, gutter, gutter + hang)
    for limit in pieces.limits:
        first = _mark("", known is not None and limit not in known, gutter)
        limits += _limit_lines(limit, width, first, gutter + hang)
    if limits:
        parts.append(_Part(tuple(limits), _BEFORE_LIMITS))
    for number, (said, contact) in enumerate(pieces.steps, start=1):
        first = _mark(str(number), known is not None and said not in known, gutter)
        lines = (*fill(said, width, first, gutter), *_contact_lines(contact, width))
        parts.append(_Part(lines, _BEFORE_STEPS if number == 1 else _BETWEEN_STEPS))
    small_print = fill(pieces.small_print, width, "", "")
    return [*parts, _Part(tuple(small_print), _BEFORE_SMALL_PRINT)]


def _limit_lines(limit: Phrases, width: int, first: str, rest: str) -> Iterator[TextLine]:
    """A time limit in one line, or else what it is for, with its days in the line below."""
    label, *days = limit
    whole = tuple(fill(limit, width, first, rest))
    if len(whole) == 1:
        yield from whole
    else:
        yield from fill([label], width, first, rest)
        yield from fill(days, width, rest, rest)


def _known(pieces: _Pieces) -> frozenset[Phrases]:
    return frozenset((*pieces.limits, *(said for said, _ in pieces.steps)))


def _indents(width: int) -> tuple[str, str]:
    """The gutter with the numbers of the steps, and how much further a line below hangs."""
    return ("   ", "  ") if width >= WIDTH else ("  ", " ")


def _mark(number: str, changed: bool, gutter: str) -> str:
    return (number + (CHANGED if changed else "")).ljust(len(gutter))


def _contact_lines(contact: Phrases, width: int) -> tuple[TextLine, ...]:
    gutter, hang = _indents(width)
    indent = gutter + hang
    return tuple(fill(contact, width, indent, indent)) if contact else ()


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
