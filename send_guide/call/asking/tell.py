"""Write for the person during a call, never redrawn; and forget keys typed too early."""

import shutil
import sys
from dataclasses import dataclass

from send_guide.formats import plain
from send_guide.output import harmless, showable
from send_guide.page.lines import wrap

WIDEST = 80
"""Columns at most: longer lines are hard to read."""


@dataclass
class _Told:
    """How many lines were written, and the last passage."""

    lines: int = 0
    last: str = ""


_told = _Told()


def lines_told() -> int:
    """Return how many lines were written since the start of the program."""
    return _told.lines


def last_told() -> str:
    """Return the last passage written since `forget_told`."""
    return _told.last


def forget_told() -> None:
    """Forget the last passage."""
    _told.last = ""


def tell(text: str = "", first: str = "", rest: str = "") -> None:
    """Write a passage to standard error, wrapped. It is written once and never redrawn.

    `first` and `rest` are the indents.
    """
    for line in wrap(text, width(), first, rest):
        tell_line(line)
    _told.last = text
    sys.stderr.flush()


def tell_line(line: str) -> None:
    """Write a line as it is."""
    print(showable(harmless(line), sys.stderr.encoding), file=sys.stderr)
    _told.lines += 1


def width() -> int:
    """Return the columns that a line may take."""
    # a line that fills the last column makes some terminals add an empty one
    return max(plain.NARROWEST, min(WIDEST, shutil.get_terminal_size().columns - 1))


def whole_width() -> int:
    """Return the columns of a line that may fill the last one."""
    return max(plain.NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))


def drop_waiting_keys() -> None:
    """Forget what was typed before a question was shown: it cannot have been meant for it."""
    if not sys.stdin.isatty():
        return
    try:
        import termios
    except ImportError:  # Windows
        import msvcrt

        while msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]  # Windows only
            msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
    else:
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
