"""Scenario files: callers, and the advice that they must get."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from send_guide.errors import Problem
from send_guide.language.schema_parts import (
    DEFINITIONS,
    DRAFT,
    Shape,
    any_of,
    entries,
    one_or_more,
    shape_of,
    shaped,
)
from send_guide.language.values import (
    Reader,
    Row,
    Table,
    day,
    identifier,
    list_of,
    record_shape,
    text,
)
from send_guide.language.yaml_tree import Items, Keys, Node, Text, read_tree

LISTS = ("steps", "not_steps", "contacts", "not_contacts", "no_time_limits")


@dataclass(frozen=True, slots=True)
class Scenario:
    """One caller: the answers given on a day, and what the guidance must and must not hold.

    `answers` and `expect` are plain texts, lists and mappings, as they stand in the file.
    """

    name: str
    file: str
    line: int
    guide: str | None
    today: date
    answers: Mapping[str, object]
    expect: Mapping[str, object]


@shaped(one_or_more(shape_of(text)))
def _answer(reader: Reader, node: Node) -> str | list[str] | None:
    """A text, or a list of texts, as it is written."""
    if not isinstance(node, Items):
        return text(reader, node)
    values = list_of(text)(reader, node)
    return None if values is None else [*values]


def _mapping_of(read: Callable[[Reader, Node], Any], what: str) -> Callable[[Reader, Node], Any]:
    """A reader of a mapping from ids to values."""

    @shaped(entries(shape_of(identifier), shape_of(read)))
    def read_mapping(reader: Reader, node: Node) -> dict[str, Any] | None:
        found = reader.keys(node, what)
        if found is None:
            return None
        named = [(key, value) for key, value in found.keys.values() if identifier(reader, key)]
        read_values = {key.value: read(reader, value) for key, value in named}
        values = {name: value for name, value in read_values.items() if value is not None}
        return values if len(values) == len(found.keys) else None

    return read_mapping


def _or_include(read: Callable[[Reader, Node], Any]) -> Callable[[Reader, Node], Any]:
    """A reader of a value, or of `include:` with such a value."""
    table: Table = {"include": Row(read, required=True, about="these, and there may be more")}

    @shaped(any_of(shape_of(read), record_shape(table)))
    def read_either(reader: Reader, node: Node) -> Any:
        if isinstance(node, Keys) and "include" in node.keys:
            return reader.record(node, table, "what is expected")
        return read(reader, node)

    return read_either


def _list(read: Callable[[Reader, Node], Any]) -> Callable[[Reader, Node], Any]:
    """A reader of a list that may be empty."""

    @shaped({"type": "array", "items": shape_of(read)})
    def read_list(reader: Reader, node: Node) -> list[Any] | None:
        if not isinstance(node, Items):
            reader.fault(node, "wrong-type", "this is not a list", "write it as `[one, two]`")
            return None
        values = list_of(read)(reader, node)
        return None if values is None else [*values]

    return read_list


@shaped({"type": "array", "items": shape_of(identifier), "minItems": 2, "maxItems": 2})
def _pair(reader: Reader, node: Node) -> list[str] | None:
    ids = list_of(identifier)(reader, node)
    if ids is None:
        return None
    if len(ids) != 2:
        message = "an item of `before` is not a pair of steps"
        reader.fault(node, "bad-value", message, "write it as `- [first_step, later_step]`")
        return None
    return [*ids]


LIMIT: Table = {
    "last_day": Row(text, about="the last day, as the rules move it"),
    "aim_for": Row(text, about="the working day to aim for"),
    "plain_last_day": Row(text, about="the last day before any move"),
    "decided_by": Row(text, about="the span that decides"),
    "moved_by": Row(text, about="the rule that moves it, or `none`"),
    "status": Row(text, about="`open`, `today`, `passed` or `unknown`"),
    "days_left": Row(text, about="days from the day of the call; fewer than 0 once it has passed"),
    "days_late": Row(text, about="days that the council is late"),
}


@shaped(record_shape(LIMIT))
def _limit(reader: Reader, node: Node) -> dict[str, str] | None:
    return reader.record(node, LIMIT, "a time limit")


_ids = _list(identifier)
_exact = _or_include(_ids)
_limits = _mapping_of(_limit, "`time_limits`")
_EXACT = "in full and in order, or `{include: […]}` where there may be more"
EXPECT: Table = {
    "outcome": Row(identifier, about="the outcome"),
    "call": Row(_exact, about=f"the steps of the call, {_EXACT}"),
    "papers": Row(_exact, about=f"the steps for the papers, {_EXACT}"),
    "more": Row(_exact, about=f"the steps under more, {_EXACT}"),
    "steps": Row(_exact, about=f"all steps, {_EXACT}"),
    "not_steps": Row(_ids, about="steps of which none is shown"),
    "before": Row(_list(_pair), about="pairs of steps, the first above the second"),
    "contacts": Row(_exact, about=f"the contacts, {_EXACT}"),
    "not_contacts": Row(_ids, about="contacts of which none is shown"),
    "time_limits": Row(
        _or_include(_limits), about=f"the time limits by id, with days or without, {_EXACT}"
    ),
    "no_time_limits": Row(_ids, about="time limits of which none is shown"),
    "says": Row(_list(text), about="words that stand on the card"),
    "not_says": Row(_list(text), about="words that do not stand on the card"),
}
"""The keys under `expect` of a scenario."""

_answers = _mapping_of(_answer, "`answers`")


@shaped(record_shape(EXPECT))
def _expect(reader: Reader, node: Node) -> dict[str, Any] | None:
    return reader.record(node, EXPECT, "`expect`")


SCENARIO: Table = {
    "name": Row(text, required=True, about="the caller, in a line"),
    "why": Row(text, about="the rule behind the advice"),
    "guide": Row(identifier, about="the guide; the main guide without it"),
    "today": Row(day, required=True, about="the day of the call"),
    "answers": Row(
        _answers, required=True, about="by question; a question left out takes its default"
    ),
    "expect": Row(_expect, required=True, about="what the guidance holds"),
}
"""The keys of a scenario."""


def read(file: str, data: bytes) -> tuple[list[Scenario], list[Problem]]:
    """The scenarios of a file; every fault is reported, none hides another."""
    tree = read_tree(file, data)
    reader = Reader(file)
    found: list[Scenario] = []
    if isinstance(tree.root, Items):
        scenarios = [_scenario(reader, node) for node in tree.root.items]
        found = [scenario for scenario in scenarios if scenario is not None]
    elif tree.root is not None:
        message = "a scenario file is a list of scenarios"
        reader.fault(tree.root, "wrong-type", message, "start each one with `- name:`")
    return found, [*tree.problems, *reader.problems]


def _scenario(reader: Reader, node: Node) -> Scenario | None:
    values = reader.record(node, SCENARIO, _called(node))
    if values is None:
        return None
    return Scenario(
        values["name"],
        reader.file,
        node.line,
        values.get("guide"),
        values["today"],
        values["answers"],
        values["expect"],
    )


def _called(node: Node) -> str:
    """A scenario by its name, where it has one."""
    key_and_name = node.keys.get("name") if isinstance(node, Keys) else None
    name = key_and_name[1] if key_and_name else None
    return f"the scenario '{name.value}'" if isinstance(name, Text) else "a scenario"


def schema() -> Shape:
    """The JSON Schema of a scenario file."""
    return {
        "$schema": DRAFT,
        "title": "A file of scenarios of send-guide",
        "description": "Every key is explained in flows/README.md.",
        "type": "array",
        "items": record_shape(SCENARIO),
        "$defs": DEFINITIONS,
    }
