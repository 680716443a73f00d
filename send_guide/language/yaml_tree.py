"""YAML bytes -> a tree of texts, lists and mappings, each with its line and column.

This is the only module that imports yaml.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from send_guide.errors import Problem

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
LARGEST = 1_000_000
DEEPEST = 30
RULES = (
    "too-large",
    "not-utf8",
    "empty-file",
    "yaml-syntax",
    "several-documents",
    "anchor-or-tag",
    "too-deep",
    "duplicate-key",
    "wrong-type",
    "comment-cuts-text",
    "control-character",
)
"""The rules of YAML's own form."""
_COMMENT_AFTER_TEXT = re.compile(r"\s+#")
# what YAML takes for the end of a line
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(slots=True)
class Text:
    """A scalar, as it was written."""

    value: str
    line: int
    column: int


@dataclass(slots=True)
class Items:
    """A list."""

    items: list["Node"]
    line: int
    column: int


@dataclass(slots=True)
class Keys:
    """A mapping, keys in the order written."""

    keys: dict[str, tuple[Text, "Node"]]
    line: int
    column: int


Node = Text | Items | Keys


@dataclass(slots=True)
class Tree:
    """What a file holds (None if it cannot be read at all) and the faults of its form."""

    file: str
    root: Node | None = None
    problems: list[Problem] = field(default_factory=list)

    def fault(self, line: int, column: int, rule: str, message: str, fix: str) -> None:
        """Add a fault at this place."""
        self.problems.append(Problem(self.file, line, column, rule, message, fix))


def read_tree(file: str, data: bytes) -> Tree:
    """Read a YAML file. Never raises on what the bytes hold: the faults are in the tree."""
    tree = Tree(file)
    text = _decode(tree, data)
    if text is None:
        return tree
    try:
        _build(tree, yaml.parse(text, Loader=LOADER), _LINE_BREAK.split(text))
    except yaml.MarkedYAMLError as fault:
        _syntax_fault(tree, fault, text)
    except yaml.YAMLError as fault:
        message = f"this is not YAML ({fault})".replace("\n", " ")
        tree.fault(1, 1, "yaml-syntax", message, "compare it with flows/README.md")
    return tree


def head_of(data: bytes) -> Mapping[str, str]:
    """The texts that stand under the key `guide` at the top of a file, by their key.

    Reads no further than that key needs. Empty where the file is not YAML or has no such key.
    """
    try:
        events = yaml.parse(data.decode("utf-8-sig"), Loader=LOADER)
        texts = [getattr(event, "value", "") for event in _events_of_head(events)]
    except (yaml.YAMLError, UnicodeDecodeError):
        return {}
    return dict(zip(texts[::2], texts[1::2], strict=False))


def _events_of_head(events: Iterator[Any]) -> Iterator[Any]:
    """One event for each key and each value of the mapping `guide`; a list's is its end."""
    depth, inside = 0, False
    for event in events:
        kind = type(event).__name__
        starts = kind in ("SequenceStartEvent", "MappingStartEvent")
        depth += starts
        depth -= kind in ("SequenceEndEvent", "MappingEndEvent")
        if inside and depth == 1:
            return
        if inside and depth == 2 and not starts:
            yield event
        inside = inside or (depth == 1 and getattr(event, "value", "") == "guide")


def _decode(tree: Tree, data: bytes) -> str | None:
    if len(data) > LARGEST:
        message = f"the file has {len(data):,} bytes; {LARGEST:,} is the most"
        fix = "make it smaller; a flow can be split, with its parts named under `include`"
        tree.fault(1, 1, "too-large", message, fix)
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        column = fault.start - data.rfind(b"\n", 0, fault.start)
        fix = "save it again with the encoding UTF-8"
        tree.fault(line, column, "not-utf8", "the file is not in UTF-8", fix)
        return None
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        column = control.start() - text.rfind("\n", 0, control.start())
        _control_fault(tree, line, column, control[0])
        return None
    return text


def _control_fault(tree: Tree, line: int, column: int, character: str) -> None:
    message = f"an invisible control character (U+{ord(character):04X})"
    fix = "delete it; it may have come from a copied text"
    tree.fault(line, column, "control-character", message, fix)


_TAB = "a tab stands at the start of a line"
_EXPLAINED: tuple[tuple[str, str, str, str], ...] = (
    ("'\\t'", "yaml-syntax", _TAB, "use spaces"),
    (
        "mapping values are not allowed",
        "yaml-syntax",
        "a text holds a colon and a space",
        "put the whole text in quotation marks",
    ),
    *(
        (
            word,
            "anchor-or-tag",
            "a text starts with * or &",
            "put the whole text in quotation marks",
        )
        for word in ("alias", "anchor")
    ),
)
"""Words of the parser's own messages: the rule, what is wrong and what to do, in plainer words."""


