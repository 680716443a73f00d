"""A walk through a guide: a frozen value, worked out from the guide, the answers and today's date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from send_guide.engine.answers import Answer, answer_needed, read_answer
from send_guide.engine.conditions import holds
from send_guide.errors import AnswerNotAllowed
from send_guide.guide import (
    Guide,
    Outcome,
    Question,
    Route,
)
from send_guide.routes import reachable


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


def complete(
    guide: Guide, answers: Mapping[str, object], today: date, *, defaults: bool = False
) -> Walk:
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


def unused(walk: Walk, answers: Mapping[str, object]) -> tuple[str, ...]:
    """The questions in `answers` that the walk did not come to."""
    return tuple(question for question in answers if question not in walk.answers)


def back(walk: Walk) -> Walk:
    """The walk without its last answer; at the first question, the same walk."""
    return replay(walk.guide, dict(list(walk.answers.items())[:-1]), walk.today)


def change(
    walk: Walk, question_id: str, given: object, later: Mapping[str, Answer] | None = None
) -> Change:
    """Answer a question on the route (or the one asked now) anew and keep every later answer that still holds.

    `later`: answers given before and not on the route at the moment (after going back). An answer whose turn has not come
    yet, but may still come, is neither on the new walk nor void.
    """
    question = walk.guide.questions[question_id]
    before: dict[str, Answer] = {**walk.answers, **(later or {})}
    changed = replay(walk.guide, {**before, question_id: read_answer(question, given)}, walk.today)
    ahead = reachable(walk.guide, changed.here.id)
    void = tuple(
        Voided(walk.guide.questions[lost], before[lost])
        for lost in before
        if lost not in changed.answers and lost not in ahead
    )
    return Change(changed, void)


def _next_id(guide: Guide, question: Question, answers: Mapping[str, Answer], today: date) -> str:
    for route in routes_of(question, answers[question.id]):
        if holds(route.when, guide, answers, today):
            return route.to
    raise AssertionError(
        f"{question.id}: no route holds; `check` requires a last route without conditions"
    )


def routes_of(question: Question, given: Answer) -> tuple[Route, ...]:
    """The lines of `go` that an answer is led by: the option's own, or else the question's."""
    option = question.option(given) if isinstance(given, str) else None
    return option.go if option is not None and option.go else question.go


def is_slip(walk: Walk, question_id: str, day: date) -> bool:
    """Whether a date lies after today, which it cannot where the question asks for one gone by.

    A question may say that its date may lie ahead; so may one whose limits are counted back.
    """
    if walk.guide.questions[question_id].may_be != "past":
        return False
    spans = [
        span
        for limit in walk.guide.time_limits.values()
        for span in limit.spans
        if span.from_question == question_id
    ]
    return day > walk.today and not any(span.counts_back for span in spans)
