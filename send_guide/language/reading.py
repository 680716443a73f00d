"""Reads guides and scenarios from their files: what a compiled guide saves at start-up."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from send_guide.errors import Problem, UnsoundFlows, UsageError
from send_guide.guide import Guide, Place
from send_guide.language import scenario_file
from send_guide.language.assemble import Document, Include, build_guide, read_document
from send_guide.language.checks import check
from send_guide.language.files import files_named, read_file, same_file, start_of
from send_guide.language.scenario_file import Scenario
from send_guide.language.yaml_tree import head_of

SCENARIOS = "scenarios"
GUARANTEES = "guarantees.yaml"
"""What must hold for every caller of the main guide. A call never reads it."""
CALLERS_SAY = "callers_say.yaml"
"""Callers' own words, for the main guide. Only a search reads it."""


@dataclass(frozen=True, slots=True)
class GuideFile:
    """A guide's own file, its id and whether it says that it is the main guide."""

    path: Path
    id: str
    is_main: bool


def unsound(path: Path, rule: str, message: str, fix: str) -> UnsoundFlows:
    """The failure for one fault of a file or folder as a whole."""
    return UnsoundFlows((Place(str(path)).problem(rule, message, fix),))


def find_guides(folder: Path) -> Sequence[GuideFile]:
    """The guides of a folder, the main guide first. Raises UnsoundFlows without any."""
    found: dict[str, GuideFile] = {}
    for path in files_named(folder, ".yaml"):
        data = start_of(path)
        if data is None or _declares_guide(data):
            head = head_of(data or b"")
            name = head.get("id", path.stem)
            guide_id = path.stem if name in found else name
            found[guide_id] = GuideFile(path, guide_id, head.get("main") == "yes")
    if not found:
        wrong_names = [path.name for path in files_named(folder, ".yml")]
        fix = "start one as flows/README.md shows"
        if wrong_names:
            fix = f"a flow's name ends in .yaml: rename {', '.join(wrong_names)}"
        message = "no file in this folder has a `guide:` key"
        raise unsound(folder, "no-guide", message, fix)
    return sorted(found.values(), key=lambda guide: not guide.is_main)


def _declares_guide(data: bytes) -> bool:
    """Whether a file is a guide's own. One that cannot be read counts: its faults must be told."""
    text = data.decode("utf-8-sig", errors="replace")
    if not text.strip() or "\ufffd" in text:
        return True
    if text.lstrip().startswith("{"):
        return "guide" in text
    return any(line.startswith(("guide:", '"guide":')) for line in text.splitlines())


def main_of(found: Sequence[GuideFile]) -> GuideFile:
    """The main guide: the only one, or the one that says `main: yes`.

    Raises UsageError if there are several and not exactly one of them says so.
    """
    main = found if len(found) == 1 else [guide for guide in found if guide.is_main]
    if len(main) == 1:
        return main[0]
    raise UsageError(f"Name a guide. Guides here: {', '.join(guide.id for guide in found)}.")


def scenarios(folder: Path) -> tuple[list[Scenario], list[Problem]]:
    """The scenarios beside the flows, and the faults in their files."""
    found: list[Scenario] = []
    problems: list[Problem] = []
    for path in files_named(folder / SCENARIOS, ".yaml"):
        name = f"{SCENARIOS}/{path.name}"
        data = read_file(folder, Include(name, Place(name)))
        if isinstance(data, Problem):
            problems.append(data)
            continue
        read, faults = scenario_file.read(name, data)
        found += read
        problems += faults
    return found, problems


def read_guide(
    folder: Path, path: Path, extras: Sequence[str]
) -> tuple[Guide | None, tuple[Problem, ...], Sequence[Document]]:
    """A guide from its file and all that it includes, each file once; then the checks of sense.

    `extras`: files to read with it as far as they are there and it is the main guide.
    """
    first = path.relative_to(folder).as_posix()
    start = [Include(first, Place(first))]
    if extras and _is_main(folder, path):
        there = [extra for extra in extras if (folder / extra).is_file()]
        start += [Include(extra, Place(extra)) for extra in there]
    documents, problems = _documents(folder, start)
    guide, faults_of_form = build_guide(documents) if documents else (None, ())
    problems += faults_of_form
    if guide is not None and not problems:
        problems += check(guide)
    return guide, tuple(sorted(problems)), documents


def _documents(folder: Path, waiting: list[Include]) -> tuple[list[Document], list[Problem]]:
    """These files and all that they include, each once; and the faults in reading them."""
    documents: list[Document] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    while waiting:
        include = waiting.pop(0)
        file = same_file(folder / include.path)
        if file in seen:
            continue
        data = read_file(folder, include)
        if isinstance(data, Problem):
            problems.append(data)
            continue
        seen.add(file)
        document = read_document(include.path, data)
        documents.append(document)
        waiting += document.includes
    return documents, problems


def _is_main(folder: Path, path: Path) -> bool:
    try:
        return main_of(find_guides(folder)).path == path
    except (UsageError, UnsoundFlows):
        return False
