"""The call without a terminal.

Askers that follow the protocol, and every way in which one may fail.
"""

import errno
import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from send_guide.call.asking import CannotDraw, Context, Lines, Reply, Screen
from send_guide.call.asking.commands import Command, Find
from send_guide.call.conversation import Call
from send_guide.call.interruptions import losing_nothing
from send_guide.call.out_of_turn import search
from send_guide.errors import Stopped
from send_guide.guide import Guide, Question
from send_guide.language import catalogue

TODAY = date(2026, 11, 23)


class Script:
    """An asker that gives one reply after another, and then has no more to say."""

    own_screen = True

    def __init__(self, replies: Iterable[Reply | BaseException]) -> None:
        self._replies = iter(replies)
        self.asked: list[str] = []

    def ask(self, question: Question, context: Context) -> Reply:
        self.asked.append(question.id)
        reply = next(self._replies, EOFError())
        if isinstance(reply, BaseException):
            raise reply
        return reply

    def line(self, prompt: str, suggestion: str = "") -> str | None:
        return None

    def show(self, lines: Lines) -> None:
        assert lines(80, 24)

    def key(self, screen: Screen) -> str:
        raise EOFError

    def forget_keys(self) -> None:
        """No keys are typed."""

    def clear(self) -> bool:
        return False


@pytest.fixture
def kinds() -> Guide:
    """The small guide with one question of each kind."""
    return catalogue.load(Path(__file__).parents[1] / "terminal" / "flows", "kinds")


def test_a_terminal_that_refuses_the_menu_gets_plain_lines(
    kinds: Guide, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As some Windows consoles do: the call goes on with what is typed, and no answer is lost."""
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n"))
    call = Call(kinds, TODAY, search, Script(["luton", CannotDraw("no console")]))

    with pytest.raises(EOFError):
        call.run()

    assert call.walk.answers == {"council": "luton", "parts": ("needs",)}
    assert "type the answers" in capsys.readouterr().err


@pytest.mark.parametrize(
    "failure", [KeyboardInterrupt(), EOFError(), OSError(errno.EIO, "the terminal has gone")]
)
def test_what_cuts_a_call_off_becomes_a_command_to_go_on(
    kinds: Guide, failure: BaseException
) -> None:
    """The command carries the code, what is known ahead of its turn.

    The options it needs again.
    """
    call = Call(kinds, TODAY, search, Script(["luton", failure]))
    call.take({"letter_date": "2026-11-02"})

    with (
        pytest.raises(Stopped, match=r"send-guide resume [0-9A-Z-]+ --plain$"),
        losing_nothing(call, ["--plain"]),
    ):
        call.run()


def test_another_failure_of_the_system_is_not_hidden(kinds: Guide) -> None:
    """Only a terminal that has gone ends a call quietly."""
    call = Call(kinds, TODAY, search, Script([OSError(errno.ENOSPC, "no space")]))

    with pytest.raises(OSError, match="no space"), losing_nothing(call):
        call.run()


def test_an_answer_that_was_not_offered_is_never_taken(kinds: Guide) -> None:
    """Whatever an asker brings back is checked again: nothing it makes up gets on the walk."""
    script = Script(
        ["", "nowhere", ("luton",), date(2026, 1, 1), "luton", ("needs", "nothing"), "2026-13-45"]
    )
    call = Call(kinds, TODAY, search, script)

    with pytest.raises(EOFError):
        call.run()

    assert call.walk.answers == {"council": "luton"}
    assert script.asked == ["council"] * 5 + ["parts"] * 3


def test_changing_and_finding_may_be_nested_and_left_at_any_point(kinds: Guide) -> None:
    """Commands given while something is being picked are obeyed.

    The question asked is still the same.
    """
    moves: list[Reply] = [
        Command.ANSWERS,
        Command.ANSWERS,
        Find("luton"),
        Command.UNDO,
        Command.BACK,
        Command.BACK,
    ]
    script = Script(["luton", *moves, Command.HELP])
    call = Call(kinds, TODAY, search, script)

    with pytest.raises(EOFError):
        call.run()

    assert call.walk.answers == {}
    assert call.later == {}


def test_a_change_that_needs_two_answers_is_one_for_undo(shipped: Guide) -> None:
    """A found answer that makes room for itself by changing another: one undo takes both back."""
    known = {"council": "luton", "caller": "parent", "past_school_age": "no", "issue": "draft_plan"}
    script = Script([Find("cease the plan"), "0", "new"])
    call = Call(shipped, TODAY, search, script)
    call.take(known)
    with pytest.raises(EOFError):
        call.run()
    assert call.walk.answers["decision"] == "cease_plan"

    call.obey(Command.UNDO)
    assert call.walk.answers == known
    assert call.later == {}
