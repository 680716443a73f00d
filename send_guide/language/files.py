"""Reads the files of a folder of flows, and says what keeps one from being read.

Nothing here raises on what the file system holds: circles of links, names that are too long,
folders nobody may open, devices that never end.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from send_guide.errors import Problem
from send_guide.guide import Place
from send_guide.language.assemble import Include
from send_guide.language.yaml_tree import LARGEST
from send_guide.suggestions import nearest


def same_file(path: Path) -> str:
    """The file that a path leads to, as far as its links can be followed."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return str(path)


def read_file(folder: Path, include: Include) -> bytes | Problem:
    """A file's bytes, or the fault that stands at whoever names it.

    Its place and size are looked at before anything is read.
    """
    path, named = folder / include.path, include.path
    if not Path(same_file(path)).is_relative_to(same_file(folder)):
        message = f"'{named}' leads out of the flows folder"
        return include.place.problem("leaves-folder", message, "move the file into the folder")
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            message = f"'{named}' is not a file"
            return include.place.problem("unreadable", message, "put a YAML file there")
        if status.st_size > LARGEST:
            message = f"'{named}' has {status.st_size:,} bytes; {LARGEST:,} is the most"
            return include.place.problem("too-large", message, "split it")
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return _missing(folder, include)
    except (OSError, ValueError) as failure:
        why = getattr(failure, "strerror", None) or str(failure)
        message = f"'{_shortened(named)}' cannot be read ({why})"
        return include.place.problem("unreadable", message, "see its name, and who may read it")


def _missing(folder: Path, include: Include) -> Problem:
    there = [path.relative_to(folder).as_posix() for path in yaml_files(folder)[0]]
    close = nearest(include.path, there)
    fix = f"did you mean '{close}'?" if close else "check its name"
    return include.place.problem("missing-file", f"there is no file '{include.path}'", fix)


def _shortened(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:60]}…"


def yaml_files(folder: Path) -> tuple[list[Path], list[Problem]]:
    """Every .yaml and .yml file of a folder and those in it, and the folders nobody may open."""
    problems: list[Problem] = []

    def told(failure: OSError) -> None:
        name = os.path.relpath(failure.filename or folder, folder)
        message = f"this folder cannot be read ({failure.strerror})"
        problems.append(Place(name).problem("unreadable", message, "see who may read it"))

    found: list[Path] = []
    for top, _, names in os.walk(folder, onerror=told):
        found += [Path(top) / name for name in names if name.endswith((".yaml", ".yml"))]
    return sorted(found), problems


def start_of(path: Path) -> bytes | None:
    """A file's bytes; None where it is no file that can be read, or too large."""
    try:
        status = path.stat()
        if stat.S_ISREG(status.st_mode) and status.st_size <= LARGEST:
            return path.read_bytes()
    except (OSError, ValueError):
        pass
    return None


def files_named(folder: Path, suffix: str) -> Iterator[Path]:
    """The files directly in a folder whose name ends so, in order; none where it cannot be read."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    yield from (folder / name for name in names if name.endswith(suffix))
