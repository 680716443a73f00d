"""Text for the clipboard of the terminal that a person sits at, also over SSH."""

from base64 import b64encode


def osc52(text: str) -> str:
    """The control sequence that asks a terminal to copy the text (xterm, OSC 52).

    A terminal that does not know it ignores it, and none says whether it obeyed.
    """
    return f"\x1b]52;c;{b64encode(text.encode()).decode('ascii')}\x07"
