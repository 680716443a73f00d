"""Every way in which a call may be cut off, turned into one failure that says how to continue."""

import errno
import shlex
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from send_guide.call import stopping
from send_guide.call.conversation import Call
from send_guide.errors import Stopped

_SIGNALS = ("SIGTERM", "SIGHUP")


@contextmanager
def losing_nothing(call: Call, options: Sequence[str] = ()) -> Iterator[None]:
    """Raise Stopped for Ctrl-C, end of input, a closed terminal or a request to end.

    `options`: words of the command line that are needed to continue.
    """
    named = [getattr(signal, name) for name in _SIGNALS if hasattr(signal, name)]
    before = {number: signal.signal(number, stopping.stop) for number in named}
    try:
        yield
    except (KeyboardInterrupt, EOFError):
        raise Stopped(how_to_go_on(call, options)) from None
    except OSError as failure:
        if failure.errno != errno.EIO:
            raise
        raise Stopped(how_to_go_on(call, options)) from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def how_to_go_on(call: Call, options: Sequence[str]) -> str:
    """Return the command that continues with the answers given so far."""
    code = call.code
    start = ("resume", code) if code else ("run", call.guide.id)
    command = shlex.join(("send-guide", *start, *options))
    if not code:
        return f"Stopped. To start again, run:\n{command}"
    how = "Nothing was saved on this machine. To continue with the answers so far, run"
    return f"Stopped. {how}:\n{command}"
