"""Questions that take one of their options."""

from collections.abc import Iterator

from send_guide.errors import Problem
from send_guide.guide import NOT_SURE, Question
from send_guide.kinds.kind import Answer, Digit, Kind, no_options, not_allowed, real_options

_PLACES = 10
"""Nine options, and the last place for not sure."""


class One(Kind):
    """A question answered with one option."""

    name = "one"
    word = "question"

    def faults(self, question: Question) -> Iterator[Problem]:
        """There must be options."""
        yield from no_options(question)

    def read(self, question: Question, given: object) -> Answer:
        """The id of an option."""
        chosen = given.strip() if isinstance(given, str) else ""
        if question.option(chosen) is None and chosen not in question.allowed:
            raise not_allowed(self, question, given)
        return chosen

    def digits(self, question: Question, given: Answer) -> list[Digit]:
        """The place of the option."""
        if given == NOT_SURE:
            return [(_PLACES - 1, _PLACES)]
        return [(real_options(question).index(str(given)), _PLACES)]

    def take(self, question: Question, number: int) -> tuple[Answer | None, int]:
        """The option in that place."""
        rest, place = divmod(number, _PLACES)
        options = dict(enumerate(real_options(question)))
        if NOT_SURE in question.allowed:
            options[_PLACES - 1] = NOT_SURE
        return options.get(place), rest
