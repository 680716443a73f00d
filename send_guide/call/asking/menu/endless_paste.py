"""End a paste whose end never comes: a terminal that begins one must not make the menu deaf."""

import asyncio
from typing import Any

from prompt_toolkit.application import Application

_END = "\x1b[201~"
_PATIENCE = 1.0
"""Seconds between two looks at a paste."""

_TYPED = 64
"""Characters that a person types in this time at most; a paste that still goes on brings more."""


def end_pastes(application: Application[Any]) -> None:
    """Watch for such a paste as long as the application runs."""
    parser = getattr(application.input, "vt100_parser", None)
    if parser is not None:
        application.create_background_task(_watch(application, parser))


async def _watch(application: Application[Any], parser: Any) -> None:
    before = ""
    while True:
        await asyncio.sleep(_PATIENCE)
        # prompt_toolkit offers no other way to see that a paste has begun
        pasting = getattr(parser, "_in_bracketed_paste", False)
        pasted = parser._paste_buffer if pasting else ""
        if pasting and len(pasted) - len(before) < _TYPED:
            parser.feed(_END)
            application.key_processor.feed_multiple(application.input.read_keys())
            application.key_processor.process_keys()
        before = pasted
