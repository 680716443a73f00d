"""Whether the conditions of a flow hold for a caller."""

from collections.abc import Mapping
from datetime import date

from send_guide.engine import time_limits
from send_guide.engine.answers import Answer
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
    return matches(condition, _values(condition.subject, guide, answers, today))


def matches(condition: Condition, found: tuple[str, ...]) -> bool:
    """Whether a condition holds for the answers (or the state) found for its subject."""
    if found == (NOT_ASKED,):
        return condition.test == "any" and NOT_ASKED in condition.values
    if condition.test == "only":
        return all(value in condition.values for value in found)
    matched = any(value in condition.values for value in found)
    return not matched if condition.test == "none" else matched


def _values(
    subject: str, guide: Guide, answers: Mapping[str, Answer], today: date
) -> tuple[str, ...]:
    """What a condition compares: the answer's ids, `given` for a date, or a time limit's state."""
    limit = guide.time_limits.get(subject)
    if limit is not None:
        return (time_limits.state(limit, dates(answers), today),)
    given = answers.get(subject)
    return (NOT_ASKED,) if given is None else values_of(given)


def values_of(given: Answer) -> tuple[str, ...]:
    """What a condition compares of an answer: the ids of its options, or `given` for a day."""
    if isinstance(given, date):
        return (GIVEN,)
    return (given,) if isinstance(given, str) else given


def dates(answers: Mapping[str, Answer]) -> dict[str, date]:
    """The answers that are dates, by question."""
    return {question: given for question, given in answers.items() if isinstance(given, date)}
