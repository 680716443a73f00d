"""Puts flow files together to a guide. What a guide means is looked at by the checks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from send_guide.errors import Problem
from send_guide.guide import Guide, Place
from send_guide.language import yaml_tree as nodes
from send_guide.language.readers import build
from send_guide.language.sections import (
    GUIDE,
    SECTIONS,
    TOP_KEYS,
    read_callers_say,
    read_entries,
)
from send_guide.language.values import RULES as RULES_OF_A_VALUE
from send_guide.language.values import Reader, text
from send_guide.language.yaml_tree import Items, Keys, Node, Text, Tree

RULES = (*nodes.RULES, *RULES_OF_A_VALUE, "duplicate-id")
"""The rules of form."""


@dataclass(frozen=True, slots=True)
class Include:
    """A file that another names under `include`, and where it does so."""

    path: str
    place: Place


@dataclass(frozen=True, slots=True)
class Document:
    """One flow file, read but not yet built into a guide."""

    file: str
    tree: Tree
    includes: tuple[Include, ...]
    problems: tuple[Problem, ...]


def read_document(file: str, data: bytes) -> Document:
    """Read one flow file and find what it includes. Raises nothing: faults are in `problems`."""
    tree = nodes.read_tree(file, data)
    reader = Reader(file)
    includes: tuple[Include, ...] = ()
    if isinstance(tree.root, Keys):
        if not tree.root.keys:
            fix = "write something in it, or delete it"
            reader.fault(tree.root, "empty-file", "the file holds nothing", fix)
        if "include" in tree.root.keys:
            includes = tuple(_includes(reader, tree.root.keys["include"][1]))
    elif tree.root is not None:
        fix = f"start with one of {', '.join(TOP_KEYS)}"
        reader.fault(tree.root, "wrong-type", "a flow file is a mapping", fix)
    return Document(file, tree, includes, (*tree.problems, *reader.problems))


def _includes(reader: Reader, node: Node) -> Iterator[Include]:
    for item in node.items if isinstance(node, Items) else [node]:
        path = text(reader, item)
        if path is not None:
            yield Include(path, reader.place(item))


def build_guide(documents: Sequence[Document]) -> tuple[Guide | None, tuple[Problem, ...]]:
    """Build a guide from its files, the one with `guide:` first.

    None if an entry has faults; the faults are complete and sorted.
    """
    sections: dict[str, dict[Any, Any]] = {section: {} for section in (*SECTIONS, "callers_say")}
    problems: list[Problem] = []
    heads: list[dict[str, Any] | None] = []
    for document in documents:
        reader = Reader(document.file)
        heads.append(_read_sections(reader, document, sections))
        problems += [*document.problems, *reader.problems]
    head = heads[0]
    if problems:
        return None, tuple(sorted(problems))
    if head is None:
        message, fix = "this file has no `guide:` key", "name the guide's own file, or add the key"
        return None, (Place(documents[0].file).problem("no-guide", message, fix),)
    files = tuple(document.file for document in documents)
    return build(Guide, head, files=files, **sections), ()


def _read_sections(
    reader: Reader, document: Document, sections: dict[str, dict[Any, Any]]
) -> dict[str, Any] | None:
    """Add a file's entries to the sections; gives the guide's head where the file has one."""
    # what was read before a fault of syntax is not whole: faults found in it would mislead
    broken = any(problem.rule == "yaml-syntax" for problem in document.problems)
    root = document.tree.root
    head: dict[str, Any] | None = None
    for name, (key, node) in root.keys.items() if isinstance(root, Keys) and not broken else ():
        if name == "guide":
            values = reader.record(node, GUIDE, "`guide`")
            head = None if values is None else {**values, "place": reader.place(key)}
        elif name in SECTIONS:
            found = reader.keys(node, f"`{name}`")
            for entry_id, value, where in read_entries(reader, found, name) if found else ():
                _add(reader, sections[name], entry_id, value, where)
        elif name == "callers_say":
            sections[name] |= read_callers_say(reader, node)
        elif name != "include":
            reader.unknown_key(key, TOP_KEYS, "a flow file")
    return head


def _add(reader: Reader, section: dict[str, Any], entry_id: str, value: Any, where: Text) -> None:
    if section.get(entry_id) is None:
        section[entry_id] = value
        return
    first: Place = section[entry_id].place
    message = f"'{entry_id}' is declared in {first.file}:{first.line} already"
    reader.fault(where, "duplicate-id", message, "keep one of the two")
