"""Versions of the flows as folders: a folder as it is, or a git revision unpacked for a while."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from send_guide.errors import UsageError

INSTEAD = "Name two folders, or revisions such as HEAD~1."


@contextmanager
def version(name: str, flows: Path) -> Iterator[Path]:
    """The folder with this name, or the flows folder as it was at this git revision.

    Raises UsageError if it is neither.
    """
    if _is_folder(name):
        yield Path(name)
        return
    with TemporaryDirectory(prefix="send-guide-") as place:
        asked = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        commit = _git(flows, name, *asked).decode().strip()
        # asked for inside a folder, git packs that folder alone
        packed = io.BytesIO(_git(flows, name, "archive", "--format=zip", commit))
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(place)
        yield Path(place)


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except OSError as failure:
        message = f"'{name}' cannot be looked at: {failure.strerror}. {INSTEAD}"
        raise UsageError(message) from failure


def _git(flows: Path, name: str, *words: str) -> bytes:
    git = shutil.which("git")
    if git is None:
        raise UsageError(
            f"'{name}' is not a folder, and git is not installed to look it up as a revision."
            " Name two folders."
        )
    command = [git, "-C", str(flows), *words]
    # no shell is involved, and the name cannot be taken for an option
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        message = f"'{name}' is neither a folder nor a git revision that holds {flows}. {INSTEAD}"
        raise UsageError(message)
    return done.stdout
