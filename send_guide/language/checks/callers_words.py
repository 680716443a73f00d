"""What callers say in their own words: each phrase leads to one place, which is there."""

import re
from collections.abc import Container, Iterator, Mapping

from send_guide.errors import Problem
from send_guide.guide import Guide, Target, TargetKind
from send_guide.suggestions import suggest

_NOT_A_WORD = re.compile(r"[^a-z0-9£]+")


def targets(guide: Guide) -> Iterator[Problem]:
    """Everything that callers' words lead to is declared."""
    contacts = {contact.id for contact in guide.all_contacts}
    known: Mapping[TargetKind, Container[str]] = {
        "answer": set(_answers(guide)),
        "question": guide.questions,
        "step": guide.steps,
        "contact": contacts,
        "term": guide.glossary,
        "faq": guide.faqs,
    }
    for target in guide.callers_say:
        ids = known[target.kind]
        if target.id not in ids:
            message = f"callers' words lead to the {target.kind} '{target.id}'"
            fix = suggest(target.id, [*ids] if isinstance(ids, Mapping | set) else [])
            yield target.place.problem("unknown-target", message, fix)


def _answers(guide: Guide) -> Iterator[str]:
    for question in guide.questions.values():
        yield from (f"{question.id}={option}" for option in question.allowed)


def phrase_twice(guide: Guide) -> Iterator[Problem]:
    """No phrase leads to two places; letter case and punctuation make no difference."""
    first: dict[str, Target] = {}
    for target, phrases in guide.callers_say.items():
        for phrase in phrases:
            words = normalised(phrase)
            if words in first:
                message = f"“{phrase}” leads to the {first[words].kind} '{first[words].id}' already"
                yield target.place.problem("phrase-twice", message, "keep one of the two")
            first.setdefault(words, target)


def normalised(phrase: str) -> str:
    """A phrase in small letters, with single spaces and no punctuation."""
    plain = phrase.lower().replace("’", "").replace("'", "")
    return _NOT_A_WORD.sub(" ", plain).strip()
