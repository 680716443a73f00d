"""Ask with a menu that arrow and number keys work. The only importer of questionary and prompt_toolkit.

What a prompt gives back is never trusted: only the id of an option that was shown, a day, or a command comes out of here.
Questionary draws the list; one application serves the whole call, because building one anew would cost more than all the rest.
"""

import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalMargin,
    FormattedTextControl,
    HSplit,
    Layout,
    ScrollbarMargin,
    ScrollOffsets,
    Window,
)
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from questionary.prompts.common import InquirerControl

from send_guide.call.asking import (
    DAY_HELP,
    NO_DAY,
    NOT_SURE_KEY,
    CannotDraw,
    Reply,
    numbered,
    read_day,
)
from send_guide.call.asking.commands import COMMANDS, Command
from send_guide.call.asking.tell import WIDEST, drop_waiting_keys, tell
from send_guide.guide import NOT_SURE, Question
from send_guide.output import showable

# the row the pointer starts on: Enter there answers nothing, so no option is ever picked by a stray key
_NOTHING = "nothing picked yet"
_BAR = (
    "b back",
    "a answers",
    "u undo",
    "/ find",
    "w why",
    "g words",
    "t times",
    "c contacts",
    "! risk",
    "? all keys",
)
_POINTER_WIDTH = 3
_NARROWEST = 24
_STYLE = questionary.Style([("highlighted", "bold"), ("selected", "bold"), ("pointer", "bold")])
Handler = Callable[[KeyPressEvent], None]


@dataclass(frozen=True)
class _Prompt:
    """What is drawn below a question, the keys it takes, and what to do before each drawing (the width may have changed)."""

    layout: Layout
    keys: KeyBindings
    fit: Callable[[], None] = lambda: None


class MenuAsker:
    """A list, ticks or a line to type in, with the same command keys at each."""

    def __init__(self, output: Output | None = None) -> None:
        """Open the terminal. Raises CannotDraw where it refuses, as some Windows consoles do."""
        try:
            self._output = output or create_output(stdout=sys.stderr)
            self._application: Application[Any] = Application(
                output=self._output, style=_STYLE, erase_when_done=True
            )
        except Exception as failure:  # what a console raises differs by system, and every one means: use plain lines
            raise CannotDraw(str(failure)) from failure
        if isinstance(self._output, Vt100_Output):
            # the menu needs no answer from the terminal about its cursor, and some never give one
            self._output.enable_cpr = False
        # a lone Esc is told from Alt by waiting; half a second is enough
        self._application.ttimeoutlen, self._application.timeoutlen = 0.1, 0.4
        self._fit: Callable[[], None] = lambda: None
        self._application.before_render += lambda _: self._fit()

    def ask(self, question: Question) -> Reply:
        """Show the menu until there is a reply that the question offers."""
        prompt = (
            _day_prompt(question, self._width)
            if question.kind == "date"
            else _List(question, self._width, self._height).prompt()
        )
        while True:
            reply = _checked(question, self._run(prompt))
            if reply is not None:
                return reply
            tell("That is not one of the answers.")

    def line(self, prompt: str) -> str:
        """A line of text; Enter on nothing gives none."""
        typed = Buffer(multiline=False)
        keys = _leaving_keys()
        keys.add(Keys.ControlM, eager=True)(lambda event: event.app.exit(result=typed.text))
        reply = self._run(_Prompt(_typing(typed, lambda: prompt, self._width), keys))
        return " ".join(reply.split()) if isinstance(reply, str) else ""

    def clear(self) -> bool:
        """Clear the screen and, where the terminal knows how, what has scrolled off it."""
        self._output.erase_screen()
        self._output.cursor_goto(0, 0)
        if isinstance(self._output, Vt100_Output):
            self._output.write_raw("\x1b[3J")
        self._output.flush()
        return True

    def _width(self) -> int:
        return max(_NARROWEST, min(WIDEST, self._output.get_size().columns - 1))

    def _height(self) -> int:
        return self._output.get_size().rows

    def _run(self, prompt: _Prompt) -> object:
        """Run a prompt on an empty keyboard, so that keys typed before it was shown answer nothing."""
        application = self._application
        self._fit, application.layout, application.key_bindings = (
            prompt.fit,
            prompt.layout,
            prompt.keys,
        )
        clear_typeahead(application.input)
        drop_waiting_keys()
        try:
            return application.run()
        except OSError as failure:
            raise CannotDraw(str(failure)) from failure


