"""Questions that take a day."""

from collections.abc import Iterator
from datetime import date, timedelta

from send_guide.dates import read_date
from send_guide.errors import Problem
from send_guide.guide import NOT_SURE, Question
from send_guide.kinds.kind import Answer, Digit, Kind, not_allowed

_EPOCH = date(2015, 1, 1)
_NEAR_DAYS = 2**13
_ORDINALS = date.max.toordinal() + 1


class Date(Kind):
    """A question answered with a day, or with not sure where it says how to find out."""

    name = "date"
    word = "date"
    takes_a_day = True

    def faults(self, question: Question) -> Iterator[Problem]:
        """There must be no options."""
        if question.options:
            yield question.place.problem(
                "options-on-a-date",
                f"'{question.id}' asks for a date and has options",
                "delete the options, or change `kind`",
            )

    def read(self, question: Question, given: object) -> Answer:
        """A date, or text as `YYYY-MM-DD`."""
        if isinstance(given, date):
            return given
        text = given.strip() if isinstance(given, str) else ""
        if text in question.allowed:
            return text
        day = read_date(text)
        if day is None:
            raise not_allowed(self, question, given)
        return day

    def describe(self, question: Question) -> str:
        """How a date is written, and whether not sure is offered."""
        return " or ".join(["a date as YYYY-MM-DD", *question.allowed])

    def digits(self, question: Question, given: Answer) -> list[Digit]:
        """The days since 2015; not sure and days far off have numbers of their own."""
        size = _NEAR_DAYS + 2
        if not isinstance(given, date):
            return [(_NEAR_DAYS, size)]
        days = (given - _EPOCH).days
        if 0 <= days < _NEAR_DAYS:
            return [(days, size)]
        return [(_NEAR_DAYS + 1, size), (given.toordinal(), _ORDINALS)]

    def take(self, question: Question, number: int) -> tuple[Answer | None, int]:
        """The day of that number."""
        rest, days = divmod(number, _NEAR_DAYS + 2)
        if days < _NEAR_DAYS:
            return _EPOCH + timedelta(days), rest
        if days == _NEAR_DAYS:
            return (NOT_SURE if NOT_SURE in question.allowed else None), rest
        rest, ordinal = divmod(rest, _ORDINALS)
        return (date.fromordinal(ordinal) if ordinal else None), rest
