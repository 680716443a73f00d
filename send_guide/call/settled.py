"""Facts told early settle later questions: who has a certificate is not asked about mediation."""

from collections.abc import Iterator, Mapping
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
    """Return the only answer after which a fact told ahead can still be used.

    None where no answer or several of them leave room for each fact.
    """
    if not kind_of(question).picks_one:
        return None
    facts = [name for name, given in ahead.items() if given not in (NOT_SURE, (NOT_SURE,))]
    if not facts:
        return None
    room = {option: _asked_after(walk, option) for option in question.allowed}
    for fact in facts:
        leave_room = list(_leaving_room(room, fact))
        if len(leave_room) == 1:
            return Settled(leave_room[0], fact)
    return None


def _asked_after(walk: Walk, option: str) -> set[str]:
    return still_to_come(answer(walk, option))


def _leaving_room(room: Mapping[str, set[str]], fact: str) -> Iterator[str]:
    return (option for option, asked in room.items() if fact in asked)
