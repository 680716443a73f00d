"""Page -> a Rich page for a terminal, from 40 columns up. The only importer of rich."""

import io
from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from send_guide.formats.plain import NARROWEST, in_turn
from send_guide.page.blocks import (
    Block,
    Comparison,
    Entry,
    Heading,
    Line,
    Listing,
    Paragraph,
    Tone,
)
from send_guide.page.lines import wrap

ROOM_FOR_COLUMNS = 70
# nothing hangs on colour, and red is the one that can be read on a light and on a dark background
STYLES: dict[Tone, str] = {"plain": "", "strong": "bold", "warning": "bold red", "quiet": "dim"}


def render(blocks: Iterable[Block], width: int = 80, colour: bool = True) -> str:
    """The page as text with terminal styles.

    Lines are broken here, at spaces only, so numbers and addresses stay whole.
    """
    console = Console(
        file=io.StringIO(),
        width=max(width, NARROWEST),
        force_terminal=True,
        color_system="standard" if colour else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        _environ={},
    )
    for number, block in enumerate(blocks):
        if number:
            console.print()
        if isinstance(block, Comparison) and console.width >= ROOM_FOR_COLUMNS:
            console.print(_table(block))
            continue
        for line in _lines(block, console.width):
            # Text, never markup: whatever an author writes is shown as written
            console.print(line, soft_wrap=True)
    written = console.file
    return written.getvalue() if isinstance(written, io.StringIO) else ""


def _lines(block: Block, width: int) -> Iterator[Text]:
    if isinstance(block, Heading):
        yield from (Text(text, "bold") for text in wrap(block.text, width))
        yield Text(("━" if block.level == 1 else "─") * min(width, len(block.text)), "bold")
    elif isinstance(block, Paragraph):
        yield from (Text(text, STYLES[block.tone]) for text in wrap(block.text, width))
    elif isinstance(block, Listing):
        for line in block.lines:
            yield from _line(line, width, "")
    elif isinstance(block, Comparison):
        for entry in in_turn(block):
            yield from _entry(entry, width)
    else:
        yield from _entry(block, width)


def _table(block: Comparison) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_lines=False,
        header_style="bold",
        highlight=False,
        expand=True,
    )
    for head in block.heads:
        table.add_column(head, overflow="fold", ratio=1)
    for row in block.rows:
        table.add_row(*map(Text, row))
        table.add_section()
    return table


def _entry(entry: Entry, width: int) -> Iterator[Text]:
    marker = "• " if entry.number is None else f"{entry.number}. "
    yield from (Text(text, "bold") for text in wrap(entry.lead, width, marker, " " * len(marker)))
    for line in entry.lines:
        yield from _line(line, width, " " * len(marker))


def _line(line: Line, width: int, indent: str) -> Iterator[Text]:
    label = line.opening
    if not line.verbatim:
        yield from (
            Text(text, STYLES[line.tone])
            for text in wrap(label + line.text, width, indent, indent + "  ")
        )
    elif len(indent + label + line.text) <= width:
        yield Text(indent + label + line.text)
    else:
        yield from ([Text(indent + label.rstrip())] if label else [])
        yield Text(line.text)


def encodable(encoding: str | None) -> bool:
    """Whether a stream of this encoding can show the page's lines and bullets.

    A cp1252 or ASCII console cannot.
    """
    try:
        "━─•“”".encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
