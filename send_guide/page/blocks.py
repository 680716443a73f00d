"""What a page is made of: the few blocks that every format can show."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "strong", "warning", "quiet"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the page's title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage of text."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """A line below an entry. `verbatim`: a number or address, never wrapped or changed."""

    text: str
    label: str = ""
    verbatim: bool = False
    tone: Tone = "plain"

    @property
    def opening(self) -> str:
        """The label with what parts it from the text; a question needs no colon."""
        if not self.label:
            return ""
        return f"{self.label} " if self.label.endswith("?") else f"{self.label}: "


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a list: its number (None: a bullet), what it says, and the lines below it."""

    lead: str
    lines: tuple[Line, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines close together, for what is looked up and not read through."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Options side by side: the heads of the columns, and a row for each option."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Entry | Listing | Comparison
