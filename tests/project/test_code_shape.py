"""Code is written at a reader's pace: what ruff cannot count is counted here."""

import ast
from collections.abc import Iterator
from pathlib import Path

TOP = Path(__file__).parents[2]
FOLDERS = ("send_guide", "tests", "bench", "docs")
MOST_BRANCHES = 10
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
BRANCHES = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.match_case)


def python_files() -> Iterator[Path]:
    """Every Python file of the project."""
    for folder in FOLDERS:
        yield from sorted((TOP / folder).rglob("*.py"))


def complexity(function: ast.AST) -> int:
    """Cyclomatic complexity of a function, with the loops and conditions of comprehensions."""
    count = 1
    for node in ast.walk(function):
        if isinstance(node, BRANCHES):
            count += 1
        elif isinstance(node, ast.comprehension):
            count += 1 + len(node.ifs)
    return count


def test_functions_are_simple() -> None:
    """No function has more than ten paths through it, comprehensions counted."""
    found = [
        f"{path.relative_to(TOP)}:{node.lineno} {node.name} {complexity(node)}"
        for path in (TOP / "send_guide").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and complexity(node) > MOST_BRANCHES
    ]

    assert found == []


def crowded(tree: ast.AST) -> Iterator[int]:
    """The lines of comprehensions with more than one loop or more than one condition."""
    for node in ast.walk(tree):
        if isinstance(node, COMPREHENSIONS):
            conditions = [condition for loop in node.generators for condition in loop.ifs]
            if len(node.generators) > 1 or len(conditions) > 1:
                yield node.lineno


def test_a_comprehension_has_one_loop_and_one_condition() -> None:
    """A reader takes in a comprehension at one glance; longer ones are written as loops."""
    found = []
    for path in (TOP / "send_guide").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        found += [f"{path.relative_to(TOP)}:{line}" for line in crowded(tree)]

    assert found == []
