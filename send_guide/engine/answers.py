"""What may be answered to a question, and reading it."""

from datetime import date

from send_guide.dates import read_date
from send_guide.errors import AnswerNeeded, AnswerNotAllowed
from send_guide.guide import (
    NOT_SURE,
    Question,
)
from send_guide.suggestions import did_you_mean

Answer = str | tuple[str, ...] | date
"""An option's id, several ids in the order the question offers them, or a date."""


def answer_needed(question: Question) -> AnswerNeeded:
    """The failure for a question nobody answered: its id, its text and the answers it takes."""
    return AnswerNeeded(
        f"{question.id}: an answer is needed to “{question.ask}”. Allowed: {describe_allowed(question)}."
    )


def read_answer(question: Question, given: object) -> Answer:
    """Type what a person or script gave as an answer to this question; AnswerNotAllowed if it is not offered.

    Several answers may come as a list or as text with commas. A date may come as a date or as `YYYY-MM-DD`.
    """
    if question.kind == "date":
        return _read_date(question, given)
    if question.kind == "several":
        return _read_several(question, given)
    if not isinstance(given, str):
        raise not_allowed(question, given)
    chosen = given.strip()
    if chosen not in question.allowed:
        raise not_allowed(question, given)
    return chosen


def _read_date(question: Question, given: object) -> Answer:
    if isinstance(given, date):
        return given
    text = given.strip() if isinstance(given, str) else ""
    if text in question.allowed:
        return text
    day = read_date(text)
    if day is None:
        raise not_allowed(question, given)
    return day


def _read_several(question: Question, given: object) -> Answer:
    parts = given.split(",") if isinstance(given, str) else given
    if not isinstance(parts, (list, tuple)) or not parts:
        raise not_allowed(question, given)
    chosen = {
        part.strip() if isinstance(part, str) else part for part in parts if isinstance(part, str)
    }
    wrong = [
        part for part in parts if not isinstance(part, str) or part.strip() not in question.allowed
    ]
    if wrong:
        raise not_allowed(question, wrong[0])
    if NOT_SURE in chosen and len(chosen) > 1:
        raise AnswerNotAllowed(
            f"{question.id}: '{NOT_SURE}' cannot be given together with other answers."
        )
    return tuple(option for option in question.allowed if option in chosen)


def not_allowed(question: Question, given: object) -> AnswerNotAllowed:
    """The failure for a value that a question does not offer: names the question, the value and what is allowed."""
    shown = ", ".join(map(str, given)) if isinstance(given, (list, tuple)) else str(given)
    allowed = describe_allowed(question)
    hint = did_you_mean(shown.strip().lower(), question.allowed)
    return AnswerNotAllowed(
        f"{question.id}: '{shown}' is not an answer to “{question.ask}”.{hint} Allowed: {allowed}."
    )


def describe_allowed(question: Question) -> str:
    """The answers a question takes, in words for a message."""
    if question.kind == "date":
        return " or ".join(["a date as YYYY-MM-DD", *question.allowed])
    listed = ", ".join(question.allowed)
    return f"one or more of {listed}, with commas between" if question.kind == "several" else listed
