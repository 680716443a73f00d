"""Every rule of `check` finds its fault, at its place, and nothing else in such a flow."""

from pathlib import Path

import pytest

from send_guide.language import assemble as parse
from send_guide.language import catalogue, faults
from send_guide.language import checks as check
from send_guide.language.checks import numbers, outcomes, wording

BAD = Path(__file__).parents[1] / "bad_flows"
FLOWS = sorted(BAD.iterdir())
RULES = {
    *parse.RULES,
    *check.RULES,
    *wording.RULES,
    *outcomes.RULES,
    *numbers.RULES,
    *catalogue.RULES,
}
# cannot be kept as files: a folder that is not there, and a file that is too large
ELSEWHERE = {"missing-folder", "too-large"}


def expected(flow: Path) -> str:
    """What the flow says must be found: in its first line, or in a file beside it."""
    if flow.is_dir():
        return (flow / "expect.txt").read_text(encoding="utf-8").strip()
    first = flow.read_text(encoding="utf-8").splitlines()[0]
    return f"{flow.name}:{first.removeprefix('# expect: ')}"


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.stem)
def test_the_fault_is_found_at_its_place(flow: Path) -> None:
    """Exactly the fault that the flow says it has is reported, with its place, message and fix."""
    found = [str(problem).replace(str(flow), flow.name) for problem in faults.examine([flow])]

    assert found == [expected(flow)]
    assert f"[{flow.stem}]" in found[0]


def test_every_rule_has_a_bad_flow() -> None:
    """No rule is without a flow that breaks it, and no flow without a rule."""
    assert {flow.stem for flow in FLOWS} | ELSEWHERE == RULES


def test_all_faults_are_reported_in_one_run(tmp_path: Path) -> None:
    """One fault does not hide another, in one file or in several."""
    text = (BAD / "unknown-source.yaml").read_text(encoding="utf-8")
    (tmp_path / "one.yaml").write_text(
        text.replace("[contact_sendias]", "[contact_sendias, wait]"), encoding="utf-8"
    )
    (tmp_path / "two.yaml").write_text(
        (BAD / "bad-value.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )

    assert {problem.rule for problem in faults.examine([tmp_path])} == {
        "unknown-source",
        "unknown-step",
        "bad-value",
    }
