"""The days of the call that a proof looks at: a year whose bank holidays are known."""

from datetime import date, timedelta

from send_guide.engine.date_stretches import year_from
from send_guide.engine.working_days import known_years

A_YEAR = timedelta(days=365)


def last_known_day() -> date:
    """The last day of the last year whose bank holidays are known."""
    return date(known_years()[1], 12, 31)


def days_to_prove(today: date) -> tuple[date, ...]:
    """The year from a day on; where bank holidays are not known for it, the last year before.

    A proof beyond them would call every time limit unknown, and find faults that are none.
    """
    return year_from(min(today, last_known_day() - A_YEAR))


def ends_with_what_is_known(todays: tuple[date, ...]) -> bool:
    """Whether the days run up to the last one with known bank holidays."""
    return todays[-1] >= last_known_day()
