"""Pictures of a call from a real run on a terminal of 80 columns.

Run `python docs/make_pictures.py` with the development tools installed.
"""

import io
import re
import sys
from itertools import groupby
from pathlib import Path

from rich.console import Console
from rich.text import Text

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS.parent))

from tests.terminal.conftest import ENTER, Terminal  # noqa: E402  # the tests' terminal, found only now

CALL = ("run", "--today", "2026-11-24")
QUESTIONS = ("Which council's area", "Who is calling?", "Which school year", "What has the council")


def main() -> None:
    """Hold the call, and keep the screen at three moments."""
    with Terminal(*CALL, lines=24) as call:
        call.asks("What has happened?").rests()
        _draw(call, "question", "A question, with its answers and the keys")
        call.press("1")
        for question in QUESTIONS:
            call.asks(question).press("1")
        call.asks("What date").press("2 Nov", ENTER).asks("How far").press("1")
        call.shows("4 January 2027").rests()
        _draw(call, "card", "The card at the end of a call")
        call.press("1").rests()
        _draw(call, "step", "A step opened from the card")


def _draw(call: Terminal, name: str, title: str) -> None:
    console = Console(
        width=call.screen.columns,
        record=True,
        file=io.StringIO(),
        force_terminal=True,
        legacy_windows=False,
    )
    for row in range(call.screen.lines):
        console.print(_line(call, row), overflow="crop", no_wrap=True)
    svg = console.export_svg(title=title, unique_id=name)
    # the fonts would be fetched from the network; whatever the reader's machine has will do
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace(
        "Fira Code, monospace", "monospace"
    )
    (DOCS / f"call-{name}.svg").write_text(svg, encoding="utf-8")


def _line(call: Terminal, row: int) -> Text:
    signs = [call.screen.buffer[row][column] for column in range(call.screen.columns)]
    runs = (
        (bold, "".join(sign.data for sign in run))
        for bold, run in groupby(signs, key=lambda sign: sign.bold)
    )
    line = Text.assemble(*((text, "bold" if bold else "") for bold, text in runs))
    line.rstrip()
    return line


if __name__ == "__main__":
    main()
