"""Files are written whole or not at all, and any console gets something readable."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from send_guide import output
from send_guide.errors import UsageError


def test_a_file_is_replaced_whole_and_keeps_its_mode(tmp_path: Path) -> None:
    """The new text stands in the old file's place, nothing is left beside it."""
    file = tmp_path / "note.txt"
    file.write_text("old")
    file.chmod(0o600)

    output.write("new “text”\n", file)

    assert file.read_text(encoding="utf-8") == "new “text”\n"
    assert os.listdir(tmp_path) == ["note.txt"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_places_that_cannot_be_written_are_told_before_the_call(tmp_path: Path) -> None:
    """A folder, or a file in a folder that is not there, is refused with what to do."""
    with pytest.raises(UsageError, match="is a folder"):
        output.check_writable(tmp_path)
    with pytest.raises(UsageError, match="there is no folder"):
        output.check_writable(tmp_path / "nowhere" / "note.txt")


def test_a_full_disk_leaves_nothing_half_written() -> None:
    """A device that takes nothing gives a message, not a traceback."""
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with pytest.raises(UsageError, match="cannot be written"):
        output.write("text", full)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_a_console_without_the_signs_gets_plain_ones(encoding: str) -> None:
    """Bullets and quotation marks turn into signs that the console has."""
    code = "from send_guide import output; output.write('“yes” → • ✓\\n', None)"
    environment = {**os.environ, "PYTHONIOENCODING": encoding}

    shown = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment, check=True
    ).stdout.decode(encoding)

    assert "yes" in shown
    assert "->" in shown
