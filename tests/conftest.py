"""The guides that tests walk: the small one of flows/README.md, and the shipped one."""

import re
from datetime import date
from pathlib import Path

import pytest

from send_guide.guide import (
    Guide,
    Option,
    Outcome,
    Question,
    Route,
)
from send_guide.language import catalogue
from send_guide.picture.graph import Graph, graph

TOP = Path(__file__).parents[1]
HOSTILE = (
    """</script><img src=x onerror=alert(1)> & "quotes" 'single' `tick` """
    """| # ; %% [x](y) {z} 1. end"""
)


@pytest.fixture(scope="session")
def shipped() -> Guide:
    """The main guide of this checkout."""
    return catalogue.load(TOP / "flows", "disagreements")


@pytest.fixture(scope="session")
def small_flows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A flows folder that holds only the example of flows/README.md."""
    text = (TOP / "flows" / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert block
    folder = tmp_path_factory.mktemp("flows")
    (folder / "example.yaml").write_text(block[1], encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def small(small_flows: Path) -> Guide:
    """The guide of that example."""
    return catalogue.load(small_flows, "example")


@pytest.fixture(scope="session")
def hostile() -> Graph:
    """A graph in which every text tries to break out of what it is written in."""
    option = Option("yes", HOSTILE, go=(Route("end"),))
    question = Question(
        "ask",
        HOSTILE,
        "one",
        HOSTILE,
        say=HOSTILE,
        note=HOSTILE,
        not_sure=HOSTILE,
        options=(option, Option("no", HOSTILE)),
        go=(Route("end"),),
    )
    outcome = Outcome("end", HOSTILE, HOSTILE, ())
    return graph(
        Guide(
            "hostile",
            HOSTILE,
            HOSTILE,
            date(2026, 5, 31),
            None,
            "ask",
            {"ask": question},
            {"end": outcome},
            {},
            {},
            {},
            {},
            {},
        )
    )
