"""The answers of a script, read from YAML or JSON."""

from send_guide.errors import UsageError
from send_guide.language.yaml_tree import Items, Keys, Node, Text, Tree, read_tree

Answers = dict[str, object]
"""Question id -> a text, or a list of texts."""


def read_answers(name: str, data: bytes) -> Answers:
    """Answers from YAML or JSON. Raises UsageError naming every fault."""
    tree = read_tree(name, data)
    answers: Answers = {}
    if isinstance(tree.root, Keys):
        answers = {key.value: _answer(tree, key, node) for key, node in tree.root.keys.values()}
    elif not tree.problems:
        fix = "write one `question: answer` on each line"
        tree.fault(1, 1, "wrong-type", "answers are a mapping", fix)
    if tree.problems:
        raise UsageError("\n".join(map(str, tree.problems)))
    return answers


def _answer(tree: Tree, key: Text, node: Node) -> str | list[str]:
    if isinstance(node, Text):
        return node.value
    items = node.items if isinstance(node, Items) else []
    texts = [item.value for item in items if isinstance(item, Text)]
    if isinstance(node, Keys) or len(texts) < len(items):
        message = f"the answer to '{key.value}' is neither a text nor a list of texts"
        tree.fault(key.line, key.column, "wrong-type", message, "write `question: answer`")
    return texts
