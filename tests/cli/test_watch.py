"""`send-guide watch`: after each save, the faults and what changes for the same caller.

Nothing is lost, Ctrl-C ends it.
"""

import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from send_guide.authoring.caller_changes import changes
from send_guide.engine.guidance import Guidance, guidance
from send_guide.engine.walk import complete
from send_guide.guide import Guide, Use

from .test_cli import run

Watch = Callable[..., "Watcher"]
CALLER = ("-a", "council=luton", "-a", "letter_date=2026-11-02", "--today", "2026-11-23")
PATIENCE = 60


class Watcher:
    """A running `send-guide watch`, and the lines it has written."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.folder = folder
        self.heard: list[str] = []
        self.lines: queue.Queue[str] = queue.Queue()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "send_guide", "watch", "--flows", str(folder), *words],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env={**os.environ, "PYTHONUTF8": "1"},
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def until(self, pattern: str) -> str:
        """All that is written up to a line that matches; the test fails if none comes."""
        new: list[str] = []
        while not new or not re.search(pattern, new[-1]):
            try:
                new.append(self.lines.get(timeout=PATIENCE))
            except queue.Empty:
                pytest.fail(f"no line with {pattern!r} in:\n" + "\n".join(new))
        self.heard += new
        return "\n".join(new)

    def save(self, old: str, new: str) -> None:
        """Replace a text in the flow, as an editor saves it."""
        file = self.folder / "example.yaml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def watches(small_flows: Path, tmp_path: Path) -> Iterator[Watch]:
    """Starts to watch a copy of the small guide."""
    started: list[Watcher] = []

    def watch(*words: str) -> Watcher:
        shutil.copy(small_flows / "example.yaml", tmp_path)
        started.append(Watcher(tmp_path, *words))
        return started[-1]

    yield watch
    for each in started:
        each.process.kill()
        each.process.communicate()


def test_an_author_at_work(watches: Watch) -> None:
    """The outcome at first; then what a save changes in it; faults while there are any.

    And the outcome again once they are gone.
    """
    watch = watches(*CALLER)

    first = watch.until("^Watching ")
    assert "YOU CAN APPEAL" in first
    assert "No faults." in first
    watch.save("There is a free local", "You can ring the free local")
    change = (
        "~ step contact_sendias, say: There is a free local advice service. "
        "→ You can ring the free local advice service."
    )
    assert change in watch.until("not legal advice")
    watch.save("contact: sendias", "contact: sendia")
    broken = watch.until("^The outcome is shown once")
    assert re.search(
        r"example.yaml:\d+:\d+ \[unknown-contact\].*did you mean 'sendias'", broken, re.IGNORECASE
    )
    watch.save("contact: sendia\n", "contact: sendias\n")
    assert "No faults." in watch.until("^Nothing changes for this caller")
    watch.save(
        "later_of:",
        "later_of:\n      three_months: {months: 3, from: letter_date, label: the letter}",
    )
    assert "last_day" in watch.until("not legal advice")


@pytest.mark.skipif(
    sys.platform == "win32", reason="a console's Ctrl-C cannot be sent to one process there"
)
def test_ctrl_c_ends_it(watches: Watch) -> None:
    """Exit 130 and a line; no traceback."""
    watch = watches()

    assert "only faults" in watch.until("^Watching ")
    watch.process.send_signal(signal.SIGINT)
    assert watch.process.wait(PATIENCE) == 130
    assert watch.process.stderr
    assert watch.process.stderr.read() == "Stopped watching.\n"


def test_a_call_that_cannot_be_made(small_flows: Path) -> None:
    """An answer that is missing or not allowed, or a guide that is not there.

    Is told at once with its own exit code.
    """
    watched = ("watch", "--flows", str(small_flows))

    assert run(*watched, "-a", "council=luton").returncode == 4
    assert run(*watched, "-a", "council=nowhere").returncode == 5
    assert run(*watched, "exampel", "--defaults").returncode == 2
    assert run("watch", "--flows", str(small_flows / "nowhere")).returncode == 3


def test_answers_that_stop_fitting_are_told_and_kept(watches: Watch) -> None:
    """An edit that makes an answer wrong does not end the watch.

    When it is undone, the outcome is back.
    """
    watch = watches(*CALLER)

    watch.until("^Watching ")
    watch.save("luton", "lutton")
    assert "council: 'luton' is not an answer" in watch.until("does not come to an outcome")
    watch.save("lutton", "luton")
    assert "Nothing changes" in watch.until("^Nothing")


def outcome(guide: Guide) -> Guidance:
    return guidance(
        complete(guide, {"council": "luton", "letter_date": "2026-11-02"}, date(2026, 11, 23))
    )


def test_changes_name_what_is_new_gone_and_different(small: Guide) -> None:
    """Steps, limits and contacts.

    Each added, taken away or reworded is a line of its own, with both wordings.
    """
    appeal, step = small.outcomes["appeal"], small.steps["ask_for_time"]
    other = replace(
        small,
        outcomes={
            **small.outcomes,
            "appeal": replace(appeal, title="Appeal", steps=(Use("ask_now"),), time_limits=()),
        },
        steps={**small.steps, "ask_now": replace(step, id="ask_now", text="Ask now.", by=None)},
    )
    there, back = (
        list(changes(outcome(small), outcome(other))),
        list(changes(outcome(other), outcome(small))),
    )

    assert there == [
        "~ outcome, title: You can appeal → Appeal",
        "- time limit tribunal_appeal: 2027-01-04",
        "- step contact_sendias: Contact the local advice service.",
        "+ step ask_now: Ask now.",
        "- contact sendias: Your local advice service",
    ]
    assert {line[0] for line in back} == {"~", "+", "-"}
    assert list(changes(outcome(small), outcome(small))) == []
