"""Imports run downward only, and the core needs neither terminals nor streams."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "send_guide"
# outside of these, nothing asks a person, reads the command line or writes anywhere
EDGE = ("send_guide.cli", "send_guide.call", "send_guide.output", "send_guide.start")


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


# the package's own front door names everything, and __main__ is the other end
MODULES = {
    name_of(path): path
    for path in PACKAGE.rglob("*.py")
    if path.name != "__main__.py" and path != PACKAGE / "__init__.py"
}


def imported(path: Path) -> Iterator[str]:
    """The modules of this package that a module imports, at once or later; types left aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.ImportFrom)
            and node.module
            and node.module.startswith("send_guide")
        ):
            inside = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (each if each in MODULES else node.module for each in inside)


GRAPH = {
    name: {each for each in imported(path) if each in MODULES and each != name}
    for name, path in MODULES.items()
}


def test_no_module_needs_one_that_needs_it() -> None:
    """There is an order in which every module comes after all that it imports, late ones too."""
    try:
        order = list(TopologicalSorter(GRAPH).static_order())
    except CycleError as circle:
        pytest.fail(f"imports run in a circle: {' -> '.join(circle.args[1])}")

    assert len(order) == len(MODULES) > 60


def test_only_the_edge_asks_reads_options_or_writes() -> None:
    """Guides, walks, guidance, proofs and renderers import nothing that talks to a person."""
    core = {name: needs for name, needs in GRAPH.items() if not name.startswith(EDGE)}

    assert [
        (name, each) for name, needs in core.items() for each in needs if each.startswith(EDGE)
    ] == []
