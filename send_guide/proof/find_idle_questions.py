"""Answers that change nothing: for everybody, or for some who are asked all the same."""

from collections.abc import Iterator, Mapping

from send_guide.proof.everybody import Callers
from send_guide.proof.findings import Finding, Note, finding
from send_guide.proof.states import Visit

Futures = Mapping[Visit, int]
"""A number for each state; the same number where all that may still come is the same, whatever is answered."""


def futures_of(everybody: Callers) -> Futures:
    """What may still come from each state."""
    numbers: dict[object, int] = {}
    future: dict[Visit, int] = {}
    for node in reversed(everybody.lens.order):
        for visit in everybody.at(node):
            what: object = (
                everybody.told[visit]
                if visit in everybody.told
                else (node, tuple(future[way] if way else None for way in visit.ways))
            )
            future[visit] = numbers.setdefault(what, len(numbers))
    return future


def idle_questions(everybody: Callers, futures: Futures) -> Iterator[Finding]:
    """Questions whose answers all lead to the same, for everybody or for some."""
    for question in everybody.guide.questions.values():
        there = list(everybody.at(question.id))
        idle = [visit for visit in there if len({futures[way] for way in visit.ways if way}) == 1]
        if idle and len(idle) == len(there):
            message = f"every answer to '{question.id}' leads to the same guidance, for everybody who is asked; delete the question, or use its answers"
            yield finding(everybody, question.place, "answer-changes-nothing", message, idle)
        elif idle:
            message = f"'{question.id}' is asked though no answer can change the guidance any more for these callers"
            yield finding(everybody, question.place, "answer-settled", message, idle)


def told_alike(everybody: Callers, futures: Futures) -> Iterator[Note]:
    """Options of one question that always lead to the same guidance."""
    for question in everybody.guide.questions.values():
        alike: dict[tuple[int, ...], list[str]] = {}
        for number, given in enumerate(
            everybody.lens.classes.get(question.id, ()) if question.kind == "one" else ()
        ):
            seen = tuple(
                futures[way] for visit in everybody.at(question.id) if (way := visit.ways[number])
            )
            alike.setdefault(seen, []).extend(map(str, given.members))
        for options in alike.values():
            if len(options) > 1:
                yield Note(
                    question.place,
                    "told-alike",
                    f"'{question.id}': {', '.join(options)} lead to the same guidance for everybody",
                )
