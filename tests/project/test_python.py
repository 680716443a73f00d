"""`import send_guide`: what another program may rely on."""

import doctest
import inspect
import re
import subprocess
import sys
from pathlib import Path

import send_guide

TOP = Path(__file__).parents[2]
PAGE = TOP / "docs" / "python.md"


def test_the_examples_run() -> None:
    """docs/python.md shows what happens, line by line."""
    failed, tried = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")

    assert failed == 0
    assert tried > 15


def test_every_name_is_there_and_documented() -> None:
    """Each name that the package offers exists and is explained, and the page lists them all."""
    for name in send_guide.__all__:
        offered = getattr(send_guide, name)
        assert inspect.getdoc(offered)
        assert name in dir(send_guide)
    page = PAGE.read_text(encoding="utf-8")
    functions = {
        name for name in send_guide.__all__ if inspect.isfunction(getattr(send_guide, name))
    }
    shown = {
        name
        for row in re.findall(r"^\| (.*?) \|", page, re.MULTILINE)
        for name in re.findall(r"`(\w+)\(", row)
    }
    assert shown == functions


def test_importing_it_costs_nothing() -> None:
    """No library and no other module is loaded before a name is used."""
    loaded = (
        "import sys, send_guide; "
        "watched = ('send_guide.', 'yaml', 'typer', 'dateutil'); "
        "print(sorted(name for name in sys.modules if name.startswith(watched)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True
    )

    assert done.stdout == "['send_guide.version']\n"


def test_a_name_that_is_not_there() -> None:
    """A wrong name is an AttributeError, as with any module, so that hasattr works."""
    assert not hasattr(send_guide, "lode")
