"""Guided advice for families who disagree with a council about special educational needs.

For use from Python: `load` a guide, `complete` a caller's answers (or `start` and `answer` one
question at a time), and `advise`; docs/python.md shows how. Each name is imported when it is
first used, so that `import send_guide` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from send_guide.version import __version__

if TYPE_CHECKING:
    from send_guide.call.understand_day import understand_day
    from send_guide.engine.guidance import Guidance
    from send_guide.engine.guidance import guidance as advise
    from send_guide.engine.walk import (
        Walk,
        answer,
        back,
        change,
        complete,
        replay,
        start,
        unused,
    )
    from send_guide.errors import (
        AnswerNeeded,
        AnswerNotAllowed,
        Problem,
        SendGuideError,
        UnsoundFlows,
        UsageError,
    )
    from send_guide.formats.json import render as as_json
    from send_guide.guide import Guide
    from send_guide.language.catalogue import open_guide as load
    from send_guide.language.faults import examine
    from send_guide.proof.prove import Proof, prove

__all__ = [
    "AnswerNeeded",
    "AnswerNotAllowed",
    "Guidance",
    "Guide",
    "Problem",
    "Proof",
    "SendGuideError",
    "UnsoundFlows",
    "UsageError",
    "Walk",
    "__version__",
    "advise",
    "answer",
    "as_json",
    "back",
    "change",
    "complete",
    "examine",
    "load",
    "prove",
    "replay",
    "start",
    "understand_day",
    "unused",
]

_HOMES = {
    "call.understand_day": ("understand_day",),
    "language.faults": ("examine",),
    "errors": (
        "AnswerNeeded",
        "AnswerNotAllowed",
        "Problem",
        "SendGuideError",
        "UnsoundFlows",
        "UsageError",
    ),
    "engine.guidance": ("Guidance",),
    "guide": ("Guide",),
    "proof.prove": ("Proof", "prove"),
    "engine.walk": (
        "Walk",
        "answer",
        "back",
        "change",
        "complete",
        "replay",
        "start",
        "unused",
    ),
}
"""The module of each name."""

# these names differ from those inside their modules, which may not have the name of a module
_RENAMED = {
    "load": ("language.catalogue", "open_guide"),
    "advise": ("engine.guidance", "guidance"),
    "as_json": ("formats.json", "render"),
}


def __getattr__(name: str) -> object:
    homes: dict[str, tuple[str, str]] = {}
    for its_home, names in _HOMES.items():
        homes |= {public: (its_home, public) for public in names}
    homes |= _RENAMED
    if name not in homes:
        raise AttributeError(f"module 'send_guide' has no attribute '{name}'")
    home, inside = homes[name]
    return getattr(import_module(f"send_guide.{home}"), inside)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