def _checked(question: Question, reply: object) -> Reply | None:
    if isinstance(reply, Command):
        return reply
    if question.kind == "date":
        return read_day(reply, not_sure=bool(question.not_sure)) if isinstance(reply, str) else None
    if question.kind == "several":
        chosen = (
            tuple(each for each in question.allowed if each in reply)
            if isinstance(reply, list)
            else ()
        )
        return chosen or None
    return reply if isinstance(reply, str) and reply in question.allowed else None


class _List:
    """The options of one question as rows: questionary's list, with labels wrapped to the width and ticks in plain signs."""

    def __init__(
        self, question: Question, width: Callable[[], int], height: Callable[[], int]
    ) -> None:
        self._height = height
        self._several = question.kind == "several"
        self._width = width
        self._keys = numbered(question)
        self._labels = {option.id: option.label for option in question.options}
        self._typed = ""
        self._fault = ""
        rows = [*(() if self._several else (_NOTHING,)), *self._keys.values()]
        self._control = InquirerControl(
            [questionary.Choice(row, value=row) for row in rows],
            pointer=">",
            use_indicator=False,
            show_description=False,
            focusable=True,
        )

    def prompt(self) -> _Prompt:
        """The list with its keys."""
        list_ = Window(
            self._control,
            wrap_lines=True,
            dont_extend_height=True,
            # a label of several lines stays whole in sight below the pointer
            scroll_offsets=ScrollOffsets(bottom=3),
            right_margins=[
                ConditionalMargin(
                    ScrollbarMargin(display_arrows=True), Condition(lambda: self._overflows())
                )
            ],
        )
        layout = Layout(HSplit([list_, _bar(self._how, self._width)]), focused_element=list_)
        return _Prompt(layout, self._bindings(), self._fit)

    def _overflows(self) -> bool:
        """Whether the window is too low for all the options, which would otherwise be hidden without a sign."""
        lines = sum(str(choice.title).count("\n") + 1 for choice in self._control.choices)
        bar = len(_keys_in_lines(self._width()).splitlines()) + len(
            _wrapped(self._what_to_do(), self._width()).splitlines()
        )
        return lines + bar > self._height()

    def _how(self) -> str:
        more = "More answers than fit: the arrow keys show them. " if self._overflows() else ""
        return more + self._what_to_do()

    def _what_to_do(self) -> str:
        if self._several:
            return f"{self._fault}Numbers or space to tick, as many as apply; Enter when done"
        return (
            "Type a number and Enter, or use the arrow keys"
            if len(self._keys) > 10
            else "Pick with a number, or the arrow keys and Enter"
        )

    def _fit(self) -> None:
        """Every label over as many lines as it needs, later lines below the first word: the list itself would cut it."""
        for choice in self._control.choices:
            choice.title = _NOTHING if choice.value == _NOTHING else self._row(str(choice.value))

    def _row(self, option: str) -> str:
        key = next(key for key, each in self._keys.items() if each == option)
        tick = (
            ("[x] " if option in self._control.selected_options else "[ ] ")
            if self._several
            else ""
        )
        marker = f"{tick}{key}  "
        indent = " " * (_POINTER_WIDTH + len(marker))
        width = self._width() - _POINTER_WIDTH
        label = showable(self._labels[option], sys.stderr.encoding)
        lines = textwrap.wrap(
            label, width - len(marker), break_long_words=False, break_on_hyphens=False
        )
        return marker + ("\n" + indent).join(lines)

    def _bindings(self) -> KeyBindings:
        keys = _common_keys(Condition(lambda: True))
        keys.add(Keys.Down, eager=True)(lambda _: self._control.select_next())
        keys.add(Keys.Up, eager=True)(lambda _: self._control.select_previous())
        keys.add(Keys.ControlM, eager=True)(self._enter)
        keys.add(Keys.Any)(_nothing)
        if self._several:
            keys.add(" ", eager=True)(lambda _: self._tick(self._pointed()))
        for figure in "0123456789":
            keys.add(figure, eager=True)(self._figure(figure))
        return keys

    def _pointed(self) -> str:
        return str(self._control.get_pointed_at().value)

    def _tick(self, option: str) -> None:
        chosen = self._control.selected_options
        if option in chosen:
            chosen.remove(option)
        else:
            # not sure goes with no other answer
            chosen[:] = (
                [option]
                if option == NOT_SURE
                else [*(each for each in chosen if each != NOT_SURE), option]
            )

    def _enter(self, event: KeyPressEvent) -> None:
        if self._several and not self._control.selected_options:
            self._fault = "Pick at least one. "
        elif self._several:
            event.app.exit(result=list(self._control.selected_options))
        elif self._pointed() != _NOTHING:
            event.app.exit(result=self._pointed())

    def _figure(self, figure: str) -> Handler:
        """A number key: picks at once (or ticks); in a list too long for that, it moves to the row of the number typed so far."""

        def handle(event: KeyPressEvent) -> None:
            self._typed = (
                self._typed + figure
                if self._typed + figure in self._keys and self._typed
                else figure
            )
            option = self._keys.get(self._typed)
            if option is None:
                return
            if len(self._keys) <= 10 and not self._several:
                event.app.exit(result=option)
                return
            self._control.pointed_at = [choice.value for choice in self._control.choices].index(
                option
            )
            if self._several:
                self._typed = ""
                self._tick(option)

        return handle


