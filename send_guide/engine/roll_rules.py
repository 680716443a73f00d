"""Where a last day moves when it falls on a day nobody works."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from send_guide.engine.working_days import DAY, is_working_day, working_day_from

Moved = tuple[date, str, str]
"""The day after the roll rules, the rule's id, and why in words (empty when nothing moved)."""


LONGEST_MOVE = timedelta(days=35)
"""No roll rule moves a day further than from 1 August to the first working day of September."""


def tribunal_day(plain: date) -> Moved:
    """Where the Tribunal's rules move the last day to start an appeal; the moves do not stack.

    Tribunal Procedure (First-tier Tribunal) (HESC) Rules 2008, rule 12(2) and 12(3)(a).
    """
    # raises for a year whose bank holidays are not known, also where the month alone decides
    is_working_day(plain)
    if plain.month == 8:
        why = "Any last day in August moves to the first working day of September"
        return working_day_from(date(plain.year, 9, 1)), "august", why
    if (plain.month, plain.day) >= (12, 25) or (plain.month, plain.day) == (1, 1):
        new_year = date(plain.year if plain.month == 1 else plain.year + 1, 1, 1)
        why = (
            "Any last day from 25 December to 1 January moves to the first working day "
            "after 1 January"
        )
        return working_day_from(new_year + DAY), "christmas", why
    return _next_working_day(plain)


def _next_working_day(plain: date) -> Moved:
    """The first working day on or after a last day (HESC Rules 2008, rule 12(2))."""
    day = working_day_from(plain)
    if day == plain:
        return plain, "none", ""
    why = f"{_short(plain)} is not a working day, so the next working day counts"
    return day, "next_working_day", why


def _back_to_working_day(plain: date) -> Moved:
    """The working day on or before a last day that no rule moves on: the safe day to act by."""
    day = working_day_from(plain, -DAY)
    if day == plain:
        return day, "none", ""
    why = (
        f"This limit is never moved on. {_short(plain)} is not a working day, "
        "so act by the working day before"
    )
    return day, "none", why


def _short(day: date) -> str:
    """Weekday, day and month, as `Sunday 29 November`."""
    return f"{day:%A} {day.day} {day:%B}"


MOVES: Mapping[str, Callable[[date], Moved]] = {
    "tribunal": tribunal_day,
    "next_working_day": _next_working_day,
    "back_to_working_day": _back_to_working_day,
    "none": lambda plain: (plain, "none", ""),
}
"""What each value of `moved` in the flow files does to a last day."""
