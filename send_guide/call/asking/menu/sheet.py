"""A screen full of lines that stays until a key is pressed, on as many pages as it needs."""

import sys
import textwrap
from collections.abc import Callable, Sequence

from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window

from send_guide.call.asking import ENTER, Lines, Screen
from send_guide.call.asking.menu.keys import (
    Handler,
    Width,
    in_lines,
    leaving_keys,
    nothing,
)
from send_guide.call.asking.menu.prompt import Prompt
from send_guide.output import harmless, showable
from send_guide.page.lines import TextLine

_WIDE = 79
"""Columns from which the keys of a screen have their longer words."""


class Sheet:
    """Lines on pages. `under`: what stands below each page."""

    def __init__(
        self,
        lines: Lines,
        under: Callable[[], Sequence[str]],
        width: Width,
        height: Callable[[], int],
    ) -> None:
        self._lines, self._under = lines, under
        self._width, self._height = width, height
        self._page = 0

    def prompt(self, keys: KeyBindings, at_the_end: Handler) -> Prompt:
        """Return the sheet. Space turns the page, and on the last one does `at_the_end`."""

        def onward(event: KeyPressEvent) -> None:
            if self._page + 1 < len(self._pages()):
                self._page += 1
            else:
                at_the_end(event)

        def backward(_: KeyPressEvent) -> None:
            self._page = max(0, self._page - 1)

        for key in (" ", Keys.PageDown, Keys.Down):
            keys.add(key, eager=True)(onward)
        for key in (Keys.PageUp, Keys.Up):
            keys.add(key, eager=True)(backward)
        return Prompt(
            Layout(Window(FormattedTextControl(self._text), always_hide_cursor=True)), keys
        )

    def _text(self) -> StyleAndTextTuples:
        pages = self._pages()
        self._page = min(self._page, len(pages) - 1)
        number = self._page + 1
        more = ": Space shows more" if number < len(pages) else ": the last page"
        turn = f" {number} of {len(pages)}{more}"
        below = [*([turn] if len(pages) > 1 else []), *self._under()]
        fragments: StyleAndTextTuples = []
        for line in pages[self._page]:
            fragments += [*_fragments(line), ("", "\n")]
        return [*fragments, ("", "\n".join(below))]

    def _pages(self) -> list[Sequence[TextLine]]:
        room = max(2, self._height() - len(self._under()))
        lines = self._lines(self._width(), room)
        if len(lines) <= room:
            return [lines]
        # one line of each page says how many pages there are
        starts = range(0, len(lines), room - 1)
        return [lines[start : start + room - 1] for start in starts]


def _fragments(line: TextLine) -> StyleAndTextTuples:
    """A line with bold type for what the eye looks for."""
    fragments: StyleAndTextTuples = [("", line.indent)]
    for phrase in line.phrases:
        text = showable(harmless(phrase.text), sys.stderr.encoding)
        fragments += [("bold" if phrase.strong else "", text), ("", " ")]
    return fragments


def looked_up(lines: Lines, width: Width, height: Callable[[], int]) -> Prompt:
    """Show what was looked up; any key goes back."""
    keys = leaving_keys()
    for key in (Keys.Any, Keys.ControlM, Keys.Escape, Keys.Left):
        keys.add(key)(_leave)
    keys.add(Keys.BracketedPaste, eager=True)(nothing)
    sheet = Sheet(lines, lambda: (" Any key goes back",), width, height)
    return sheet.prompt(keys, _leave)


def screen_prompt(screen: Screen, width: Width, height: Callable[[], int]) -> Prompt:
    """Show a screen with keys of its own; any other key does nothing."""
    keys = leaving_keys()
    keys.add(Keys.Any)(nothing)
    keys.add(Keys.BracketedPaste, eager=True)(nothing)
    for typed, key in screen.keys.items():
        if typed == ENTER:
            keys.add(Keys.ControlM, eager=True)(_gives(key))
        elif len(typed) == 1:
            keys.add(typed, eager=True)(_gives(key))
    if "b" in screen.keys:
        keys.add(Keys.Left, eager=True)(_gives("b"))

    def under() -> list[str]:
        bar = screen.bar if width() >= _WIDE else screen.narrow_bar
        notice = textwrap.wrap(screen.notice, width() - 1, break_on_hyphens=False)
        return [*(f" {line}" for line in notice), *in_lines(bar, width()).splitlines()]

    at_the_end = _gives(screen.keys[" "]) if " " in screen.keys else nothing
    return Sheet(screen.lines, under, width, height).prompt(keys, at_the_end)


def _leave(event: KeyPressEvent) -> None:
    event.app.exit(result="")


def _gives(key: str) -> Handler:
    return lambda event: event.app.exit(result=key)
