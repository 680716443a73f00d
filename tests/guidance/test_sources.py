"""Each sentence of the page the guide starts from is carried by some part of it."""

import re
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest

TOP = Path(__file__).parents[2]
TABLES = runpy.run_path(str(TOP / "docs" / "make_tables.py"))


@pytest.mark.parametrize("name", ["step-8", "facts"])
def test_the_tables_in_docs_are_those_of_the_flows(name: str) -> None:
    """Whoever edits sources runs docs/make_tables.py again."""
    made = cast(Callable[[], str], TABLES[name.replace("-", "_")])()

    assert (TOP / "docs" / f"{name}.md").read_text(encoding="utf-8") == made


def test_every_sentence_of_step_8_is_carried() -> None:
    """The page has 19 sentences and list items, and none is left out."""
    rows = re.findall(
        r"^\| S8\.(\d+) \|.*\| `.+ \|$",
        (TOP / "docs" / "step-8.md").read_text(encoding="utf-8"),
        re.MULTILINE,
    )

    assert [int(row) for row in rows] == list(range(1, 20))