def _day_prompt(question: Question, width: Callable[[], int]) -> _Prompt:
    typed = Buffer(multiline=False)
    fault = ""

    def enter(event: KeyPressEvent) -> None:
        nonlocal fault
        if read_day(typed.text, not_sure=bool(question.not_sure)) is None:
            fault = f"{NO_DAY} "
        else:
            event.app.exit(result=typed.text)

    unknown = f", or {NOT_SURE_KEY} if not sure" if question.not_sure else ""
    # a day starts with a figure, so a letter on an empty line can only be a command
    keys = _common_keys(Condition(lambda: not typed.text))
    keys.add(Keys.ControlM, eager=True)(enter)
    return _Prompt(
        _typing(typed, lambda: f"{fault}{DAY_HELP}{unknown}", width, with_bar=True), keys
    )


def _typing(
    typed: Buffer, how: Callable[[], str], width: Callable[[], int], *, with_bar: bool = False
) -> Layout:
    """A line to type in below what to type, and the command keys where they are taken."""
    field = Window(
        BufferControl(typed),
        wrap_lines=True,
        dont_extend_height=True,
        get_line_prefix=lambda *_: " > ",
    )
    words = Window(FormattedTextControl(lambda: _wrapped(how(), width())), dont_extend_height=True)
    return Layout(
        HSplit([words, field, *([_bar(lambda: "", width)] if with_bar else [])]),
        focused_element=field,
    )


def _bar(how: Callable[[], str], width: Callable[[], int]) -> Window:
    """What the keys do, in as few lines as fit."""

    def text() -> str:
        return "\n".join(filter(None, (_wrapped(how(), width()), _keys_in_lines(width()))))

    return Window(FormattedTextControl(text), dont_extend_height=True, style="class:bar")


def _keys_in_lines(width: int) -> str:
    return _wrapped("  ".join(key.replace(" ", "\xa0") for key in _BAR), width)


def _wrapped(text: str, width: int) -> str:
    lines = textwrap.wrap(
        text,
        width - 1,
        initial_indent=" ",
        subsequent_indent=" ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines).replace("\xa0", " ")


def _nothing(_: KeyPressEvent) -> None:
    """A key that does nothing."""


def _leaving_keys() -> KeyBindings:
    """The keys that stop a call, and those that must not end a prompt."""
    keys = KeyBindings()

    def stop(kind: type[BaseException]) -> Handler:
        return lambda event: event.app.exit(exception=kind)

    keys.add(Keys.ControlC, eager=True)(stop(KeyboardInterrupt))
    keys.add(Keys.SIGINT)(stop(KeyboardInterrupt))
    keys.add(Keys.ControlD, eager=True)(stop(EOFError))
    # Esc then Enter is what people press when they change their mind; a prompt would take it for an empty answer
    keys.add(Keys.Escape, Keys.ControlM)(_nothing)
    keys.add(Keys.Escape, Keys.ControlJ)(_nothing)
    return keys


def _common_keys(when: Condition) -> KeyBindings:
    """The commands, beside the keys that leave."""
    keys = _leaving_keys()

    def obey(command: Command) -> Handler:
        return lambda event: event.app.exit(result=command)

    for command in COMMANDS:
        keys.add(command.value, eager=True, filter=when)(obey(command))
    keys.add(Keys.Left, eager=True, filter=when)(obey(Command.BACK))
    return keys
