"""What a guide can tell apart in a period: classes of answers, and what is still looked at from each question on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from send_guide.engine.answers import Answer
from send_guide.engine.conditions import holds
from send_guide.engine.date_stretches import (
    CERTAIN,
    STATES,
    UNKNOWN,
    Counting,
    date_classes,
    later,
)
from send_guide.engine.representatives import subsets
from send_guide.engine.time_limits import Status
from send_guide.engine.walk import routes_of
from send_guide.guide import (
    NOT_ASKED,
    Area,
    Condition,
    Guarantee,
    Guide,
    Outcome,
    Question,
    Route,
    Span,
    TimeLimit,
    When,
)
from send_guide.routes import (
    all_routes,
    conditions,
    most_questions,
    reachable,
    targets,
)

Known = tuple[int, tuple[int, ...]]
"""What is known in a state: a bit for each condition on an answer, and for each time limit how it stands (see `dates.STATES`)."""


Counted = tuple[int, Counting]
"""A span as its limit counts it, with the number of the limit."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A `when` made ready: the bits that must be set, and for each limit it names whether it will do as it stands."""

    needs: int
    limits: tuple[tuple[int, tuple[bool, ...]], ...]

    def holds(self, known: Known) -> bool:
        """Whether the conditions hold in a state."""
        bits, stands = known
        return bits & self.needs == self.needs and all(
            allowed[stands[limit]] for limit, allowed in self.limits
        )


@dataclass(frozen=True, slots=True)
class AnswerClass:
    """Answers to one question that have the same effect from here on, and the days of the call (a bit for each) on which they can be given.

    `members`: one answer of each kind; all of the options or sets. `dates`: the latest date, by the number of the day, where it is a date.
    """

    members: tuple[Answer, ...]
    days: int
    routes: tuple[Route, ...]
    bits: int = 0
    stands: tuple[tuple[int, int], ...] = ()
    dates: Mapping[int, date] | None = None

    def on(self, day: int) -> Answer:
        """An answer of this class given on a day, by its number."""
        return self.members[0] if self.dates is None else self.dates[day]


