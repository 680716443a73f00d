"""Finds and loads guides, by their id."""

from collections.abc import Mapping
from pathlib import Path

from send_guide.errors import UnsoundFlows, UsageError
from send_guide.guide import Guide, Place
from send_guide.language.compiled import load_compiled
from send_guide.shipped import shipped_flows
from send_guide.suggestions import did_you_mean

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


def guides(folder: Path) -> Mapping[str, Path]:
    """The guides of a folder by their id, the main guide first. Raises UnsoundFlows without any.

    A guide whose id cannot be read, or is taken, stands under the name of its file, so that its
    faults are told.
    """
    from send_guide.language.reading import find_guides

    return {found.id: found.path for found in find_guides(folder)}


def main_guide(folder: Path) -> str:
    """The id of the guide that starts when none is named.

    Raises UsageError if there are several and not exactly one of them says `main: yes`.
    """
    from send_guide.language.reading import find_guides, main_of

    return main_of(find_guides(folder)).id


def open_guide(guide: str | None = None, flows: Path | str | None = None) -> Guide:
    """The guide named, or the main guide; from the folder `flows`, or from the guides supplied.

    Raises UsageError, UnsoundFlows.
    """
    return load(flows_folder(None if flows is None else Path(flows)), guide)


def load(
    folder: Path, guide_id: str | None, *, guarantees: bool = False, callers_say: bool = False
) -> Guide:
    """Load a sound guide: the one named, or the main guide.

    `guarantees`: with its guarantees; `callers_say`: with callers' own words. Most commands need
    neither, and take the supplied guide as it was compiled when the wheel was built.
    Raises UsageError for a guide that is not there, UnsoundFlows with every fault.
    """
    plain = not guarantees and not callers_say
    if plain and folder == shipped_flows():
        compiled = load_compiled(folder, guide_id)
        if compiled is not None:
            return compiled
    # imported here: YAML and the checks take half the time of a scripted run
    from send_guide.language import reading

    found = {guide.id: guide.path for guide in reading.find_guides(folder)}
    wanted = main_guide(folder) if guide_id is None else guide_id
    if wanted not in found:
        near = did_you_mean(wanted, found)
        raise UsageError(f"There is no guide '{wanted}'.{near} Guides: {', '.join(found)}.")
    extras = {reading.GUARANTEES: guarantees, reading.CALLERS_SAY: callers_say}
    chosen = [name for name, is_wanted in extras.items() if is_wanted]
    guide, problems, _ = reading.read_guide(folder, found[wanted], chosen)
    if guide is None or problems:
        raise UnsoundFlows(problems)
    return guide
