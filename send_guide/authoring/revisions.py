"""Versions of the flows as folders: a folder as it is, or a git revision of the flows, laid out for as long as it is read."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from send_guide.errors import UsageError


@contextmanager
def version(name: str, flows: Path) -> Iterator[Path]:
    """The folder with this name, or the flows folder as it was at this git revision. Raises UsageError if it is neither."""
    if _is_folder(name):
        yield Path(name)
        return
    with TemporaryDirectory(prefix="send-guide-") as place:
        commit = (
            _git(
                flows,
                name,
                "rev-parse",
                "--verify",
                "--quiet",
                "--end-of-options",
                f"{name}^{{commit}}",
            )
            .decode()
            .strip()
        )
        # asked for inside a folder, git packs that folder alone
        with zipfile.ZipFile(
            io.BytesIO(_git(flows, name, "archive", "--format=zip", commit))
        ) as archive:
            archive.extractall(place)
        yield Path(place)


def _is_folder(name: str) -> bool:
    try:
        return Path(name).is_dir()
    except OSError as failure:
        raise UsageError(
            f"'{name}' cannot be looked at: {failure.strerror}. Name two folders, or revisions such as HEAD~1."
        ) from failure


def _git(flows: Path, name: str, *words: str) -> bytes:
    git = shutil.which("git")
    if git is None:
        raise UsageError(
            f"'{name}' is not a folder, and git is not installed to look it up as a revision. Name two folders."
        )
    done = subprocess.run([git, "-C", str(flows), *words], capture_output=True, check=False)  # noqa: S603 (no shell; the name cannot be an option)
    if done.returncode:
        raise UsageError(
            f"'{name}' is neither a folder nor a git revision that holds {flows}. Name two folders, or revisions such as HEAD~1."
        )
    return done.stdout
