"""What a command writes: where to, in which format, and whether a person is there to see it."""

import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from send_guide import formats, output
from send_guide.cli.options import Format, PageFormat
from send_guide.engine.guidance import Guidance
from send_guide.errors import UsageError
from send_guide.formats import (
    DOCUMENTS,
    card,
    document,
    markdown,
    plain,
)
from send_guide.page.blocks import Block
from send_guide.page.card import WIDTH as CARD_WIDTH
from send_guide.page.sections import page


def is_terminal(stream: object) -> bool:
    """Whether a person is at the other end; a closed stream has nobody."""
    try:
        return bool(stream is not None and stream.isatty())  # type: ignore[attr-defined]  # a closed stream is None or raises
    except ValueError:
        return False


def wants_plain(plain: bool) -> bool:
    """Whether plain lines are asked for.

    By the option, the environment, or a terminal that can do no more.
    """
    return (
        plain
        or os.environ.get("SEND_GUIDE_PLAIN", "") not in ("", "0")
        or os.environ.get("TERM", "") in ("", "dumb")
    )


def page_format() -> PageFormat:
    """The format for a person: the page on a terminal, else plain text."""
    return (
        PageFormat.terminal
        if is_terminal(sys.stdout) and not wants_plain(False)
        else PageFormat.plain
    )


def on_screen(file: Path | None) -> bool:
    """Whether what is written there is read on the terminal."""
    return file is None and is_terminal(sys.stdout)


def render(
    shown: Guidance,
    chosen: Format,
    file: Path | None = None,
    now: datetime | None = None,
    *,
    plain: bool = False,
    sources: bool = False,
) -> str:
    """Return the guidance in a format, for the file or for standard output.

    `now`: the time of day, to say which contacts are open. `plain`: without bold type.
    `sources`: with the ids of the sources.
    """
    if chosen is Format.card:
        seen = on_screen(file)
        width = min(shutil.get_terminal_size().columns, CARD_WIDTH) if seen else CARD_WIDTH
        bold = seen and not wants_plain(plain)
        return card.render(shown, width, bold=bold)
    if chosen in DOCUMENTS:
        return document(shown, chosen)
    return draw(page(shown, now=now, sources=sources), PageFormat(chosen), file)


def draw(blocks: Sequence[Block], chosen: PageFormat, file: Path | None = None) -> str:
    """A page as text, as wide as the terminal where it is read there."""
    width = min(shutil.get_terminal_size().columns, 100) if on_screen(file) else 80
    if chosen is PageFormat.terminal:
        # imported here: only a person at a terminal needs it
        from send_guide.formats import terminal

        if sys.stdout is not None and terminal.encodable(sys.stdout.encoding):
            return terminal.render(blocks, width, colour="NO_COLOR" not in os.environ)
    return (
        markdown.render(blocks)
        if chosen is PageFormat.markdown
        else plain.render(blocks, width, ruled=not on_screen(file))
    )


def with_line(shown: Guidance, file: Path | None) -> str:
    """The line of statistics, after those that the file holds already; a new file gets a header."""
    if file is None or not file.is_file():
        return formats.render("csv", shown, header=file is not None)
    try:
        before = file.read_text(encoding="utf-8")
    except (OSError, ValueError) as failure:
        why = getattr(failure, "strerror", None) or "it is not text"
        raise UsageError(f"{file} cannot be added to: {why}. Choose another file.") from failure
    if before and not before.endswith("\n"):
        before += "\n"
    return before + formats.render("csv", shown, header=not before)


def write(text: str, file: Path | None = None, *, exact: bool = False) -> None:
    """Write to the file, or to standard output; a file that fails loses nothing.

    `exact`: see `output.write`. Raises UsageError.
    """
    try:
        output.write(text, file, exact=exact)
    except UsageError:
        # the call is over: its guidance must not be lost with the file
        output.write(text, None, exact=exact)
        raise


def say(text: str) -> None:
    """Tell the person, beside what was asked for; nobody can be told once the terminal is gone."""
    if sys.stderr is None:
        return
    with suppress(OSError):
        print(output.showable(output.harmless(text), sys.stderr.encoding), file=sys.stderr)
