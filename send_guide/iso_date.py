"""A day as flows, scripts and the command line write it: YYYY-MM-DD."""

import re
from datetime import date

ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_date(text: str) -> date | None:
    """The day that `YYYY-MM-DD` names, or None. Stricter than `date.fromisoformat`, which also takes `2026-W48-1`."""
    if not ISO_DATE.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
