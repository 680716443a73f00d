"""Put one question to a person: what a person may do at a question, and what an asker must offer."""

from datetime import date
from typing import Protocol

from send_guide.call.asking.commands import Command, Find
from send_guide.dates import FIRST_YEAR, LAST_YEAR
from send_guide.engine.answers import Answer
from send_guide.guide import NOT_SURE, Question

MARKER_WIDTH = 4


Reply = Answer | Command | Find
NOT_SURE_KEY = "0"


class CannotDraw(Exception):
    """The terminal cannot show the menu; ask in plain lines instead."""


class Asker(Protocol):
    """Something that can put a question and bring back an answer the question offers, or a command.

    Raises KeyboardInterrupt or EOFError when the person stops. What comes back is typed and checked again by the walk.
    """

    def ask(self, question: Question) -> Reply:
        """Put the question (its text has been shown already) and wait for the reply."""

    def line(self, prompt: str) -> str:
        """A line of free text, without space around it; empty when the person typed none."""

    def clear(self) -> bool:
        """Clear the screen and what has scrolled off it; False where the terminal is only ever written on."""


def numbered(question: Question) -> dict[str, str]:
    """The key for each option: 1, 2, 3 and so on in order, and 0 for not sure."""
    options = [option for option in question.allowed if option != NOT_SURE]
    keys = {str(number): option for number, option in enumerate(options, start=1)}
    return {**keys, NOT_SURE_KEY: NOT_SURE} if NOT_SURE in question.allowed else keys


def read_day(typed: str, not_sure: bool) -> date | str | None:
    """A date as people type it (2026-11-02, 2/11/2026, 2 November 2026), `not_sure`, or None if it is neither."""
    # imported here: strptime loads the locale tables, which a scripted run does not need
    from datetime import datetime

    words = " ".join(typed.replace(",", " ").split())
    if not_sure and words.lower().replace("_", " ") in (NOT_SURE_KEY, "not sure"):
        return NOT_SURE
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d %B %Y", "%d %b %Y"):
        try:
            day = datetime.strptime(words, form).date()
        except ValueError:
            continue
        # a year of two or three figures is a slip, not a year
        return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
    return None


DAY_HELP = "Type the day as 2/11/2026, 2 November 2026 or 2026-11-02"
NO_DAY = "That is not a day with a year of four figures. Try 2/11/2026."
