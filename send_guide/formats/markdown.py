"""Page -> Markdown, with everything in a text that Markdown would read as a sign escaped."""

import re
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

# an underscore inside a word is no sign: ids stay as they are written
_SIGNS = re.compile(r"([\\`*{}\[\]<>#|~&]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9]))")
_LIST_START = re.compile(r"^(\d+)([.)])(\s)|^([-+])(\s)")


def render(blocks: Iterable[Block]) -> str:
    """The page as Markdown. Addresses and numbers stay readable as text."""
    return "\n\n".join("\n".join(_lines(block)) for block in blocks) + "\n"


def escape(text: str) -> str:
    """The text with Markdown's signs escaped."""
    return _LIST_START.sub(
        lambda m: f"{m[1]}\\{m[2]}{m[3]}" if m[1] else f"\\{m[4]}{m[5]}", _SIGNS.sub(r"\\\1", text)
    )


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {escape(block.text)}"
    elif isinstance(block, Paragraph):
        yield (
            f"**{escape(block.text)}**"
            if block.tone in ("strong", "warning")
            else escape(block.text)
        )
    elif isinstance(block, Listing):
        yield from (f"- {_line(line)}" for line in block.lines)
    elif isinstance(block, Comparison):
        yield f"| {' | '.join(map(escape, block.heads))} |"
        yield "|---" * len(block.heads) + "|"
        yield from (f"| {' | '.join(map(escape, row))} |" for row in block.rows)
    else:
        yield from _entry_lines(block)


def _entry_lines(entry: Entry) -> Iterator[str]:
    marker = "- " if entry.number is None else f"{entry.number}. "
    yield marker + escape(entry.lead)
    for line in entry.lines:
        yield f"{' ' * len(marker)}- {_line(line)}"


def _line(line: Line) -> str:
    label = escape(line.opening)
    if line.verbatim:
        return label + (f"<{line.text}>" if "://" in line.text or "@" in line.text else line.text)
    text = escape(line.text)
    return label + (f"**{text}**" if line.tone in ("strong", "warning") else text)
