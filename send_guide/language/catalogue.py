"""Finds and loads guides: the only module that touches flow files."""

from collections.abc import Mapping, Sequence
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
from send_guide.language.scenario_file import Scenario
from send_guide.language.yaml_tree import LARGEST, head_of
from send_guide.shipped import shipped_flows
from send_guide.suggestions import did_you_mean, nearest

SCENARIOS = "scenarios"
GUARANTEES = "guarantees.yaml"
"""What must hold for every caller of the main guide. A call never reads it."""
CALLERS_SAY = "callers_say.yaml"
"""Callers' own words, for the main guide. Only a search reads it."""
RULES = (
    "missing-folder",
    "no-guide",
    "missing-file",
    "unreadable",
    "leaves-folder",
    "never-included",
    "too-large",
)


def flows_folder(chosen: Path | None) -> Path:
    """The folder of flows: the one chosen, or the one supplied. Raises UnsoundFlows if there is none."""
    folder = chosen or shipped_flows()
    if not is_folder(folder):
        what = "is not a folder" if folder.exists() else "is not there"
        raise UnsoundFlows(
            (
                Problem(
                    str(folder),
                    1,
                    1,
                    "missing-folder",
                    f"the folder of flows {what}",
                    "name a folder that holds guides",
                ),
            )
        )
    return folder


def is_folder(path: Path) -> bool:
    """Whether a folder is there. Raises UnsoundFlows where the file system refuses to look."""
    try:
        return path.is_dir()
    except OSError as failure:
        message = f"this cannot be looked at ({failure.strerror})"
        raise UnsoundFlows(
            (
                Problem(
                    str(path), 1, 1, "unreadable", message, "check the name, and who may read it"
                ),
            )
        ) from failure


def guides(folder: Path) -> Mapping[str, Path]:
    """The guides of a folder by their id, the main guide first. Raises UnsoundFlows if none is there.

    A guide whose id cannot be read stands under the name of its file, so that its faults are told.
    """
    paths = [path for path in sorted(folder.glob("*.yaml")) if _opens_a_guide(path)]
    heads = [(path, _head_of(path)) for path in paths]
    found: dict[str, Path] = {}
    for path, head in sorted(heads, key=lambda guide: guide[1].get("main") != "yes"):
        guide_id = head.get("id", path.stem)
        found[path.stem if guide_id in found else guide_id] = path
    if not found:
        raise UnsoundFlows(
            (
                Problem(
                    str(folder),
                    1,
                    1,
                    "no-guide",
                    "no file in this folder has a `guide:` key",
                    "start one as flows/README.md shows",
                ),
            )
        )
    return found


def _opens_a_guide(path: Path) -> bool:
    """Files that cannot be read count as guides, so that their fault is told and not passed over."""
    try:
        return (
            path.stat().st_size > LARGEST
            or not path.is_file()
            or _declares_guide(path.read_bytes())
        )
    except OSError:
        return True


def _declares_guide(data: bytes) -> bool:
    text = data.decode("utf-8-sig", errors="replace")
    return (
        not text.strip()
        or "\ufffd" in text
        or any(line.startswith(("guide:", '"guide":', "{")) for line in text.splitlines())
    )


def _head_of(path: Path) -> Mapping[str, str]:
    """The texts under `guide:` of a file, such as its id; none where it cannot be read."""
    try:
        return head_of(path.read_bytes() if path.stat().st_size <= LARGEST else b"")
    except OSError:
        return {}


def main_guide(folder: Path) -> str:
    """The guide that starts when none is named: the only one, or the one that says `main: yes`.

    Raises UsageError if there are several and not exactly one of them says so.
    """
    found = guides(folder)
    if len(found) == 1:
        return next(iter(found))
    main = [name for name, path in found.items() if _head_of(path).get("main") == "yes"]
    if len(main) == 1:
        return main[0]
    raise UsageError(f"Name a guide. Guides here: {', '.join(found)}.")


def open_guide(guide: str | None = None, flows: Path | str | None = None) -> Guide:
    """The guide named, or the main guide; from the folder `flows`, or from the guides supplied. Raises UsageError, UnsoundFlows."""
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
        raise UsageError(
            f"There is no guide '{guide_id}'.{did_you_mean(guide_id, found)} Guides: {', '.join(found)}."
        )
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
    for path in sorted((folder / SCENARIOS).glob("*.yaml")):
        name = str(path.relative_to(folder))
        data, faults = _read_file(path, Include(name, Place(name)))
        if data is None:
            problems += faults
            continue
        read, in_file = scenario_file.read(name, data)
        found += read
        problems += in_file
    return found, problems


def read_guide(
    folder: Path, path: Path, extras: Sequence[str]
) -> tuple[Guide | None, tuple[Problem, ...], Sequence[Document]]:
    """A guide from its file and all that it includes, each file once; then the checks of sense.

    `extras`: files to read with it as far as they are there and it is the main guide.
    """
    problems: list[Problem] = []
    documents: list[Document] = []
    first = path.relative_to(folder).as_posix()
    waiting, seen = [Include(first, Place(first))], {path.resolve()}
    for extra in extras if _is_main(folder, path) else ():
        if (folder / extra).is_file():
            waiting.append(Include(extra, Place(first)))
            seen.add((folder / extra).resolve())
    while waiting:
        include = waiting.pop(0)
        data, faults = _read_file(folder / include.path, include)
        problems += faults
        if data is None:
            continue
        document = read_document(include.path, data)
        documents.append(document)
        for each in document.includes:
            fault = _fault_of_path(folder, each)
            target = (folder / each.path).resolve()
            if fault:
                problems.append(fault)
            elif target not in seen:
                seen.add(target)
                waiting.append(each)
    guide, faults_of_form = build_guide(documents) if documents else (None, ())
    problems += faults_of_form
    if guide is not None and not problems:
        problems += check(guide)
    return guide, tuple(sorted(problems)), documents


def _is_main(folder: Path, path: Path) -> bool:
    try:
        return guides(folder)[main_guide(folder)] == path
    except (UsageError, UnsoundFlows):
        return False


def _fault_of_path(folder: Path, include: Include) -> Problem | None:
    target = (folder / include.path).resolve()
    if Path(include.path).is_absolute() or not target.is_relative_to(folder.resolve()):
        return include.place.problem(
            "leaves-folder",
            f"'{include.path}' leads out of the flows folder",
            "move the file into the folder",
        )
    if not target.exists():
        there = [path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml")]
        close = nearest(include.path, there)
        fix = f"did you mean '{close}'?" if close else "check its name"
        return include.place.problem("missing-file", f"there is no file '{include.path}'", fix)
    return None


def _read_file(path: Path, include: Include) -> tuple[bytes | None, list[Problem]]:
    """A file's bytes, or the fault that stands at whoever names it. Size is looked at before anything is read."""
    try:
        if not path.is_file():
            return None, [
                include.place.problem(
                    "unreadable", f"'{include.path}' is not a file", "put a YAML file there"
                )
            ]
        size = path.stat().st_size
        if size > LARGEST:
            return None, [
                include.place.problem(
                    "too-large",
                    f"'{include.path}' has {size:,} bytes; {LARGEST:,} is the most",
                    "split it",
                )
            ]
        return path.read_bytes(), []
    except OSError as failure:
        return None, [
            include.place.problem(
                "unreadable",
                f"'{include.path}' cannot be read ({failure.strerror})",
                "see who may read it",
            )
        ]
