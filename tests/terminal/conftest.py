"""A real pseudo-terminal with a screen that can be read."""

import copy
import os
import re
import shlex
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

pexpect = pytest.importorskip("pexpect", reason="needs a pseudo-terminal")
pyte = pytest.importorskip("pyte")

PATIENCE = 8
UP, DOWN, LEFT, ESC, CTRL_C, CTRL_D, ENTER = (
    "\x1b[A",
    "\x1b[B",
    "\x1b[D",
    "\x1b",
    "\x03",
    "\x04",
    "\r",
)
ESCAPES = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[@-Z\\^_=>]|[\x00-\x08\x0e-\x1f]")
LAST_KEY = "? all keys"
"""What stands last below a menu: from then on it takes keys."""
QUIET = 0.1
"""Seconds without output after which a screen is taken to be finished."""
KINDS = ("run", "--flows", str(Path(__file__).parent / "flows"), "--today", "2026-11-23")
"""A small guide with one question of each kind."""


ALTERNATE_SCREEN = 1049


class Screen(pyte.HistoryScreen):  # type: ignore[name-defined,misc]  # pyte has no types
    """A screen that knows the second screen of a terminal, as programs that show pages use it."""

    def __init__(self, columns: int, lines: int) -> None:
        super().__init__(columns, lines, history=5000, ratio=1)
        self.main: tuple[Any, Any, Any] | None = None

    def set_mode(self, *modes: int, **private: bool) -> None:
        if ALTERNATE_SCREEN in modes and self.main is None:
            above = copy.deepcopy(self.history)
            self.main = copy.deepcopy(self.buffer), copy.copy(self.cursor), above
        super().set_mode(*modes, **private)

    def reset_mode(self, *modes: int, **private: bool) -> None:
        if ALTERNATE_SCREEN in modes and self.main is not None:
            self.buffer, self.cursor, self.history = self.main
            self.main = None
        super().reset_mode(*modes, **private)


class Terminal:
    """One run of the program on a terminal of a given size.

    Everything it writes is kept and drawn on a screen.

    `into`: a file that takes standard output.
    """

    def __init__(
        self,
        *words: str,
        columns: int = 80,
        lines: int = 50,
        folder: Path | None = None,
        into: Path | None = None,
        **environment: str,
    ) -> None:
        self.screen = Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.written = b""
        self._seen = 0
        env = {**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1", **environment}
        for name in ("NO_COLOR", "COLUMNS", "LINES"):
            if name not in environment:
                env.pop(name, None)
        command = [sys.executable, "-m", "send_guide", *words]
        if into is not None:
            command = ["/bin/sh", "-c", f'exec "$@" > {shlex.quote(str(into))}', "sh", *command]
        self.child = pexpect.spawn(
            command[0],
            command[1:],
            env=env,
            dimensions=(lines, columns),
            timeout=PATIENCE,
            cwd=folder and str(folder),
        )
        self.child.delaybeforesend = None

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the program, unless its terminal is closed already."""
        if not self.child.closed:
            self.child.close(force=True)

    def _read(self, seconds: float) -> bool:
        try:
            data = self.child.read_nonblocking(65536, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.written += data
        self._stream.feed(data)
        return True

    def shows(self, text: str) -> "Terminal":
        """Wait until the text is written after the last key and what was waited for since.

        Line breaks aside.
        """
        self._until(lambda: self._news().find(text) >= 0, f"never showed {text!r}")
        self._seen += self._news().find(text) + len(text)
        return self

    def asks(self, text: str) -> "Terminal":
        """Wait until the text is written and keys (or a line) are taken below it."""
        self.shows(text)
        self._until(
            lambda: LAST_KEY in self._news() or self._news().endswith(">"),
            f"asked nothing after {text!r}",
        )
        return self

    def holds(self, text: str) -> "Terminal":
        """Wait until the text stands on the screen, where parts of it may have stood before."""
        self._until(lambda: text in self.flowed, f"never held {text!r}")
        return self

    def returns(self) -> "Terminal":
        """Leave what was looked up with a key that means nothing else, and wait for the menu."""
        self.press("x")
        self._until(lambda: LAST_KEY in self._news(), "never came back")
        return self

    def waits(self) -> "Terminal":
        """Wait until keys (or a line) are taken below what was written after the last key."""
        self._until(
            lambda: LAST_KEY in self._news() or self._news().endswith(">"), "asked nothing more"
        )
        return self

    def soon(self, text: str) -> bool:
        """Whether the text comes with what is written next."""
        self._read(0.2)
        found = text in self._news()
        if found:
            self.shows(text)
        return found

    def hang_up(self) -> int:
        """Close the terminal, as when its window is closed, and give the exit code."""
        self.child.ptyproc.fileobj.close()
        self.child.closed = self.child.ptyproc.closed = True
        end = time.monotonic() + PATIENCE
        ended, status = 0, 0
        while not ended:
            ended, status = os.waitpid(self.child.pid, os.WNOHANG)
            assert time.monotonic() < end, "never ended"
        return os.waitstatus_to_exitcode(status)

    def rests(self) -> "Terminal":
        """Wait until nothing more is written for a while."""
        while self._read(QUIET):
            pass
        return self

    def _news(self) -> str:
        """What was written since the text last waited for, without escape sequences."""
        return " ".join(ESCAPES.sub(b" ", self.written).decode(errors="replace").split())[
            self._seen :
        ]

    def _until(self, done: Callable[[], bool], complaint: str) -> None:
        end = time.monotonic() + PATIENCE
        while not done():
            self._read(0.1)
            if time.monotonic() > end or not (self.child.isalive() or done()):
                self.rests()
                raise AssertionError(f"{complaint}; the screen was:\n{self.text}")

    def press(self, *keys: str) -> "Terminal":
        """Send the keys at once; only what is written from now on counts as shown."""
        self._seen += len(self._news())
        self.child.send("".join(keys))
        return self

    def resize(self, columns: int, lines: int = 50) -> "Terminal":
        """Change the size of the window while the program runs."""
        self.screen.resize(lines, columns)
        self.child.setwinsize(lines, columns)
        return self

    @property
    def window(self) -> list[str]:
        """The lines of the window alone, as the person sees them now."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """Everything on the screen and above it."""
        above = [
            "".join(line[column].data for column in range(self.screen.columns)).rstrip()
            for line in self.screen.history.top
        ]
        return "\n".join([*above, *(line.rstrip() for line in self.screen.display)]).rstrip()

    @property
    def flowed(self) -> str:
        """The text with line breaks as spaces."""
        return " ".join(self.text.split())

    @property
    def lines(self) -> list[str]:
        """The lines of the text."""
        return self.text.splitlines()

    def ends(self) -> int:
        """Wait for the end and give the exit code."""
        end = time.monotonic() + PATIENCE
        while self.child.isalive() or self._read(0):
            self._read(0.1)
            assert time.monotonic() < end, f"never ended; the screen was:\n{self.text}"
        self.child.close()
        code = self.child.exitstatus
        return code if code is not None else -int(self.child.signalstatus or 0)


Opens = Callable[..., Terminal]


@pytest.fixture
def opens() -> Iterator[Opens]:
    """Start a run on a terminal; it is closed after the test."""
    started: list[Terminal] = []

    def open_terminal(*words: str, **more: object) -> Terminal:
        started.append(Terminal(*words, **more))  # type: ignore[arg-type]  # sizes and environment pass through
        return started[-1]

    yield open_terminal
    for terminal in started:
        terminal.close()