def _syntax_fault(tree: Tree, fault: yaml.MarkedYAMLError, text: str) -> None:
    mark = fault.problem_mark or fault.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = fault.problem or "it cannot be read"
    if "nesting depth" in problem:
        # the parser's own limit, in PyYAML from 6.0.4 on
        _too_deep(tree, line, column)
        return
    if _starts_with_a_tab(text, line):
        problem = "'\\t'"
    for words, rule, message, fix in _EXPLAINED:
        if words in problem:
            tree.fault(line, column, rule, message, fix)
            return
    fix = "compare the line with its neighbours: indents, quotation marks, colons"
    tree.fault(line, column, "yaml-syntax", problem, fix)


def _starts_with_a_tab(text: str, line: int) -> bool:
    """Whether there is a tab among the spaces at the start of a line."""
    lines = text.split("\n")
    written = lines[line - 1] if line <= len(lines) else ""
    return "\t" in written[: len(written) - len(written.lstrip())]


def _too_deep(tree: Tree, line: int, column: int) -> None:
    message = f"lists and mappings stand more than {DEEPEST} deep in one another"
    tree.fault(line, column, "too-deep", message, "flatten them")
    tree.root = None


Open = list[tuple[Items | Keys, list[Text]]]
"""The lists and mappings that are open, innermost last; of a mapping, the key that waits."""

_STARTS = ("ScalarEvent", "SequenceStartEvent", "MappingStartEvent", "AliasEvent")


def _build(tree: Tree, events: Iterator[Any], lines: list[str]) -> None:
    """Build the tree from the parser's events.

    Without recursion, so that no nesting can exhaust the stack.
    """
    open_nodes: Open = []
    for event in events:
        kind = type(event).__name__
        if kind == "DocumentStartEvent" and tree.root is not None:
            message, fix = "a second document starts with `---`", "keep one document to a file"
            tree.fault(event.start_mark.line + 1, 1, "several-documents", message, fix)
            return
        if kind in ("SequenceEndEvent", "MappingEndEvent"):
            open_nodes.pop()
        elif kind in _STARTS:
            node = _node(tree, event, kind, lines)
            _place(tree, node, open_nodes)
            if not isinstance(node, Text):
                open_nodes.append((node, []))
                if len(open_nodes) > DEEPEST:
                    _too_deep(tree, node.line, node.column)
                    return
    if tree.root is None or (isinstance(tree.root, Text) and not tree.root.value):
        tree.root = None
        fix = "write something in it, or delete it"
        tree.fault(1, 1, "empty-file", "the file holds nothing", fix)


def _node(tree: Tree, event: Any, kind: str, lines: list[str]) -> Node:
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    if event.anchor is not None or getattr(event, "tag", None) is not None:
        message = f"{_named(event, kind)} is not part of the flow language"
        fix = "write the value out, or put a text that starts so in quotation marks"
        tree.fault(line, column, "anchor-or-tag", message, fix)
    if kind == "SequenceStartEvent":
        return Items([], line, column)
    if kind == "MappingStartEvent":
        return Keys({}, line, column)
    if kind == "AliasEvent":
        return Text("alias", line, column)
    if _is_cut_short(event, lines):
        message = "a `#` after a space cuts this text short"
        fix = "put the text in quotation marks, or the comment on a line of its own"
        tree.fault(line, column, "comment-cuts-text", message, fix)
    if control := _CONTROL.search(event.value):
        # written as an escape in a quoted text, so it was not in the bytes
        _control_fault(tree, line, column, control[0])
    return Text(event.value, line, column)


def _named(event: Any, kind: str) -> str:
    """What of YAML an event has that the flow language lacks."""
    if kind == "AliasEvent":
        return "an alias (*)"
    return "an anchor (&)" if event.anchor is not None else "a tag (!)"


def _is_cut_short(event: Any, lines: list[str]) -> bool:
    """Whether a comment follows a plain text on its line."""
    if event.style or not event.value:
        return False
    behind = lines[event.end_mark.line][event.end_mark.column :]
    return _COMMENT_AFTER_TEXT.match(behind) is not None


def _place(tree: Tree, node: Node, open_nodes: Open) -> None:
    """Put the node into the innermost list or mapping; in a mapping, keys and values take turns."""
    if not open_nodes:
        tree.root = node
        return
    parent, pending = open_nodes[-1]
    if isinstance(parent, Items):
        parent.items.append(node)
    elif pending:
        _add(tree, parent, pending.pop(), node)
    elif isinstance(node, Text):
        pending.append(node)
    else:
        message, fix = "a key is a list or a mapping", "write a plain word before the colon"
        tree.fault(node.line, node.column, "wrong-type", message, fix)
        pending.append(Text("?", node.line, node.column))


def _add(tree: Tree, parent: Keys, key: Text, node: Node) -> None:
    if key.value in parent.keys:
        first = parent.keys[key.value][0]
        message = f"'{key.value}' is on line {first.line} already"
        tree.fault(key.line, key.column, "duplicate-key", message, "keep one of the two")
    else:
        parent.keys[key.value] = (key, node)
