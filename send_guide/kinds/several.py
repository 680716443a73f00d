"""Questions that take as many of their options as apply."""

from collections.abc import Iterator
from itertools import combinations

from send_guide.errors import AnswerNotAllowed, Problem
from send_guide.guide import NOT_SURE, Question
from send_guide.kinds.kind import Answer, Digit, Kind, no_options, not_allowed, real_options

_SETS = 2**9
"""The sets of nine options."""


class Several(Kind):
    """A question answered with one or more options."""

    name = "several"
    word = "several answers"
    combines = True

    def faults(self, question: Question) -> Iterator[Problem]:
        """There must be options, and none of them alone can lead the way."""
        yield from no_options(question)
        for option in question.options:
            if option.go:
                yield option.place.problem(
                    "go-on-several",
                    f"'{question.id}' takes several answers, so an option cannot lead the way",
                    "put conditions under the question's `go`",
                )

    def read(self, question: Question, given: object) -> Answer:
        """The ids in the order of the question; given as a list, or as text with commas."""
        parts = given.split(",") if isinstance(given, str) else given
        if not isinstance(parts, (list, tuple)) or not parts:
            raise not_allowed(self, question, given)
        chosen = [part.strip() if isinstance(part, str) else None for part in parts]
        for part, id_ in zip(parts, chosen, strict=True):
            if id_ not in question.allowed:
                raise not_allowed(self, question, part)
        if NOT_SURE in chosen and set(chosen) != {NOT_SURE}:
            raise AnswerNotAllowed(
                f"{question.id}: '{NOT_SURE}' cannot be given together with other answers."
            )
        return tuple(option for option in question.allowed if option in chosen)

    def describe(self, question: Question) -> str:
        """The ids, and how to give more than one."""
        return f"one or more of {', '.join(question.allowed)}, with commas between"

    def choices(self, options: tuple[str, ...]) -> Iterator[Answer]:
        """Every set of options, the smallest first: at most 511, and not sure alone."""
        for size in range(1, len(options) + 1):
            for chosen in combinations(options, size):
                if NOT_SURE not in chosen or size == 1:
                    yield chosen

    def digits(self, question: Question, given: Answer) -> list[Digit]:
        """A bit for each option; none for not sure."""
        chosen = given if isinstance(given, tuple) else ()
        bits = sum(
            1 << place for place, option in enumerate(real_options(question)) if option in chosen
        )
        return [(bits, _SETS)]

    def take(self, question: Question, number: int) -> tuple[Answer | None, int]:
        """The options whose bits are set."""
        rest, bits = divmod(number, _SETS)
        options = enumerate(real_options(question))
        chosen = tuple(option for place, option in options if bits >> place & 1)
        if chosen:
            return chosen, rest
        return ((NOT_SURE,) if NOT_SURE in question.allowed else None), rest

    def completions(self, question: Question, begun: str) -> list[str]:
        """The options not taken yet, behind the last comma."""
        before, comma, last = begun.rpartition(",")
        taken = {*before.split(","), NOT_SURE} if comma else set()
        fitting = [option for option in question.allowed if option.startswith(last)]
        return [before + comma + option for option in fitting if option not in taken]
