"""Card -> text: plain lines, or the same lines for a terminal with bold for what the eye seeks."""

from send_guide.engine.guidance import Guidance
from send_guide.page.card import WIDTH, card
from send_guide.page.lines import Phrase, TextLine

# written here and not by rich, which is slow to load: a card needs no more than this
_BOLD, _NORMAL = "\x1b[1m", "\x1b[22m"


def render(shown: Guidance, width: int = WIDTH, *, bold: bool = False) -> str:
    """The card as text of at most `width` columns. `bold`: for a terminal, with bold type."""
    lines = card(shown, width).lines
    return "\n".join(_styled(line) if bold else line.text for line in lines) + "\n"


def _styled(line: TextLine) -> str:
    return line.indent + " ".join(map(_phrase, line.phrases))


def _phrase(phrase: Phrase) -> str:
    return f"{_BOLD}{phrase.text}{_NORMAL}" if phrase.strong else phrase.text
