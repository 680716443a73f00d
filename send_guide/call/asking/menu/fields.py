"""Lines to type in: a day, which is said back while it is typed, and free text."""

from collections.abc import Callable
from datetime import date

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    Container,
    Dimension,
    FormattedTextControl,
    HSplit,
    Layout,
    Window,
)

from send_guide.call.asking import DAY_HELP, NOT_SURE_KEY, Context
from send_guide.call.asking.commands import Command
from send_guide.call.asking.menu.keys import (
    Width,
    bar_with,
    command_bar,
    command_keys,
    leaving_keys,
    wrapped,
)
from send_guide.call.asking.menu.prompt import Prompt
from send_guide.call.asking.typed_day import said_back, understood
from send_guide.call.understand_day import Refused
from send_guide.dates import without_weekday
from send_guide.guide import Question

_LONGEST = 160
"""Characters of a line at most: what is pasted beyond them is no day and no name."""

_LONG = 40
"""Characters from which it is said how to clear a line."""

_LINES = 3
"""Lines of the screen that what is typed may take."""


class DayField:
    """A line for a day. The day understood stands below it while it is typed."""

    def __init__(self, question: Question, context: Context, width: Width) -> None:
        """Make the field with the day given before; Enter keeps that, and a figure replaces it."""
        self._question, self._today, self._width = question, context.today, width
        self._before = before = context.before
        self._keys_below = bar_with(context.code)
        self._fault = ""
        shown = without_weekday(before) if isinstance(before, date) else ""
        self._untouched = bool(shown)
        self._typed = Buffer(multiline=False, document=Document(shown, len(shown)))
        self._typed.on_text_changed += self._changed

    def prompt(self) -> Prompt:
        """Return the field with its keys."""
        free = Condition(lambda: self._untouched or not self._typed.text)
        # a day holds neither of these signs, so they are commands at any time
        keys = command_keys(free, (Command.RISK, Command.HELP))
        keys.add(Keys.ControlM, eager=True)(self._enter)
        keys.add(Keys.BracketedPaste, eager=True)(self._paste)
        keys.add(Keys.Escape)(self._clear)
        keys.add(Keys.Any, filter=Condition(lambda: self._untouched))(self._begin)
        below = _window(lambda: f"= {self._said()}", self._width)
        rows = [
            *_typing(self._typed, self._how, self._width),
            ConditionalContainer(below, Condition(lambda: bool(self._said()))),
            command_bar(lambda: "", self._keys_below, self._width),
        ]
        return Prompt(Layout(HSplit(rows), focused_element=self._typed), keys)

    def _how(self) -> str:
        unknown = f", or {NOT_SURE_KEY} if not sure" if self._question.not_sure else ""
        if self._untouched:
            unknown += "; Enter keeps the day below"
        if len(self._typed.text) > _LONG:
            unknown += "; Esc clears"
        how = f"{self._fault}. Type another day" if self._fault else DAY_HELP
        return f"{how}{unknown}"

    def _said(self) -> str:
        """The day understood so far, in words."""
        if not self._typed.text:
            return ""
        return said_back(understood(self._typed.text, self._question, self._today), self._today)

    def _changed(self, _: Buffer) -> None:
        self._untouched = False
        self._fault = ""

    def _begin(self, event: KeyPressEvent) -> None:
        """Replace the day given before by what is typed."""
        if event.data.isprintable():
            self._typed.text = ""
            self._typed.insert_text(event.data)

    def _paste(self, event: KeyPressEvent) -> None:
        """Take what is pasted, over however many lines, as one entry that can be cleared."""
        if self._untouched:
            self._typed.text = ""
        self._typed.insert_text(_in_one_line(event.data)[:_LONGEST])

    def _clear(self, _: KeyPressEvent) -> None:
        self._typed.text = ""

    def _enter(self, event: KeyPressEvent) -> None:
        if self._untouched:
            event.app.exit(result=self._before)
            return
        meant = understood(self._typed.text, self._question, self._today)
        if isinstance(meant, Refused):
            self._fault = meant.reason.removesuffix(".")
        else:
            event.app.exit(result=meant)


def text_prompt(prompt: str, suggestion: str, width: Width) -> Prompt:
    """Ask for a line of free text. Enter on nothing takes the suggestion, Esc goes back."""
    typed = Buffer(multiline=False)
    keys = leaving_keys()
    keys.add(Keys.ControlM, eager=True)(
        lambda event: event.app.exit(result=typed.text.strip() or suggestion)
    )
    keys.add(Keys.Escape)(lambda event: event.app.exit(result=Command.BACK))
    keys.add(Keys.BracketedPaste, eager=True)(
        lambda event: typed.insert_text(_in_one_line(event.data))
    )
    rows = _typing(typed, lambda: prompt, width)
    return Prompt(Layout(HSplit(rows), focused_element=typed), keys)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _typing(typed: Buffer, how: Callable[[], str], width: Width) -> list[Container]:
    """A line to type in, below what to type."""
    field = Window(
        BufferControl(typed),
        wrap_lines=True,
        dont_extend_height=True,
        height=Dimension(max=_LINES),
        get_line_prefix=lambda *_: " > ",
    )
    return [_window(how, width), field]


def _window(text: Callable[[], str], width: Width) -> Window:
    return Window(FormattedTextControl(lambda: wrapped(text(), width())), dont_extend_height=True)
