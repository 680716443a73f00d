"""Notices when a file of a flows folder is saved."""

import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path


def saved(folder: Path, pause: float = 0.3) -> Iterator[tuple[str, ...]]:
    """The names of the files that changed, each time any is saved, added or deleted; never ends.

    Looks every `pause` seconds, and tells of a change once two looks find the same: an editor may
    empty a file before it writes it.
    """
    return _saves(folder, pause, _signs(folder))


def _saves(
    folder: Path, pause: float, told: Mapping[str, tuple[int, int]]
) -> Iterator[tuple[str, ...]]:
    seen = told
    while True:
        time.sleep(pause)
        before, seen = seen, _signs(folder)
        if seen == before != told:
            names = {*told, *seen}
            yield tuple(sorted(name for name in names if told.get(name) != seen.get(name)))
            told = seen


def _signs(folder: Path) -> Mapping[str, tuple[int, int]]:
    """When each file was last written, and its size."""
    signs: dict[str, tuple[int, int]] = {}
    for path in folder.rglob("*.y*ml"):
        # a file may go between being listed and being looked at
        with suppress(OSError):
            status = path.stat()
            signs[path.relative_to(folder).as_posix()] = (status.st_mtime_ns, status.st_size)
    return signs
