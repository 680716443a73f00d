"""Start the program: who stops it while it loads sees no traceback."""

import signal
import sys

_STOPPED = 130


def _stop(number: int, frame: object) -> None:
    """Handle a request to end as Ctrl-C is handled."""
    raise KeyboardInterrupt


def main() -> int:
    """Load the command line and run it. Return its exit code."""
    try:
        for name in ("SIGTERM", "SIGHUP"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), _stop)
        # imported here: most of the time to start goes into it, and it may be stopped meanwhile
        from send_guide.cli import main as run

        return run()
    except KeyboardInterrupt:
        if sys.stderr is not None:
            print("Stopped.", file=sys.stderr)
        return _STOPPED
