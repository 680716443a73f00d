"""The flow language as JSON Schema, for editors that complete and warn while a flow is written. Made from the loader's own tables."""

from collections.abc import Mapping

from send_guide.language.keys import CALLERS_SAY, GUIDE, SECTIONS
from send_guide.language.schema_parts import (
    DEFINITIONS,
    Shape,
    entries,
    one_or_more,
    shape_of,
)
from send_guide.language.values import (
    OWN_ID,
    OWN_SOURCE_ID,
    record_shape,
    text,
)

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> Mapping[str, object]:
    """The schema of one flow file: draft 2020-12. What needs more than one file, or sense, is for `send-guide check` to find."""
    return {
        "$schema": DRAFT,
        "title": "A file of the flow language of send-guide",
        "description": "Every key is explained in flows/README.md. Run `send-guide check` for all faults.",
        "type": "object",
        "minProperties": 1,
        "properties": {
            "guide": {
                **record_shape(GUIDE),
                "description": "what the guide is; only in the guide's own file",
            },
            "include": {
                **one_or_more(shape_of(text)),
                "description": "other files of the guide, by their path in the folder of flows",
            },
            **{name: _section(name) for name in SECTIONS},
            "callers_say": {
                **record_shape(CALLERS_SAY),
                "description": "what callers say in their own words, by what it leads to",
            },
        },
        "additionalProperties": False,
        "$defs": DEFINITIONS,
    }


def _section(name: str) -> Shape:
    what, table, _ = SECTIONS[name]
    return {
        **entries(OWN_SOURCE_ID if name == "sources" else OWN_ID, record_shape(table)),
        "description": f"{what}, under its id",
    }
