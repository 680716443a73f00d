"""Working days and bank holidays in England."""

import json
from datetime import date, timedelta
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

DAY = timedelta(days=1)


class BankHolidaysUnknown(Exception):
    """A year whose bank holidays are not published yet (or no longer listed), so working days cannot be told."""


@lru_cache(maxsize=1)
def _bank_holidays() -> frozenset[date]:
    """England's bank holidays, from the copy of GOV.UK's list that the library ships. Nothing is fetched."""
    # found without importing the library, which would bring a web client, or importlib.resources, which brings archives
    library = find_spec("govuk_bank_holidays")
    if library is None or library.origin is None:
        raise ModuleNotFoundError(
            "the list of bank holidays (govuk-bank-holidays) is not installed"
        )
    listed = json.loads(
        Path(library.origin).with_name("bank-holidays.json").read_text(encoding="utf-8")
    )
    return frozenset(
        date.fromisoformat(event["date"]) for event in listed["england-and-wales"]["events"]
    )


@lru_cache(maxsize=1)
def known_years() -> tuple[int, int]:
    """The first and last year whose bank holidays are known."""
    years = [day.year for day in _bank_holidays()]
    return min(years), max(years)


def is_working_day(day: date) -> bool:
    """Not a Saturday, Sunday or bank holiday in England. Raises BankHolidaysUnknown outside the known years."""
    first, last = known_years()
    if not first <= day.year <= last:
        raise BankHolidaysUnknown(
            f"Bank holidays are known from {first} to {last}, so working days in {day.year} cannot be told."
        )
    return day.weekday() < 5 and day not in _bank_holidays()


def working_day_from(day: date, step: timedelta = DAY) -> date:
    """The first working day on or after `day` (on or before it, with a negative step)."""
    while not is_working_day(day):
        day += step
    return day
