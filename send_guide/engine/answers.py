"""Reading what was answered to a question, and saying what may be answered."""

from send_guide.errors import AnswerNeeded
from send_guide.guide import Question
from send_guide.kinds import Answer as Answer
from send_guide.kinds import kind_of


def answer_needed(question: Question) -> AnswerNeeded:
    """The failure for a question nobody answered: its id, its text and the answers it takes."""
    return AnswerNeeded(
        f"{question.id}: an answer is needed to “{question.ask}”. "
        f"Allowed: {kind_of(question).describe(question)}."
    )


def read_answer(question: Question, given: object) -> Answer:
    """Type what a person or script gave as an answer to this question.

    Several answers may come as a list or as text with commas. A date may come as a date or as
    `YYYY-MM-DD`. Raises AnswerNotAllowed if the question does not offer it.
    """
    return kind_of(question).read(question, given)
