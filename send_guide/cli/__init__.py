"""The command line: commands, options, streams and exit codes. The only importer of typer."""

import errno
import os
from collections.abc import Callable, Mapping, Sequence

import typer

from send_guide.cli import (
    check_and_test as author,
)
from send_guide.cli import (
    completion,
    watch,
)
from send_guide.cli import (
    graph as picture,
)
from send_guide.cli import (
    look_up as lookup,
)
from send_guide.cli import (
    prove_and_diff as proof,
)
from send_guide.cli import (
    run as call,
)
from send_guide.cli.screen import say
from send_guide.errors import SendGuideError, UsageError

COMMANDS: Mapping[str, Callable[..., None]] = {
    "run": call.run,
    "resume": call.resume,
    "list": lookup.list_guides,
    "contacts": lookup.contacts,
    "deadline": lookup.deadline,
    "find": lookup.find_words,
    "check": author.check,
    "test": author.run_scenarios,
    "prove": proof.prove,
    "diff": proof.diff,
    "stale": author.stale,
    "print": author.print_guide,
    "graph": picture.draw_guide,
    "watch": watch.watch,
    "schema": author.print_schema,
}

app = typer.Typer(
    name="send-guide",
    help="Guided advice for families who disagree with a council about special educational needs.",
    # boxes are read aloud line by line, and rich costs time at start-up
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.callback(invoke_without_command=True)(call.start)
for name, command in COMMANDS.items():
    app.command(name)(command)


def _let_go_of_output() -> None:
    """Keep Python from writing once more, at its end, to an output that takes nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; the one place where failures become messages."""
    try:
        completion.rejoin_words(os.environ)
        app(args=list(arguments) if arguments is not None else None)
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