class Lens:
    """What can be told apart at each question and outcome of a guide, for callers on some days.

    `also`: conditions that are looked at at every outcome beside those of the guide and its guarantees.
    """

    def __init__(
        self, guide: Guide, todays: tuple[date, ...], also: Iterable[Condition] = ()
    ) -> None:
        self.guide, self.todays, self.also = guide, todays, tuple(also)
        self.all_days = (1 << len(todays)) - 1
        self.limits = {limit: number for number, limit in enumerate(guide.time_limits)}
        self.ready: dict[When, Ready] = {}
        told_apart = dict.fromkeys(
            each for each in (*conditions(guide), *self.also) if each.subject not in self.limits
        )
        self._bits = {condition: 1 << number for number, condition in enumerate(told_apart)}
        self._on: dict[str, list[Condition]] = {question: [] for question in guide.questions}
        for condition in told_apart:
            self._on[condition.subject].append(condition)
        self._bits_on = {
            question: union(map(self._bits.__getitem__, on)) for question, on in self._on.items()
        }
        self._spans = {question: tuple(_spans(guide, question)) for question in guide.questions}
        self.order = sorted(
            reachable(guide, guide.start), key=most_questions(guide).__getitem__, reverse=True
        )
        self._bits_ahead: dict[str, int] = {}
        self._limits_ahead: dict[str, frozenset[int]] = {}
        self._dates_ahead: dict[str, frozenset[str]] = {}
        for node in reversed(self.order):
            self._look_ahead(node)
        self._narrow = {node: self._narrowing(node) for node in self.order}
        self.start = self.project(
            guide.start, (self._true({}, self._bits), (UNKNOWN,) * len(self.limits))
        )
        self.classes = {
            node: tuple(self._classes(guide.questions[node]))
            for node in self.order
            if node in guide.questions
        }

    def test(self, when: When) -> Ready:
        """A `when` made ready for many states."""
        found = self.ready.get(when)
        if found is None:
            bits, _ = self._subjects(when)
            limits = [each for each in when if each.subject in self.limits]
            found = self.ready[when] = Ready(
                bits, tuple((self.limits[each.subject], _allowed(each)) for each in limits)
            )
        return found

    def state_of(self, limit: str, known: Known) -> Status:
        """The state of a time limit; only of one that is still looked at."""
        return STATES[known[1][self.limits[limit]]]

    def project(self, node: str, known: Known) -> Known:
        """What is known, less all that neither this node nor anything behind it looks at."""
        bits, stands = known
        return bits & self._bits_ahead[node], tuple(
            map(tuple.__getitem__, self._narrow[node], stands)
        )

    def after(self, known: Known, given: AnswerClass) -> Known:
        """What is known once this answer is given to a question not asked before."""
        bits, stands = known
        if given.stands:
            latest = list(stands)
            for limit, number in given.stands:
                latest[limit] = later(latest[limit], number)
            stands = tuple(latest)
        return bits | given.bits, stands

    def taken(self, known: Known, routes: Iterable[Route]) -> Route:
        """The line of `go` that is taken in a state."""
        return next(
            route for route in routes if not route.when or self.test(route.when).holds(known)
        )

    def _looked_at(self, outcome: Outcome) -> Iterator[When]:
        """Every `when` that decides what an outcome shows, to whom, and what the guarantees ask."""
        guide = self.guide
        for step in outcome.steps:
            yield from (step.when, guide.steps[step.id].when)
        yield from (limit.when for limit in outcome.time_limits)
        everywhere: list[TimeLimit | Area | Guarantee] = [
            *guide.time_limits.values(),
            *guide.areas.values(),
            *guide.guarantees.values(),
        ]
        yield from (each.when for each in everywhere)
        yield self.also

    def _look_ahead(self, node: str) -> None:
        """What this node and those behind it look at. The answer to a question is not known before it is asked."""
        behind = self._behind(node)
        if node in self.guide.questions:
            looked_at, shown = (
                [route.when for route in all_routes(self.guide.questions[node])],
                set[int](),
            )
        else:
            looked_at = list(self._looked_at(self.guide.outcomes[node]))
            shown = {self.limits[use.id] for use in self.guide.outcomes[node].time_limits}
        bits = [self._subjects(when)[0] for when in looked_at]
        limits = [self._subjects(when)[1] for when in looked_at]
        own = {node} if self._spans.get(node) else set[str]()
        self._bits_ahead[node] = union(
            (*bits, *(self._bits_ahead[each] for each in behind))
        ) & ~self._bits_on.get(node, 0)
        self._limits_ahead[node] = frozenset(shown).union(
            *limits, *(self._limits_ahead[each] for each in behind)
        )
        self._dates_ahead[node] = frozenset(own).union(
            *(self._dates_ahead[each] for each in behind)
        )

    def _behind(self, node: str) -> list[str]:
        return (
            targets(self.guide, self.guide.questions[node]) if node in self.guide.questions else []
        )

    def _subjects(self, when: When) -> tuple[int, frozenset[int]]:
        bits = union(self._bits[each] for each in when if each.subject not in self.limits)
        return bits, frozenset(
            self.limits[each.subject] for each in when if each.subject in self.limits
        )

    def _narrowing(self, node: str) -> tuple[tuple[int, ...], ...]:
        """For each limit, what becomes of how it stands: kept while another date may come, else only its state, else nothing."""
        found: list[tuple[int, ...]] = []
        for number, limit in enumerate(self.guide.time_limits.values()):
            if number not in self._limits_ahead[node]:
                found.append((UNKNOWN,) * len(STATES))
            elif any(span.from_question in self._dates_ahead[node] for span in limit.spans):
                found.append(tuple(range(len(STATES))))
            else:
                found.append(tuple(map(STATES.index, STATES)))
        return tuple(found)

    def _true(self, answers: Mapping[str, Answer], among: Iterable[Condition]) -> int:
        """The bits that answers set; those of a question not asked hold where the condition says `not_asked`."""
        return union(
            self._bits[each] for each in among if holds((each,), self.guide, answers, date.min)
        )

    def _classes(self, question: Question) -> Iterator[AnswerClass]:
        behind = self._behind(question.id)
        needed = union(
            (
                *(self._subjects(route.when)[0] for route in all_routes(question)),
                *(self._bits_ahead[each] for each in behind),
            )
        )
        on = [each for each in self._on[question.id] if self._bits[each] & needed]
        grouped: dict[tuple[tuple[Route, ...], int], list[Answer]] = {}
        for given in subsets(question.allowed) if question.kind == "several" else question.allowed:
            grouped.setdefault(
                (routes_of(question, given), self._true({question.id: given}, on)), []
            ).append(given)
        if question.kind == "date":
            yield from self._date_classes(question)
        yield from (
            AnswerClass(tuple(members), self.all_days, *key) for key, members in grouped.items()
        )

    def date_bits(self, question: Question) -> int:
        """The bits that any date sets."""
        return self._true({question.id: self.todays[0]}, self._on[question.id])

    def _date_classes(self, question: Question) -> Iterator[AnswerClass]:
        counted, bits = self.counted(question), self.date_bits(question)
        for numbers, dates in date_classes(
            tuple(counting for _, counting in counted), self.todays
        ).items():
            yield date_class(question, bits, self.stands(counted, numbers), dates)

    def stands(
        self, counted: tuple[Counted, ...], numbers: tuple[int, ...]
    ) -> tuple[tuple[int, int], ...]:
        """How each limit stands, by its number, once spans are counted from a date and end in these stretches of time."""
        limits = list(self.guide.time_limits.values())
        certain = (
            CERTAIN if counting.span.from_question == limits[limit].spans[0].from_question else 0
            for limit, counting in counted
        )
        return tuple(
            (limit, number | sure)
            for (limit, _), number, sure in zip(counted, numbers, certain, strict=True)
        )

    def counted(self, question: Question) -> tuple[Counted, ...]:
        """The spans counted from a question whose limits are still looked at after it."""
        ahead = {
            number for route in all_routes(question) for number in self._subjects(route.when)[1]
        }
        ahead = ahead.union(*(self._limits_ahead[each] for each in self._behind(question.id)))
        spans = (
            (self.limits[limit.id], Counting.of(limit, span))
            for limit, span in self._spans[question.id]
        )
        return tuple(each for each in spans if each[0] in ahead)


