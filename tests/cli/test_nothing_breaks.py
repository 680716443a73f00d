"""What a pipe, a shell and an impatient person do to a command: no traceback, the right code."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = (sys.executable, "-m", "send_guide")
WHOLE = ("run", "-a", "issue=no_decision", "--defaults")


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *words],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **environment},
        check=False,
    )


@pytest.mark.parametrize(
    "words",
    ["list", "contacts", "schema", "--help", "run --help", "find tribunal", "print", "check"],
)
def test_a_pipe_that_nobody_reads_ends_quietly(words: str) -> None:
    """`send-guide list | true` ends with 0 and says nothing."""
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*PROGRAM, *words.split()],
        stdin=subprocess.DEVNULL,
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)

    assert (done.returncode, done.stderr) == (0, "")


def test_a_closed_standard_output_is_said() -> None:
    """`--format terminal >&-` names the fault and what to do."""
    words = " ".join((*PROGRAM, *WHOLE, "-a", "council=luton", "--format", "terminal"))
    done = subprocess.run(
        ["bash", "-c", f"{words} >&-"],
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        check=False,
    )

    assert "Traceback" not in done.stderr
    assert done.returncode in (2, 4)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopping_while_the_program_loads_shows_no_traceback(number: signal.Signals) -> None:
    """Ctrl-C and a request to end, in the middle of the imports."""
    code = f"""
import os, sys
from send_guide.start import main

class Stop:
    @staticmethod
    def find_spec(name, *more):
        if name == "send_guide.cli.options":
            os.kill(os.getpid(), {int(number)})

sys.meta_path.insert(0, Stop)
sys.exit(main())
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (130, "Stopped.\n")


@pytest.mark.parametrize(
    "environment",
    [
        {"COMP_WORDS": "send-guide\nrun", "COMP_CWORD": "x"},
        {"COMP_WORDS": "send-guide", "COMP_CWORD": "9"},
        {"COMP_WORDS": ""},
        {},
    ],
)
def test_completion_variables_set_wrongly_offer_nothing(environment: dict[str, str]) -> None:
    """A shell that asks in a broken way gets no traceback."""
    program = Path(sys.executable).with_name("send-guide")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("COMP_")}
    done = subprocess.run(
        [str(program)],
        capture_output=True,
        text=True,
        env={**clean, "_SEND_GUIDE_COMPLETE": "complete_bash", **environment},
        check=False,
    )

    assert "Traceback" not in done.stderr
    assert done.returncode == 0


def test_a_list_of_one_answer_is_explained(tmp_path: Path) -> None:
    """`council: [luton]` is told how to be written."""
    file = tmp_path / "answers.yaml"
    file.write_text("council: [luton]\n", encoding="utf-8")
    done = run("run", "--answers", str(file))

    assert done.returncode == 5
    assert "Write `council: luton`." in done.stderr


def test_a_long_answer_is_not_repeated_whole() -> None:
    """Nobody reads 90,000 letters in a message."""
    done = run("run", "-a", "council=" + "x" * 90_000)

    assert done.returncode == 5
    assert len(done.stderr) < 1000


def test_watch_says_at_once_that_a_guide_is_not_there() -> None:
    """An unknown guide ends the command before anything is watched."""
    done = run("watch", "nowhere")

    assert done.returncode == 2
    assert "There is no guide 'nowhere'." in done.stderr


def test_version_names_program_and_guide() -> None:
    """`--version` tells which law the guide stands for, too."""
    done = run("--version")

    assert done.returncode == 0
    assert done.stdout.startswith("send-guide ")
    assert "guide disagreements" in done.stdout


def test_find_brings_the_best_hit_first() -> None:
    """The command finds by a caller's own words, as the key / does in a call."""
    done = run("find", "they", "will", "not", "assess", "--format", "json")

    assert '"id": "decision=refuse_assessment"' in done.stdout.split("}")[0]


@pytest.mark.parametrize("by", ["option", "environment"])
def test_a_service_is_checked(by: str) -> None:
    """`--service` and its variable take a contact of the guide."""
    words = ("--service", "nobody") if by == "option" else ()
    environment = {"SEND_GUIDE_SERVICE": "nobody"} if by == "environment" else {}
    done = run(*WHOLE, *words, **environment)

    assert done.returncode == 2
    assert "There is no contact 'nobody' to work for." in done.stderr
