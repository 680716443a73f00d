"""What a guide can tell apart on one day: classes of answers, and what is still looked at from each question on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from send_guide.classes import UNKNOWN, conditions, days, states, stretch, subsets
from send_guide.guide import NOT_ASKED, Condition, Guide, Outcome, Question, Route, Span, TimeLimit, When
from send_guide.routes import all_routes, most_questions, reachable, targets
from send_guide.time_limits import Status
from send_guide.walk import Answer, holds, routes_of

Known = tuple[int, tuple[int, ...]]
"""What is known in a state: a bit for each condition on an answer, and the stretch of each time limit."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A `when` made ready: the bits that must be set, and for each limit it names whether each stretch will do."""

    needs: int
    limits: tuple[tuple[int, tuple[bool, ...]], ...]

    def holds(self, known: Known) -> bool:
        """Whether the conditions hold in a state."""
        bits, stretches = known
        return bits & self.needs == self.needs and all(allowed[stretches[limit]] for limit, allowed in self.limits)


@dataclass(frozen=True, slots=True)
class AnswerClass:
    """Answers to one question that have the same effect from here on: one of them, how many they are, which options occur in them."""

    example: Answer
    size: int
    options: tuple[str, ...]
    routes: tuple[Route, ...]
    bits: int
    stretches: tuple[tuple[int, int], ...]


