"""What a person can look up at any moment of a call: why we ask, words, time limits so far, contacts, a child at risk, the keys."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from send_guide.call.asking.commands import COMMANDS, Command
from send_guide.engine.answers import Answer
from send_guide.engine.conditions import dates
from send_guide.engine.guidance import area_of, guidance
from send_guide.engine.time_limits import urgency, work_out
from send_guide.engine.walk import Walk
from send_guide.guide import Question
from send_guide.page.blocks import (
    Block,
    Heading,
    Line,
    Listing,
    Paragraph,
)
from send_guide.page.entries import contact_entry, in_a_line
from send_guide.page.sections import time_limit_blocks

RISK = "child_at_risk"
"""The id of the contact for a child at risk: never listed among the others, as families may see the screen."""


def look_up(
    command: Command,
    question: Question,
    walk: Walk,
    known: Mapping[str, Answer],
    now: datetime | None,
) -> tuple[Block, ...]:
    """What a looking-up command shows at this question. `known`: every answer given, on the route or not."""
    if command is Command.WHY:
        return (Listing(tuple(_why(question, walk))),)
    if command is Command.HELP:
        return (Listing(tuple(_keys(question))), Listing(tuple(_why(question, walk))))
    if command is Command.GLOSSARY:
        terms = sorted(walk.guide.glossary.values(), key=lambda term: term.term.casefold())
        return (
            Heading("Words explained"),
            Listing(tuple(Line(term.meaning, term.term) for term in terms)),
        )
    if command is Command.TIMES:
        return tuple(_times(walk, known))
    if command is Command.RISK:
        return tuple(_risk(walk, now))
    return tuple(_contacts(walk))


def _contacts(walk: Walk) -> Iterator[Block]:
    """Every contact in a line, so that the question stays in sight; finding one by a word shows the rest."""
    yield Heading("Contacts")
    yield Listing(
        tuple(
            Line(in_a_line(each), each.name)
            for each in walk.guide.contacts_in(area_of(walk)).values()
            if each.id != RISK
        )
    )
    yield Paragraph(
        "The number on the family's letter comes first. Find (/) with a word of the name shows everything about a contact.",
        "quiet",
    )


def _why(question: Question, walk: Walk) -> Iterator[Line]:
    yield Line(question.why, "Why we ask")
    if question.not_sure:
        yield Line(question.not_sure, "How to find out")
    for option in question.options:
        if option.note:
            yield Line(option.note, option.label)
    if question.sources:
        yield Line(
            ", ".join(walk.guide.sources[source].title for source in question.sources), "Source"
        )


def _keys(question: Question) -> Iterator[Line]:
    if question.kind == "date":
        yield Line("Type the day and press Enter.")
    else:
        yield Line(
            "A number picks the answer of that number. In the menu, arrow keys with Enter do so too, and Left goes back."
        )
    for command, what in COMMANDS.items():
        yield Line(what, f"{command.value} or {command.name.lower()}")
    yield Line("stops and shows how to go on", "Ctrl-C")


def _times(walk: Walk, known: Mapping[str, Answer]) -> Iterator[Block]:
    """The limits of the outcome, or else those that can be worked out from the dates so far."""
    if walk.outcome is not None:
        shown = guidance(walk)
        limits = tuple(time_limit_blocks(shown.time_limits, shown.unknown_limits))
        yield from limits or (Paragraph("No time limit applies here."),)
        return
    given = dates(known)
    due = [
        work_out(limit, given, walk.today)
        for limit in walk.guide.time_limits.values()
        if any(span.from_question in given for span in limit.spans)
    ]
    if not any(due):
        yield Paragraph("No time limit can be worked out yet: it needs a date.")
        return
    yield Paragraph(
        "From the dates so far. Which of these applies is settled by the answers to come."
    )
    yield from time_limit_blocks(sorted((each for each in due if each), key=urgency))


def _risk(walk: Walk, now: datetime | None) -> Iterator[Block]:
    """The contacts for a child at risk: the national number first, then the council's own."""
    area = area_of(walk)
    found = [
        group[RISK]
        for group in (walk.guide.contacts, area.contacts if area else {})
        if RISK in group
    ]
    yield from (contact_entry(contact, walk.today, now) for contact in found)
    if not found:
        yield Paragraph("In immediate danger ring 999.")
