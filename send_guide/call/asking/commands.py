"""What a person may do at a question instead of answering it."""

from dataclasses import dataclass
from enum import StrEnum


class Command(StrEnum):
    """What a person may do instead of answering; the value is the key."""

    BACK = "b"
    ANSWERS = "a"
    UNDO = "u"
    FIND = "/"
    WHY = "w"
    GLOSSARY = "g"
    TIMES = "t"
    CONTACTS = "c"
    RISK = "!"
    CODE = "k"
    HELP = "?"


COMMANDS = {
    Command.BACK: "go back one question",
    Command.ANSWERS: "the answers so far, and change one",
    Command.UNDO: "undo the last change",
    Command.FIND: "find an answer, question, step, contact or word",
    Command.WHY: "why we ask, and how to find out",
    Command.GLOSSARY: "words explained",
    Command.TIMES: "the time limits known so far",
    Command.CONTACTS: "contacts",
    Command.RISK: "a child is at risk: who to ring now",
    Command.CODE: "a code with which the call can go on later",
    Command.HELP: "all keys",
}
"""Each command in words."""

BAR = (
    "b back",
    "a answers",
    "u undo",
    "/ find",
    "w why",
    "g words",
    "t times",
    "c contacts",
    "! risk",
    "k code",
    "? all keys",
)
"""The commands as they stand below a question, in as few words as will do."""

LOOKING_UP = frozenset(
    {
        Command.WHY,
        Command.GLOSSARY,
        Command.TIMES,
        Command.CONTACTS,
        Command.RISK,
        Command.CODE,
        Command.HELP,
    }
)
"""Commands that show something and come back to the same question, wherever they are given."""


@dataclass(frozen=True, slots=True)
class Find:
    """The find command together with the words to look for, as a person may type it in a line."""

    words: str


def named(typed: str) -> Command | None:
    """Return the command that is typed by its key or its name."""
    lowered = typed.lower()
    if lowered in COMMANDS:
        return Command(lowered)
    return next((command for command in Command if lowered == command.name.lower()), None)
