"""No module outside the kinds compares the kind of a question: it asks the kind what it can do."""

import ast
from pathlib import Path

PACKAGE = Path(__file__).parents[2] / "send_guide"


def _compares_a_kind(node: ast.AST) -> bool:
    """Whether this is `question.kind == …` or a look-up by the kind of a question."""
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
    elif isinstance(node, ast.Subscript):
        sides = [node.slice]
    else:
        return False
    named = [ast.unparse(side) for side in sides]
    return any(name.split(".")[-2:] == ["question", "kind"] for name in named)


def test_nothing_else_tells_kinds_apart() -> None:
    """A new kind would be missed wherever another module lists the kinds there are."""
    found = []
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if "kinds" not in path.relative_to(PACKAGE).parts:
            compared = [node for node in ast.walk(tree) if _compares_a_kind(node)]
            found += [f"{path.relative_to(PACKAGE)}: {ast.unparse(node)}" for node in compared]

    assert found == []
