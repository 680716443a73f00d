"""The JSON Schema and the loader say the same of every flow, as far as a schema can see."""

import copy
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from send_guide.language import (
    assemble as parse,
)
from send_guide.language import (
    catalogue,
)
from send_guide.language import (
    checks as check,
)
from send_guide.language import (
    yaml_tree as nodes,
)
from send_guide.language.checks import numbers, outcomes, wording
from send_guide.language.json_schema import schema

from .test_bad_flows import FLOWS, RULES

TOP = Path(__file__).parents[2]
EVERY_KEY = Path(__file__).parent / "every_key.yaml"
GOOD = [path for path in sorted((TOP / "flows").rglob("*.yaml")) if "scenarios" not in path.parts]
VALIDATOR = Draft202012Validator(schema(), format_checker=FormatChecker())

TABLE: dict[str, set[str]] = {
    "the schema sees it": {
        "bad-id",
        "bad-value",
        "empty-text",
        "markup",
        "missing-key",
        "odd-space",
        "unknown-key",
        "wrong-type",
    },
    "an editor's YAML parser sees it": {"control-character", "not-utf8", "yaml-syntax"},
    "it is gone, or right, once YAML is read": {
        "anchor-or-tag",
        "comment-cuts-text",
        "duplicate-key",
        "several-documents",
    },
    "the file is no flow at all": {"empty-file", "too-deep"},
    "it lies between files": {"duplicate-id", *catalogue.RULES},
    "it lies between the entries of a guide": {*check.RULES},
    "it lies in the wording": {*wording.RULES, *outcomes.RULES, *numbers.RULES} - {*check.RULES},
}
"""Whether a schema of one file can see the fault of each bad flow, and why not."""


class EditorLoader(yaml.SafeLoader):
    """Types scalars as an editor of YAML 1.1 does: `no` is a boolean, and a date is a text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def faults(text: bytes, loader: Any = nodes.LOADER) -> list[str]:
    """What the schema finds in a file, its scalars typed by a loader."""
    value = yaml.load(text, Loader=loader)  # noqa: S506 (both loaders build plain data only)
    return [error.message for error in VALIDATOR.iter_errors(json.loads(json.dumps(value)))]


def files_of(flow: Path) -> list[Path]:
    return (
        [flow]
        if flow.is_file()
        else [
            path
            for path in sorted(flow.rglob("*.yaml"))
            if path.is_file() and "scenarios" not in path.parts
        ]
    )


def test_the_schema_is_a_schema() -> None:
    """It is valid in its draft."""
    Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("loader", [nodes.LOADER, EditorLoader])
@pytest.mark.parametrize("flow", GOOD, ids=lambda flow: flow.stem)
def test_good_flows_pass(flow: Path, loader: Any) -> None:
    """No editor warns of a sound flow, whether it reads all as text or types the scalars first."""
    assert faults(flow.read_bytes(), loader) == []


def test_the_examples_of_the_language_pass(small_flows: Path) -> None:
    """What the reference shows as a whole guide, and one that uses every key."""
    assert faults((small_flows / "example.yaml").read_bytes(), EditorLoader) == []
    assert faults(EVERY_KEY.read_bytes(), EditorLoader) == []


@pytest.mark.parametrize("flow", GOOD, ids=lambda flow: flow.stem)
def test_each_flow_tells_editors_of_the_schema(flow: Path) -> None:
    """The first line is the comment that editors look for, with the way to the schema."""
    first = flow.read_text(encoding="utf-8").splitlines()[0]

    way = Path(os.path.relpath(TOP / "flows" / "schema.json", flow.parent)).as_posix()
    assert first == f"# yaml-language-server: $schema={way}"


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.stem)
def test_bad_flows(flow: Path) -> None:
    """The schema sees the fault where the table says so, and nothing where it does not."""
    where = next(each for each, rules in TABLE.items() if flow.stem in rules)
    for file in files_of(flow):
        try:
            found = faults(file.read_bytes())
        except yaml.YAMLError:
            assert where == "an editor's YAML parser sees it" or flow.stem in (
                "anchor-or-tag",
                "several-documents",
            )
            continue
        assert bool(found) == (
            where in ("the schema sees it", "the file is no flow at all")
            or file.stem in ("notes", "left_over")
        ), found


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each part of nested lists and mappings."""
    yield path
    for key, part in (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    ):
        yield from places(part, (*path, key))


ODD: list[Any] = [
    "",
    "  ",
    "[b]bold[/b]",
    "a\u00a0space",
    "Some words",
    "an_id",
    "Bad Id",
    "given",
    "not_asked",
    "2026-02-30",
    "2026-11-23",
    "not yet",
    "0",
    "12",
    "1000",
    "yes",
    "maybe",
    "one",
    "several",
    "none",
    "high",
    "15 February",
    "30 February",
    "09:00-12:00",
    [],
    ["an_id"],
    [["an_id"]],
    {},
    {"only": ["a"]},
    {"only": "a", "none": "b"},
    {"an_id": "Some words"},
    {"given": "Some words"},
    {"to": "an_id"},
    [{"to": "an_id"}],
    [{"when": {"a": "b"}}],
]


def changed_somewhere(flow: Any, data: st.DataObject) -> Any:
    """A copy of a guide in which one part is replaced, deleted or renamed."""
    changed = copy.deepcopy(flow)
    *way, last = data.draw(st.sampled_from([path for path in places(flow) if path]))
    holder = changed
    for key in way:
        holder = holder[key]
    kind = data.draw(st.sampled_from(["replace", "delete", "rename"]))
    if kind == "replace" or isinstance(holder, list):
        holder[last] = data.draw(st.sampled_from(ODD))
        return changed
    old = holder.pop(last)
    if kind == "rename":
        holder[data.draw(st.sampled_from(NAMES))] = old
    return changed


NOT_OF_FORM = {*nodes.RULES, "no-guide"} - {"wrong-type"}
NAMES = ["an_id", "Bad Id", "given", "note", "when", "open", "months", "on_day", "in_year", "needs"]


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_schema_and_loader_agree_on_any_change(data: st.DataObject) -> None:
    """One part of a sound guide is changed: the schema finds a fault just when the loader does."""
    flow = yaml.load(EVERY_KEY.read_bytes(), Loader=nodes.LOADER)  # noqa: S506 (plain data only)
    changed = changed_somewhere(flow, data)
    text = json.dumps(changed).encode()
    _, problems = parse.build_guide([parse.read_document("example.yaml", text)])
    told = [str(problem) for problem in problems if problem.rule not in NOT_OF_FORM]

    assert bool(faults(text)) == bool(told), (changed, faults(text), told)


def test_the_table_of_faults_is_whole() -> None:
    """Each rule stands in the table once, and the schema sees each fault of form of a value."""
    assert sorted(rule for rules in TABLE.values() for rule in rules) == sorted(RULES)
    assert {*parse.RULES} - {*nodes.RULES} - TABLE["the schema sees it"] == {"duplicate-id"}
