"""What a person can look up at any moment of a call."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from send_guide.call.asking.commands import COMMANDS, Command
from send_guide.engine.answers import Answer
from send_guide.engine.conditions import dates
from send_guide.engine.guidance import area_of, guidance, label
from send_guide.engine.time_limits import urgency, work_out
from send_guide.engine.walk import Walk
from send_guide.guide import Contact, Guide, Question
from send_guide.kinds import kind_of
from send_guide.page.blocks import (
    Block,
    Heading,
    Line,
    Listing,
    Paragraph,
)
from send_guide.page.entries import contact_entry, in_a_line
from send_guide.page.sections import time_limit_blocks


def look_up(
    command: Command,
    question: Question | None,
    walk: Walk,
    known: Mapping[str, Answer],
    code: str,
    now: datetime | None,
) -> Iterator[Block]:
    """Show what a looking-up command stands for.

    `question`: the one asked now; None at the end of the call. `known`: every answer given.
    `code`: the code from which the call goes on.
    """
    if command is Command.WHY:
        yield Listing(tuple(_why(question, walk) if question else _answers(walk)))
    elif command is Command.HELP:
        yield from _help(question, walk)
    elif command is Command.GLOSSARY:
        yield from _words(walk.guide)
    elif command is Command.TIMES:
        yield from _times(walk, known)
    elif command is Command.RISK:
        yield from _risk(walk, now)
    elif command is Command.CODE:
        yield from _code(code)
    else:
        yield from _contacts(walk, now)


def _words(guide: Guide) -> Iterator[Block]:
    terms = sorted(guide.glossary.values(), key=lambda term: term.term.casefold())
    yield Heading("Words explained")
    yield Listing(tuple(Line(term.meaning, term.term) for term in terms))


def _code(code: str) -> Iterator[Block]:
    if not code:
        yield Paragraph("Nothing has been answered yet, so there is no code.")
        return
    yield Heading("To go on later with the answers so far")
    yield Listing((Line(f"send-guide resume {code}", verbatim=True),))
    yield Paragraph("The code holds answers only, and nothing that names a person.", "quiet")


def _contacts(walk: Walk, now: datetime | None) -> Iterator[Block]:
    """Show this caller's contacts, then every other one in a line.

    Those for a child at risk are never listed here, as families may see the screen.
    """
    guide = walk.guide
    everyone = guide.contacts_in(area_of(walk))
    listed = [contact for contact in everyone.values() if not _is_for_risk(contact, guide)]
    callers = _callers_contacts(walk)
    if callers:
        yield Heading("For this caller")
        yield from (contact_entry(contact, walk.today, now) for contact in callers)
    others = [contact for contact in listed if contact not in callers]
    if others:
        yield Heading("All other contacts" if callers else "Contacts")
        yield Listing(tuple(Line(in_a_line(contact), contact.name) for contact in others))
    yield Paragraph(
        "The number on the family's letter comes first. "
        "Find (/) with a word of the name shows everything about a contact.",
        "quiet",
    )


def _callers_contacts(walk: Walk) -> tuple[Contact, ...]:
    """The contacts of the outcome, or else the council's own and the advice service."""
    guide = walk.guide
    if walk.outcome is not None:
        shown = guidance(walk).contacts
        return tuple(contact for contact in shown if not _is_for_risk(contact, guide))
    area = area_of(walk)
    if area is None:
        return ()
    everyone = guide.contacts_in(area)
    first = [name for name in guide.roles.advice_service if name in area.contacts]
    names = dict.fromkeys((*first, *area.contacts))
    return tuple(everyone[name] for name in names if name not in guide.roles.child_at_risk)


def _is_for_risk(contact: Contact, guide: Guide) -> bool:
    return contact.id in guide.roles.child_at_risk


def _help(question: Question | None, walk: Walk) -> Iterator[Block]:
    yield Listing(tuple(_keys(question)))
    if question is not None:
        yield Listing(tuple(_why(question, walk)))


def _why(question: Question, walk: Walk) -> Iterator[Line]:
    yield Line(question.why, "Why we ask")
    if question.not_sure:
        yield Line(question.not_sure, "How to find out")
    for option in question.options:
        if option.note:
            yield Line(option.note, option.label)
    if question.sources:
        titles = [walk.guide.sources[source].title for source in question.sources]
        yield Line(", ".join(titles), "Source")


def _answers(walk: Walk) -> Iterator[Line]:
    for name, given in walk.answers.items():
        question = walk.guide.questions[name]
        yield Line(label(question, given), question.ask.rstrip("?"))


def _keys(question: Question | None) -> Iterator[Line]:
    if question is not None and kind_of(question).takes_a_day:
        yield Line("Type the day and press Enter.")
    else:
        yield Line(
            "A number picks the answer of that number. "
            "In the menu, arrow keys with Enter do so too, and Left goes back."
        )
    for command, what in COMMANDS.items():
        yield Line(what, f"{command.value} or {command.name.lower()}")
    yield Line("stops and shows how to go on", "Ctrl-C")


def _times(walk: Walk, known: Mapping[str, Answer]) -> Iterator[Block]:
    """Show the limits of the outcome, or those that can be worked out from the dates so far."""
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
    yield from time_limit_blocks(sorted((known for known in due if known), key=urgency))


def _risk(walk: Walk, now: datetime | None) -> Iterator[Block]:
    """Show the contacts for a child at risk: the national number first, then the council's own."""
    area = area_of(walk)
    found: list[Contact] = []
    for contacts in (walk.guide.contacts, area.contacts if area else {}):
        names = walk.guide.roles.child_at_risk
        found += [contacts[name] for name in names if name in contacts]
    yield from (contact_entry(contact, walk.today, now) for contact in found)
    if not found:
        yield Paragraph("In immediate danger ring 999.")
