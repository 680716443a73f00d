"""What was meant by a word that nobody knows."""

from collections.abc import Iterable

MOST_LISTED = 12


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a person most likely meant, if one is near."""
    # imported here: only a fault needs it
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, known, n=1)), None)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest known word, to stand behind another; or nothing."""
    close = nearest(word, known)
    return f" Did you mean '{close}'?" if close else ""


def suggest(word: str, known: Iterable[str]) -> str:
    """Suggests the nearest known name for an unknown one, or lists the known names."""
    known = list(known)
    close = nearest(word, known)
    return (
        f"did you mean '{close}'?"
        if close
        else f"use one of {', '.join(known[:MOST_LISTED])}"
        if known
        else "declare it"
    )
