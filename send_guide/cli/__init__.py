"""The command line: commands, options, streams and exit codes. The only importer of typer."""

import errno
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import typer

from send_guide.cli import completion
from send_guide.cli.screen import say
from send_guide.errors import SendGuideError, UsageError

COMMANDS: Mapping[str, str] = {
    "run": "run.run",
    "resume": "run.resume",
    "list": "look_up.list_guides",
    "contacts": "look_up.contacts",
    "deadline": "look_up.deadline",
    "find": "look_up.find_words",
    "check": "check_and_test.check",
    "test": "check_and_test.run_scenarios",
    "prove": "prove_and_diff.prove",
    "diff": "prove_and_diff.diff",
    "stale": "check_and_test.stale",
    "print": "check_and_test.print_guide",
    "graph": "graph.draw_guide",
    "watch": "watch.watch",
    "schema": "check_and_test.print_schema",
}
"""The module and function of each command. A module is imported only when it is needed."""

START = "run.start"
"""What `send-guide` does without a command."""


def command_line(named: Sequence[str] = tuple(COMMANDS)) -> typer.Typer:
    """The command line with the commands named; with all of them if none is."""
    made = typer.Typer(
        name="send-guide",
        help=(
            "Guided advice for families who disagree with a council "
            "about special educational needs."
        ),
        # boxes are read aloud line by line, and rich costs time at start-up
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    made.callback(invoke_without_command=True)(_function(START))
    for name in named:
        made.command(name)(_function(COMMANDS[name]))
    return made


def _function(place: str) -> Any:
    module, name = place.split(".")
    return getattr(import_module(f"send_guide.cli.{module}"), name)


def _needed(words: Sequence[str]) -> Sequence[str]:
    """The command that the words start with, or all commands where they start otherwise.

    Help, completion and misspelt commands need all of them.
    """
    return words[:1] if words and words[0] in COMMANDS else tuple(COMMANDS)


def _let_go_of_output() -> None:
    """Keep Python from writing once more, at its end, to an output that takes nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; the one place where failures become messages."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if completion.is_asked_for(os.environ):
            completion.rejoin_words(os.environ)
            command_line()(args=words)
        else:
            command_line(_needed(words))(args=words)
    except SendGuideError as failure:
        say(str(failure))
        return failure.exit_code
    except BrokenPipeError:
        # the reader has what it wanted (`| head`); nothing more can be said to it
        _let_go_of_output()
        return 0
    except OSError as failure:
        if failure.errno not in (errno.ENOSPC, errno.EIO, errno.EBADF):
            raise
        say(f"The output could not be written: {failure.strerror}.")
        _let_go_of_output()
        return UsageError.exit_code
    except SystemExit as done:
        if isinstance(done.__context__, BrokenPipeError):
            # typer turns a closed pipe into exit code 1
            _let_go_of_output()
            return 0
        return done.code if isinstance(done.code, int) else 0
    except (KeyError, ValueError, IndexError):
        if completion.is_asked_for(os.environ):
            # a shell that hands over its words wrongly is offered nothing
            return 0
        raise
    return 0
