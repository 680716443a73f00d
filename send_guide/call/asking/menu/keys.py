"""The keys that every prompt of the menu takes, and the line that names them."""

import textwrap
from collections.abc import Callable, Iterable

from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Window

from send_guide.call.asking.commands import BAR, COMMANDS, Command

Handler = Callable[[KeyPressEvent], None]
Width = Callable[[], int]

ALWAYS = Condition(lambda: True)
_ROOM_FOR_CODE = 70
"""Columns from which the code stands among the keys; in a narrower window a key shows it."""


def nothing(_: KeyPressEvent) -> None:
    """Do nothing, for a key that has no meaning here."""


def leaving_keys() -> KeyBindings:
    """Bind the keys that stop a call, and those that must not end a prompt."""
    keys = KeyBindings()

    def stop(kind: type[BaseException]) -> Handler:
        return lambda event: event.app.exit(exception=kind)

    keys.add(Keys.ControlC, eager=True)(stop(KeyboardInterrupt))
    keys.add(Keys.SIGINT)(stop(KeyboardInterrupt))
    keys.add(Keys.ControlD, eager=True)(stop(EOFError))
    # Esc then Enter is pressed by people who change their mind; it is no empty answer
    keys.add(Keys.Escape, Keys.ControlM)(nothing)
    keys.add(Keys.Escape, Keys.ControlJ)(nothing)
    return keys


def command_keys(when: Condition, at_any_time: Iterable[Command] = ()) -> KeyBindings:
    """Bind the commands, beside the keys that leave.

    `when`: commands are taken, and not typed as letters. `at_any_time`: commands for which that
    does not matter, as their signs never belong to what is typed.
    """
    keys = leaving_keys()

    def obey(command: Command) -> Handler:
        return lambda event: event.app.exit(result=command)

    for command in COMMANDS:
        taken = ALWAYS if command in at_any_time else when
        keys.add(command.value, eager=True, filter=taken)(obey(command))
    keys.add(Keys.Left, eager=True, filter=when)(obey(Command.BACK))
    return keys


def bar_with(code: str) -> Callable[[int], tuple[str, ...]]:
    """Return the command keys for a width; a wide window has room for the code itself."""
    with_code = tuple(f"k code {code}" if key == "k code" else key for key in BAR)
    return lambda width: with_code if code and width >= _ROOM_FOR_CODE else BAR


def command_bar(
    how: Callable[[], str], keys: Callable[[int], tuple[str, ...]], width: Width
) -> Window:
    """Name the command keys below what to do, in as few lines as fit."""

    def text() -> str:
        lines = (wrapped(how(), width()), in_lines(keys(width()), width()))
        return "\n".join(filter(None, lines))

    return Window(FormattedTextControl(text), dont_extend_height=True, style="class:bar")


def in_lines(keys: Iterable[str], width: int) -> str:
    """Put keys on lines; a key and its word are never parted."""
    return wrapped("  ".join(key.replace(" ", "\xa0") for key in keys), width)


def wrapped(text: str, width: int) -> str:
    """Wrap a text, one column in from the edge."""
    lines = textwrap.wrap(
        text,
        width - 1,
        initial_indent=" ",
        subsequent_indent=" ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines).replace("\xa0", " ")