def date_class(
    question: Question, bits: int, stands: tuple[tuple[int, int], ...], dates: Mapping[int, date]
) -> AnswerClass:
    """The class of the dates that make limits stand so; `dates`: the latest of them, by the number of the day of the call."""
    return AnswerClass(
        (next(iter(dates.values())),),
        union(1 << day for day in dates),
        question.go,
        bits,
        stands,
        dates,
    )


def _spans(guide: Guide, question: str) -> Iterator[tuple[TimeLimit, Span]]:
    """The spans counted from a question, with their limits."""
    yield from (
        (limit, span)
        for limit in guide.time_limits.values()
        for span in limit.spans
        if span.from_question == question
    )


def _allowed(condition: Condition) -> tuple[bool, ...]:
    # a limit has exactly one state, so `only` says the same as a plain list
    return tuple((state in condition.values) != (condition.test == "none") for state in STATES)


def parts(given: Answer) -> tuple[str, ...]:
    """The options that an answer picks; `date` for a date."""
    return ("date",) if isinstance(given, date) else (given,) if isinstance(given, str) else given


def union(bits: Iterable[int]) -> int:
    """All the bits that are set in any of these."""
    found = 0
    for each in bits:
        found |= each
    return found


def not_asked(question: str) -> Condition:
    """The condition that holds for callers who do not come to a question."""
    return Condition(question, (NOT_ASKED,))
