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
    HELP = "?"


COMMANDS = {
    Command.BACK: "go back one question",
    Command.ANSWERS: "the answers so far, and change one",
    Command.UNDO: "undo the last change",
    Command.FIND: "find a question, answer, step, contact or word",
    Command.WHY: "why we ask, and how to find out",
    Command.GLOSSARY: "words explained",
    Command.TIMES: "the time limits known so far",
    Command.CONTACTS: "contacts",
    Command.RISK: "a child is at risk: who to ring now",
    Command.HELP: "all keys",
}


LOOKING_UP = frozenset(
    {Command.WHY, Command.GLOSSARY, Command.TIMES, Command.CONTACTS, Command.RISK, Command.HELP}
)
"""Commands that show something and come back to the same question, wherever they are given."""


@dataclass(frozen=True, slots=True)
class Find:
    """The find command together with the words to look for, as a person may type it in a line."""

    words: str
