"""What a question offers, and what conditions make of its answers."""

from collections.abc import Iterator, Sequence

from send_guide import routes
from send_guide.errors import Problem
from send_guide.guide import (
    LIMIT_STATES,
    NOT_ASKED,
    NOT_SURE,
    Condition,
    Guide,
    Question,
)
from send_guide.kinds import kind_of
from send_guide.suggestions import suggest

MOST_OPTIONS = 9


def options(guide: Guide) -> Iterator[Problem]:
    """Choices have options that can be told apart and picked with one key; dates have none."""
    for question in guide.questions.values():
        yield from _option_faults(question)
        if question.default is not None and question.default not in question.allowed:
            yield question.place.problem(
                "bad-default",
                f"the default '{question.default}' of '{question.id}' is not an answer to it",
                suggest(question.default, question.allowed),
            )


def _option_faults(question: Question) -> Iterator[Problem]:
    where = question.place
    count = len([option for option in question.options if option.id != NOT_SURE])
    yield from kind_of(question).faults(question)
    if count > MOST_OPTIONS:
        message = (
            f"'{question.id}' has {count} options beside not_sure; number keys reach {MOST_OPTIONS}"
        )
        yield where.problem("too-many-options", message, "split the question in two")
    if NOT_SURE in question.allowed and not question.not_sure:
        message = f"'{question.id}' offers not_sure without saying how to find out"
        fix = "add `not_sure` with where to look"
        yield where.problem("not-sure-without-help", message, fix)
    first: dict[str, str] = {}
    for option in question.options:
        label = option.label.casefold()
        if label in first:
            message = f"'{option.id}' has the same label as '{first[label]}'"
            yield option.place.problem("duplicate-label", message, "word them apart")
        first.setdefault(label, option.id)


def conditions(guide: Guide) -> Iterator[Problem]:
    """Every condition names a question or time limit, and answers or states that it can have."""
    for condition in routes.conditions(guide):
        subject = condition.subject
        question = guide.questions.get(subject)
        if question is not None:
            values = (*kind_of(question).condition_values(question), NOT_ASKED)
            yield from _unknown_values(condition, "answer", values)
        elif subject in guide.time_limits:
            yield from _unknown_values(condition, "state", LIMIT_STATES)
        else:
            message = f"'{subject}' is neither a question nor a time limit"
            fix = suggest(subject, [*guide.questions, *guide.time_limits])
            yield condition.place.problem("unknown-question", message, fix)


def _unknown_values(condition: Condition, what: str, allowed: Sequence[str]) -> Iterator[Problem]:
    for value in condition.values:
        if value not in allowed:
            message = f"'{condition.subject}' never has the {what} '{value}'"
            fix = suggest(value, allowed)
            yield condition.place.problem(f"unknown-{what}", message, fix)
