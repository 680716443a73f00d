"""What the menu draws below a question."""

from collections.abc import Callable
from dataclasses import dataclass

from prompt_toolkit.key_binding import KeyBindings
from prompt_toolkit.layout import Layout


def _as_it_is() -> None:
    """Leave a prompt as it is, whatever the width."""


@dataclass(frozen=True)
class Prompt:
    """A layout and the keys it takes. `fit` is called before each drawing: the width may differ."""

    layout: Layout
    keys: KeyBindings
    fit: Callable[[], None] = _as_it_is
