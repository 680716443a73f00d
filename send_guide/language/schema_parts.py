"""What each reader of flow files accepts, as JSON Schema.

It is written above the reader itself, so that the two stay one.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

Shape = Mapping[str, Any]
_Reader = TypeVar("_Reader", bound=Callable[..., Any])

DEFINITIONS: dict[str, Shape] = {}
"""Shapes that have a name, by it. They stand once in the schema and are referred to."""

_SHAPES: dict[Callable[..., Any], Shape] = {}

DRAFT = "https://json-schema.org/draft/2020-12/schema"

SCALAR = ["string", "number", "boolean"]
"""The loader reads every scalar as text. An editor types them first.

To it, `version: 1.10` is a number, and `no` may be a boolean.
"""


def shaped(shape: Shape, name: str | None = None) -> Callable[[_Reader], _Reader]:
    """Says of a reader which shape it accepts."""

    def keep(read: _Reader) -> _Reader:
        if name:
            DEFINITIONS[name] = shape
        _SHAPES[read] = {"$ref": f"#/$defs/{name}"} if name else shape
        return read

    return keep


def shape_of(read: Callable[..., Any]) -> Shape:
    """The shape a reader accepts. Raises KeyError naming a reader that does not say it."""
    if read not in _SHAPES:
        raise KeyError(
            f"{read.__qualname__} does not say what it accepts: put `@shaped(…)` above it"
        )
    return _SHAPES[read]


def whole(pattern: str) -> str:
    """A pattern that the whole text must match."""
    return f"^(?:{pattern})$"


def any_of(*shapes: Shape) -> Shape:
    """One shape or another."""
    return {"anyOf": list(shapes)}


def one_or_more(shape: Shape) -> Shape:
    """A list; a single value stands for a list of one."""
    return any_of(shape, {"type": "array", "items": shape})


def words(allowed: Iterable[str]) -> Shape:
    """One of these words. Some editors take yes and no for booleans."""
    listed = list(allowed)
    return {
        "enum": [
            *listed,
            *({"yes": True, "no": False}[word] for word in listed if word in ("yes", "no")),
        ]
    }


def entries(ids: Shape, entry: Shape) -> Shape:
    """A mapping whose keys are ids."""
    return {"type": "object", "propertyNames": ids, "additionalProperties": entry}


def text_without(*faults: str) -> Shape:
    """A text that is not empty and in which none of the patterns is found."""
    return {
        "type": SCALAR,
        "pattern": r"\S",
        "not": any_of(*({"type": "string", "pattern": fault} for fault in faults)),
    }
