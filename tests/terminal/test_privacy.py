"""Whole calls leave nothing behind: no file is written and no connection is opened."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal.conftest import CTRL_C, Terminal

# loaded by Python at start-up, before the program: notes what the program must not do
WATCH = """
import os, sys
_log = os.open(os.environ["WATCHED_IN"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink", "os.truncate"}

def _note(event, args):
    if event.startswith("socket.") and event not in ("socket.__new__", "socket.gethostname"):
        os.write(_log, f"{event} {args!r}\\n".encode())
    elif event in _CHANGES:
        os.write(_log, f"{event} {args!r}\\n".encode())
    elif event == "open" and isinstance(args[0], str) and not args[0].startswith("/dev/"):
        if (args[2] or 0) & _WRITES:
            os.write(_log, f"{event} {args!r}\\n".encode())

sys.addaudithook(_note)
"""
CALLER = (
    *("-a", "issue=decision_letter", "-a", "decision=refuse_assessment"),
    *("-a", "council=luton", "-a", "caller=parent", "-a", "past_school_age=no"),
    *("-a", "letter_date=2026-11-02", "-a", "mediation=not_contacted", "--defaults"),
)


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """An environment in which Python notes each file written and each connection opened."""
    # a measurement of coverage would write a file of its own
    for name in [name for name in os.environ if name.startswith("COV")]:
        monkeypatch.delenv(name)
    (tmp_path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    return {
        "PYTHONPATH": str(tmp_path),
        "PYTHONDONTWRITEBYTECODE": "1",
        "WATCHED_IN": str(tmp_path / "noted.txt"),
    }


def noted(watched: dict[str, str]) -> str:
    """What the program did that it must not do."""
    return Path(watched["WATCHED_IN"]).read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["plain", "json", "html", "message", "note", "ics"])
def test_a_scripted_run_leaves_nothing_behind(watched: dict[str, str], form: str) -> None:
    """Every format is made without a file or a connection."""
    command = [sys.executable, "-m", "send_guide", "run", *CALLER, "--format", form]
    environment = {**os.environ, **watched}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)

    assert done.returncode == 0
    assert done.stdout
    assert noted(watched) == ""


@pytest.mark.parametrize("words", [(), ("--plain",)], ids=["menu", "plain"])
def test_a_call_leaves_nothing_behind(watched: dict[str, str], words: tuple[str, ...]) -> None:
    """A call by menu or in plain lines, looked up and stopped, writes and sends nothing."""
    command = ("run", "--today", "2026-11-24", *words)
    # named one by one, as the terminal's own parameters are not texts
    with Terminal(
        *command,
        PYTHONPATH=watched["PYTHONPATH"],
        PYTHONDONTWRITEBYTECODE=watched["PYTHONDONTWRITEBYTECODE"],
        WATCHED_IN=watched["WATCHED_IN"],
    ) as call:
        call.rests().press("1").rests()
        call.press("?").rests().press(CTRL_C)
        call.ends()

    assert noted(watched) == ""


def test_the_watch_sees_a_file_that_is_written(watched: dict[str, str], tmp_path: Path) -> None:
    """The test itself can fail: a file that the person names is noted."""
    named = tmp_path / "named.txt"
    command = [sys.executable, "-m", "send_guide", "run", *CALLER, "--output", str(named)]
    subprocess.run(command, capture_output=True, env={**os.environ, **watched}, check=True)

    assert "named.txt" in noted(watched)
