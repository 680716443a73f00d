"""Whether the conditions of a flow hold for a caller."""

from collections.abc import Mapping
from datetime import date

from send_guide.engine import time_limits
from send_guide.engine.answers import Answer
from send_guide.engine.time_limits import State
from send_guide.guide import (
    GIVEN,
    NOT_ASKED,
    Condition,
    Guide,
    When,
)


def holds(when: When, guide: Guide, answers: Mapping[str, Answer], today: date) -> bool:
    """Whether all the conditions hold for these answers today."""
    return all(_matches(condition, guide, answers, today) for condition in when)


def _matches(
    condition: Condition, guide: Guide, answers: Mapping[str, Answer], today: date
) -> bool:
    limit = guide.time_limits.get(condition.subject)
    if limit is not None:
        return matches_state(condition, time_limits.state(limit, dates(answers), today))
    given = answers.get(condition.subject)
    return matches(condition, (NOT_ASKED,) if given is None else values_of(given))


def matches_state(condition: Condition, state: State) -> bool:
    """Whether a condition holds for a time limit in this state.

    On the day before the last day it may name the limit `tomorrow` or `open`. A limit has one
    state, so `only` says the same as a plain list.
    """
    named = state in condition.values or time_limits.status_of(state) in condition.values
    return named != (condition.test == "none")


def matches(condition: Condition, found: tuple[str, ...]) -> bool:
    """Whether a condition holds for the answers found to its question."""
    if found == (NOT_ASKED,):
        return condition.test == "any" and NOT_ASKED in condition.values
    if condition.test == "only":
        return all(value in condition.values for value in found)
    matched = any(value in condition.values for value in found)
    return not matched if condition.test == "none" else matched


def values_of(given: Answer) -> tuple[str, ...]:
    """What a condition compares of an answer: the ids of its options, or `given` for a day."""
    if isinstance(given, date):
        return (GIVEN,)
    return (given,) if isinstance(given, str) else given


def dates(answers: Mapping[str, Answer]) -> dict[str, date]:
    """The answers that are dates, by question."""
    return {question: given for question, given in answers.items() if isinstance(given, date)}
