"""Checks an answer given before its question against earlier answers.

Lists the answers that it would make void.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from send_guide.engine.answers import Answer, read_answer
from send_guide.engine.questions_left import still_to_come
from send_guide.engine.representatives import representatives
from send_guide.engine.walk import (
    Change,
    Voided,
    Walk,
    change,
    replay,
)
from send_guide.guide import NOT_SURE, Question


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An answer given that stands against a fact.

    `instead`: the answer to that question which makes room for the fact; None where several would,
    so that the person must be asked. `void`: later answers that would not hold with `instead`.
    """

    question: Question
    answer: Answer
    instead: Answer | None
    void: tuple[Voided, ...]


def contradiction(
    walk: Walk, question_id: str, given: object, later: Mapping[str, Answer] | None = None
) -> Contradiction | None:
    """What stands against taking this answer as known; None if nothing does.

    An answer of not sure stands against nothing, and nor do further answers to a question that
    takes several. `later`: answers kept beside the walk.
    Raises AnswerNotAllowed on a value that the question does not offer.
    """
    question = walk.guide.questions[question_id]
    fact = read_answer(question, given)
    before = {**(later or {}), **walk.answers}.get(question_id)
    if before is not None:
        if _agrees(before, fact):
            return None
        return Contradiction(question, before, fact, change(walk, question_id, fact, later).void)
    if not walk.answers or question_id in still_to_come(walk, later):
        return None
    return _off_the_route(walk, question_id, later)


def _agrees(before: Answer, fact: Answer) -> bool:
    return before in (fact, NOT_SURE, (NOT_SURE,)) or (
        isinstance(before, tuple) and fact != (NOT_SURE,)
    )


def _off_the_route(
    walk: Walk, question_id: str, later: Mapping[str, Answer] | None
) -> Contradiction:
    """The latest answer that keeps the fact's question off the route.

    Where no single answer does, the last one given.
    """
    for name in reversed(list(walk.answers)):
        room = list(_making_room(walk, name, question_id, later))
        question, before = walk.guide.questions[name], walk.answers[name]
        if len(room) == 1:
            instead, changed = room[0]
            return Contradiction(question, before, instead, changed.void)
        if room:
            return Contradiction(question, before, None, ())
    last = list(walk.answers)[-1]
    return Contradiction(walk.guide.questions[last], walk.answers[last], None, ())


def _making_room(
    walk: Walk, name: str, question_id: str, later: Mapping[str, Answer] | None
) -> Iterator[tuple[Answer, Change]]:
    """The other answers to a question with which another question is asked, or may still be."""
    without = {asked: given for asked, given in walk.answers.items() if asked != name}
    for other in representatives(replay(walk.guide, without, walk.today)):
        changed = change(walk, name, other, later)
        asked_or_to_come = changed.walk.answers.keys() | still_to_come(changed.walk, later)
        if question_id in asked_or_to_come:
            yield other, changed
