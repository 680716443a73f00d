"""Ask in plain lines: numbers and words are typed, nothing is redrawn. For screen readers, dumb terminals and old consoles."""

import sys

from send_guide.call.asking import (
    DAY_HELP,
    MARKER_WIDTH,
    NO_DAY,
    NOT_SURE_KEY,
    Reply,
    numbered,
    read_day,
)
from send_guide.call.asking.commands import COMMANDS, Command, Find
from send_guide.call.asking.tell import drop_waiting_keys, tell
from send_guide.engine.answers import Answer
from send_guide.guide import Question


class PlainAsker:
    """Numbered options, one line each; the person types a number, an id or a command and presses Enter."""

    def ask(self, question: Question) -> Reply:
        """Ask until the reply is one that the question offers."""
        drop_waiting_keys()
        keys = numbered(question)
        for key, option_id in keys.items():
            option = question.option(option_id)
            tell(
                option.label if option else "Not sure",
                f" {key}".ljust(MARKER_WIDTH),
                " " * MARKER_WIDTH,
            )
        self._say_how(question)
        while True:
            typed = self._line()
            reply = command(typed) or _answer(question, keys, typed)
            if reply is not None:
                return reply
            tell(_refused(question, typed))
            self._say_how(question)

    def line(self, prompt: str) -> str:
        """A line of text; Enter on nothing gives none."""
        drop_waiting_keys()
        tell(prompt)
        return " ".join(self._line().split())

    def clear(self) -> bool:
        """Nothing: what has been written stays."""
        return False

    def _say_how(self, question: Question) -> None:
        if question.kind == "date":
            unknown = f", or {NOT_SURE_KEY} if not sure" if question.not_sure else ""
            tell(f"{DAY_HELP}{unknown}. Help lists the words to type.")
        elif question.kind == "several":
            tell("Type one or more numbers with commas between. Help lists the words to type.")
        else:
            tell("Type a number. Help lists the words to type.")

    def _line(self) -> str:
        print("> ", end="", file=sys.stderr, flush=True)
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            tell("That holds a sign which this console cannot read.")
            return ""
        except KeyboardInterrupt:
            # what is said next starts on a line of its own
            print(file=sys.stderr)
            raise
        if not line:
            print(file=sys.stderr)
            raise EOFError
        # arrow keys and the like arrive as escape sequences, and echoing those would upset the terminal
        return "".join(sign for sign in line if sign.isprintable()).strip()


def _refused(question: Question, typed: str) -> str:
    if not typed:
        return "Nothing was typed."
    return (
        f"“{typed}”: {NO_DAY}"
        if question.kind == "date"
        else f"“{typed}” is not one of the answers."
    )


def command(typed: str) -> Command | Find | None:
    """A command by its key or its name; `find WORDS` and `/WORDS` say at once what to look for."""
    lowered = typed.lower()
    for word in (Command.FIND.name.lower() + " ", Command.FIND.value):
        if lowered.startswith(word) and lowered != word.strip():
            return Find(typed[len(word) :].strip())
    if lowered in COMMANDS:
        return Command(lowered)
    return next((command for command in Command if lowered == command.name.lower()), None)


def _answer(question: Question, keys: dict[str, str], typed: str) -> Answer | None:
    if question.kind == "date":
        return read_day(typed, not_sure=bool(question.not_sure))
    if question.kind == "one":
        return _option(question, keys, typed)
    chosen = [_option(question, keys, part) for part in typed.replace(",", " ").split()]
    return (
        tuple(dict.fromkeys(option for option in chosen if option))
        if chosen and None not in chosen
        else None
    )


def _option(question: Question, keys: dict[str, str], typed: str) -> str | None:
    """The option meant by its number, its id or its whole label."""
    by_label = {option.label.lower(): option.id for option in question.options}
    return (
        keys.get(typed)
        or by_label.get(typed.lower())
        or (typed.lower() if typed.lower() in question.allowed else None)
    )
