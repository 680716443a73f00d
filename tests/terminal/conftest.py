"""A real pseudo-terminal with a screen that can be read."""

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from types import TracebackType

import pytest

pexpect = pytest.importorskip("pexpect", reason="needs a pseudo-terminal")
pyte = pytest.importorskip("pyte")

PATIENCE = 30
UP, DOWN, LEFT, ESC, CTRL_C, CTRL_D, ENTER = "\x1b[A", "\x1b[B", "\x1b[D", "\x1b", "\x03", "\x04", "\r"
ESCAPES = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[@-Z\\^_=>]|[\x00-\x08\x0e-\x1f]")
QUIET = 0.15
"""Seconds without output after which a screen is taken to be finished."""


class Terminal:
    """One run of the program on a terminal of a given size; everything it writes is kept and drawn on a screen."""

    def __init__(self, *words: str, columns: int = 80, lines: int = 50, **environment: str) -> None:
        self.screen = pyte.HistoryScreen(columns, lines, history=5000, ratio=1)
        self._stream = pyte.ByteStream(self.screen)
        self.written = b""
        self._seen = 0
        env = {**os.environ, "TERM": "xterm-256color", "PYTHONUTF8": "1", **environment}
        for name in ("NO_COLOR", "COLUMNS", "LINES"):
            if name not in environment:
                env.pop(name, None)
        self.child = pexpect.spawn(sys.executable, ["-m", "send_guide", *words], env=env, dimensions=(lines, columns), timeout=PATIENCE)
        self.child.delaybeforesend = None

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None) -> None:
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
        """Wait until the text is written after what was waited for last, line breaks aside, and the screen is at rest."""
        self._until(lambda: self._news().find(text) >= 0, f"never showed {text!r}")
        self._seen += self._news().find(text) + len(text)
        while self._read(QUIET):
            pass
        return self

    def _news(self) -> str:
        """What was written since the text last waited for, without escape sequences."""
        return " ".join(ESCAPES.sub(b" ", self.written).decode(errors="replace").split())[self._seen :]

    def _until(self, done: Callable[[], bool], complaint: str) -> None:
        end = time.monotonic() + PATIENCE
        while not done():
            self._read(0.1)
            if time.monotonic() > end:
                raise AssertionError(f"{complaint}; the screen was:\n{self.text}")

    def press(self, *keys: str) -> "Terminal":
        """Send the keys at once."""
        self.child.send("".join(keys))
        return self

    @property
    def text(self) -> str:
        """Everything on the screen and above it."""
        above = ["".join(line[column].data for column in range(self.screen.columns)).rstrip() for line in self.screen.history.top]
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
        while self._read(PATIENCE):
            pass
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
    for each in started:
        each.child.close(force=True)
