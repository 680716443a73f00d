"""The Tab key: what a shell is offered, by the shells' own protocol."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from send_guide.guide import Guide

START = (
    "import sys; sys.argv = ['send-guide']; from send_guide.cli import main; code = main();"
    "print(sorted({'rich', 'questionary', 'prompt_toolkit'} & {*sys.modules}), file=sys.stderr); "
    "sys.exit(code)"
)


def complete(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", START],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )


def in_bash(*words: str) -> list[str]:
    """As Bash asks: it breaks words at `=`, and the last word is the one at the cursor."""
    done = complete(
        _SEND_GUIDE_COMPLETE="complete_bash",
        COMP_WORDS="\n".join(("send-guide", *words)),
        COMP_CWORD=str(len(words)),
    )

    assert (done.returncode, done.stderr.strip()) == (0, "[]")
    return done.stdout.split()


def in_fish(line: str) -> list[str]:
    """As Fish asks: the whole line up to the cursor."""
    done = complete(
        _SEND_GUIDE_COMPLETE="complete_fish",
        _TYPER_COMPLETE_ARGS=line,
        _TYPER_COMPLETE_FISH_ACTION="get-args",
    )

    assert done.returncode == 0
    return done.stdout.split()


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["res"], ["resume"]),
        (["run", "dis"], ["disagreements"]),
        (["run", "--area", ""], ["luton"]),
        (["run", "--format", "mark"], ["markdown"]),
        (
            ["run", "-a", "past_s"],
            [f"past_school_age={answer}" for answer in ("no", "yes", "not_sure")],
        ),
        (["run", "-a", "council", "="], ["luton", "another", "not_sure"]),
        (["run", "-a", "council", "=", "lu"], ["luton"]),
        (
            ["run", "-a", "council", "=", "luton", "-a", "caller", "=", "p"],
            ["parent", "professional"],
        ),
        (["run", "--answer", "letter_date", "="], ["not_sure"]),
        (
            ["resume", "812N", "-a", "plan_parts", "=", "needs,school"],
            ["needs,school_named", "needs,school_type"],
        ),
        (["run", "-a", "weather", "="], []),
        (["run", "nowhere", "-a", "council", "="], []),
        (["run", "--flows", "/nowhere/at/all", "-a", "cou"], []),
    ],
)
def test_what_bash_is_offered(words: list[str], offered: list[str]) -> None:
    """Commands, guides, questions and answers.

    Nothing, and no failure, where there is nothing to offer. No terminal library is loaded.
    """
    assert in_bash(*words) == offered


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("send-guide run -a council=l", ["council=luton"]),
        ("send-guide stale dis", ["disagreements"]),
    ],
)
def test_what_fish_is_offered(line: str, offered: list[str]) -> None:
    """Shells that keep a pair whole are offered the whole pair."""
    assert in_fish(line) == offered


def test_every_question_and_answer_is_offered(shipped: Guide) -> None:
    """Questions that begin alike are offered with the sign.

    `not_sure` never joins other answers.
    """
    parts = shipped.questions["plan_parts"].allowed

    assert in_bash("run", "-a", "") == [f"{question}=" for question in shipped.questions]
    assert in_fish("send-guide run -a plan_parts=") == [f"plan_parts={part}" for part in parts]
    assert in_fish("send-guide run -a plan_parts=needs,") == [
        f"plan_parts=needs,{part}" for part in parts if part not in ("needs", "not_sure")
    ]


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs Bash")
def test_bash_itself_completes_an_answer(tmp_path: Path) -> None:
    """The script that Bash is given, run by Bash, fills in the answer."""
    command = tmp_path / "send-guide"
    command.write_text(
        f"#!{sys.executable}\nimport sys\nfrom send_guide.cli import main\nsys.exit(main())\n",
        encoding="utf-8",
    )
    command.chmod(0o755)
    script = (
        'eval "$(_SEND_GUIDE_COMPLETE=source_bash send-guide)"; '
        "COMP_WORDS=(send-guide run -a decision = cea); COMP_CWORD=5"
    )
    done = subprocess.run(
        ["bash", "-c", f"{script}; _send_guide_completion send-guide; echo ${{COMPREPLY[0]}}"],
        env={**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "cease_plan"
