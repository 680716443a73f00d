"""Break text into lines: only at spaces, and never inside a number, an address or a date."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

# a telephone number: ten or eleven figures in groups, such as 01582 548132
_TELEPHONE = r"(?<!\d)0(?: ?\d){9,10}(?!\d)"
# a day without its weekday: 4 January 2027
_DAY = r"(?<!\d)\d{1,2} [A-Z][a-z]{2,8} \d{4}(?!\d)"
# a postcode: DL1 1RU
_POSTCODE = r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b"
_KEPT_TOGETHER = re.compile(f"{_TELEPHONE}|{_DAY}|{_POSTCODE}")
# stands for a space inside a number while lines are broken; no text holds this private character
_GLUE = "\ue000"


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Wrap text to `width` columns; `first` and `rest` are the indents.

    Lines break at spaces only, and not inside a telephone number, a date or a postcode. A word
    longer than a line stands whole on a line of its own.
    """
    broken = textwrap.wrap(
        _glued(text),
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(_GLUE, " ") for line in broken] or [first.rstrip()]


def _glued(text: str) -> str:
    return _KEPT_TOGETHER.sub(lambda found: found[0].replace(" ", _GLUE), text)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A few words of a line.

    `strong`: what the eye looks for. `whole`: kept on one line wherever a line has room for it.
    `verbatim`: a number or an address, kept on one line even if it stands out beyond the width.
    `spare`: left out where a line is saved by it.
    """

    text: str
    strong: bool = False
    whole: bool = False
    verbatim: bool = False
    spare: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of text, as phrases to be joined by one space; `indent` stands before the first."""

    phrases: tuple[Phrase, ...] = ()
    indent: str = ""

    @property
    def text(self) -> str:
        """The line as plain text, without spaces at its end."""
        return (self.indent + " ".join(phrase.text for phrase in self.phrases)).rstrip()


def fill(phrases: Iterable[Phrase], width: int, first: str, rest: str) -> Iterator[TextLine]:
    """Put phrases on lines of at most `width` columns; `first` and `rest` are the indents."""
    room = width - max(len(first), len(rest))
    atoms = chain.from_iterable(_atoms(phrase, room) for phrase in phrases)
    line: list[Phrase] = []
    indent = first
    for atom in atoms:
        if line and _columns([*line, atom], indent) > width:
            yield TextLine(_joined(line), indent)
            line, indent = [], rest
        line.append(atom)
    yield TextLine(_joined(line), indent)


def _atoms(phrase: Phrase, room: int) -> Sequence[Phrase]:
    """Split a phrase where it may be broken; words of it keep its emphasis."""
    if phrase.verbatim or (phrase.whole and len(phrase.text) <= room):
        return (phrase,)
    words = (word.replace(_GLUE, " ") for word in _glued(phrase.text).split())
    return [Phrase(word, phrase.strong) for word in words]


def _columns(line: Sequence[Phrase], indent: str) -> int:
    return len(indent) + sum(len(phrase.text) + 1 for phrase in line) - 1


def _joined(line: Sequence[Phrase]) -> tuple[Phrase, ...]:
    """Join neighbours of the same emphasis, so that a line holds few phrases."""
    joined: list[Phrase] = []
    for phrase in line:
        if joined and joined[-1].strong == phrase.strong:
            joined[-1] = Phrase(f"{joined[-1].text} {phrase.text}", phrase.strong)
        else:
            joined.append(phrase)
    return tuple(joined)
