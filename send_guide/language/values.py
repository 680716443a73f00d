"""Reads the nodes of one flow file as values; faults of form are told, each with its place."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from send_guide.dates import ISO_DATE, read_date
from send_guide.errors import Problem
from send_guide.guide import (
    GIVEN,
    LIMIT_STATES,
    NOT_ASKED,
    Place,
)
from send_guide.language.schema_parts import (
    Shape,
    any_of,
    one_or_more,
    shape_of,
    shaped,
    text_without,
    whole,
    words,
)
from send_guide.language.yaml_tree import (
    Items,
    Keys,
    Node,
    Text,
)
from send_guide.suggestions import nearest

RULES = ("unknown-key", "missing-key", "empty-text", "bad-id", "bad-value", "markup", "odd-space")
"""The rules of form that hold for one value; `nodes` has those of YAML."""

NOT_YET = "not yet"
_ID = re.compile(r"[a-z][a-z0-9_]*")
_SOURCE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_RESERVED = {GIVEN, NOT_ASKED, *LIMIT_STATES}
_MARKUP = re.compile(r"\[[/#@]?[A-Za-z][^\]]*\]|\[/\]")
_ODD_SPACE = re.compile(
    "[\u00a0\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
"""Spaces that are no ordinary space, and characters that nobody sees.

Among them: marks of direction, fillers, the empty pattern of Braille, variation selectors, tags.
"""
_COUNT = re.compile(r"[1-9][0-9]{0,2}")


@dataclass(frozen=True, slots=True)
class Row:
    """One key of the flow language: what reads its value, whether it must be there, its meaning."""

    read: Callable[["Reader", Node], Any]
    required: bool = False
    about: str = ""


Table = Mapping[str, Row]
"""The keys that a mapping may have."""


def record_shape(table: Table) -> Shape:
    """A mapping with the keys of a table and no others, as JSON Schema."""
    return {
        "type": "object",
        "properties": {
            name: {**shape_of(row.read), "description": row.about} for name, row in table.items()
        },
        "required": [name for name, row in table.items() if row.required],
        "additionalProperties": False,
    }


@dataclass(slots=True)
class Reader:
    """Reads nodes of one file and collects the faults."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def fault(self, node: Node, rule: str, message: str, fix: str) -> None:
        """Add a fault at a node."""
        self.problems.append(self.place(node).problem(rule, message, fix))

    def place(self, node: Node) -> Place:
        """Where a node stands."""
        return Place(self.file, node.line, node.column)

    def keys(self, node: Node, what: str) -> Keys | None:
        """The node as a mapping, or a fault."""
        if isinstance(node, Keys):
            return node
        self.fault(
            node,
            "wrong-type",
            f"{what} is not a mapping",
            "write one `key: value` on each line, indented below it",
        )
        return None

    def unknown_key(self, key: Text, known: Iterable[str], what: str) -> None:
        """Add the fault of a key that is not among those known."""
        close = nearest(key.value, known)
        hint = f"did you mean '{close}'?" if close else f"use one of {', '.join(known)}"
        self.fault(key, "unknown-key", f"'{key.value}' is not a key of {what}", hint)

    def record(self, node: Node, table: Table, what: str) -> dict[str, Any] | None:
        """A mapping with the keys of a table, each read.

        None if a key that must be there is missing or wrong.
        """
        found = self.keys(node, what)
        if found is None:
            return None
        values: dict[str, Any] = {}
        for name, (key, value) in found.keys.items():
            if name not in table:
                self.unknown_key(key, table, what)
                continue
            read = table[name].read(self, value)
            if read is not None:
                values[name] = read
        required = [name for name, row in table.items() if row.required]
        for name in required:
            if name not in found.keys:
                self.fault(node, "missing-key", f"{what} has no '{name}'", "add it")
        return values if values.keys() >= set(required) else None


@shaped(text_without(_MARKUP.pattern, _ODD_SPACE.pattern), "text")
def text(reader: Reader, node: Node) -> str | None:
    """A text for people: not empty, nothing invisible, no markup; line breaks become spaces."""
    if not isinstance(node, Text):
        message = "a text is expected here, not a list or a mapping"
        reader.fault(node, "wrong-type", message, "put the text in quotation marks")
        return None
    value = " ".join(node.value.split())
    odd = _ODD_SPACE.search(node.value)
    markup = _MARKUP.search(node.value)
    if value and not odd and not markup:
        return value
    if not value:
        reader.fault(node, "empty-text", "there is no text", "write it, or leave the key out")
    elif odd:
        message = f"an invisible character (U+{ord(odd[0]):04X}) is in the text"
        reader.fault(node, "odd-space", message, "type the text again with ordinary spaces")
    elif markup:
        reader.fault(node, "markup", f"'{markup[0]}' looks like markup", "use round brackets")
    return None


