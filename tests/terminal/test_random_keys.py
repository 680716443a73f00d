"""Whatever is typed, in whatever order: no fault, never an answer that was not shown, always a way out."""

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
from send_guide.call.asking import Asker, Reply
from send_guide.call.asking.commands import Command, Find
from send_guide.call.asking.menu.asker import MenuAsker
from send_guide.call.asking.typed import PlainAsker
from send_guide.call.conversation import Call
from send_guide.call.out_of_turn import search
from send_guide.engine import resume_code
from send_guide.engine.answers import read_answer
from send_guide.engine.guidance import guidance
from send_guide.engine.walk import Walk, replay
from send_guide.guide import Guide, Question
from send_guide.language import catalogue
from send_guide.page.sections import page

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, 0)
CTRL_C, CTRL_D, ENTER, ESC = "\x03", "\x04", "\r", "\x1b"
KEYS = [
    *"0123456789",
    *"bauwgtc!?/",
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
    """An asker that lets another one ask, and checks what comes back and what has become of the call."""

    def __init__(self, asker: Asker) -> None:
        self._asker = asker
        self.call: Call | None = None
        self.replies = 0

    def ask(self, question: Question) -> Reply:
        assert self.call is not None
        is_sound(self.call)
        reply = self._asker.ask(question)
        self.replies += 1
        if not isinstance(reply, Command | Find):
            assert read_answer(question, reply) == (
                tuple(each for each in question.allowed if each in reply)
                if isinstance(reply, tuple)
                else reply
            )
        return reply

    def line(self, prompt: str) -> str:
        # a name for a file is never given: nothing may be written
        return self._asker.line(prompt) if prompt.startswith("Find") else ""

    def clear(self) -> bool:
        return self._asker.clear()


class Typist:
    """The real menu, with a burst of keys for each question; Ctrl-C at the end of each shows that there is a way out."""

    def __init__(self, keyboard: PipeInput, bursts: Iterator[str]) -> None:
        self._keyboard = keyboard
        self._bursts = bursts
        self._menu = MenuAsker(DummyOutput())

    def ask(self, question: Question) -> Reply:
        for burst in self._bursts:
            self._keyboard.send_text(burst + CTRL_C)
            try:
                return self._menu.ask(question)
            except KeyboardInterrupt:
                continue
        raise EOFError

    def line(self, prompt: str) -> str:
        self._keyboard.send_text(next(self._bursts, "") + ENTER + CTRL_C)
        try:
            return self._menu.line(prompt)
        except KeyboardInterrupt:
            return "plan"

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


def show(walk: Walk, left_over: tuple[str, ...]) -> None:
    assert page(guidance(walk, unused=left_over), now=NOW)


def talk(guide: Guide, asker: Asker) -> None:
    """One call after another until the keyboard runs dry."""
    checked = Checked(asker)
    again = True
    while again:
        checked.call = Call(guide, TODAY, search, checked, now=lambda: NOW)
        try:
            wrap_up.stay(checked.call, show)
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