class Lens:
    """What can be told apart at each question and outcome of a guide on one day.

    `also`: conditions that are looked at at every ending beside those of the guide, its laws included.
    """

    def __init__(self, guide: Guide, today: date, also: Iterable[Condition] = ()) -> None:
        self.guide, self.today = guide, today
        self.limits = {limit: number for number, limit in enumerate(guide.time_limits)}
        self.states = tuple(states(limit.moved, today) for limit in guide.time_limits.values())
        self.also = tuple(also)
        told_apart = dict.fromkeys(each for each in (*conditions(guide), *self.also) if each.subject not in self.limits)
        self._bits = {condition: 1 << number for number, condition in enumerate(told_apart)}
        self._on: dict[str, list[Condition]] = {question: [] for question in guide.questions}
        for condition in told_apart:
            self._on[condition.subject].append(condition)
        self._of_subject = {question: _union(map(self._bits.__getitem__, on)) for question, on in self._on.items()}
        self.order = sorted(reachable(guide, guide.start), key=most_questions(guide).__getitem__, reverse=True)
        self._bits_ahead: dict[str, int] = {}
        self._limits_ahead: dict[str, frozenset[int]] = {}
        self._dates_ahead: dict[str, frozenset[str]] = {}
        self._spans = {question: tuple(_spans(guide, question)) for question in guide.questions}
        for node in reversed(self.order):
            self._look_ahead(node)
        self._narrow = {node: self._narrowing(node) for node in self.order}
        self.start = self.project(guide.start, (self._true({}), (UNKNOWN,) * len(self.limits)))
        self.classes = {node: tuple(self._classes(guide.questions[node])) for node in self.order if node in guide.questions}
        self.tests: dict[When, Ready] = {}

    def test(self, when: When) -> Ready:
        """A `when` made ready for many states."""
        found = self.tests.get(when)
        if found is None:
            limits = [each for each in when if each.subject in self.limits]
            needs = _union(self._bits[each] for each in when if each.subject not in self.limits)
            found = self.tests[when] = Ready(needs, tuple((self.limits[each.subject], self._allowed(each)) for each in limits))
        return found

    def _allowed(self, condition: Condition) -> tuple[bool, ...]:
        of_limit = self.states[self.limits[condition.subject]]
        # a limit has exactly one state, so `only` says the same as a plain list
        return tuple((state in condition.values) != (condition.test == "none") for state in of_limit)

    def state_of(self, limit: str, known: Known) -> Status:
        """The state of a time limit; only of one that is still looked at."""
        number = self.limits[limit]
        return self.states[number][known[1][number]]

    def project(self, node: str, known: Known) -> Known:
        """What is known, less all that neither this node nor anything behind it looks at."""
        bits, stretches = known
        return bits & self._bits_ahead[node], tuple(map(tuple.__getitem__, self._narrow[node], stretches))

    def after(self, known: Known, question: str, given: AnswerClass) -> Known:
        """What is known once a question is answered."""
        bits, stretches = known
        if given.stretches:
            latest = list(stretches)
            for limit, number in given.stretches:
                latest[limit] = max(latest[limit], number)
            stretches = tuple(latest)
        return bits & ~self._of_subject[question] | given.bits, stretches

    def taken(self, known: Known, routes: Iterable[Route]) -> Route:
        """The line of `go` that is taken in a state."""
        return next(route for route in routes if self.test(route.when).holds(known))

    def looked_at(self, outcome: Outcome) -> Iterator[When]:
        """Every `when` that decides what an outcome shows, to whom, and what the laws ask."""
        guide = self.guide
        for step in outcome.steps:
            yield from (step.when, guide.steps[step.id].when)
        yield from (limit.when for limit in outcome.time_limits)
        yield from (each.when for each in (*guide.time_limits.values(), *guide.areas.values(), *guide.laws.values()))
        yield self.also

    def _look_ahead(self, node: str) -> None:
        """What this node and those behind it look at. The answer to a question is not known before it is asked."""
        question = self.guide.questions.get(node)
        if question is None:
            outcome = self.guide.outcomes[node]
            looked_at, behind = list(self.looked_at(outcome)), []
            limits = {self.limits[use.id] for use in outcome.time_limits}
        else:
            looked_at, behind, limits = [route.when for route in all_routes(question)], targets(self.guide, question), set()
        tests = list(map(self._subjects, looked_at))
        bits = _union((*(bits for bits, _ in tests), *(self._bits_ahead[each] for each in behind)))
        self._bits_ahead[node] = bits & ~self._of_subject.get(node, 0)
        own = {node} if self._spans.get(node) else set()
        self._dates_ahead[node] = frozenset(own).union(*(self._dates_ahead[each] for each in behind))
        self._limits_ahead[node] = frozenset(limits).union(*(named for _, named in tests), *(self._limits_ahead[each] for each in behind))

    def _subjects(self, when: When) -> tuple[int, frozenset[int]]:
        bits = _union(self._bits[each] for each in when if each.subject not in self.limits)
        return bits, frozenset(self.limits[each.subject] for each in when if each.subject in self.limits)

    def _narrowing(self, node: str) -> tuple[tuple[int, ...], ...]:
        """For each limit, what becomes of each stretch: kept while another date may come, else the first of the same state, else nothing."""
        ahead = self._dates_ahead[node]
        found: list[tuple[int, ...]] = []
        for limit, of_limit in zip(self.guide.time_limits.values(), self.states, strict=True):
            if self.limits[limit.id] not in self._limits_ahead[node]:
                found.append((UNKNOWN,) * len(of_limit))
            elif any(span.from_question in ahead for span in limit.spans):
                found.append(tuple(range(len(of_limit))))
            else:
                found.append(tuple(map(of_limit.index, of_limit)))
        return tuple(found)

    def _true(self, answers: Mapping[str, Answer]) -> int:
        """The bits that answers set; those of a question not asked hold where the condition says `not_asked`."""
        return _union(bit for condition, bit in self._bits.items() if holds((condition,), self.guide, answers, self.today))

    def _classes(self, question: Question) -> Iterator[AnswerClass]:
        behind = targets(self.guide, question)
        own = _union(self._subjects(route.when)[0] for route in all_routes(question))
        bits_ahead = (own | _union(self._bits_ahead[each] for each in behind)) & self._of_subject[question.id]
        limits_ahead = frozenset(number for route in all_routes(question) for number in self._subjects(route.when)[1])
        limits_ahead = limits_ahead.union(*(self._limits_ahead[each] for each in behind))
        bits = {each: bit for each in self._on[question.id] if (bit := self._bits[each]) & bits_ahead}
        grouped: dict[tuple[object, ...], list[Answer]] = {}
        for given in every_answer(self.guide, question, self.today):
            true = _union(bit for each, bit in bits.items() if holds((each,), self.guide, {question.id: given}, self.today))
            key = (routes_of(question, given), true, tuple(self._stretches(question, given, limits_ahead)))
            grouped.setdefault(key, []).append(given)
        for (routes, true, stretches), members in grouped.items():
            options = dict.fromkeys(part for each in members for part in parts(each))
            yield AnswerClass(members[0], len(members), tuple(options), routes, true, stretches)  # type: ignore[arg-type]  # a key as built above

    def _stretches(self, question: Question, given: Answer, ahead: frozenset[int]) -> Iterator[tuple[int, int]]:
        if isinstance(given, date):
            for limit, span in self._spans[question.id]:
                if self.limits[limit.id] in ahead:
                    yield self.limits[limit.id], stretch(span, limit.moved, given, self.today)


def _spans(guide: Guide, question: str) -> Iterator[tuple[TimeLimit, Span]]:
    """The spans counted from a question, with their limits."""
    yield from ((limit, span) for limit in guide.time_limits.values() for span in limit.spans if span.from_question == question)


def _union(bits: Iterable[int]) -> int:
    found = 0
    for each in bits:
        found |= each
    return found


def parts(given: Answer) -> tuple[str, ...]:
    """The options an answer picks; `date` for a date."""
    return ("date",) if isinstance(given, date) else (given,) if isinstance(given, str) else given


def every_answer(guide: Guide, question: Question, today: date) -> tuple[Answer, ...]:
    """Every answer to a question; of the dates, one for each stretch of days that no time limit tells apart."""
    if question.kind == "date":
        return (*days(guide, question, today), *question.allowed)
    return tuple(subsets(question)) if question.kind == "several" else question.allowed


def not_asked(question: str) -> Condition:
    """The condition that holds for callers who do not come to a question."""
    return Condition(question, (NOT_ASKED,))