@shaped({"type": ["string", "boolean"], "pattern": whole(_ID.pattern)}, "id")
def identifier(reader: Reader, node: Node, pattern: re.Pattern[str] = _ID) -> str | None:
    """An id that is named: small letters, digits and underscores, without another pattern."""
    if not isinstance(node, Text):
        message = "an id is expected here, not a list or a mapping"
        reader.fault(node, "wrong-type", message, "name one id")
        return None
    if not pattern.fullmatch(node.value):
        fix = "use small letters, digits and underscores, and start with a letter"
        reader.fault(node, "bad-id", f"'{node.value}' cannot be an id", fix)
        return None
    return node.value


@shaped({"type": ["string", "boolean"], "pattern": whole(_SOURCE_ID.pattern)}, "source_id")
def source_id(reader: Reader, node: Node) -> str | None:
    """A source's id that is named: it may have capitals, full stops and hyphens too."""
    return identifier(reader, node, _SOURCE_ID)


def list_of(
    read: Callable[[Reader, Node], Any],
) -> Callable[[Reader, Node], tuple[Any, ...] | None]:
    """A reader of lists; a single value stands for a list of one."""

    @shaped(one_or_more(shape_of(read)))
    def read_list(reader: Reader, node: Node) -> tuple[Any, ...] | None:
        items = node.items if isinstance(node, Items) else [node]
        values = tuple(read(reader, item) for item in items)
        return None if any(value is None for value in values) else values

    return read_list


def choice(allowed: Iterable[str]) -> Callable[[Reader, Node], str | None]:
    """A reader of one word out of those allowed."""
    known = tuple(allowed)

    @shaped(words(known))
    def read_choice(reader: Reader, node: Node) -> str | None:
        value = text(reader, node)
        if value is not None and value not in known:
            reader.fault(
                node,
                "bad-value",
                f"'{value}' is not allowed here",
                f"use one of {', '.join(known)}",
            )
            return None
        return value

    return read_choice


@shaped(words(("yes", "no")))
def yes_or_no(reader: Reader, node: Node) -> bool | None:
    """`yes` or `no`."""
    value = choice(("yes", "no"))(reader, node)
    return None if value is None else value == "yes"


@shaped({"type": "string", "format": "date", "pattern": whole(ISO_DATE.pattern)}, "day")
def day(reader: Reader, node: Node) -> date | None:
    """A day, written as YYYY-MM-DD."""
    value = text(reader, node)
    if value is None:
        return None
    read = read_date(value)
    if read is None:
        reader.fault(node, "bad-value", f"'{value}' is not a date", "write it as YYYY-MM-DD")
    return read


@shaped(any_of(shape_of(day), {"const": NOT_YET}))
def day_or_not_yet(reader: Reader, node: Node) -> date | str | None:
    """A day, or the words `not yet` for what nobody has done."""
    return NOT_YET if isinstance(node, Text) and node.value == NOT_YET else day(reader, node)


@shaped(
    {"type": ["string", "integer"], "pattern": whole(_COUNT.pattern), "minimum": 1, "maximum": 999}
)
def count(reader: Reader, node: Node) -> int | None:
    """A whole number from 1 to 999."""
    value = text(reader, node)
    if value is None:
        return None
    if not _COUNT.fullmatch(value):
        reader.fault(
            node, "bad-value", f"'{value}' is not a number from 1 to 999", "write a whole number"
        )
        return None
    return int(value)


OWN_ID: Shape = {**shape_of(identifier), "not": {"enum": sorted(_RESERVED)}}
"""An id being declared, as JSON Schema."""

OWN_SOURCE_ID: Shape = {**OWN_ID, **shape_of(source_id)}
"""The same for a source."""


def own_id(reader: Reader, key: Text, pattern: re.Pattern[str] = _ID) -> str | None:
    """An id being declared: words with a meaning of their own are taken."""
    if key.value in _RESERVED:
        reader.fault(
            key,
            "bad-id",
            f"'{key.value}' has a meaning of its own in the flow language",
            "choose another id",
        )
        return None
    return identifier(reader, key, pattern)


def own_source_id(reader: Reader, key: Text) -> str | None:
    """The same for a source."""
    return own_id(reader, key, _SOURCE_ID)
