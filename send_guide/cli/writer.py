"""How the guidance at the end of a walk is written."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from send_guide import formats
from send_guide.cli.options import Format
from send_guide.cli.screen import on_screen, render, wants_plain, with_line, write
from send_guide.engine.guidance import guidance
from send_guide.engine.walk import Walk

_DATA = (Format.json, Format.html, Format.csv, Format.ics)
"""Formats that are read by programs and written as UTF-8 whatever the console."""


@dataclass(frozen=True)
class Writer:
    """Writes the guidance of a walk in the format chosen.

    `area`, `service`: as for `guidance`. `live`: today is today, so that the time of day counts.
    """

    area: str | None = None
    service: str | None = None
    format: Format | None = None
    file: Path | None = None
    plain: bool = False
    live: bool = False
    sources: bool = False
    large_print: bool = False

    @property
    def on_screen(self) -> bool:
        """Whether it is written where the person sees it."""
        return on_screen(self.file)

    @property
    def as_card(self) -> bool:
        """Whether a call ends with the card on the screen."""
        return self.on_screen and self.format in (None, Format.card) and not self.sources

    def write(self, walk: Walk, left_over: tuple[str, ...] = ()) -> None:
        """Write the guidance. Raises UsageError where the file cannot be written."""
        chosen = self.format or self._by_place()
        now = datetime.now() if self.live and self.on_screen else None
        shown = guidance(walk, self.area, self.service, left_over)
        if chosen is Format.csv:
            text = with_line(shown, self.file)
        elif chosen is Format.html:
            text = formats.render("html", shown, large_print=self.large_print)
        else:
            text = render(shown, chosen, self.file, now, plain=self.plain, sources=self.sources)
        write(text, self.file, exact=chosen in _DATA)

    def _by_place(self) -> Format:
        """The card on a terminal, unless sources are asked for; else the whole page."""
        if not self.on_screen:
            return Format.plain
        if not self.sources:
            return Format.card
        return Format.plain if wants_plain(self.plain) else Format.terminal
