"""YAML files that are no flows, as plain text, lists and mappings: scenarios, and the answers of a script."""

from typing import Any

from send_guide.errors import Problem, UsageError
from send_guide.language import yaml_tree as nodes
from send_guide.language.yaml_tree import (
    Items,
    Keys,
    Node,
    Text,
)


def read_plain(file: str, data: bytes) -> tuple[Any, tuple[int, ...], tuple[Problem, ...]]:
    """A YAML file as nested text, lists and mappings; the line of each item of its top list; and the faults of form."""
    tree = nodes.read_tree(file, data)
    lines = tuple(item.line for item in tree.root.items) if isinstance(tree.root, Items) else ()
    return None if tree.root is None else _plain(tree.root), lines, tuple(tree.problems)


def _plain(node: Node) -> Any:
    if isinstance(node, Items):
        return [_plain(item) for item in node.items]
    return (
        node.value
        if isinstance(node, Text)
        else {name: _plain(value) for name, (_, value) in node.keys.items()}
    )


def read_answers(name: str, data: bytes) -> dict[str, object]:
    """Answers from YAML or JSON: question id -> text, or a list of texts. Raises UsageError naming every fault."""
    tree = nodes.read_tree(name, data)
    if isinstance(tree.root, Keys):
        for key, node in tree.root.keys.values():
            parts = node.items if isinstance(node, Items) else [node]
            if not all(isinstance(part, Text) for part in parts):
                tree.fault(
                    key.line,
                    key.column,
                    "wrong-type",
                    f"the answer to '{key.value}' is neither a text nor a list of texts",
                    "write `question: answer`",
                )
    elif not tree.problems:
        tree.fault(
            1, 1, "wrong-type", "answers are a mapping", "write one `question: answer` on each line"
        )
    if tree.problems:
        raise UsageError("\n".join(map(str, tree.problems)))
    answers = _plain(tree.root) if tree.root else {}
    return dict(answers)
