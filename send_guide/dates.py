"""A day as flows, scripts and the command line write it: YYYY-MM-DD."""

import re
from datetime import date
from functools import lru_cache

FIRST_YEAR, LAST_YEAR = 1900, 2199
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_date(text: str) -> date | None:
    """The day that `YYYY-MM-DD` names, or None.

    Stricter than `date.fromisoformat`, which also takes `2026-W48-1`.

    A year before FIRST_YEAR or after LAST_YEAR is a slip of the keyboard.
    """
    if not ISO_DATE.fullmatch(text):
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def without_weekday(day: date) -> str:
    """A day that lies behind us, such as a check: 1 November 2026."""
    return f"{day.day} {day:%B %Y}"


@lru_cache(maxsize=4096)
def in_words(day: date) -> str:
    """Weekday and full date, as `Tuesday 1 December 2026`."""
    return f"{day:%A} {day.day} {day:%B %Y}"
