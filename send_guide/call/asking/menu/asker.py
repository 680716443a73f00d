"""Ask with a menu that arrow and number keys work.

What a prompt gives back is never trusted: only the id of an option that was shown, a day, a doubt
about one, or a command comes out of here. One application serves the whole call, because building
one anew would cost more than all the rest.
"""

import sys
from contextlib import suppress
from datetime import date
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output

from send_guide.call.asking import CannotDraw, Context, Doubt, Lines, Reply, Screen
from send_guide.call.asking.commands import LOOKING_UP, Command
from send_guide.call.asking.menu.endless_paste import end_pastes
from send_guide.call.asking.menu.prompt import Prompt
from send_guide.call.asking.menu.rows import Rows
from send_guide.call.asking.menu.sheet import looked_up, screen_prompt
from send_guide.call.asking.tell import WIDEST, drop_waiting_keys, lines_told, tell
from send_guide.guide import Question
from send_guide.kinds import kind_of

_NARROWEST = 24
_STYLE = questionary.Style([("highlighted", "bold"), ("selected", "bold"), ("pointer", "bold")])
_KEPT_OVER = LOOKING_UP | {Command.FIND}
"""Commands after which a question is put again as it stood, with its ticks and what was typed."""


class MenuAsker:
    """A list, ticks or a line to type in, with the same command keys at each."""

    own_screen = True

    def __init__(self, output: Output | None = None) -> None:
        """Open the terminal. Raises CannotDraw where it refuses, as some Windows consoles do."""
        try:
            self._output = output or create_output(stdout=sys.stderr)
            if isinstance(self._output, Vt100_Output):
                # the menu needs no answer about the cursor, and some terminals never give one;
                # the application asks for it unless this is set before it is made
                self._output.enable_cpr = False
            self._application: Application[Any] = Application(
                output=self._output, style=_STYLE, erase_when_done=True
            )
        except Exception as failure:
            # what a console raises differs by system, and all of it means: use plain lines
            raise CannotDraw(str(failure)) from failure
        # a lone Esc is told from Alt by waiting; half a second is enough
        self._application.ttimeoutlen, self._application.timeoutlen = 0.1, 0.4
        self._prompt: Prompt | None = None
        self._application.before_render += self._fit
        # lines told when a screen was last shown: since then nothing stands there
        self._lines_at_screen = -1
        self._left: list[tuple[Question, Prompt]] = []

    def ask(self, question: Question, context: Context) -> Reply:
        """Show the menu until there is a reply that the question offers."""
        prompt = self._taken_up(question) or self._make(question, context)
        while True:
            reply = _checked(question, self._run(prompt))
            if reply is not None:
                break
            tell("That is not one of the answers.")
        if reply in _KEPT_OVER:
            self._left.append((question, prompt))
        elif question.id != "pick":
            self._left.clear()
        return reply

    def line(self, prompt: str, suggestion: str = "") -> str | None:
        """Read a line of text; Enter on nothing takes the suggestion, Esc goes back."""
        from send_guide.call.asking.menu.fields import text_prompt

        self.forget_keys()
        typed = self._run(text_prompt(prompt, suggestion, self._width))
        if not isinstance(typed, str) or isinstance(typed, Command):
            return None
        return " ".join(typed.split())

    def show(self, lines: Lines) -> None:
        """Show what was looked up on a screen of its own; then the question stands as it did."""
        self.forget_keys()
        self._output.enter_alternate_screen()
        try:
            self._output.erase_screen()
            self._output.cursor_goto(0, 0)
            self._output.flush()
            self._run(looked_up(lines, self._whole_width, self._height))
        finally:
            with suppress(OSError):
                self._output.quit_alternate_screen()
                self._output.flush()

    def key(self, screen: Screen) -> str:
        """Show a screen below an empty one, so that nothing else stands there, and wait."""
        self.forget_keys()
        if self._lines_at_screen != lines_told():
            self._output.write_raw("\r\n" * self._height())
            self._output.cursor_goto(0, 0)
            self._output.flush()
        self._lines_at_screen = lines_told()
        return str(self._run(screen_prompt(screen, self._whole_width, self._height)))

    def forget_keys(self) -> None:
        """Forget the keys typed so far."""
        clear_typeahead(self._application.input)
        drop_waiting_keys()

    def clear(self) -> bool:
        """Clear the screen and, where the terminal knows how, what has scrolled off it."""
        self._output.erase_screen()
        self._output.cursor_goto(0, 0)
        if isinstance(self._output, Vt100_Output):
            self._output.write_raw("\x1b[3J")
        self._output.flush()
        return True

    def _fit(self, _: Application[Any]) -> None:
        if self._prompt is not None:
            self._prompt.fit()

    def _make(self, question: Question, context: Context) -> Prompt:
        if kind_of(question).takes_a_day:
            # imported here: most questions take no day
            from send_guide.call.asking.menu.fields import DayField

            return DayField(question, context, self._width).prompt()
        return Rows(question, context, self._width, self._height).prompt()

    def _taken_up(self, question: Question) -> Prompt | None:
        """Return the prompt of a question that was left only to look something up."""
        found = next((kept for kept in self._left if kept[0] == question), None)
        if found is None:
            return None
        self._left.remove(found)
        return found[1]

    def _width(self) -> int:
        return max(_NARROWEST, min(WIDEST, self._output.get_size().columns - 1))

    def _whole_width(self) -> int:
        """Columns of a screen of lines, which may fill the last one."""
        return max(_NARROWEST, min(WIDEST, self._output.get_size().columns))

    def _height(self) -> int:
        return self._output.get_size().rows

    def _run(self, prompt: Prompt) -> object:
        application = self._application
        self._prompt = prompt
        application.layout, application.key_bindings = prompt.layout, prompt.keys
        try:
            return application.run(pre_run=lambda: end_pastes(application))
        except OSError as failure:
            raise CannotDraw(str(failure)) from failure


def _checked(question: Question, reply: object) -> Reply | None:
    """Return the reply if the question offers it."""
    if isinstance(reply, Command):
        return reply
    if kind_of(question).takes_a_day:
        return _day(question, reply)
    if kind_of(question).combines:
        ticked = reply if isinstance(reply, list) else []
        return tuple(option for option in question.allowed if option in ticked) or None
    return reply if isinstance(reply, str) and reply in question.allowed else None


def _day(question: Question, reply: object) -> Reply | None:
    if isinstance(reply, date | Doubt):
        return reply
    return reply if isinstance(reply, str) and reply in question.allowed else None
