"""Guarantees, and the command that proves them.

Each thing that a guarantee can ask for is held against what one class of callers is told.
"""

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from send_guide.cli import main
from send_guide.guide import Guarantee, Guide
from send_guide.language import catalogue, faults
from send_guide.proof.find_broken_guarantees import broken
from send_guide.proof.prove import prove
from send_guide.proof.told import Advice, Placed

TOP = Path(__file__).parents[2]
PLACED = (Placed("contact_sendias", "call"), Placed("ask_for_time", "papers"))
TOLD = Advice("appeal", PLACED, (("tribunal_appeal", "passed"),), None)
GUARANTEES = [
    (Guarantee("l", "L", "W", (), steps=("contact_sendias",)), []),
    (Guarantee("l", "L", "W", (), steps=("go_home",)), ["the step 'go_home' is not shown"]),
    (
        Guarantee("l", "L", "W", (), not_steps=("ask_for_time",)),
        ["the step 'ask_for_time' is shown"],
    ),
    (Guarantee("l", "L", "W", (), any_step=("go_home", "ask_for_time")), []),
    (
        Guarantee("l", "L", "W", (), any_step=("go_home", "rest")),
        ["none of the steps go_home, rest is shown"],
    ),
    (Guarantee("l", "L", "W", (), before=(("contact_sendias", "ask_for_time"),)), []),
    (
        Guarantee("l", "L", "W", (), before=(("ask_for_time", "contact_sendias"),)),
        ["'contact_sendias' is shown and 'ask_for_time' does not stand above it"],
    ),
    (
        Guarantee("l", "L", "W", (), before=(("rest", "ask_for_time"),)),
        ["'ask_for_time' is shown and 'rest' does not stand above it"],
    ),
    (Guarantee("l", "L", "W", (), before=(("rest", "go_home"),)), []),
    (Guarantee("l", "L", "W", (), contacts=("sendias",), not_contacts=("tribunal",)), []),
    (
        Guarantee("l", "L", "W", (), contacts=("tribunal",), not_contacts=("sendias",)),
        ["the contact 'tribunal' is not shown", "the contact 'sendias' is shown"],
    ),
    (Guarantee("l", "L", "W", (), time_limits=("tribunal_appeal",)), []),
    (
        Guarantee("l", "L", "W", (), no_time_limits=("tribunal_appeal",)),
        ["the time limit 'tribunal_appeal' is shown"],
    ),
    (Guarantee("l", "L", "W", (), time_limits=("other",)), ["the time limit 'other' is not shown"]),
    (Guarantee("l", "L", "W", (), outcome=("advice", "appeal")), []),
    (Guarantee("l", "L", "W", (), outcome=("advice",)), ["the outcome is 'appeal'"]),
]


@pytest.mark.parametrize(("guarantee", "expected"), GUARANTEES)
def test_what_breaks_a_law_is_said_in_words(
    guarantee: Guarantee, expected: list[str], small: Guide
) -> None:
    """A guarantee that holds has nothing to say.

    One that is broken says what is missing or too much.
    """
    assert list(broken(guarantee, TOLD, small)) == expected


def _laws_of_the_reference() -> str:
    blocks = re.findall(
        r"```yaml\n(.*?)```", (TOP / "flows" / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    return str(next(block for block in blocks if block.startswith("guarantees:")))


def test_the_law_of_the_reference_is_proved(small_flows: Path, tmp_path: Path) -> None:
    """The example of the flow language's reference holds for the example guide.

    Turned round, it does not.
    """
    flows = tmp_path / "flows"
    shutil.copytree(small_flows, flows)
    text = _laws_of_the_reference()
    (flows / "guarantees.yaml").write_text(text, encoding="utf-8")
    held = [
        each
        for each in prove(
            catalogue.load(flows, "example", guarantees=True), (date(2026, 11, 23),)
        ).findings
        if "guarantee" in each.rule
    ]
    (flows / "guarantees.yaml").write_text(
        text.replace("    steps: [ask", "    not_steps: [ask"), encoding="utf-8"
    )
    found = [
        each
        for each in prove(
            catalogue.load(flows, "example", guarantees=True), (date(2026, 11, 23),)
        ).findings
        if "guarantee" in each.rule
    ]

    assert held == []
    assert [each.message.rsplit(": ", 1)[1] for each in found] == [
        "the step 'ask_for_time' is shown"
    ]


def test_a_call_reads_no_laws(shipped: Guide) -> None:
    """Laws are for those who prove and check: a guide that is walked has none."""
    assert shipped.guarantees == {}
    assert catalogue.load(TOP / "flows", "disagreements", guarantees=True).guarantees


def test_faults_in_laws_are_found_with_their_place(small_flows: Path, tmp_path: Path) -> None:
    """What a guarantee misspells is named, with its line.

    It may be a key, question, answer, step, contact, limit or outcome.
    """
    flows = tmp_path / "flows"
    shutil.copytree(small_flows, flows)
    guarantee = "guarantees:\n  one:\n    promise: A\n    why: B\n    sources: [L3.1]\n"
    planted = {
        "    stepps: [contact_sendias]\n": "unknown-key",
        "    steps: [contact_sendia]\n": "unknown-step",
        "    before:\n      - [contact_sendias]\n": "bad-value",
        "    contacts: [sendia]\n": "unknown-contact",
        "    time_limits: [tribunal]\n": "unknown-limit",
        "    outcome: [apeal]\n": "unknown-target",
        "    when: {counci: luton}\n    steps: [contact_sendias]\n": "unknown-question",
        "    when: {council: lutn}\n    steps: [contact_sendias]\n": "unknown-answer",
        "    when: {tribunal_appeal: late}\n    steps: [contact_sendias]\n": "unknown-state",
    }
    found = {}
    for text in planted:
        (flows / "guarantees.yaml").write_text(guarantee + text, encoding="utf-8")
        [problem] = faults.examine([flows])
        found[text] = problem.rule
        assert problem.file == "guarantees.yaml"

    assert found == planted


def test_prove_reports_and_exits(
    tmp_path: Path, small_flows: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A guarantee that does not hold ends with 3, in words and as JSON.

    It names a caller to walk. A day without bank holidays ends with 2.
    """
    flows = tmp_path / "flows"
    shutil.copytree(small_flows, flows)
    (flows / "guarantees.yaml").write_text(
        "guarantees:\n  one:\n    promise: A\n    why: B\n    sources: [L3.1]\n"
        "    not_steps: [ask_for_time]\n",
        encoding="utf-8",
    )

    assert main(["prove", "--flows", str(flows), "--today", "2026-11-23"]) == 3
    shown = capsys.readouterr().out
    finding = "guarantees.yaml:2:3 [guarantee-broken] 'one' (A) does not hold: "
    assert f"{finding}the step 'ask_for_time' is shown" in shown
    answers = "-a council=luton -a letter_date=2026-09-20"
    assert f"send-guide run example {answers} --today 2026-11-23 --flows {flows}" in shown
    assert main(["prove", "--flows", str(flows), "--today", "2026-11-23", "--json"]) == 3
    data = json.loads(capsys.readouterr().out)
    assert [
        finding["rule"] for finding in data["findings"] if finding["file"] == "guarantees.yaml"
    ] == ["guarantee-broken"]
    assert (data["from"], data["to"], data["shortest"]["answers"]) == (
        "2026-11-23",
        "2027-11-23",
        {"council": "not_sure"},
    )
    assert main(["prove", "--flows", str(flows), "--today", "1999-01-01"]) == 2
