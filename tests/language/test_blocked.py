"""A detail that is known to be wrong is found however it is written."""

from dataclasses import replace
from pathlib import Path

import pytest

from send_guide.language.catalogue import load
from send_guide.language.checks.contact_details import BLOCKED, blocked

SHIPPED = load(Path(__file__).parents[2] / "flows", "disagreements")
STEP = replace(next(iter(SHIPPED.steps.values())), note=None, say=None, if_it_fails=None)


@pytest.mark.parametrize("between", [" ", "", "-", ") "])
@pytest.mark.parametrize("detail", BLOCKED)
def test_a_blocked_detail_is_found(detail: str, between: str) -> None:
    """A number with other spaces is the same number."""
    written = detail.replace(" ", between)
    guide = replace(SHIPPED, steps={"step": replace(STEP, text=f"Use {written} 5 times.")})

    [problem] = blocked(guide)
    assert f"'{detail}'" in problem.message


def test_numbers_of_two_texts_are_not_read_as_one() -> None:
    """The end of one text and the start of the next are no number."""
    guide = replace(SHIPPED, steps={"step": replace(STEP, text="Ring 01325", note="289350 times")})

    assert list(blocked(guide)) == []
