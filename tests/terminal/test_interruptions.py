"""A call cut off in any way loses nothing.

The screen holds a code from which it goes on, and nothing is written to disk.
"""

import re
import shlex
import signal
from pathlib import Path

import pytest

from .conftest import CTRL_C, CTRL_D, ENTER, KINDS, Opens
from .test_keys import ASKED

STOPS: dict[str, str | signal.Signals] = {
    "ctrl-c": CTRL_C,
    "ctrl-d": CTRL_D,
    "hang-up": signal.SIGHUP,
    "terminate": signal.SIGTERM,
    "interrupt": signal.SIGINT,
}
WAYS = [(kind, stop) for kind in ASKED for stop in STOPS] + [
    (kind, stop) for kind in ("find", "pick") for stop in ("ctrl-c", "hang-up")
]


@pytest.mark.parametrize("plain", [False, True], ids=["menu", "plain"])
@pytest.mark.parametrize(("kind", "way"), WAYS)
def test_stopping_says_how_to_go_on_and_that_works(
    opens: Opens, tmp_path: Path, kind: str, plain: bool, way: str
) -> None:
    """At every kind of question.

    Each way to stop ends with 130 and prints the command that comes back to that question.
    """
    words, text = ASKED[kind if kind in ASKED else "several"]
    call = opens(*words, *(["--plain"] if plain else []), folder=tmp_path).asks(text)
    if kind == "find":
        call.press("/", ENTER if plain else "").shows("type some words").shows(">")
    if kind == "pick":
        call.press("a", ENTER if plain else "").asks("Which answer")
    stop = STOPS[way]
    if isinstance(stop, signal.Signals):
        call.child.kill(stop)
    else:
        call.press(stop)

    assert call.ends() == 130
    assert "Traceback" not in call.text
    assert list(tmp_path.iterdir()) == []
    command = shlex.split(call.written.decode().rsplit(":\r\n", 1)[1])
    assert command[:2] == ["send-guide", "resume"]
    if way == "ctrl-c":
        opens(*command[1:]).asks(text)


def test_a_killed_process_loses_nothing(opens: Opens) -> None:
    """Nothing can be said when the process is killed, but the code stands among the keys."""
    words, text = ASKED["date"]
    call = opens(*words).asks(text)
    call.child.kill(signal.SIGKILL)
    code = re.findall(r"k code (\S+)", call.text)[-1]

    assert call.ends() == -signal.SIGKILL
    opens("resume", code, *KINDS[1:]).shows("Which parts of the plan are wrong? The needs").asks(
        text
    )


@pytest.mark.parametrize("plain", [False, True], ids=["menu", "plain"])
def test_a_closed_terminal_ends_the_call_quietly(opens: Opens, plain: bool) -> None:
    """When the window is closed or the line drops, the process ends by itself, without a fault."""
    words, text = ASKED["several"]
    call = opens(*words, *(["--plain"] if plain else [])).asks(text)

    assert call.hang_up() == 130
