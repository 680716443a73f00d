"""Facts told early settle later questions: who has a certificate is not asked about mediation."""

from collections.abc import Mapping
from dataclasses import dataclass

from send_guide.engine.answers import Answer
from send_guide.engine.questions_left import still_to_come
from send_guide.engine.walk import Walk, answer
from send_guide.guide import NOT_SURE, Question
from send_guide.kinds import kind_of


@dataclass(frozen=True, slots=True)
class Settled:
    """The answer that a fact leaves, and the question whose answer is that fact."""

    answer: Answer
    fact: str


def settled(walk: Walk, question: Question, ahead: Mapping[str, Answer]) -> Settled | None:
    """Return the only answer after which the facts told ahead can be used.

    None where several answers leave room for all of them, or none does. A fact that no answer
    leaves room for does not count.
    """
    facts = [name for name, given in ahead.items() if given not in (NOT_SURE, (NOT_SURE,))]
    if not facts or not kind_of(question).picks_one:
        return None
    asked = {option: still_to_come(answer(walk, option)) for option in question.allowed}
    room = {fact: _leaving_room(asked, fact) for fact in facts}
    telling = {fact: options for fact, options in room.items() if options}
    # whoever knows a fact of one answer is sure of that answer
    common = set(question.allowed).intersection(*telling.values()) - {NOT_SURE}
    if len(common) != 1 or len(question.allowed) == 1:
        return None
    return Settled(common.pop(), min(telling, key=lambda fact: len(telling[fact])))


def _leaving_room(asked: Mapping[str, set[str]], fact: str) -> set[str]:
    """The options after which the question of a fact may still be asked."""
    return {option for option, questions in asked.items() if fact in questions}
