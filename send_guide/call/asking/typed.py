"""Ask in plain lines: numbers and words are typed, nothing is redrawn.

For screen readers, dumb terminals and old consoles.
"""

import sys
from collections.abc import Sequence
from datetime import date

from send_guide.call.asking import (
    DAY_HELP,
    ENTER,
    MARKER_WIDTH,
    NOT_SURE_KEY,
    Context,
    Lines,
    Reply,
    Screen,
    numbered,
)
from send_guide.call.asking.commands import Command, Find, named
from send_guide.call.asking.tell import drop_waiting_keys, tell, tell_line, whole_width, width
from send_guide.engine.answers import Answer
from send_guide.guide import Question
from send_guide.kinds import kind_of
from send_guide.page.lines import TextLine

_ANY_LENGTH = 1000
"""Rows of a screen that is only ever written on."""

_ECHOED = 40
"""Characters of a refused line that are said back."""


class PlainAsker:
    """Numbered options, one a line; the person types a number, an id or a command, and Enter."""

    own_screen = False

    def __init__(self) -> None:
        """Nothing has been shown yet."""
        self._shown: Sequence[TextLine] = ()

    def ask(self, question: Question, context: Context) -> Reply:
        """Ask until the reply is one that the question offers."""
        keys = numbered(question)
        for key, option_id in keys.items():
            option = question.option(option_id)
            label = option.label if option else "Not sure"
            tell(label, f" {key}".ljust(MARKER_WIDTH), " " * MARKER_WIDTH)
        kept = context.before if isinstance(context.before, date | tuple) else None
        _say_how(question, kept)
        while True:
            typed = self._line()
            if not typed and kept is not None:
                return kept
            reply = command(typed) or _answer(question, keys, typed, context.today)
            if not isinstance(reply, _Refusal):
                return reply
            # the rest of a paragraph that was pasted is no further try
            self.forget_keys()
            tell(reply.why)
            _say_how(question, kept)

    def line(self, prompt: str, suggestion: str = "") -> str | None:
        """Read a line of text; Enter on nothing takes the suggestion, `b` or `back` goes back."""
        self.forget_keys()
        tell(prompt)
        typed = " ".join(self._line().split())
        return None if named(typed) is Command.BACK else typed or suggestion

    def show(self, lines: Lines) -> None:
        """Write what was looked up below what stands there already."""
        tell()
        for line in lines(width(), _ANY_LENGTH):
            tell_line(line.text)

    def key(self, screen: Screen) -> str:
        """Write the screen, unless it stands there as it is, and read a key or its word."""
        self.forget_keys()
        lines = screen.lines(whole_width(), _ANY_LENGTH)
        if lines != self._shown:
            tell()
            for line in lines:
                tell_line(line.text)
            self._shown = lines
        tell()
        for passage in filter(None, (screen.notice, "  ".join(screen.bar))):
            tell(passage)
        while True:
            typed = self._line()
            meant = command(typed)
            if isinstance(meant, Find):
                return f"{Command.FIND}{meant.words}"
            typed = typed or ENTER
            key = screen.keys.get(typed) or screen.keys.get(typed.lower())
            if key is not None:
                return key
            tell(f"“{_start(typed)}” is no key here. Type ? and press Enter for all keys.")

    def forget_keys(self) -> None:
        """Forget the lines typed so far."""
        drop_waiting_keys()

    def clear(self) -> bool:
        """Leave what has been written where it is."""
        self._shown = ()
        return False

    def _line(self) -> str:
        print("> ", end="", file=sys.stderr, flush=True)
        try:
            line = sys.stdin.readline()
        except UnicodeDecodeError:
            tell("That contains a character this console cannot read.")
            return ""
        except KeyboardInterrupt:
            # what is said next starts on a line of its own
            print(file=sys.stderr)
            raise
        if not line:
            print(file=sys.stderr)
            raise EOFError
        # arrow keys arrive as escape sequences, and echoing those would upset the terminal
        return "".join(sign for sign in line if sign.isprintable()).strip()


class _Refusal:
    """Why what was typed is no answer."""

    def __init__(self, why: str) -> None:
        self.why = why


def _say_how(question: Question, kept: Answer | None) -> None:
    if kind_of(question).takes_a_day:
        unknown = f", or {NOT_SURE_KEY} if not sure" if question.not_sure else ""
        how = f"{DAY_HELP}{unknown}."
    elif kind_of(question).combines:
        how = "Type one or more numbers with commas between."
    else:
        how = "Type a number."
    keeps = " Enter alone keeps the answer given before." if kept is not None else ""
    tell(f"{how}{keeps} Help lists the words to type.")


def command(typed: str) -> Command | Find | None:
    """Return a command typed by its key or name; `find WORDS` and `/WORDS` say what to look for."""
    lowered = typed.lower()
    for word in (Command.FIND.name.lower() + " ", Command.FIND.value):
        if lowered.startswith(word) and lowered != word.strip():
            return Find(typed[len(word) :].strip())
    return named(typed)


def _answer(question: Question, keys: dict[str, str], typed: str, today: date) -> Reply | _Refusal:
    if kind_of(question).takes_a_day:
        return _day(question, typed, today)
    if not typed:
        return _Refusal("Nothing was typed.")
    parts = [typed] if kind_of(question).picks_one else typed.replace(",", " ").split()
    chosen = [_option(question, keys, part) for part in parts]
    options = tuple(dict.fromkeys(option for option in chosen if option))
    if not options or None in chosen:
        return _Refusal(f"“{_start(typed)}” is not one of the answers.")
    return options[0] if kind_of(question).picks_one else options


def _day(question: Question, typed: str, today: date) -> Reply | _Refusal:
    # imported here: most questions take no day
    from send_guide.call.asking.typed_day import understood
    from send_guide.call.understand_day import Refused

    if not typed:
        return _Refusal("Nothing was typed.")
    meant = understood(typed, question, today)
    return _Refusal(f"“{_start(typed)}”: {meant.reason}") if isinstance(meant, Refused) else meant


def _start(typed: str) -> str:
    return typed if len(typed) <= _ECHOED else f"{typed[:_ECHOED]}…"


def _option(question: Question, keys: dict[str, str], typed: str) -> str | None:
    """The option meant by its number, its id or its whole label."""
    lowered = typed.lower()
    by_label = {option.label.lower(): option.id for option in question.options}
    by_id = lowered if lowered in question.allowed else None
    return keys.get(typed) or by_label.get(lowered) or by_id
