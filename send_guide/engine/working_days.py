"""Working days and bank holidays in England."""

from datetime import date, timedelta
from functools import lru_cache

from send_guide.shipped import shipped_flows

DAY = timedelta(days=1)


class BankHolidaysUnknown(Exception):
    """Bank holidays for a year are not published yet, or no longer listed."""


@lru_cache(maxsize=1)
def _bank_holidays() -> frozenset[date]:
    """England's bank holidays: the dates that start the lines of `flows/law/bank_holidays.txt`.

    The file is a copy of GOV.UK's list and names its source and the day it was checked.
    """
    listed = (shipped_flows() / "law" / "bank_holidays.txt").read_text(encoding="utf-8")
    lines = [line for line in listed.splitlines() if not line.startswith("#")]
    return frozenset(date.fromisoformat(line.split(maxsplit=1)[0]) for line in lines)


@lru_cache(maxsize=1)
def known_years() -> tuple[int, int]:
    """The first and last year whose bank holidays are known."""
    years = [day.year for day in _bank_holidays()]
    return min(years), max(years)


def is_working_day(day: date) -> bool:
    """Whether `day` is not a Saturday, Sunday or bank holiday in England.

    Raises BankHolidaysUnknown outside the years whose bank holidays are known.
    """
    first, last = known_years()
    if not first <= day.year <= last:
        raise BankHolidaysUnknown(
            f"Bank holidays are known from {first} to {last}, "
            f"so working days in {day.year} cannot be told."
        )
    return day.weekday() < 5 and day not in _bank_holidays()


def working_day_from(day: date, step: timedelta = DAY) -> date:
    """The first working day on or after `day` (on or before it, with a negative step)."""
    while not is_working_day(day):
        day += step
    return day
