"""Faults planted in copies of the shipped flows, one each.

`check` and `prove` together find every one, with a caller who shows it.
"""

import re
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml

from send_guide.engine.conditions import holds
from send_guide.engine.guidance import guidance
from send_guide.engine.walk import Walk, complete
from send_guide.guide import Guide
from send_guide.language import catalogue, faults
from send_guide.proof.find_broken_guarantees import broken
from send_guide.proof.findings import RULES, Finding
from send_guide.proof.prove import prove
from send_guide.proof.told import Advice, Placed

FLOWS = Path(__file__).parents[2] / "flows"
# a Monday after a weekend: some limits have passed on it,
# and others that end on the same day have moved to it
TODAYS = (date(2026, 11, 23), date(2026, 12, 28))
"""Between them somebody is shown each step: some are for days on which a limit is moved."""


Fault = Mapping[str, str]
FAULTS: list[Fault] = yaml.safe_load(
    (Path(__file__).parent / "planted_faults.yaml").read_text(encoding="utf-8")
)


def planted(fault: Fault, place: Path) -> Path:
    """A copy of the flows with the fault in it."""
    copy = place / "flows"
    shutil.copytree(FLOWS, copy)
    file = copy / fault["file"]
    text = file.read_text(encoding="utf-8")
    begin = text.index(fault["find"], text.index(fault.get("after", "")))
    end = text.index(fault["until"], begin) if "until" in fault else begin + len(fault["find"])
    file.write_text(text[:begin] + fault["instead"] + text[end:], encoding="utf-8")
    return copy


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault["name"])
def test_a_planted_fault_is_found(fault: Fault, tmp_path: Path) -> None:
    """Check or prove names the fault; where a caller is named, walking as that caller shows it."""
    flows = planted(fault, tmp_path)
    if fault["rule"] not in RULES:
        assert any(
            problem.rule == fault["rule"] and fault["says"] in problem.message
            for problem in faults.examine([flows])
        )
        return
    guide = catalogue.load(flows, "disagreements", guarantees=True)
    findings = [
        each
        for each in prove(guide, TODAYS).findings
        if each.rule == fault["rule"] and fault["says"] in each.message
    ]
    assert findings
    for finding in findings:
        assert finding.caller is None or shows(guide, finding)


def shows(guide: Guide, finding: Finding) -> bool:
    """Whether the caller of a finding, walked by the engine, is told what the finding says."""
    assert finding.caller
    walk = complete(guide, finding.caller.answers, finding.caller.today)
    named = re.findall(r"'([a-z_0-9]+)'", finding.message)
    if finding.rule == "guarantee-broken":
        return any(
            what in finding.message
            for what in broken(guide.guarantees[named[0]], _told(walk), guide)
        )
    if finding.rule in ("answer-changes-nothing", "answer-settled", "route-nobody-takes"):
        return named[0] in walk.answers and (
            finding.rule != "route-nobody-takes" or walk.here.id != named[1]
        )
    if finding.rule == "areas-overlap":
        return all(
            holds(guide.areas[area].when, guide, walk.answers, walk.today) for area in named[:2]
        )
    if finding.rule in ("area-of-nobody", "guarantee-for-nobody"):
        return True
    step_missing = finding.rule != "step-nobody-sees" or named[1] not in _told(walk).steps
    limit_missing = finding.rule not in ("limit-nobody-sees", "outcome-without-limit") or not {
        *named[1:]
    } & {limit for limit, _ in _told(walk).time_limits}
    return (
        walk.here.id == named[0]
        and step_missing
        and limit_missing
        and (finding.rule != "outcome-without-steps" or not _told(walk).steps)
    )


def _told(walk: Walk) -> Advice:
    shown = guidance(walk)
    limits = [(due.id, due.status) for due in shown.time_limits]
    unknown = [(limit.id, "unknown") for limit in shown.unknown_limits]
    area = shown.area.id if shown.area else None
    states = (*limits, *unknown)
    placed = tuple(Placed(step.id, shown.part(step.id)) for step in shown.steps)
    return Advice(shown.outcome.id, placed, states, area)  # type: ignore[arg-type]  # states as words


def test_nothing_is_found_in_the_clean_flows() -> None:
    """The shipped flows have no fault that check or prove knows.

    They are proved on the days on which the faults are planted.
    """
    assert faults.examine([FLOWS]) == ()
    findings = prove(catalogue.load(FLOWS, "disagreements", guarantees=True), TODAYS).findings
    assert findings == ()
