"""Every way in which a call may be cut off, turned into one failure that says how to go on."""

import errno
import shlex
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from send_guide.call.conversation import Call
from send_guide.engine import resume_code
from send_guide.errors import Stopped


@contextmanager
def losing_nothing(call: Call, options: Sequence[str] = ()) -> Iterator[None]:
    """Raise Stopped for Ctrl-C, end of input, a hang-up, a terminal that has gone or a request to end.

    `options`: words of the command line that going on needs again.
    """
    named = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {each: signal.signal(each, _stop) for each in named}
    try:
        yield
    except (KeyboardInterrupt, EOFError):
        raise Stopped(how_to_go_on(call, options)) from None
    except OSError as failure:
        if failure.errno != errno.EIO:
            raise
        raise Stopped(how_to_go_on(call, options)) from None
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def how_to_go_on(call: Call, options: Sequence[str]) -> str:
    """The command that goes on with the answers given so far."""
    guide, answers = call.guide, call.walk.answers
    words = [
        "send-guide",
        *(("resume", resume_code.encode(call.walk)) if answers else ("run", guide.id)),
        *options,
    ]
    for name, each in call.later.items():
        words += ["-a", f"{name}={','.join(each) if isinstance(each, tuple) else each}"]
    how = (
        "No answer is kept on this machine. To go on with those given"
        if answers or call.later
        else "To start again"
    )
    return f"Stopped. {how}:\n{shlex.join(words)}"


def _stop(number: int, frame: object) -> None:
    raise KeyboardInterrupt
