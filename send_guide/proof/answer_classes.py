"""Classes of answers: the answers to one question that have the same effect from there on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from send_guide.engine.answers import Answer
from send_guide.engine.date_stretches import CERTAIN, Counting, date_classes
from send_guide.engine.walk import routes_of
from send_guide.guide import Question, Route
from send_guide.kinds import kind_of
from send_guide.proof.lookahead import Lookahead, spans_from, targets_of
from send_guide.proof.numbering import Numbering, Ready, union
from send_guide.routes import all_routes

Counted = tuple[int, Counting]
"""A span as its limit counts it, with the number of the limit."""

Positions = tuple[tuple[int, int], ...]
"""Limits by number, each with its position once an answer is given."""


@dataclass(frozen=True, slots=True)
class AnswerClass:
    """Answers to one question that have the same effect from there on.

    `members`: every such answer; of dates, one. `days`: a bit for each day of the call on which
    they can be given. `tests`: the conditions of `routes`, prepared. `dates`: for dates, the latest
    of the class by the number of the day.
    """

    members: tuple[Answer, ...]
    days: int
    routes: tuple[Route, ...]
    bits: int = 0
    positions: Positions = ()
    dates: Mapping[int, date] | None = None
    tests: tuple[Ready, ...] = ()

    def on(self, day: int) -> Answer:
        """An answer of this class given on a day, by its number."""
        return self.members[0] if self.dates is None else self.dates[day]


@dataclass(frozen=True)
class Classes:
    """Makes the classes of answers of a guide's questions, for callers on some days."""

    numbering: Numbering
    ahead: Mapping[str, Lookahead]
    todays: tuple[date, ...]

    def of(self, question: Question) -> Iterator[AnswerClass]:
        """The classes of one question: dates first, then options or sets of options."""
        if kind_of(question).takes_a_day:
            yield from self._of_dates(question)
        all_days = (1 << len(self.todays)) - 1
        grouped: dict[tuple[tuple[Route, ...], int], list[Answer]] = {}
        on = [
            condition
            for condition in self.numbering.on[question.id]
            if self.numbering.bits_of[condition] & self._needed(question)
        ]
        for given in kind_of(question).choices(question.allowed):
            effect = routes_of(question, given), self.numbering.true({question.id: given}, on)
            grouped.setdefault(effect, []).append(given)
        for (routes, bits), members in grouped.items():
            tests = self._tests(routes)
            yield AnswerClass(tuple(members), all_days, routes, bits, tests=tests)

    def _tests(self, routes: tuple[Route, ...]) -> tuple[Ready, ...]:
        return tuple(self.numbering.test(route.when) for route in routes)

    def _needed(self, question: Question) -> int:
        """The bits that the question's own routes or later nodes look at."""
        own = union(self.numbering.bits(route.when) for route in all_routes(question))
        behind = targets_of(self.numbering.guide, question.id)
        return own | union(self.ahead[node].bits for node in behind)

    def _of_dates(self, question: Question) -> Iterator[AnswerClass]:
        counted = self.counted(question)
        spans = tuple(counting for _, counting in counted)
        for numbers, dates in date_classes(spans, self.todays, question.may_be).items():
            yield self.of_dates(question, self.positions(counted, numbers), dates)

    def of_dates(
        self, question: Question, positions: Positions, dates: Mapping[int, date]
    ) -> AnswerClass:
        """The class of the dates that give limits these positions.

        `dates`: the latest of them, by the number of the day of the call.
        """
        days = union(1 << day for day in dates)
        any_date = next(iter(dates.values()))
        bits = self.numbering.true({question.id: any_date}, self.numbering.on[question.id])
        tests = self._tests(question.go)
        return AnswerClass((any_date,), days, question.go, bits, positions, dates, tests)

    def positions(self, counted: tuple[Counted, ...], numbers: tuple[int, ...]) -> Positions:
        """Each limit's position once the spans counted from a date end in these stretches."""
        limits = list(self.numbering.guide.time_limits.values())
        found: list[tuple[int, int]] = []
        for (limit, counting), stretch in zip(counted, numbers, strict=True):
            always_counts = limits[limit].spans[0].from_question
            is_first = counting.span.from_question == always_counts
            found.append((limit, stretch | (CERTAIN if is_first else 0)))
        return tuple(found)

    def counted(self, question: Question) -> tuple[Counted, ...]:
        """The spans counted from a question whose limits are still looked at after it."""
        named = (self.numbering.limits_in(route.when) for route in all_routes(question))
        behind = targets_of(self.numbering.guide, question.id)
        ahead = frozenset[int]().union(*named, *(self.ahead[node].limits for node in behind))
        spans = (
            (self.numbering.limits[limit.id], Counting.of(limit, span))
            for limit, span in spans_from(self.numbering.guide, question.id)
        )
        return tuple(counted for counted in spans if counted[0] in ahead)


def parts(given: Answer) -> tuple[str, ...]:
    """The options that an answer picks; `date` for a date."""
    if isinstance(given, date):
        return ("date",)
    return (given,) if isinstance(given, str) else given
