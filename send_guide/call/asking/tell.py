"""Write for the person during a call, never redrawn; and forget the keys typed before a question was shown."""

import shutil
import sys
from collections.abc import Iterable

from send_guide.formats import plain
from send_guide.output import harmless, showable
from send_guide.page.blocks import Block
from send_guide.page.lines import wrap

WIDEST = 80
"""Columns at most: longer lines are hard to read."""


def tell(text: str = "", first: str = "", rest: str = "") -> None:
    """Write a passage for the person, wrapped, to standard error. Written once and never redrawn."""
    for line in wrap(text, _width(), first, rest):
        print(showable(harmless(line), sys.stderr.encoding), file=sys.stderr)
    sys.stderr.flush()


def tell_blocks(blocks: Iterable[Block]) -> None:
    """Show part of a page."""
    print(
        f"\n{showable(plain.render(blocks, _width(), ruled=False), sys.stderr.encoding)}",
        end="",
        file=sys.stderr,
    )


def _width() -> int:
    # a line that fills the last column makes some terminals add an empty one
    return max(plain.NARROWEST, min(WIDEST, shutil.get_terminal_size().columns - 1))


def drop_waiting_keys() -> None:
    """Forget what was typed before a question was shown: it cannot have been meant for it."""
    if not sys.stdin.isatty():
        return
    try:
        import termios
    except ImportError:  # Windows
        import msvcrt

        while msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]  # exists on Windows only
            msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
    else:
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
