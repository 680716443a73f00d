"""Where a last day moves when it falls on a day nobody works."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from send_guide.dates import in_words
from send_guide.engine.working_days import DAY, is_working_day, working_day_from

Moved = tuple[date, str, str]
"""The day after the roll rules, the rule's id, and why in words (empty when nothing moved)."""


LONGEST_MOVE = timedelta(days=35)
"""No roll rule moves a day further than from 1 August to the first working day of September."""


def tribunal_day(plain: date) -> Moved:
    """Where the Tribunal's rules move the last day to start an appeal; the moves do not stack.

    Tribunal Procedure (First-tier Tribunal) (HESC) Rules 2008, rule 12(2) and 12(3)(a).
    """
    works = is_working_day(plain)
    if plain.month == 8:
        why = "Any last day in August moves to the first working day of September"
        return working_day_from(date(plain.year, 9, 1)), "august", why
    if (plain.month, plain.day) >= (12, 25) or (plain.month, plain.day) == (1, 1):
        new_year = date(plain.year if plain.month == 1 else plain.year + 1, 1, 1)
        why = "Any last day from 25 December to 1 January moves to the first working day after 1 January"
        return working_day_from(new_year + DAY), "christmas", why
    if works:
        return plain, "none", ""
    return (
        working_day_from(plain),
        "next_working_day",
        f"{plain:%A} {plain.day} {plain:%B} is not a working day, so the next working day counts",
    )


def _back_to_working_day(plain: date) -> Moved:
    day = working_day_from(plain, -DAY)
    if day == plain:
        return day, "none", ""
    return (
        day,
        "none",
        f"This limit is never moved on. {plain:%A} {plain.day} {plain:%B} is not a working day, so act by the working day before",
    )


def _next_working_day(plain: date) -> Moved:
    day = working_day_from(plain)
    if day == plain:
        return day, "none", ""
    why = f"{in_words(plain)} is not a working day, so the next working day counts"
    return day, "next_working_day", why


MOVES: Mapping[str, Callable[[date], Moved]] = {
    "tribunal": tribunal_day,
    "back_to_working_day": _back_to_working_day,
    "next_working_day": _next_working_day,
    "none": lambda plain: (plain, "none", ""),
}
