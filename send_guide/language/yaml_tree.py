"""YAML bytes -> a tree in which every scalar is text with its line and column. The only importer of yaml."""

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
    "too-large", "not-utf8", "empty-file", "yaml-syntax", "several-documents", "anchor-or-tag", "too-deep",
    "duplicate-key", "wrong-type", "comment-cuts-text", "control-character",
)  # fmt: skip
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
    """Read a YAML file. Never raises on what the bytes hold: all faults are in the tree's problems."""
    tree = Tree(file)
    text = _decode(tree, data)
    if text is None:
        return tree
    try:
        _build(tree, yaml.parse(text, Loader=LOADER), _LINE_BREAK.split(text))
    except yaml.MarkedYAMLError as fault:
        _syntax_fault(tree, fault, text)
    except yaml.YAMLError as fault:
        tree.fault(
            1,
            1,
            "yaml-syntax",
            f"this is not YAML ({fault})".replace("\n", " "),
            "compare it with flows/README.md",
        )
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
        tree.fault(
            1,
            1,
            "too-large",
            f"the file has {len(data):,} bytes; {LARGEST:,} is the most",
            "make it smaller; a flow can be split, with its parts named under `include`",
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        column = fault.start - data.rfind(b"\n", 0, fault.start)
        tree.fault(
            line,
            column,
            "not-utf8",
            "the file is not in UTF-8",
            "save it again with the encoding UTF-8",
        )
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
    tree.fault(
        line, column, "control-character", message, "delete it; it may have come from a copied text"
    )


def _syntax_fault(tree: Tree, fault: yaml.MarkedYAMLError, text: str) -> None:
    mark = fault.problem_mark or fault.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    written = text.split("\n")[line - 1] if line <= text.count("\n") + 1 else ""
    problem = fault.problem or "it cannot be read"
    if "\t" in written[: len(written) - len(written.lstrip())] or "'\\t'" in problem:
        tree.fault(line, column, "yaml-syntax", "a tab stands at the start of a line", "use spaces")
    elif "nesting depth" in problem:
        # the parser's own limit, in PyYAML from 6.0.4 on
        _too_deep(tree, line, column)
    elif "mapping values are not allowed" in problem:
        tree.fault(
            line,
            column,
            "yaml-syntax",
            "a text holds a colon and a space",
            "put the whole text in quotation marks",
        )
    elif "undefined alias" in problem or "alias" in problem or "anchor" in problem:
        tree.fault(
            line,
            column,
            "anchor-or-tag",
            "a text starts with * or &",
            "put the whole text in quotation marks",
        )
    else:
        tree.fault(
            line,
            column,
            "yaml-syntax",
            problem,
            "compare the line with its neighbours: indents, quotation marks, colons",
        )


def _too_deep(tree: Tree, line: int, column: int) -> None:
    message = f"lists and mappings stand more than {DEEPEST} deep in one another"
    tree.fault(line, column, "too-deep", message, "flatten them")
    tree.root = None


def _build(tree: Tree, events: Iterator[Any], lines: list[str]) -> None:
    """Build the tree from the parser's events, without recursion, so that no nesting can exhaust the stack."""
    open_nodes: list[tuple[Items | Keys, list[Text]]] = []
    for event in events:
        kind = type(event).__name__
        if kind == "DocumentStartEvent" and tree.root is not None:
            tree.fault(
                event.start_mark.line + 1,
                1,
                "several-documents",
                "a second document starts with `---`",
                "keep one document to a file",
            )
            return
        if kind in ("SequenceEndEvent", "MappingEndEvent"):
            open_nodes.pop()
        elif kind in ("ScalarEvent", "SequenceStartEvent", "MappingStartEvent", "AliasEvent"):
            node = _node(tree, event, kind, lines)
            _place(tree, node, open_nodes)
            if not isinstance(node, Text):
                open_nodes.append((node, []))
                if len(open_nodes) > DEEPEST:
                    _too_deep(tree, node.line, node.column)
                    return
    if tree.root is None or (isinstance(tree.root, Text) and not tree.root.value):
        tree.root = None
        tree.fault(
            1, 1, "empty-file", "the file holds nothing", "write something in it, or delete it"
        )


def _node(tree: Tree, event: Any, kind: str, lines: list[str]) -> Node:
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    if event.anchor is not None or getattr(event, "tag", None) is not None:
        what = (
            "an alias (*)"
            if kind == "AliasEvent"
            else "an anchor (&)"
            if event.anchor is not None
            else "a tag (!)"
        )
        tree.fault(
            line,
            column,
            "anchor-or-tag",
            f"{what} is not part of the flow language",
            "write the value out, or put a text that starts so in quotation marks",
        )
    if kind == "SequenceStartEvent":
        return Items([], line, column)
    if kind == "MappingStartEvent":
        return Keys({}, line, column)
    if kind == "AliasEvent":
        return Text("alias", line, column)
    if (
        not event.style
        and event.value
        and _COMMENT_AFTER_TEXT.match(lines[event.end_mark.line][event.end_mark.column :])
    ):
        tree.fault(
            line,
            column,
            "comment-cuts-text",
            "a `#` after a space cuts this text short",
            "put the text in quotation marks, or the comment on a line of its own",
        )
    if control := _CONTROL.search(event.value):
        # written as an escape in a quoted text, so it was not in the bytes
        _control_fault(tree, line, column, control[0])
    return Text(event.value, line, column)


def _place(tree: Tree, node: Node, open_nodes: list[tuple[Items | Keys, list[Text]]]) -> None:
    """Hang the node into the list or mapping that is open; in a mapping, keys and values take turns."""
    if not open_nodes:
        tree.root = node
        return
    parent, pending = open_nodes[-1]
    if isinstance(parent, Items):
        parent.items.append(node)
    elif not pending:
        if not isinstance(node, Text):
            tree.fault(
                node.line,
                node.column,
                "wrong-type",
                "a key is a list or a mapping",
                "write a plain word before the colon",
            )
            node = Text("?", node.line, node.column)
        pending.append(node)
    else:
        key = pending.pop()
        if key.value in parent.keys:
            first = parent.keys[key.value][0]
            tree.fault(
                key.line,
                key.column,
                "duplicate-key",
                f"'{key.value}' is on line {first.line} already",
                "keep one of the two",
            )
        else:
            parent.keys[key.value] = (key, node)
