"""Answers that change nothing: for everybody, or for some who are asked all the same."""

from collections.abc import Iterator, Mapping

from send_guide.guide import Question
from send_guide.kinds import kind_of
from send_guide.proof.everybody import Callers
from send_guide.proof.findings import Finding, Note, finding
from send_guide.proof.states import Visit

Futures = Mapping[Visit, int]
"""A number for each state; equal where all that may still come is the same, answer by answer."""


def futures_of(everybody: Callers) -> Futures:
    """Number what may still come from each state."""
    numbers: dict[object, int] = {}
    future: dict[Visit, int] = {}
    for node in reversed(everybody.distinctions.order):
        for visit in everybody.at(node):
            what: object = everybody.told.get(visit)
            if what is None:
                what = (node, tuple(future[way] if way else None for way in visit.ways))
            future[visit] = numbers.setdefault(what, len(numbers))
    return future


def idle_questions(everybody: Callers, futures: Futures) -> Iterator[Finding]:
    """Find questions whose answers all lead to the same, for everybody or for some."""
    for question in everybody.guide.questions.values():
        there = list(everybody.at(question.id))
        idle = [visit for visit in there if len(_after(visit, futures)) == 1]
        if idle and len(idle) == len(there):
            message = (
                f"every answer to '{question.id}' leads to the same guidance, for everybody who is"
                " asked; delete the question, or use its answers"
            )
            yield finding(everybody, question.place, "answer-changes-nothing", message, idle)
        elif idle:
            message = (
                f"'{question.id}' is asked though no answer can change the guidance any more for"
                " these callers"
            )
            yield finding(everybody, question.place, "answer-settled", message, idle)


def _after(visit: Visit, futures: Futures) -> set[int]:
    return {futures[way] for way in visit.ways if way}


def told_alike(everybody: Callers, futures: Futures) -> Iterator[Note]:
    """Note the options of one question that always lead to the same guidance."""
    for question in everybody.guide.questions.values():
        if not kind_of(question).picks_one:
            continue
        for options in _alike(everybody, question, futures):
            if len(options) > 1:
                message = (
                    f"'{question.id}': {', '.join(options)} lead to the same guidance for everybody"
                )
                yield Note(question.place, "told-alike", message)


def _alike(everybody: Callers, question: Question, futures: Futures) -> list[list[str]]:
    """The options of a question, grouped by what they lead to in every state."""
    found: dict[tuple[int, ...], list[str]] = {}
    for number, given in enumerate(everybody.distinctions.classes.get(question.id, ())):
        ways = [visit.ways[number] for visit in everybody.at(question.id)]
        seen = tuple(futures[way] for way in ways if way)
        found.setdefault(seen, []).extend(map(str, given.members))
    return list(found.values())
