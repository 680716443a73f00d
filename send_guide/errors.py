"""Failures a person can cause, each with its exit code, and Problem: one fault in a flow file."""

from dataclasses import dataclass
from typing import ClassVar


def printable(text: str) -> str:
    """A text in which characters that a terminal would obey, or nobody sees, are spelt out."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in text)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault in a flow file: where it is (1-based), which rule, what is wrong and what to do."""

    file: str
    line: int
    column: int
    rule: str
    message: str
    fix: str

    def __str__(self) -> str:
        """`file:line:column [rule] what is wrong; what to do`."""
        told = f"{self.file}:{self.line}:{self.column} [{self.rule}] {self.message}; {self.fix}"
        return printable(told)


class SendGuideError(Exception):
    """A failure with a message for the person and an exit code. Anything else is a bug (exit 1)."""

    exit_code: ClassVar[int] = 1


class UsageError(SendGuideError):
    """The command's words are off: an unknown guide, an unreadable answers file, a bad option."""

    exit_code = 2


class UnsoundFlows(SendGuideError):
    """The flow files have faults, so nobody may be advised from them."""

    exit_code = 3

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep every fault; the message lists them all, one a line."""
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


class AnswerNeeded(SendGuideError):
    """A question has no answer, and nobody can be asked."""

    exit_code = 4


class AnswerNotAllowed(SendGuideError):
    """An answer is not among those the question allows, or belongs to no question on the route."""

    exit_code = 5


class Stopped(SendGuideError):
    """The person stopped (Ctrl-C or end of input). Carries how to go on."""

    exit_code = 130
