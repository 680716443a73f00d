"""Numbers are pinned to sources, and the words of a rule to its spans."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from send_guide.guide import DayOfYear, Guide, LeftOut, Move, Span, TimeLimit
from send_guide.language.catalogue import load
from send_guide.language.checks.numbers import lengths, numbers, rule_and_spans

TWO_MONTHS = Span("two", 2, "months", "letter_date", "the letter")


def limit(rule: str, *spans: Span, moved: Move = "none", left_out: Sequence[LeftOut] = ()) -> Guide:
    """A guide of one time limit."""
    found = TimeLimit("limit", "Limit", rule, spans, moved, (), leave_out=tuple(left_out))
    return replace(EMPTY, time_limits={"limit": found})


EMPTY = load(Path(__file__).parents[2] / "flows", "disagreements")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two months from the letter", [("months", "2")]),
        (
            "within 15 working days, or one calendar month",
            [("working_days", "15"), ("months", "1")],
        ),
        ("twenty-eight days", [("days", "28")]),
        ("a two-week wait", [("weeks", "2")]),
        ("50 school days", [("school_days", "50")]),
        ("someone took two", []),
    ],
)
def test_lengths_of_time_are_found(text: str, found: list[tuple[str, str]]) -> None:
    """In figures or in words, with a hyphen or without."""
    assert [value for value, _ in lengths(text)] == found


@pytest.mark.parametrize(
    "guide",
    [
        limit("Two months from the letter.", TWO_MONTHS),
        limit("By 31 March.", replace(TWO_MONTHS, unit="on_day", fixed_day=DayOfYear(3, 31))),
        limit("Two months; the first day counts.", replace(TWO_MONTHS, starting_with=True)),
        limit("On the day.", replace(TWO_MONTHS, count=1, unit="days", starting_with=True)),
        limit("Eight weeks before it is due.", replace(TWO_MONTHS, then_back_weeks=8)),
        limit("Two months, without August.", TWO_MONTHS, left_out=["august"]),
        limit("As soon as you can, within 15 school days."),
    ],
)
def test_a_rule_that_agrees_has_no_fault(guide: Guide) -> None:
    """The words say how long it is, the first day and the days left out."""
    assert [*rule_and_spans(guide)] == []


@pytest.mark.parametrize(
    "guide",
    [
        limit("Six weeks from the letter.", TWO_MONTHS),
        limit("Two weeks from the letter.", TWO_MONTHS),
        limit("Two months from the letter.", replace(TWO_MONTHS, unit="weeks")),
        limit("Two months from the letter.", replace(TWO_MONTHS, starting_with=True)),
        limit("Two months; the first day counts.", TWO_MONTHS),
        limit("By 30 March.", replace(TWO_MONTHS, unit="on_day", fixed_day=DayOfYear(3, 31))),
        limit("Six weeks before it is due.", replace(TWO_MONTHS, then_back_weeks=8)),
        limit("Two months from the letter.", TWO_MONTHS, left_out=["christmas"]),
        limit("Two months. Days in August are left out.", TWO_MONTHS),
        limit("Two months. It is not moved.", TWO_MONTHS, moved="tribunal"),
    ],
)
def test_a_rule_that_differs_is_a_fault(guide: Guide) -> None:
    """Whichever of the two was changed."""
    assert {problem.rule for problem in rule_and_spans(guide)} == {"rule-and-span-differ"}


VALUES = "values: {phone: 01582 548156, email: a@example.org, form: SEND35A, weeks: 2}"


def pinned(folder: Path, small_flows: Path, text: str, values: str = VALUES) -> list[str]:
    """What is told of the example when its first step has this text."""
    example = (small_flows / "example.yaml").read_text(encoding="utf-8")
    example = example.replace("  start: council", "  pin_numbers: yes\n  start: council", 1)
    example = example.replace("Contact the local advice service.", f"'{text}'", 1)
    head, tail = example.rsplit("    checked: 2026-11-23", 1)
    url = "    url: https://example.org/rules"
    (folder / "example.yaml").write_text(
        f"{head}    checked: 2026-11-23\n{url}\n    {values}{tail}", encoding="utf-8"
    )
    found = numbers(load(folder, "example"))
    return [problem.message for problem in found if "`text`" in problem.message]


@pytest.mark.parametrize(
    "text",
    [
        "Ring 01582 548156 within two weeks.",
        "Write to a@example.org with form SEND35A.",
        "Look at example.org/rules or at www.example.org.",
        "Look at GOV.UK.",
        "It is in section 101 for 250 schools.",
    ],
)
def test_a_number_that_a_source_stands_for_passes(
    tmp_path: Path, small_flows: Path, text: str
) -> None:
    """Also an address whose page the source is."""
    assert pinned(tmp_path, small_flows, text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ring 01582 548157.", "01582 548157"),
        ("Within two months.", "two months"),
        ("Write to b@example.org.", "b@example.org"),
        ("Use form SEND35.", "SEND35"),
        ("In danger ring 999.", "999"),
        ("Look at example.com.", "example.com"),
        ("Look at example.org/other.", "example.org/other"),
    ],
)
def test_any_other_number_is_a_fault(
    tmp_path: Path, small_flows: Path, text: str, told: str
) -> None:
    """One slip of a digit is told."""
    [message] = pinned(tmp_path, small_flows, text)

    assert f"“{told}”" in message
