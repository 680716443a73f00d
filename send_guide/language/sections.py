"""The keys at the top of a flow file, and how the entries under them are read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args

from send_guide.guide import (
    Area,
    Contact,
    Faq,
    Guarantee,
    Guide,
    Outcome,
    Part,
    Question,
    Source,
    Step,
    Target,
    TargetKind,
    Term,
    TimeLimit,
    Use,
)
from send_guide.language.readers import build, table_of
from send_guide.language.schema_parts import entries, one_or_more, shape_of, shaped
from send_guide.language.values import (
    Reader,
    Row,
    Table,
    identifier,
    list_of,
    own_id,
    own_source_id,
    text,
)
from send_guide.language.yaml_tree import Keys, Node, Text


@dataclass(frozen=True, slots=True)
class Section:
    """One key at the top of a flow file: what an entry is called, its keys, and how it is built."""

    what: str
    table: Table
    build: Callable[..., Any]


def _section(what: str, built: type) -> Section:
    return Section(what, table_of(built), lambda values, **more: build(built, values, **more))


def _build_outcome(values: Mapping[str, Any], **more: Any) -> Outcome:
    """An outcome whose steps know the part that they stand in."""
    parts: tuple[Part, ...] = get_args(Part)
    steps: list[Use] = []
    for part in parts:
        steps += [replace(use, part=part) for use in values.get(part, ())]
    others = {name: value for name, value in values.items() if name not in parts}
    return build(Outcome, others, steps=tuple(steps), **more)


GUIDE: Table = table_of(Guide)
"""The keys of the guide's head."""

SECTIONS: Mapping[str, Section] = {
    "questions": _section("a question", Question),
    "outcomes": Section("an outcome", table_of(Outcome), _build_outcome),
    "steps": _section("a step", Step),
    "time_limits": _section("a time limit", TimeLimit),
    "contacts": _section("a contact", Contact),
    "areas": _section("an area", Area),
    "glossary": _section("a term", Term),
    "faqs": _section("a question that callers ask", Faq),
    "guarantees": _section("a guarantee", Guarantee),
    "sources": _section("a source", Source),
}
"""The keys at the top of a flow file, beside `guide`, `include` and `callers_say`."""

TOP_KEYS = ("guide", "include", *SECTIONS, "callers_say")
"""All keys at the top of a flow file."""


def read_entries(reader: Reader, found: Keys, section: str) -> Iterable[tuple[str, Any, Text]]:
    """The entries of a section.

    Each as its id, its built value (None if it has faults) and the key it stands under.
    """
    kind = SECTIONS[section]
    for key, node in found.keys.values():
        entry_id = own_source_id(reader, key) if section == "sources" else own_id(reader, key)
        values = reader.record(node, kind.table, f"{kind.what} ('{key.value}')")
        if entry_id is not None:
            place = reader.place(key)
            yield entry_id, values and kind.build(values, id=entry_id, place=place), key


Phrases = list[tuple[Text, tuple[str, ...]]]
"""What callers say, by the key it stands under."""


@shaped(entries(shape_of(identifier), one_or_more(shape_of(text))))
def _phrases(reader: Reader, node: Node) -> Phrases | None:
    found = reader.keys(node, "what callers say")
    if found is None:
        return None
    named = [(key, value) for key, value in found.keys.values() if identifier(reader, key)]
    read = [(key, list_of(text)(reader, value)) for key, value in named]
    return [(key, phrases) for key, phrases in read if phrases]


@shaped(entries(shape_of(identifier), shape_of(_phrases)))
def _phrases_of_answers(reader: Reader, node: Node) -> list[tuple[Text, Phrases]] | None:
    found = reader.keys(node, "`answers`")
    if found is None:
        return None
    named = [(key, value) for key, value in found.keys.values() if identifier(reader, key)]
    return [(key, _phrases(reader, value) or []) for key, value in named]


CALLERS_SAY: Table = {
    "answers": Row(_phrases_of_answers, about="for an answer: by question, then by option"),
    "questions": Row(_phrases, about="for a question"),
    "steps": Row(_phrases, about="for a step"),
    "contacts": Row(_phrases, about="for a contact"),
    "terms": Row(_phrases, about="for an entry of the glossary"),
    "faqs": Row(_phrases, about="for a question that callers ask"),
}
"""The keys of `callers_say`: what callers say in their own words, by what it leads to."""

_KINDS_OF_TARGET: Mapping[str, TargetKind] = {
    "questions": "question",
    "steps": "step",
    "contacts": "contact",
    "terms": "term",
    "faqs": "faq",
}


def read_callers_say(reader: Reader, node: Node) -> Mapping[Target, tuple[str, ...]]:
    """What callers say, by what it leads to. Faults are left in the reader."""
    values = reader.record(node, CALLERS_SAY, "`callers_say`") or {}
    found: dict[Target, tuple[str, ...]] = {}
    for question, options in values.get("answers", ()):
        for option, phrases in options:
            answer = f"{question.value}={option.value}"
            found[Target("answer", answer, reader.place(option))] = phrases
    for section, kind in _KINDS_OF_TARGET.items():
        for key, phrases in values.get(section, ()):
            found[Target(kind, key.value, reader.place(key))] = phrases
    return found
