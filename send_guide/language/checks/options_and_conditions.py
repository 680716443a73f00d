"""What a question offers, and what conditions make of its answers."""

from collections.abc import Iterator

from send_guide import routes
from send_guide.errors import Problem
from send_guide.guide import (
    LIMIT_STATES,
    NOT_ASKED,
    NOT_SURE,
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
    where, count = (
        question.place,
        len([option for option in question.options if option.id != NOT_SURE]),
    )
    yield from kind_of(question).faults(question)
    if count > MOST_OPTIONS:
        yield where.problem(
            "too-many-options",
            f"'{question.id}' has {count} options beside not_sure; number keys reach {MOST_OPTIONS}",
            "split the question in two",
        )
    if NOT_SURE in question.allowed and not question.not_sure:
        yield where.problem(
            "not-sure-without-help",
            f"'{question.id}' offers not_sure without saying how to find out",
            "add `not_sure` with where to look",
        )
    labels: dict[str, str] = {}
    for option in question.options:
        if option.label.casefold() in labels:
            yield option.place.problem(
                "duplicate-label",
                f"'{option.id}' has the same label as '{labels[option.label.casefold()]}'",
                "word them apart",
            )
        labels.setdefault(option.label.casefold(), option.id)


def conditions(guide: Guide) -> Iterator[Problem]:
    """Every condition names a question or time limit that exists, and answers or states that it can have."""
    for condition in routes.conditions(guide):
        question, limit = (
            guide.questions.get(condition.subject),
            guide.time_limits.get(condition.subject),
        )
        if question is None and limit is None:
            message = f"'{condition.subject}' is neither a question nor a time limit"
            yield condition.place.problem(
                "unknown-question",
                message,
                suggest(condition.subject, [*guide.questions, *guide.time_limits]),
            )
            continue
        known = kind_of(question).condition_values(question) if question else ()
        allowed = (*known, NOT_ASKED) if question else LIMIT_STATES
        for value in condition.values:
            if value not in allowed:
                rule = "unknown-answer" if question else "unknown-state"
                yield condition.place.problem(
                    rule,
                    f"'{condition.subject}' never has the {rule[8:]} '{value}'",
                    suggest(value, allowed),
                )
