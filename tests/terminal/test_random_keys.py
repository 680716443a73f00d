"""Whatever is typed, in whatever order.

No fault, never an answer that was not shown, always a way out.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from send_guide.call import after_guidance as wrap_up
from send_guide.call.asking import Asker, Context, Doubt, Lines, Reply, Screen
from send_guide.call.asking.commands import Command, Find
from send_guide.call.asking.menu.asker import MenuAsker
from send_guide.call.asking.typed import PlainAsker
from send_guide.call.conversation import Call
from send_guide.call.out_of_turn import search
from send_guide.engine import resume_code
from send_guide.engine.answers import read_answer
from send_guide.engine.walk import replay
from send_guide.guide import Guide, Question
from send_guide.language import catalogue

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, 0)
CTRL_C, CTRL_D, ENTER, ESC = "\x03", "\x04", "\r", "\x1b"
KEYS = [
    *"0123456789",
    *"bauwgtck!?/",
    *"dmpesnNyq",
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    ENTER,
    ENTER,
    ESC,
    " ",
    "\t",
    "\x7f",
    "x",
    "j",
    "k",
    "2/11/2026",
    "é",
]
KEYS += ["\x1b[200~1\r2\r\x1b[201~", "\x1b\r", "\x00", "\x1a", "\x12", "\x1b[3~", "\x1bb"]
WORDS = ["plan", "cease the plan", "letter date", "help line", "xyzzy", "", "draft"]
LINES = [
    *"0123456789",
    "10",
    "1,3",
    "1 2 9",
    "not_sure",
    "2/11/2026",
    "2026-11-02",
    "31/2/2026",
    "",
    " ",
    "é",
    "find plan",
    "/school",
    "find",
    "new",
    "quit",
]
LINES += [*(command.value for command in Command), *(command.name.lower() for command in Command)]
relaxed = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=12,
)


@lru_cache
def main_guide() -> Guide:
    """The shipped guide; not a fixture, as its thousands of lines would stand in each report."""
    return catalogue.load(Path(__file__).parents[2] / "flows", "disagreements")


class Checked:
    """An asker that lets another one ask.

    Checks what comes back and what has become of the call.
    """

    own_screen = False

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self.call: Call | None = None
        self.replies = 0

    def ask(self, question: Question, context: Context) -> Reply:
        assert self.call is not None
        is_sound(self.call)
        reply = self._asker.ask(question, context)
        self.replies += 1
        if not isinstance(reply, Command | Find | Doubt):
            assert read_answer(question, reply) == (
                tuple(each for each in question.allowed if each in reply)
                if isinstance(reply, tuple)
                else reply
            )
        return reply

    def line(self, prompt: str, suggestion: str = "") -> str | None:
        # a name for a file is never given: nothing may be written
        return self._asker.line(prompt, suggestion) if prompt.startswith("Find") else None

    def show(self, lines: Lines) -> None:
        self._asker.show(lines)

    def key(self, screen: Screen) -> str:
        assert self.call is not None
        is_sound(self.call)
        key = self._asker.key(screen)
        assert key in screen.keys.values() or key.startswith("/")
        # neither may a message reach the clipboard of whoever runs the tests
        return "k" if key == "y" else key

    def forget_keys(self) -> None:
        self._asker.forget_keys()

    def clear(self) -> bool:
        return self._asker.clear()


class Typist:
    """The real menu, with a burst of keys for each question.

    Ctrl-C at the end of each shows that there is a way out.
    """

    own_screen = True

    def __init__(self, keyboard: PipeInput, bursts: Iterator[str]) -> None:
        self._keyboard = keyboard
        self._bursts = bursts
        self._menu = MenuAsker(DummyOutput())

    def ask(self, question: Question, context: Context) -> Reply:
        for burst in self._bursts:
            self._keyboard.send_text(burst + CTRL_C)
            try:
                return self._menu.ask(question, context)
            except KeyboardInterrupt:
                continue
        raise EOFError

    def line(self, prompt: str, suggestion: str = "") -> str | None:
        self._keyboard.send_text(next(self._bursts, "") + ENTER + CTRL_C)
        try:
            return self._menu.line(prompt, suggestion)
        except KeyboardInterrupt:
            return "plan"

    def show(self, lines: Lines) -> None:
        self._keyboard.send_text(next(self._bursts, "x") + "x")
        try:
            self._menu.show(lines)
        except KeyboardInterrupt:
            return

    def key(self, screen: Screen) -> str:
        for burst in self._bursts:
            self._keyboard.send_text(burst + CTRL_C)
            try:
                return self._menu.key(screen)
            except KeyboardInterrupt:
                continue
        raise EOFError

    def forget_keys(self) -> None:
        """Nothing: the keys of a burst are sent before what they are meant for is shown."""

    def clear(self) -> bool:
        return self._menu.clear()


def is_sound(call: Call) -> None:
    """A walk is what its answers make it, its code leads back to it, and nothing is known twice."""
    walk = call.walk
    assert walk == replay(walk.guide, walk.answers, TODAY)
    assert not set(call.later) & set(walk.answers)
    assert (
        not walk.answers
        or resume_code.decode(walk.guide, resume_code.encode(walk), TODAY).answers == walk.answers
    )


def talk(guide: Guide, asker: Asker) -> None:
    """One call after another until the keyboard runs dry."""
    checked = Checked(asker)
    again = True
    while again:
        checked.call = Call(guide, TODAY, search, checked, now=lambda: NOW)
        try:
            again = wrap_up.stay(wrap_up.Wrap(checked.call)) != "quit"
        except EOFError:
            again = False


@given(
    bursts=st.lists(
        st.lists(st.sampled_from(KEYS), max_size=8).map("".join), min_size=100, max_size=300
    )
)
@relaxed
def test_random_keys_in_the_menu(bursts: Sequence[str]) -> None:
    """Thousands of bursts of keys at the real menu."""
    with create_pipe_input() as keyboard, create_app_session(input=keyboard, output=DummyOutput()):
        talk(main_guide(), Typist(keyboard, iter(bursts)))


@given(
    lines=st.lists(
        st.one_of(st.sampled_from(LINES), st.sampled_from(WORDS), st.text(max_size=5)),
        min_size=100,
        max_size=300,
    )
)
@relaxed
def test_random_lines_in_plain_mode(lines: Sequence[str]) -> None:
    """Thousands of lines typed at plain questions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
        talk(main_guide(), PlainAsker())
