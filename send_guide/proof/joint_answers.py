"""Answers to one question, grouped by what either of two versions of a guide can tell apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from send_guide.engine.answers import Answer
from send_guide.engine.date_stretches import date_classes
from send_guide.guide import MayBe, Question
from send_guide.kinds import kind_of
from send_guide.proof.answer_classes import AnswerClass, Counted, Positions
from send_guide.proof.distinctions import Distinctions


@dataclass(frozen=True, slots=True)
class Joint:
    """Answers that are in one class in each version.

    `old`, `new`: the class there; None in a version that does not ask the question, or does not
    offer the answer.
    """

    given: AnswerClass
    old: AnswerClass | None
    new: AnswerClass | None


def join(old: Distinctions, new: Distinctions, asked: str) -> Iterator[Joint]:
    """Every group of answers to a question that one version or both ask."""
    of_old, of_new = old.classes.get(asked, ()), new.classes.get(asked, ())
    all_days = old.all_days
    for first in of_old:
        for second in of_new:
            members = _shared(first, second)
            if members:
                yield Joint(AnswerClass(members, all_days, ()), first, second)
    if any(given.dates is not None for given in (*of_old, *of_new)):
        yield from _join_dates(old, new, asked)
    offered_by_both = _offered(of_old) & _offered(of_new)
    for first in of_old:
        alone = _alone(first, offered_by_both)
        if alone:
            yield Joint(alone, first, None)
    for second in of_new:
        alone = _alone(second, offered_by_both)
        if alone:
            yield Joint(alone, None, second)


def _shared(first: AnswerClass, second: AnswerClass) -> tuple[Answer, ...]:
    """The answers in both classes; dates are joined by themselves."""
    if first.dates is not None or second.dates is not None:
        return ()
    return tuple(member for member in first.members if member in second.members)


def _offered(classes: tuple[AnswerClass, ...]) -> set[Answer]:
    found: set[Answer] = set()
    for given in classes:
        found.update(given.members)
    return found


def _alone(given: AnswerClass, offered_by_both: set[Answer]) -> AnswerClass | None:
    """The answers of a class that only its own version offers, if there are any."""
    left = tuple(member for member in given.members if member not in offered_by_both)
    return AnswerClass(left, given.days, ()) if left and given.dates is None else None


def _join_dates(old: Distinctions, new: Distinctions, asked: str) -> Iterator[Joint]:
    before, after = _date_question(old, asked), _date_question(new, asked)
    of_old = old.made.counted(before) if before else ()
    of_new = new.made.counted(after) if after else ()
    spans = tuple(counting for _, counting in (*of_old, *of_new))
    may_be = {question.may_be for question in (before, after) if question}
    either: MayBe = may_be.pop() if len(may_be) == 1 else "any"
    for numbers, dates in date_classes(spans, old.todays, either).items():
        days = old.all_days & sum(1 << day for day in dates)
        given = AnswerClass((next(iter(dates.values())),), days, (), dates=dates)
        yield Joint(
            given,
            _dated(old, before, of_old, numbers[: len(of_old)], dates),
            _dated(new, after, of_new, numbers[len(of_old) :], dates),
        )


def _date_question(version: Distinctions, asked: str) -> Question | None:
    """The question in a version that asks it for a date."""
    question = version.guide.questions.get(asked)
    is_asked = question is not None and question.id in version.classes
    return question if question and is_asked and kind_of(question).takes_a_day else None


def _dated(
    version: Distinctions,
    question: Question | None,
    counted: tuple[Counted, ...],
    numbers: tuple[int, ...],
    dates: Mapping[int, date],
) -> AnswerClass | None:
    if question is None:
        return None
    positions: Positions = version.made.positions(counted, numbers)
    return version.made.of_dates(question, positions, dates)
