"""The tables of keys in flows/README.md, made from the keys themselves."""

import re
from collections.abc import Mapping

from send_guide.guide import (
    Alternative,
    Option,
    Roles,
    Season,
    SeasonalLabel,
    Span,
    Thing,
)
from send_guide.language.readers import VALUES, table_of
from send_guide.language.scenario_file import EXPECT, LIMIT, SCENARIO
from send_guide.language.sections import CALLERS_SAY, GUIDE, SECTIONS
from send_guide.language.values import Row, Table

TABLES: Mapping[str, Table] = {
    "guide": GUIDE,
    "roles": table_of(Roles),
    "things": table_of(Thing),
    "seasons": table_of(Season),
    **{name: section.table for name, section in SECTIONS.items()},
    "options": table_of(Option),
    "labels": table_of(SeasonalLabel),
    "alternative": table_of(Alternative),
    "later_of": table_of(Span),
    "values": VALUES,
    "callers_say": CALLERS_SAY,
    "scenario": SCENARIO,
    "expect": EXPECT,
    "time_limits of expect": LIMIT,
}
"""Every table of the language, by its name in the marks of flows/README.md."""

_MARKED = re.compile(r"<!-- keys: (.*?) -->\n.*?<!-- end -->", re.DOTALL)


def filled_in(text: str) -> str:
    """A reference whose tables are made anew: each between `<!-- keys: NAME -->` and its end."""
    return _MARKED.sub(lambda mark: _marked(mark[1]), text)


def tables_in(text: str) -> tuple[str, ...]:
    """The names of the tables that a reference holds."""
    return tuple(_MARKED.findall(text))


def _marked(name: str) -> str:
    rows = "\n".join(_row(key, row) for key, row in TABLES[name].items())
    return f"<!-- keys: {name} -->\n| key | meaning |\n|---|---|\n{rows}\n<!-- end -->"


def _row(key: str, row: Row) -> str:
    needed = " (must be there)" if row.required else ""
    return f"| `{key}` | {row.about}{needed} |"
