"""The flow language as JSON Schema, for editors that complete and warn while a flow is written.

It is made from the tables that the loader reads with.
"""

from send_guide.language.schema_parts import (
    DEFINITIONS,
    DRAFT,
    Shape,
    entries,
    one_or_more,
    shape_of,
)
from send_guide.language.sections import CALLERS_SAY, GUIDE, SECTIONS
from send_guide.language.values import OWN_ID, OWN_SOURCE_ID, record_shape, text


def schema() -> Shape:
    """The schema of one flow file: draft 2020-12.

    It cannot see what needs more than one file, or sense: `send-guide check` finds that.
    """
    return {
        "$schema": DRAFT,
        "title": "A file of the flow language of send-guide",
        "description": (
            "Every key is explained in flows/README.md. Run `send-guide check` for all faults."
        ),
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
    section = SECTIONS[name]
    ids = OWN_SOURCE_ID if name == "sources" else OWN_ID
    return {
        **entries(ids, record_shape(section.table)),
        "description": f"{section.what}, under its id",
    }
