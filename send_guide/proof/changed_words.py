"""The texts, numbers and rules that differ between two versions of a guide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

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

ROUTING = {"place", "go", "when", "steps", "time_limits", "options", "contacts", "id"}
"""Keys whose changes show in what callers are told, and not as changed words."""

HEAD = ("title", "law_as_of", "reviewed", "before_release")

Entry = Question | Option | Outcome | Step | TimeLimit | Contact | Area | Term


@dataclass(frozen=True, slots=True)
class Word:
    """A text or number that changed: of what, which key, before and after (None: not there)."""

    kind: str
    id: str
    key: str
    before: object
    after: object


def changed_words(old: Guide, new: Guide) -> Iterator[Word]:
    """Every text, number and rule that changed, and questions and answers that come or go."""
    for key in HEAD:
        if getattr(old, key) != getattr(new, key):
            yield Word("guide", new.id, key, getattr(old, key), getattr(new, key))
    was, now = dict(_entries(old)), dict(_entries(new))
    for kind, id_ in {**was, **now}:
        before, after = was.get((kind, id_)), now.get((kind, id_))
        if before is not None and after is not None:
            yield from _changed(kind, id_, before, after)
        elif kind in ("question", "answer", "meaning of"):
            yield Word(kind, id_, "", _said(before), _said(after))


def _entries(guide: Guide) -> Iterator[tuple[tuple[str, str], Entry]]:
    for question in guide.questions.values():
        yield ("question", question.id), question
        for option in question.options:
            yield ("answer", f"{question.id}={option.id}"), option
    kinds: Mapping[str, Mapping[str, Outcome | Step | TimeLimit | Contact]] = {
        "outcome": guide.outcomes,
        "step": guide.steps,
        "time limit": guide.time_limits,
        "contact": guide.contacts,
    }
    for kind, entries in kinds.items():
        for entry in entries.values():
            yield (kind, entry.id), entry
    yield from _of_areas(guide)
    for term in guide.glossary.values():
        yield ("meaning of", term.term), term


def _of_areas(guide: Guide) -> Iterator[tuple[tuple[str, str], Entry]]:
    for area in guide.areas.values():
        yield ("area", area.id), area
        for contact in area.contacts.values():
            yield ("contact", f"{contact.id} ({area.id})"), contact


def _changed(kind: str, id_: str, before: Entry, after: Entry) -> Iterator[Word]:
    for key in (field.name for field in fields(before) if field.name not in ROUTING):
        if getattr(before, key) != getattr(after, key):
            yield Word(kind, id_, key, getattr(before, key), getattr(after, key))


def _said(entry: Entry | None) -> str | None:
    """What an entry is known by to a reader."""
    texts = (getattr(entry, key, None) for key in ("ask", "label", "meaning", "title"))
    return next((str(text) for text in texts if text), None)
