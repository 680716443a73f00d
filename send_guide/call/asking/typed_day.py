"""What a person who types a day means, for the menu and for plain lines."""

from datetime import date

from send_guide.call.asking import Doubt
from send_guide.call.understand_day import Ask, Day, NotSure, Refused, understand_day
from send_guide.call.understand_day import said_back as in_words_with_distance
from send_guide.guide import NOT_SURE, Question


def understood(typed: str, question: Question, today: date) -> date | str | Doubt | Refused:
    """Return the day, NOT_SURE, what is doubtful about it, or why it cannot be."""
    meant = understand_day(typed, today, question.may_be, bool(question.not_sure))
    if isinstance(meant, Day):
        return meant.day
    if isinstance(meant, Ask):
        return Doubt(meant.days, meant.question)
    return NOT_SURE if isinstance(meant, NotSure) else meant


def said_back(meant: date | str | Doubt | Refused, today: date) -> str:
    """Say what was understood so far; nothing while it is no day."""
    if isinstance(meant, date):
        return in_words_with_distance(meant, today)
    if isinstance(meant, Doubt):
        return "which day? Enter asks"
    return "Not sure" if isinstance(meant, str) else ""
