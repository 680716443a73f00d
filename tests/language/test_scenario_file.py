"""Scenario files are read like flows: each fault has its place, its rule and what to do."""

from datetime import date
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from send_guide.language import scenario_file, yaml_tree
from send_guide.language.faults import examine

TOP = Path(__file__).parents[2]
GOOD = """- name: A caller
  today: 2026-11-23
  answers: {council: luton, parts: [needs, school]}
  expect: {outcome: advice, call: [ring], steps: {include: [ring]}, time_limits: {last_day: {}}}
"""
VALIDATOR = Draft202012Validator(scenario_file.schema())


def test_a_scenario_is_read() -> None:
    """Answers and what is expected stay texts, lists and mappings."""
    [scenario], problems = scenario_file.read("one.yaml", GOOD.encode())

    assert problems == []
    assert (scenario.name, scenario.line, scenario.guide) == ("A caller", 1, None)
    assert scenario.today == date(2026, 11, 23)
    assert scenario.answers == {"council": "luton", "parts": ["needs", "school"]}
    assert scenario.expect == {
        "outcome": "advice",
        "call": ["ring"],
        "steps": {"include": ["ring"]},
        "time_limits": {"last_day": {}},
    }


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("2026-11-23", "tomorrow", "one.yaml:2:10 [bad-value]"),
        ("name", "nme", "one.yaml:1:3 [unknown-key]"),
        ("  today: 2026-11-23\n", "", "one.yaml:1:3 [missing-key]"),
        ("council: luton", "council: {a: b}", "one.yaml:3:22 [wrong-type]"),
        ("[ring], steps", "ring, steps", "one.yaml:4:35 [wrong-type]"),
        ("{}", "{lst_day: 2026-11-23}", "one.yaml:4:94 [unknown-key]"),
        ("call: [ring]", "before: [[ring]]", "one.yaml:4:38 [bad-value]"),
        ("advice", "two words", "one.yaml:4:21 [bad-id]"),
        ("[ring]", "[Ring]", "one.yaml:4:36 [bad-id]"),
    ],
)
def test_a_fault_stands_at_its_place(old: str, new: str, fault: str) -> None:
    """No fault is put at the start of the line of its scenario."""
    _, problems = scenario_file.read("one.yaml", GOOD.replace(old, new, 1).encode())

    assert fault in [str(problem).split("] ")[0] + "]" for problem in problems]


def test_one_fault_does_not_hide_another() -> None:
    """Every scenario with faults tells them all; the others are read."""
    text = GOOD + GOOD.replace("2026-11-23", "soon").replace("luton", '""') + "- text\n"
    found, problems = scenario_file.read("one.yaml", text.encode())

    assert len(found) == 1
    assert [problem.rule for problem in problems] == ["bad-value", "empty-text", "wrong-type"]


def test_a_file_that_is_no_list_says_so(tmp_path: Path, small_flows: Path) -> None:
    """The fault is told by `check` like those of flows."""
    (tmp_path / "example.yaml").write_bytes((small_flows / "example.yaml").read_bytes())
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "one.yaml").write_text("name: A caller\n", encoding="utf-8")

    assert [str(problem) for problem in examine([tmp_path])] == [
        "scenarios/one.yaml:1:1 [wrong-type] a scenario file is a list of scenarios;"
        " start each one with `- name:`"
    ]


@pytest.mark.parametrize("file", sorted((TOP / "flows" / "scenarios").glob("*.yaml")))
def test_the_schema_takes_the_shipped_scenarios(file: Path) -> None:
    """No editor warns of anything in them, and each tells editors of the schema."""
    text = file.read_text(encoding="utf-8")
    value = yaml.load(text, Loader=yaml_tree.LOADER)  # noqa: S506 (it builds plain data only)

    assert [error.message for error in VALIDATOR.iter_errors(value)] == []
    assert text.startswith("# yaml-language-server: $schema=schema.json\n")


def test_the_schema_sees_what_the_reader_sees() -> None:
    """A key that is unknown, missing or of the wrong form."""
    for old, new in [("name", "nme"), ("[ring], s", "ring, s"), ("{}", "{lst_day: a}")]:
        value = yaml.load(GOOD.replace(old, new, 1), Loader=yaml_tree.LOADER)  # noqa: S506 (as above)
        assert list(VALIDATOR.iter_errors(value))
