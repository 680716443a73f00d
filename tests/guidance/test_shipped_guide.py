"""What the shipped guide must say.

The acceptance cases, its scenarios, and what holds for every outcome.
"""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from send_guide.authoring import scenarios
from send_guide.authoring.coverage import coverage
from send_guide.engine.guidance import guidance
from send_guide.engine.walk import answer, start
from send_guide.guide import Guide
from send_guide.language import faults, reading, scenario_file

TOP = Path(__file__).parents[2]
CASES = [
    path
    for path in (
        Path(__file__).parent / "routes.yaml",
        TOP.parent / "shared" / "acceptance" / "routes.yaml",
    )
    if path.exists()
]


def cases() -> list[scenario_file.Scenario]:
    found = []
    for path in CASES:
        read, problems = scenario_file.read(path.name, path.read_bytes())
        assert problems == []
        found += read
    return found


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_acceptance_case(shipped: Guide, case: scenario_file.Scenario) -> None:
    """The caller gets the steps, contacts and time limits of the case.

    Nothing that the case forbids is given.
    """
    assert scenarios.run(shipped, case, allow_unused=True, at_least=True).differences == ()


def test_the_flows_are_sound() -> None:
    """`send-guide check` finds nothing in the shipped flows."""
    assert tuple(faults.examine([TOP / "flows"])) == ()


def test_every_scenario_passes_and_every_option_and_outcome_is_reached(shipped: Guide) -> None:
    """All scenarios pass.

    There is one for each option of each question and for each outcome and step.
    """
    found, problems = reading.scenarios(TOP / "flows")
    results = [scenarios.run(shipped, scenario) for scenario in found]

    assert list(problems) == []
    assert [
        (result.scenario.name, result.differences) for result in results if result.differences
    ] == []
    assert coverage(shipped, [result.walk for result in results if result.walk]).missing() == ()


@given(data=st.data())
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
def test_every_caller_gets_advice(shipped: Guide, data: st.DataObject) -> None:
    """Every outcome names an advice service and a way to reach somebody.

    A passed appeal limit brings the late route.
    """
    today = date(2026, 11, 23)
    walk = start(shipped, today)
    while walk.question is not None:
        question = walk.question
        if question.kind == "date":
            walk = answer(
                walk,
                data.draw(
                    st.one_of(st.dates(date(2026, 1, 1), today), st.sampled_from(question.allowed))
                ),
            )
        else:
            chosen = data.draw(st.sampled_from(question.allowed))
            walk = answer(walk, [chosen] if question.kind == "several" else chosen)

    shown = guidance(walk)
    steps = {step.id for step in shown.steps}

    assert steps & {"contact_sendias", "find_local_sendias"}
    assert shown.contacts
    appeal = shown.due("tribunal_appeal")
    if (
        appeal is not None
        and appeal.status == "passed"
        and walk.answers.get("contacted_in_time") != "yes"
    ):
        assert steps & {"late_appeal", "appeal_for_recent_decision"}
    if not steps & {"appeal_to_tribunal", "appeal_for_recent_decision"}:
        assert appeal is None


def test_a_limit_of_the_council_is_never_called_the_familys(shipped: Guide) -> None:
    """A label that says what a council does belongs to a limit of the council, and only there."""
    council = {
        limit.id
        for limit in shipped.time_limits.values()
        if re.search(r"\bcouncil\b|wanted about now", limit.label)
    }

    assert council == {
        limit.id for limit in shipped.time_limits.values() if limit.whose == "council"
    }
