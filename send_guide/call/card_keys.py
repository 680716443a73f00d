"""The keys of the card: what each does, in a bar of few words, in full, and as words to type."""

from collections.abc import Mapping

from send_guide.call.asking.commands import Command
from send_guide.page.blocks import Block, Heading, Line, Listing

DATES, MORE, PAPERS, EVERYTHING = "d", "m", "p", "e"
ALOUD, COPY, ANOTHER, NEW, QUIT = "s", "y", "n", "N", "q"

BAR = (
    "1-4 a step",
    "s say aloud",
    "d dates",
    "p papers",
    "m more help",
    "e everything",
    "a change answer",
    "n another problem",
    "N new call",
    "/ find",
    "q finish",
    "? all keys",
)
NARROW_BAR = (
    "1-4 step",
    "s say",
    "d dates",
    "p papers",
    "m more",
    "e all",
    "a change",
    "n another",
    "N new call",
    "q end",
    "? all keys",
)

_OWN: Mapping[str, tuple[str, str]] = {
    ALOUD: ("say", "read the card aloud, a line at a time, numbers in groups"),
    DATES: ("dates", "the time limits with their working"),
    PAPERS: ("papers", "save the papers for the family and the call note"),
    MORE: ("more", "more help, and what people often ask"),
    EVERYTHING: ("everything", "everything, on pages"),
    COPY: ("copy", "copy the message for the family to the clipboard"),
    ANOTHER: ("another", "another problem of the same family: council, caller and age are kept"),
    NEW: ("new", "a new call: clears the screen and every answer"),
    QUIT: ("finish", "finish"),
}
"""Keys that only the card has: the word for it in plain lines, and what it does."""

_SHARED: Mapping[Command, str] = {
    Command.ANSWERS: "change an answer; the card then marks what is new with *",
    Command.BACK: "go back to the last question",
    Command.UNDO: "undo the last change",
    Command.FIND: "find an answer, question, step, contact or word",
    Command.WHY: "the answers that led here",
    Command.TIMES: "the time limits with their working",
    Command.GLOSSARY: "words explained",
    Command.CONTACTS: "contacts, those of this caller first",
    Command.RISK: "a child is at risk: who to ring now",
    Command.CODE: "a code with which the call can go on later",
    Command.HELP: "all keys",
}

_MORE_WORDS = {"quit": QUIT, "read": ALOUD, "change": Command.ANSWERS.value}


def keys(steps: int) -> dict[str, str]:
    """Return what may be typed at a card with so many steps, and the key that each stands for."""
    typed = {str(number): str(number) for number in range(1, steps + 1)}
    for key, (word, _) in _OWN.items():
        typed |= {key: key, word: key}
    for command in _SHARED:
        typed |= {command.value: command.value, command.name.lower(): command.value}
    return typed | _MORE_WORDS


def in_full() -> tuple[Block, ...]:
    """List all keys of the card."""
    lines = [Line("open that step whole, with its contact and its date", "1 to 4")]
    lines += [Line(what, f"{key} or {word}") for key, (word, what) in _OWN.items()]
    lines += [
        Line(what, f"{command.value} or {command.name.lower()}")
        for command, what in _SHARED.items()
    ]
    lines.append(Line("stops and shows how to go on. Enter does nothing", "Ctrl-C"))
    return (Heading("Keys of the card"), Listing(tuple(lines)))
