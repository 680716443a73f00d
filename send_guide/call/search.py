"""Find by words: the answers, questions, steps, contacts and terms of a guide that fit what a caller says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from math import log
from typing import Literal

from send_guide.guide import (
    NOT_SURE,
    Area,
    Contact,
    Guide,
    Option,
    Question,
    Step,
    Term,
)

Kind = Literal["answer", "question", "step", "contact", "term"]
Found = Option | Question | Step | Contact | Term

MOST = 9
"""Hits given, as many as there are number keys."""

_SMALL_WORDS = """a an and are at be but can did do does dont for from had has have he her his i in is isnt it me my no not of on or our she so that
the their them they this to us was we were what when which who will with wont you your"""
_SUFFIXES = ("ings", "ing", "edly", "ed", "es", "s", "e", "ly")
_SHORTEST_STEM = 3
_ALIKE = 0.8
"""How much of a word must be alike for a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found, with what it is and enough to act on it.

    `text`: the question an answer belongs to, why a question is asked, how to reach a contact, what a term means.
    `question`: for an answer, the question that `found` (the option) answers, so that it can be recorded as known.
    """

    kind: Kind
    title: str
    text: str
    found: Found
    question: Question | None = None


@dataclass(frozen=True, slots=True)
class _Entry:
    """A hit with the words of its title, its own words (without these it is no hit) and the words around it."""

    hit: Hit
    title: frozenset[str]
    own: frozenset[str]
    around: frozenset[str]


def find(guide: Guide, words: str, area: Area | None = None, most: int = MOST) -> tuple[Hit, ...]:
    """The best hits for these words, best first: those that fit every word, or else as many as any does.

    Case, punctuation and common outcomes make no difference; the start of a word is enough, and a small slip is forgiven.
    `area`: whose own contacts stand in front of the guide's; those of every area if it is not known.
    """
    entries = [_entry(*each) for each in _all(guide, area)]
    wanted = _wanted(words)
    seen = {stem for entry in entries for stem in entry.around}
    near = {
        each: {stem: how_well for stem in seen if (how_well := _likeness(each, stem))}
        for each in wanted
    }
    rare = {
        each: log(1 + len(entries) / (1 + sum(_fits(entry, near[each]) > 0 for entry in entries)))
        for each in wanted
    }
    scored = [(fit, entry.hit) for entry in entries if (fit := _score(entry, near, rare))[0]]
    best = max((fit[0] for fit, _ in scored), default=0)
    ranked = sorted(
        (each for each in scored if each[0][0] == best), key=lambda each: each[0], reverse=True
    )
    return tuple(hit for _, hit in ranked[:most])


def _entry(hit: Hit, own: str, around: str = "") -> _Entry:
    title = frozenset(_stems(hit.title))
    mine = title.union(_stems(own))
    return _Entry(hit, title, mine, mine.union(_stems(around)))


def _wanted(words: str) -> tuple[str, ...]:
    """The words to look for; small ones only where there are no others."""
    spoken = _words(words)
    telling = [word for word in spoken if word not in _SMALL_WORDS.split()]
    return tuple(dict.fromkeys(map(_stem, telling or spoken)))


def _score(
    entry: _Entry, near: Mapping[str, Mapping[str, float]], rare: Mapping[str, float]
) -> tuple[int, float]:
    """How many of the words fit, and how well: in the title better than below it, a rare word better than a common one."""
    if not any(stem in entry.own for stems in near.values() for stem in stems):
        return 0, 0.0
    fits = {each: _fits(entry, stems) for each, stems in near.items()}
    # between equals the shorter title says it more to the point, and an answer can be recorded
    brevity = (1.25 if entry.hit.kind == "answer" else 1) / (1 + len(entry.title) / 40)
    return sum(fit > 0 for fit in fits.values()), brevity * sum(
        rare[each] * fit for each, fit in fits.items()
    )


def _fits(entry: _Entry, stems: Mapping[str, float]) -> float:
    weights = ((1.0, entry.title), (0.4, entry.own), (0.2, entry.around))
    return max(
        (
            how_well * weight
            for weight, words in weights
            for stem, how_well in stems.items()
            if stem in words
        ),
        default=0.0,
    )


@lru_cache(maxsize=8192)
def _likeness(wanted: str, stem: str) -> float:
    """1 for the same word, less for one that only starts so, and least for a slip of the keyboard."""
    if wanted == stem:
        return 1.0
    if len(wanted) >= 2 and stem.startswith(wanted):
        return 0.7
    if len(wanted) <= _SHORTEST_STEM + 1 or wanted[0] != stem[0]:
        return 0.0
    kept = max(_SHORTEST_STEM + 2, len(wanted) - 2)
    if len(stem) >= kept and wanted[:kept] == stem[:kept]:  # exclude and exclusion
        return 0.5
    return (
        0.4
        if abs(len(wanted) - len(stem)) < 3
        and SequenceMatcher(None, wanted, stem).ratio() >= _ALIKE
        else 0.0
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold().replace("’", "").replace("'", ""))


def _stems(text: str) -> list[str]:
    return [_stem(word) for word in _words(text)]


@lru_cache(maxsize=8192)
def _stem(word: str) -> str:
    for suffix in _SUFFIXES:
        if (
            word.endswith(suffix)
            and not word.endswith("ss")
            and len(word) - len(suffix) >= _SHORTEST_STEM
        ):
            return word[: -len(suffix)]
    return word


def _all(guide: Guide, area: Area | None) -> Iterator[tuple[Hit, str] | tuple[Hit, str, str]]:
    """Everything there is to find, with its own words and those around it. What can be recorded as known comes first."""
    for question in guide.questions.values():
        around = _joined(question.ask, question.say, question.note)
        for option in question.options:
            if option.id != NOT_SURE:
                yield (
                    Hit("answer", option.label, question.ask, option, question),
                    _joined(option.id, option.note),
                    around,
                )
    for question in guide.questions.values():
        yield (
            Hit("question", question.ask, question.why, question),
            _joined(question.id, question.say, question.why, question.note, question.not_sure),
        )
    for contact in _contacts(guide, area):
        reach = "; ".join(
            filter(None, (contact.phone, contact.hours, contact.email, contact.url, contact.find))
        )
        yield (
            Hit("contact", contact.name, reach, contact),
            _joined(contact.id, contact.purpose, contact.note, reach),
        )
    for step in guide.steps.values():
        yield (
            Hit("step", step.text, step.say or "", step),
            _joined(step.id, step.say, step.note, step.have_ready, step.if_it_fails),
        )
    for term in guide.glossary.values():
        yield Hit("term", term.term, term.meaning, term), term.meaning


def _contacts(guide: Guide, area: Area | None) -> Sequence[Contact]:
    if area is not None:
        return list(guide.contacts_in(area).values())
    return guide.all_contacts


def _joined(*texts: str | None) -> str:
    return " ".join(text for text in texts if text)
