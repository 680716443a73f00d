"""What a kind of question can do, and how most kinds do it."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from send_guide.errors import AnswerNotAllowed, Problem
from send_guide.guide import GIVEN, NOT_SURE, Question
from send_guide.suggestions import did_you_mean

Answer = str | tuple[str, ...] | date
"""An option's id, several ids in the order the question offers them, or a date."""

Digit = tuple[int, int]
"""A part of a resume code: a number, and how many numbers it could have been."""

_ECHOED = 80
"""Characters of a refused answer that a message repeats."""


class Kind(ABC):
    """A kind of question: how its answers are read, named, told apart and put into a code.

    `name`: as the flow files write it. `word`: what it is called in the picture of a guide.
    `takes_a_day`: it may be answered with any day, which a condition matches by `given`.
    `combines`: an answer may hold several of its options.
    """

    name: ClassVar[str]
    word: ClassVar[str]
    takes_a_day: ClassVar[bool] = False
    combines: ClassVar[bool] = False

    @property
    def picks_one(self) -> bool:
        """Whether every answer is one of the options."""
        return not self.takes_a_day and not self.combines

    @abstractmethod
    def faults(self, question: Question) -> Iterator[Problem]:
        """What is wrong with the options that a flow file gives to such a question."""

    @abstractmethod
    def read(self, question: Question, given: object) -> Answer:
        """Type what a person or script gave; AnswerNotAllowed if the question does not offer it."""

    @abstractmethod
    def digits(self, question: Question, given: Answer) -> list[Digit]:
        """An answer as numbers for a resume code; their sizes hang on the kind alone.

        The sizes stay the same when options are added at the end, so that an older code can
        still be read.
        """

    @abstractmethod
    def take(self, question: Question, number: int) -> tuple[Answer | None, int]:
        """Take the answer off the front of the number in a code; also gives the rest of it.

        The answer is None where the number stands for nothing that the question offers.
        """

    def describe(self, question: Question) -> str:
        """The answers that a script may give, in words for a message."""
        return ", ".join(question.allowed)

    def choices(self, options: tuple[str, ...]) -> Iterator[Answer]:
        """Every answer that these options allow; a day is not among them."""
        yield from options

    def condition_values(self, question: Question) -> tuple[str, ...]:
        """What a condition may compare the answer with."""
        return (*question.allowed, GIVEN) if self.takes_a_day else question.allowed

    def completions(self, question: Question, begun: str) -> list[str]:
        """The answers on a command line that begin as typed so far."""
        return [option for option in question.allowed if option.startswith(begun)]


def real_options(question: Question) -> list[str]:
    """The ids of the options, without not sure."""
    return [option for option in question.allowed if option != NOT_SURE]


def not_allowed(kind: Kind, question: Question, given: object) -> AnswerNotAllowed:
    """The failure for a value that a question does not offer: names both and what is allowed."""
    if isinstance(given, (list, tuple)) and kind.picks_one and len(given) == 1:
        return AnswerNotAllowed(
            f"{question.id}: a list of one answer was given, and the question takes one answer "
            f"without a list. Write `{question.id}: {_start(given[0])}`."
        )
    shown = _start(", ".join(map(str, given)) if isinstance(given, (list, tuple)) else given)
    hint = did_you_mean(shown.strip().lower(), question.allowed)
    return AnswerNotAllowed(
        f"{question.id}: '{shown}' is not an answer to “{question.ask}”.{hint} "
        f"Allowed: {kind.describe(question)}."
    )


def _start(given: object) -> str:
    """What was given, cut where it is too long for a message."""
    text = str(given)
    return text if len(text) <= _ECHOED else f"{text[:_ECHOED]}…"


def no_options(question: Question) -> Iterator[Problem]:
    """The fault of a question that offers nothing to choose from."""
    if not real_options(question):
        yield question.place.problem(
            "missing-options", f"'{question.id}' has no options to choose from", "add `options`"
        )
