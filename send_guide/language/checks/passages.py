"""Every text of a guide that a person hears or reads, with what it cites."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from send_guide.guide import (
    Contact,
    Faq,
    Guide,
    Option,
    Outcome,
    Place,
    Question,
    Step,
    Term,
    TimeLimit,
)

Voice = Literal["family", "aloud", "adviser"]
Worded = Question | Option | Outcome | Step | TimeLimit | Contact | Term | Faq

_FAMILY = (
    "ask",
    "why",
    "not_sure",
    "label",
    "title",
    "summary",
    "text",
    "have_ready",
    "if_it_fails",
    "rule",
    "purpose",
    "find",
    "hours",
    "meaning",
    "answer",
)
_VOICES: Mapping[str, Voice] = {
    **dict.fromkeys(_FAMILY, "family"),
    "say": "aloud",
    "as_service": "aloud",
    "note": "adviser",
}
"""The keys that hold texts, and whom each is for."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of a guide: where it stands, its key, whom it is for, and the sources it cites."""

    place: Place
    key: str
    text: str
    voice: Voice
    sources: tuple[str, ...] = ()


def passages(guide: Guide) -> Iterator[Passage]:
    """Every text that a person hears or reads; sources are named as they are."""
    for question in guide.questions.values():
        yield from _texts(question, question.sources)
        for option in question.options:
            yield from _texts(option, question.sources)
            for label in option.labels:
                yield Passage(label.place, "label", label.label, "family", question.sources)
    for step in guide.steps.values():
        yield from _texts(step, _cited_by(guide, step))
        yield from _alternative(step)
    entries: list[Outcome | TimeLimit | Contact | Term | Faq] = [
        *guide.outcomes.values(),
        *guide.time_limits.values(),
        *guide.all_contacts,
        *guide.glossary.values(),
        *guide.faqs.values(),
    ]
    for entry in entries:
        yield from _texts(entry, entry.sources)


def _cited_by(guide: Guide, step: Step) -> tuple[str, ...]:
    """The sources of a step and of the time limit that it must meet."""
    limit = guide.time_limits.get(step.by or "")
    return (*step.sources, *(limit.sources if limit else ()))


def _texts(entry: Worded, sources: tuple[str, ...]) -> Iterator[Passage]:
    for key, voice in _VOICES.items():
        text = getattr(entry, key, None)
        if isinstance(text, str):
            # the note of a time limit is said with it
            heard: Voice = "family" if key == "note" and isinstance(entry, TimeLimit) else voice
            yield Passage(entry.place, key, text, heard, sources)


def _alternative(step: Step) -> Iterator[Passage]:
    if step.alternative:
        for key in ("name", "takes", "keeps_open"):
            text = getattr(step.alternative, key)
            yield Passage(step.place, key, text, "family", step.sources)
