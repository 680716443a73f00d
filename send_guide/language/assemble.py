"""Flow files -> model: what each file holds, put together to a guide. What a guide means is checked in `check`."""

from collections.abc import Sequence
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
from send_guide.language.yaml_tree import (
    Items,
    Keys,
    Text,
    Tree,
)

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
    includes: list[Include] = []
    root = tree.root
    if root is not None and not isinstance(root, Keys):
        reader.fault(
            root,
            "wrong-type",
            "a flow file is a mapping",
            f"start with one of {', '.join(TOP_KEYS)}",
        )
    elif root is not None and "include" in root.keys:
        node = root.keys["include"][1]
        for item in node.items if isinstance(node, Items) else [node]:
            path = text(reader, item)
            if path is not None:
                includes.append(Include(path, reader.place(item)))
    return Document(file, tree, tuple(includes), (*tree.problems, *reader.problems))


def build_guide(documents: Sequence[Document]) -> tuple[Guide | None, tuple[Problem, ...]]:
    """Build a guide from its files, the one with `guide:` first. None if an entry has faults; the faults are complete and sorted."""
    sections: dict[str, dict[Any, Any]] = {section: {} for section in (*SECTIONS, "callers_say")}
    problems = [problem for document in documents for problem in document.problems]
    head: dict[str, Any] | None = None
    for document in documents:
        reader = Reader(document.file)
        # what was read before a fault of syntax is not whole: faults found in it would mislead
        broken = any(problem.rule == "yaml-syntax" for problem in document.problems)
        found = None if broken else _read_sections(reader, document, sections)
        head = found if document is documents[0] else head
        problems += reader.problems
    if problems or head is None:
        return None, tuple(sorted(problems))
    files = tuple(document.file for document in documents)
    return build(Guide, head, files=files, **sections), ()


def _read_sections(
    reader: Reader, document: Document, sections: dict[str, dict[Any, Any]]
) -> dict[str, Any] | None:
    """Add a file's entries to the sections; gives the guide's head where the file has one."""
    root = document.tree.root
    head = None
    for name, (key, node) in root.keys.items() if isinstance(root, Keys) else ():
        if name == "guide":
            head = reader.record(node, GUIDE, "`guide`")
            if head is not None:
                head["place"] = reader.place(key)
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
    if entry_id in section and section[entry_id] is not None:
        first: Place = section[entry_id].place
        reader.fault(
            where,
            "duplicate-id",
            f"'{entry_id}' is declared in {first.file}:{first.line} already",
            "keep one of the two",
        )
    else:
        section[entry_id] = value
