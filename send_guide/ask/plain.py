"""Ask in plain lines: numbers and words are typed, nothing is redrawn. For screen readers, dumb terminals and old consoles."""

import shutil
import sys

from send_guide.ask import COMMANDS, DAY_HELP, MARKER_WIDTH, NOT_SURE_KEY, Command, Reply, numbered, read_day
from send_guide.guide import Question
from send_guide.output import harmless, showable
from send_guide.render.plain import wrap

_WIDEST = 80


def tell(text: str = "", first: str = "", rest: str = "") -> None:
    """Write a passage for the person, wrapped, to standard error. Written once and never redrawn."""
    width = max(20, min(_WIDEST, shutil.get_terminal_size().columns - 1))
    for line in wrap(text, width, first, rest):
        print(showable(harmless(line), sys.stderr.encoding), file=sys.stderr)
    sys.stderr.flush()


class PlainAsker:
    """Numbered options, one line each; the person types a number, an id or a command and presses Enter."""

    def ask(self, question: Question) -> Reply:
        """Ask until the reply is one that the question offers."""
        keys = numbered(question)
        for key, option_id in keys.items():
            option = question.option(option_id)
            tell(option.label if option else option_id, f" {key}  ", " " * MARKER_WIDTH)
        self._say_how(question)
        while True:
            typed = self._line()
            reply = self._read(question, keys, typed)
            if reply is not None:
                return reply
            tell(f"“{typed}” is not one of the answers." if typed else "Nothing was typed.")
            self._say_how(question)

    def _say_how(self, question: Question) -> None:
        if question.kind == "date":
            unknown = f", or {NOT_SURE_KEY} if not sure" if question.not_sure else ""
            tell(f"{DAY_HELP}{unknown}. ? lists the keys.")
        elif question.kind == "several":
            tell("Type one or more numbers with commas between. ? lists the keys.")
        else:
            tell("Type a number. ? lists the keys.")

    def _line(self) -> str:
        print("> ", end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            print(file=sys.stderr)
            raise EOFError
        return line.strip()

    def _read(self, question: Question, keys: dict[str, str], typed: str) -> Reply | None:
        lowered = typed.lower()
        if lowered in COMMANDS:
            return Command(lowered)
        named = next((command for command in Command if lowered == command.name.lower()), None)
        if named is not None:
            return named
        if question.kind == "date":
            return read_day(typed, not_sure=bool(question.not_sure))
        chosen = [self._option(question, keys, part) for part in (typed.replace(",", " ").split() if question.kind == "several" else [typed])]
        if not chosen or None in chosen:
            return None
        found = tuple(dict.fromkeys(option for option in chosen if option))
        return found if question.kind == "several" else found[0]

    def _option(self, question: Question, keys: dict[str, str], typed: str) -> str | None:
        """The option meant by its number, its id or its whole label."""
        by_label = {option.label.lower(): option.id for option in question.options}
        return keys.get(typed) or by_label.get(typed.lower()) or (typed.lower() if typed.lower() in question.allowed else None)
