"""Writes text to standard output, in what the console can show, or to a file as a whole."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from send_guide.errors import UsageError

# what a console without these signs shows instead (a cp1252 or ASCII one)
_PLAIN_SIGNS = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "…": "...",
        "•": "*",
        "━": "=",
        "─": "-",
        "→": "->",
        "»": ">",
    }
)


# what a person typed or pasted may hold anything; a terminal must not obey it
_CONTROL = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


def harmless(text: str) -> str:
    """The text with each control character replaced, so that it cannot steer a terminal."""
    return text.translate(_CONTROL)


def check_writable(path: Path) -> None:
    """Say before a call, not after it, that the file cannot be written. Raises UsageError."""
    with _told_as_usage(path):
        if path.is_dir():
            raise UsageError(f"{path} is a folder. Give a file's name.")
        if not path.parent.is_dir():
            raise UsageError(
                f"{path}: there is no folder {path.parent}. Make it, or choose another."
            )
        if not os.access(path if path.exists() else path.parent, os.W_OK):
            raise UsageError(f"{path} cannot be written: no permission. Choose another place.")


@contextmanager
def _told_as_usage(path: Path) -> Iterator[None]:
    """Turn a failure of the file system at a path into a UsageError.

    Such as a name that is too long, a link to itself, or a folder that nobody may enter.
    """
    try:
        yield
    except (OSError, RuntimeError, ValueError) as failure:
        why = getattr(failure, "strerror", None) or failure
        raise UsageError(f"{path} cannot be written: {why}. Choose another place.") from failure


def write(text: str, path: Path | None, *, exact: bool = False) -> None:
    """Write to the file, or to standard output. Raises UsageError.

    `exact`: in UTF-8 whatever the console can show, as JSON needs.
    """
    if path is None or str(path) == "-":
        _to_standard_output(text, exact)
    else:
        with _told_as_usage(path):
            (_to_device if path.exists() and not path.is_file() else _to_file)(text, path)


def showable(text: str, encoding: str | None) -> str:
    """The text with plainer signs where the encoding lacks some, such as straight quotes."""
    encoding = encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_PLAIN_SIGNS).encode(encoding, errors="replace").decode(encoding)
    return text


def _to_standard_output(text: str, exact: bool) -> None:
    if sys.stdout is None:
        raise UsageError("There is no standard output to write to. Name a file with --output.")
    encoding = "utf-8" if exact else sys.stdout.encoding or "utf-8"
    sys.stdout.flush()
    sys.stdout.buffer.write(showable(text, encoding).encode(encoding))
    sys.stdout.buffer.flush()


def _to_device(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")


def _to_file(text: str, path: Path) -> None:
    """Write a second file and put it in place of the first, so that no half file is left."""
    # imported here: most runs write no file
    import tempfile

    target = path.resolve()
    temporary = ""
    try:
        with tempfile.NamedTemporaryFile(
            "w",
            encoding="utf-8",
            newline="\n",
            dir=target.parent,
            prefix=f".{target.name}.",
            delete=False,
        ) as file:
            temporary = file.name
            file.write(text)
        Path(temporary).chmod(
            target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        )
        os.replace(temporary, target)
    except OSError:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
