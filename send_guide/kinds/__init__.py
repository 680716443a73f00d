"""The kinds of question, one module each. A new kind is a new module and a name in KINDS."""

from send_guide.guide import Question
from send_guide.kinds.date import Date
from send_guide.kinds.kind import Answer, Digit, Kind, not_allowed
from send_guide.kinds.one import One
from send_guide.kinds.several import Several

__all__ = ["KINDS", "Answer", "Digit", "Kind", "kind_of", "not_allowed"]

KINDS: dict[str, Kind] = {kind.name: kind for kind in (One(), Several(), Date())}
"""Every kind by the name that flow files give it."""


def kind_of(question: Question) -> Kind:
    """The kind of a question."""
    return KINDS[question.kind]
