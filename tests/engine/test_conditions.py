"""Conditions: every way of asking about every way of having answered."""

from datetime import date

import pytest

from send_guide.engine.conditions import matches, matches_state, values_of
from send_guide.engine.time_limits import State
from send_guide.guide import GIVEN, NOT_ASKED, Condition, Test


@pytest.mark.parametrize(
    ("values", "test", "found", "holds"),
    [
        (("a",), "any", ("a", "b"), True),
        (("c",), "any", ("a", "b"), False),
        (("a",), "only", ("a",), True),
        (("a",), "only", ("a", "b"), False),
        (("a", "b", "c"), "only", ("a", "b"), True),
        (("a",), "none", ("a", "b"), False),
        (("c",), "none", ("a", "b"), True),
        (("a",), "any", (NOT_ASKED,), False),
        (("a",), "only", (NOT_ASKED,), False),
        (("a",), "none", (NOT_ASKED,), False),
        (("a", NOT_ASKED), "any", (NOT_ASKED,), True),
        ((NOT_ASKED,), "any", ("a",), False),
        ((GIVEN,), "any", (GIVEN,), True),
    ],
)
def test_a_condition(
    values: tuple[str, ...], test: Test, found: tuple[str, ...], holds: bool
) -> None:
    """Any, only and none of the answers; off the route nothing but `not_asked` matches."""
    assert holds == matches(Condition("question", values, test), found)


@pytest.mark.parametrize(
    ("values", "test", "state", "holds"),
    [
        (("open",), "any", "tomorrow", True),
        (("open",), "only", "tomorrow", True),
        (("open",), "none", "tomorrow", False),
        (("tomorrow",), "any", "tomorrow", True),
        (("tomorrow",), "only", "tomorrow", True),
        (("tomorrow",), "none", "tomorrow", False),
        (("tomorrow",), "any", "open", False),
        (("tomorrow",), "none", "open", True),
        (("tomorrow",), "any", "today", False),
        (("today", "tomorrow"), "any", "tomorrow", True),
        (("today", "passed"), "any", "tomorrow", False),
        (("today", "passed"), "none", "tomorrow", True),
        (("open",), "any", "today", False),
        (("unknown",), "any", "unknown", True),
    ],
)
def test_a_condition_on_a_time_limit(
    values: tuple[str, ...], test: Test, state: State, holds: bool
) -> None:
    """On the day before the last day `open` matches and `tomorrow` too; `tomorrow` only then."""
    assert holds == matches_state(Condition("limit", values, test), state)


def test_what_a_condition_compares() -> None:
    """An option by its id, several by theirs, and any day as `given`."""
    assert values_of("yes") == ("yes",)
    assert values_of(("needs", "support")) == ("needs", "support")
    assert values_of(date(2026, 11, 24)) == (GIVEN,)
