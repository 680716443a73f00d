"""Finds and loads guides, by their id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from send_guide.errors import Problem, UnsoundFlows, UsageError
from send_guide.guide import Guide, Place
from send_guide.language import scenario_file
from send_guide.language.assemble import (
    Document,
    Include,
    build_guide,
    read_document,
)
from send_guide.language.checks import check
from send_guide.language.files import files_named, read_file, same_file, start_of
from send_guide.language.scenario_file import Scenario
from send_guide.language.yaml_tree import head_of
from send_guide.shipped import shipped_flows
from send_guide.suggestions import did_you_mean

SCENARIOS = "scenarios"
GUARANTEES = "guarantees.yaml"
"""What must hold for every caller of the main guide. A call never reads it."""
CALLERS_SAY = "callers_say.yaml"
"""Callers' own words, for the main guide. Only a search reads it."""
RULES = (
    "missing-folder",
    "no-guide",
    "main-twice",
    "missing-file",
    "unreadable",
    "leaves-folder",
    "never-included",
    "too-large",
)


def flows_folder(chosen: Path | None) -> Path:
    """The folder of flows: the one chosen, or the one supplied. Raises UnsoundFlows without one."""
    folder = chosen or shipped_flows()
    if not is_folder(folder):
        what = "is not a folder" if folder.exists() else "is not there"
        message = f"the folder of flows {what}"
        raise _unsound(folder, "missing-folder", message, "name a folder that holds guides")
    return folder


def _unsound(path: Path, rule: str, message: str, fix: str) -> UnsoundFlows:
    return UnsoundFlows((Place(str(path)).problem(rule, message, fix),))


def is_folder(path: Path) -> bool:
    """Whether a folder is there. Raises UnsoundFlows where the file system refuses to look."""
    try:
        return path.is_dir()
    except OSError as failure:
        message = f"this cannot be looked at ({failure.strerror})"
        fix = "check the name, and who may read it"
        raise _unsound(path, "unreadable", message, fix) from failure


@dataclass(frozen=True, slots=True)
class _Found:
    """A guide's own file, its id and whether it says that it is the main guide."""

    path: Path
    id: str
    is_main: bool


def guides(folder: Path) -> Mapping[str, Path]:
    """The guides of a folder by their id, the main guide first. Raises UnsoundFlows without any.

    A guide whose id cannot be read, or is taken, stands under the name of its file, so that its
    faults are told.
    """
    return {found.id: found.path for found in _find(folder)}


def _find(folder: Path) -> Sequence[_Found]:
    found: dict[str, _Found] = {}
    for path in files_named(folder, ".yaml"):
        data = start_of(path)
        if data is None or _declares_guide(data):
            head = head_of(data or b"")
            name = head.get("id", path.stem)
            guide_id = path.stem if name in found else name
            found[guide_id] = _Found(path, guide_id, head.get("main") == "yes")
    if not found:
        wrong_names = [path.name for path in files_named(folder, ".yml")]
        fix = "start one as flows/README.md shows"
        if wrong_names:
            fix = f"a flow's name ends in .yaml: rename {', '.join(wrong_names)}"
        message = "no file in this folder has a `guide:` key"
        raise _unsound(folder, "no-guide", message, fix)
    return sorted(found.values(), key=lambda guide: not guide.is_main)


def _declares_guide(data: bytes) -> bool:
    """Whether a file is a guide's own. One that cannot be read counts: its faults must be told."""
    text = data.decode("utf-8-sig", errors="replace")
    if not text.strip() or "\ufffd" in text:
        return True
    if text.lstrip().startswith("{"):
        return "guide" in text
    return any(line.startswith(("guide:", '"guide":')) for line in text.splitlines())


def main_guide(folder: Path) -> str:
    """The guide that starts when none is named: the only one, or the one that says `main: yes`.

    Raises UsageError if there are several and not exactly one of them says so.
    """
    found = _find(folder)
    main = found if len(found) == 1 else [guide for guide in found if guide.is_main]
    if len(main) == 1:
        return main[0].id
    raise UsageError(f"Name a guide. Guides here: {', '.join(guide.id for guide in found)}.")


def open_guide(guide: str | None = None, flows: Path | str | None = None) -> Guide:
    """The guide named, or the main guide; from the folder `flows`, or from the guides supplied.

    Raises UsageError, UnsoundFlows.
    """
    folder = flows_folder(None if flows is None else Path(flows))
    return load(folder, main_guide(folder) if guide is None else guide)


def load(
    folder: Path, guide_id: str, *, guarantees: bool = False, callers_say: bool = False
) -> Guide:
    """Load a sound guide.

    `guarantees`: with its guarantees; `callers_say`: with callers' own words. Most commands need
    neither.
    Raises UsageError for a guide that is not there, UnsoundFlows with every fault.
    """
    found = guides(folder)
    if guide_id not in found:
        near = did_you_mean(guide_id, found)
        raise UsageError(f"There is no guide '{guide_id}'.{near} Guides: {', '.join(found)}.")
    wanted = {GUARANTEES: guarantees, CALLERS_SAY: callers_say}
    extras = [name for name, is_wanted in wanted.items() if is_wanted]
    guide, problems, _ = read_guide(folder, found[guide_id], extras)
    if guide is None or problems:
        raise UnsoundFlows(problems)
    return guide


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
        return guides(folder)[main_guide(folder)] == path
    except (UsageError, UnsoundFlows):
        return False
