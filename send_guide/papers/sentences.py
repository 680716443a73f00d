"""Sentences of a text."""

import re

_END = re.compile(r"(?<=[.?!])\s+(?=[A-Z0-9“])")


def first_and_rest(text: str) -> tuple[str, str]:
    """The first sentence of a text, and the rest of it, perhaps empty."""
    first, *rest = _END.split(text, maxsplit=1)
    return first, rest[0] if rest else ""


def first_sentence(text: str) -> str:
    """The first sentence of a text."""
    return first_and_rest(text)[0]
