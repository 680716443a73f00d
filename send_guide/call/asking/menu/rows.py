"""The options of a question as rows of a list, drawn by questionary. The one importer of it."""

import sys
from collections.abc import Callable

import questionary
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    ConditionalMargin,
    HSplit,
    Layout,
    ScrollbarMargin,
    ScrollOffsets,
    Window,
)
from questionary.prompts.common import InquirerControl

from send_guide.call.asking import Context, numbered
from send_guide.call.asking.menu.keys import (
    ALWAYS,
    Handler,
    Width,
    bar_with,
    command_bar,
    command_keys,
    in_lines,
    nothing,
    wrapped,
)
from send_guide.call.asking.menu.prompt import Prompt
from send_guide.guide import NOT_SURE, Question
from send_guide.kinds import kind_of
from send_guide.output import showable
from send_guide.page.lines import wrap

NOTHING = "nothing picked yet"
"""The row on which the pointer starts: Enter there answers nothing, so no stray key does."""

POINTER_WIDTH = 3
_ONE_FIGURE = 10
"""Options that a number key picks at once; with more, Enter follows the number."""


def marked(key: str, label: str, width: int, tick: str = "") -> str:
    """Lay out a row: the tick, the key, and the label over as many lines as it needs."""
    marker = f"{tick}{key}  "
    indent = " " * (POINTER_WIDTH + len(marker))
    shown = showable(label, sys.stderr.encoding)
    lines = wrap(shown, max(1, width - len(indent)))
    return marker + ("\n" + indent).join(lines)


class Rows:
    """A list of options, each wrapped to the width; ticks are plain signs."""

    def __init__(
        self,
        question: Question,
        context: Context,
        width: Width,
        height: Callable[[], int],
    ) -> None:
        """Make the rows; options of the answer given before are ticked again."""
        self._height = height
        self._several = kind_of(question).combines
        self._width = width
        self._keys = numbered(question)
        self._labels = {option.id: option.label for option in question.options}
        self._keys_below = bar_with(context.code)
        self._typed = ""
        self._fault = ""
        rows = [*(() if self._several else (NOTHING,)), *self._keys.values()]
        self._control = InquirerControl(
            [questionary.Choice(row, value=row) for row in rows],
            pointer=">",
            use_indicator=False,
            show_description=False,
            focusable=True,
        )
        if isinstance(context.before, tuple):
            ticked = [row for row in rows if row in context.before]
            self._control.selected_options[:] = ticked

    def prompt(self) -> Prompt:
        """Return the list with its keys."""
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
        bar = command_bar(self._how, self._keys_below, self._width)
        layout = Layout(HSplit([list_, bar]), focused_element=list_)
        return Prompt(layout, self._bindings(), self._fit)

    def _overflows(self) -> bool:
        """Whether the window is too low for all options, which would be hidden without a sign."""
        lines = sum(str(choice.title).count("\n") + 1 for choice in self._control.choices)
        keys = in_lines(self._keys_below(self._width()), self._width()).splitlines()
        how = wrapped(self._what_to_do(), self._width()).splitlines()
        return lines + len(keys) + len(how) > self._height()

    def _how(self) -> str:
        more = "More answers than fit: the arrow keys show them. " if self._overflows() else ""
        return more + self._what_to_do()

    def _what_to_do(self) -> str:
        if self._several:
            return f"{self._fault}Numbers or space to tick, as many as apply; Enter when done"
        if len(self._keys) > _ONE_FIGURE:
            return "Type a number and Enter, or use the arrow keys"
        return "Pick with a number, or the arrow keys and Enter"

    def _fit(self) -> None:
        """Put each label over as many lines as it needs: the list itself would cut it."""
        for choice in self._control.choices:
            option = str(choice.value)
            choice.title = NOTHING if option == NOTHING else self._row(option)

    def _row(self, option: str) -> str:
        key = next(key for key, keyed in self._keys.items() if keyed == option)
        ticked = "[x] " if option in self._control.selected_options else "[ ] "
        return marked(key, self._labels[option], self._width(), ticked if self._several else "")

    def _bindings(self) -> KeyBindings:
        keys = command_keys(ALWAYS)
        keys.add(Keys.Down, eager=True)(lambda _: self._control.select_next())
        keys.add(Keys.Up, eager=True)(lambda _: self._control.select_previous())
        keys.add(Keys.ControlM, eager=True)(self._enter)
        keys.add(Keys.Any)(nothing)
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
        elif option == NOT_SURE:
            # not sure goes with no other answer
            chosen[:] = [option]
        else:
            chosen[:] = [*(ticked for ticked in chosen if ticked != NOT_SURE), option]

    def _enter(self, event: KeyPressEvent) -> None:
        if self._several and not self._control.selected_options:
            self._fault = "Pick at least one. "
        elif self._several:
            event.app.exit(result=list(self._control.selected_options))
        elif self._pointed() != NOTHING:
            event.app.exit(result=self._pointed())

    def _figure(self, figure: str) -> Handler:
        """A number key picks or ticks at once; in a long list it moves to what is typed so far."""

        def handle(event: KeyPressEvent) -> None:
            further = self._typed + figure
            self._typed = further if self._typed and further in self._keys else figure
            option = self._keys.get(self._typed)
            if option is None:
                return
            if len(self._keys) <= _ONE_FIGURE and not self._several:
                event.app.exit(result=option)
                return
            rows = [choice.value for choice in self._control.choices]
            self._control.pointed_at = rows.index(option)
            if self._several:
                self._typed = ""
                self._tick(option)

        return handle
