"""A walk through a guide: a frozen value, worked out from the guide, the answers and today's date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from send_guide import time_limits
from send_guide.errors import AnswerNeeded, AnswerNotAllowed
from send_guide.guide import (
    GIVEN,
    NOT_ASKED,
    NOT_SURE,
    Condition,
    Guide,
    Outcome,
    Question,
    Route,
    When,
)
from send_guide.iso_date import read_date
from send_guide.nearest import did_you_mean
from send_guide.routes import reachable

Answer = str | tuple[str, ...] | date
"""An option's id, several ids in the order the question offers them, or a date."""


@dataclass(frozen=True)
class Walk:
    """Where a caller is: the answers on the route so far, in the order asked, and the question or outcome they lead to."""

    guide: Guide
    today: date
    answers: Mapping[str, Answer]
    here: Question | Outcome

    @property
    def outcome(self) -> Outcome | None:
        """The outcome, once the walk has ended."""
        return self.here if isinstance(self.here, Outcome) else None

    @property
    def question(self) -> Question | None:
        """The question to ask now, until the walk has ended."""
        return self.here if isinstance(self.here, Question) else None


@dataclass(frozen=True)
class Voided:
    """An answer that a change made void, as its question is not asked on the new route."""

    question: Question
    answer: Answer


@dataclass(frozen=True)
class Change:
    """What became of a walk when one answer changed: the new walk and the later answers that no longer hold."""

    walk: Walk
    void: tuple[Voided, ...]


def start(guide: Guide, today: date) -> Walk:
    """A walk at the first question, with nothing answered."""
    return Walk(guide, today, MappingProxyType({}), guide.questions[guide.start])


def answer(walk: Walk, given: object) -> Walk:
    """The walk one answer further. Raises AnswerNotAllowed when the question does not offer it."""
    question = walk.question
    if question is None:
        raise AnswerNotAllowed("The guide has ended: there is no question left to answer.")
    answers = MappingProxyType({**walk.answers, question.id: read_answer(question, given)})
    to = _next_id(walk.guide, question, answers, walk.today)
    here = walk.guide.questions.get(to) or walk.guide.outcomes[to]
    return Walk(walk.guide, walk.today, answers, here)


def replay(guide: Guide, answers: Mapping[str, object], today: date) -> Walk:
    """Walk from the start with the answers that lie on the route, as far as they reach.

    Answers to questions off the route are not used (see `unused`). Raises AnswerNotAllowed on a value a question does not offer.
    """
    walk = start(guide, today)
    while walk.question is not None and walk.question.id in answers:
        walk = answer(walk, answers[walk.question.id])
    return walk


def complete(guide: Guide, answers: Mapping[str, object], today: date, *, defaults: bool = False) -> Walk:
    """Walk to an outcome without asking anybody; `defaults` takes a question's own default where no answer is given.

    Raises AnswerNeeded at a question without an answer, AnswerNotAllowed on a value that a question does not offer.
    """
    for question_id in answers.keys() & guide.questions.keys():
        read_answer(guide.questions[question_id], answers[question_id])
    walk = start(guide, today)
    while walk.question is not None:
        given = answers.get(walk.question.id, walk.question.default if defaults else None)
        if given is None:
            raise answer_needed(walk.question)
        walk = answer(walk, given)
    return walk


def answer_needed(question: Question) -> AnswerNeeded:
    """The failure for a question nobody answered: its id, its text and the answers it takes."""
    return AnswerNeeded(f"{question.id}: an answer is needed to “{question.ask}”. Allowed: {describe_allowed(question)}.")


def unused(walk: Walk, answers: Mapping[str, object]) -> tuple[str, ...]:
    """The questions in `answers` that the walk did not come to."""
    return tuple(question for question in answers if question not in walk.answers)


def back(walk: Walk) -> Walk:
    """The walk without its last answer; at the first question, the same walk."""
    return replay(walk.guide, dict(list(walk.answers.items())[:-1]), walk.today)


def change(walk: Walk, question_id: str, given: object, later: Mapping[str, Answer] | None = None) -> Change:
    """Answer a question on the route (or the one asked now) anew and keep every later answer that still holds.

    `later`: answers given before and not on the route at the moment (after going back). An answer whose turn has not come
    yet, but may still come, is neither on the new walk nor void.
    """
    question = walk.guide.questions[question_id]
    before: dict[str, Answer] = {**walk.answers, **(later or {})}
    changed = replay(walk.guide, {**before, question_id: read_answer(question, given)}, walk.today)
    ahead = reachable(walk.guide, changed.here.id)
    void = tuple(Voided(walk.guide.questions[lost], before[lost]) for lost in before if lost not in changed.answers and lost not in ahead)
    return Change(changed, void)


