"""A request to end the program, which must not be lost while modules are being loaded."""

_requested = False


def stop(number: int, frame: object) -> None:
    """Handle the signal: remember the request, and end what goes on."""
    global _requested
    _requested = True
    raise KeyboardInterrupt


def check() -> None:
    """Raise KeyboardInterrupt if the request was swallowed by what went on when it came."""
    if _requested:
        raise KeyboardInterrupt
