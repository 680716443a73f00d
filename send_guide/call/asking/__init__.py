"""Put one question to a person: what an asker offers, and what it brings back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from send_guide.call.asking.commands import Command, Find
from send_guide.engine.answers import Answer
from send_guide.guide import NOT_SURE, Question
from send_guide.page.lines import Phrase, TextLine

MARKER_WIDTH = 4
NOT_SURE_KEY = "0"

ENTER = "\n"
"""The Enter key, or an empty line, among the keys of a screen."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A day that was typed and may mean several: the days, and what to ask."""

    days: tuple[date, ...]
    question: str


Reply = Answer | Command | Find | Doubt
"""An answer, a command, or a doubt about the day that was typed."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a question is put with.

    `before`: the answer given before, which is offered again. `code`: from which the call goes on.
    """

    today: date
    before: Answer | None = None
    code: str = ""


Lines = Callable[[int, int], Sequence[TextLine]]
"""Gives the lines to show on a screen of so many columns and rows."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen that stays until a key is pressed.

    `keys`: what may be typed, and the key it stands for (a word in plain lines, too).
    `bar`, `narrow_bar`: the keys in few words, for a wide and for a narrow window.
    `notice`: one line about what was done last.
    """

    lines: Lines
    keys: Mapping[str, str]
    bar: tuple[str, ...]
    narrow_bar: tuple[str, ...]
    notice: str = ""


class CannotDraw(Exception):
    """The terminal cannot show the menu; ask in plain lines instead."""


class Asker(Protocol):
    """Puts questions to a person, and brings back an answer that is offered, or a command.

    Raises KeyboardInterrupt or EOFError when the person stops. What comes back is typed and
    checked again by the walk.
    """

    own_screen: bool
    """Whether what is looked up gets a screen of its own, so that the question stays as it was."""

    def ask(self, question: Question, context: Context) -> Reply:
        """Put a question whose text has been shown, and wait for the reply."""

    def line(self, prompt: str, suggestion: str = "") -> str | None:
        """Read a line of free text; Enter takes the suggestion. None: the person goes back."""

    def show(self, lines: Lines) -> None:
        """Show what was looked up until the person has read it."""

    def key(self, screen: Screen) -> str:
        """Show a screen and wait for one of its keys; `/WORDS` where words to find were typed."""

    def forget_keys(self) -> None:
        """Forget the keys typed so far: they cannot be meant for what is shown next."""

    def clear(self) -> bool:
        """Clear the screen and its history; False where the terminal is only ever written on."""


def plain_lines(texts: Iterable[str]) -> list[TextLine]:
    """Return texts as lines of a screen."""
    return [TextLine((Phrase(text),)) for text in texts]


def numbered(question: Question) -> dict[str, str]:
    """The key for each option: 1, 2, 3 and so on in order, and 0 for not sure."""
    options = [option for option in question.allowed if option != NOT_SURE]
    keys = {str(number): option for number, option in enumerate(options, start=1)}
    return {**keys, NOT_SURE_KEY: NOT_SURE} if NOT_SURE in question.allowed else keys


DAY_HELP = "Type the day, such as 9 Nov, 9/11/2026 or last Saturday"