def read_answer(question: Question, given: object) -> Answer:
    """Type what a person or script gave as an answer to this question; AnswerNotAllowed if it is not offered.

    Several answers may come as a list or as text with commas. A date may come as a date or as `YYYY-MM-DD`.
    """
    if question.kind == "date":
        return _read_date(question, given)
    if question.kind == "several":
        return _read_several(question, given)
    if not isinstance(given, str):
        raise not_allowed(question, given)
    chosen = given.strip()
    if chosen not in question.allowed:
        raise not_allowed(question, given)
    return chosen


def _read_date(question: Question, given: object) -> Answer:
    if isinstance(given, date):
        return given
    text = given.strip() if isinstance(given, str) else ""
    if text in question.allowed:
        return text
    day = read_date(text)
    if day is None:
        raise not_allowed(question, given)
    return day


def _read_several(question: Question, given: object) -> Answer:
    parts = given.split(",") if isinstance(given, str) else given
    if not isinstance(parts, (list, tuple)) or not parts:
        raise not_allowed(question, given)
    chosen = {part.strip() if isinstance(part, str) else part for part in parts if isinstance(part, str)}
    wrong = [part for part in parts if not isinstance(part, str) or part.strip() not in question.allowed]
    if wrong:
        raise not_allowed(question, wrong[0])
    if NOT_SURE in chosen and len(chosen) > 1:
        raise AnswerNotAllowed(f"{question.id}: '{NOT_SURE}' cannot be given together with other answers.")
    return tuple(option for option in question.allowed if option in chosen)


def not_allowed(question: Question, given: object) -> AnswerNotAllowed:
    """The failure for a value that a question does not offer: names the question, the value and what is allowed."""
    shown = ", ".join(map(str, given)) if isinstance(given, (list, tuple)) else str(given)
    allowed = describe_allowed(question)
    hint = did_you_mean(shown.strip().lower(), question.allowed)
    return AnswerNotAllowed(f"{question.id}: '{shown}' is not an answer to “{question.ask}”.{hint} Allowed: {allowed}.")


def describe_allowed(question: Question) -> str:
    """The answers a question takes, in words for a message."""
    if question.kind == "date":
        return " or ".join(["a date as YYYY-MM-DD", *question.allowed])
    listed = ", ".join(question.allowed)
    return f"one or more of {listed}, with commas between" if question.kind == "several" else listed


def holds(when: When, guide: Guide, answers: Mapping[str, Answer], today: date) -> bool:
    """Whether all the conditions hold for these answers today."""
    return all(_matches(condition, guide, answers, today) for condition in when)


def _matches(condition: Condition, guide: Guide, answers: Mapping[str, Answer], today: date) -> bool:
    return matches(condition, _values(condition.subject, guide, answers, today))


def matches(condition: Condition, found: tuple[str, ...]) -> bool:
    """Whether a condition holds for the answers (or the state) found for its subject."""
    if found == (NOT_ASKED,):
        return condition.test == "any" and NOT_ASKED in condition.values
    if condition.test == "only":
        return all(value in condition.values for value in found)
    matched = any(value in condition.values for value in found)
    return not matched if condition.test == "none" else matched


def _values(subject: str, guide: Guide, answers: Mapping[str, Answer], today: date) -> tuple[str, ...]:
    """What a condition compares: the answer's ids, `given` for a date, or a time limit's state."""
    limit = guide.time_limits.get(subject)
    if limit is not None:
        return (time_limits.state(limit, dates(answers), today),)
    given = answers.get(subject)
    if given is None:
        return (NOT_ASKED,)
    if isinstance(given, date):
        return (GIVEN,)
    return (given,) if isinstance(given, str) else given


def dates(answers: Mapping[str, Answer]) -> dict[str, date]:
    """The answers that are dates, by question."""
    return {question: given for question, given in answers.items() if isinstance(given, date)}


def _next_id(guide: Guide, question: Question, answers: Mapping[str, Answer], today: date) -> str:
    for route in routes_of(question, answers[question.id]):
        if holds(route.when, guide, answers, today):
            return route.to
    raise AssertionError(f"{question.id}: no route holds; `check` requires a last route without conditions")


def routes_of(question: Question, given: Answer) -> tuple[Route, ...]:
    """The lines of `go` that an answer is led by: the option's own, or else the question's."""
    option = question.option(given) if isinstance(given, str) else None
    return option.go if option is not None and option.go else question.go


def is_slip(walk: Walk, question_id: str, day: date) -> bool:
    """Whether a date lies after today, which it cannot where the guide counts on from it."""
    spans = [span for limit in walk.guide.time_limits.values() for span in limit.spans if span.from_question == question_id]
    return day > walk.today and not any(span.counts_back for span in spans)
