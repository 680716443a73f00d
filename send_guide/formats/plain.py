"""Page -> plain text: no colour, no boxes, no cursor movement; numbers are never broken."""

from collections.abc import Iterable, Iterator

from send_guide.page.blocks import (
    Block,
    Comparison,
    Entry,
    Heading,
    Line,
    Listing,
    Paragraph,
)
from send_guide.page.lines import wrap

NARROWEST = 20


def render(blocks: Iterable[Block], width: int = 80, *, ruled: bool = True) -> str:
    """The page as plain text, wrapped to `width` columns.

    `ruled`: with a line below each heading, which a screen reader would read out.
    """
    width = max(width, NARROWEST)
    parts = ["\n".join(_lines(block, width, ruled)) for block in blocks]
    return "\n\n".join(parts) + "\n"


def _lines(block: Block, width: int, ruled: bool) -> Iterator[str]:
    if isinstance(block, Heading) and not ruled:
        end = "" if block.level == 1 or block.text.endswith(".") else ":"
        yield from wrap(block.text + end, width)
    elif isinstance(block, Heading):
        yield from wrap(
            block.text.upper() if block.level == 1 and block.text.isascii() else block.text, width
        )
        yield ("=" if block.level == 1 else "-") * min(width, len(block.text))
    elif isinstance(block, Paragraph):
        yield from wrap(block.text, width)
    elif isinstance(block, Listing):
        for line in block.lines:
            yield from _line(line, width, "")
    elif isinstance(block, Comparison):
        for entry in in_turn(block):
            yield from _entry_lines(entry, width)
    else:
        yield from _entry_lines(block, width)


def in_turn(block: Comparison) -> Iterator[Entry]:
    """A comparison as entries, one below the other.

    For where a table has no room, or would be read out cell by cell.
    """
    for name, *cells in block.rows:
        pairs = zip(block.heads[1:], cells, strict=True)
        yield Entry(name, tuple(Line(cell, head) for head, cell in pairs))


def _entry_lines(entry: Entry, width: int) -> Iterator[str]:
    marker = "- " if entry.number is None else f"{entry.number}. "
    yield from wrap(entry.lead, width, marker, " " * len(marker))
    for line in entry.lines:
        yield from _line(line, width, " " * len(marker))


def _line(line: Line, width: int, indent: str) -> Iterator[str]:
    label = line.opening
    if line.verbatim:
        yield (
            f"{indent}{label}{line.text}"
            if len(indent + label + line.text) <= width
            else f"{indent}{label}\n{line.text}"
        )
    else:
        yield from wrap(label + line.text, width, indent, indent + "  ")
