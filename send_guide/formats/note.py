"""Guidance -> a call note for the case record: what was asked, said and agreed, with nothing that names a person."""

from collections.abc import Iterator

from send_guide.dates import in_words
from send_guide.engine import resume_code
from send_guide.engine.guidance import Guidance
from send_guide.formats import plain
from send_guide.guide import Step
from send_guide.page.blocks import (
    Block,
    Entry,
    Heading,
    Line,
    Listing,
    Paragraph,
)
from send_guide.page.entries import when_due
from send_guide.page.sections import footer

BLANK = "__________"


def render(shown: Guidance) -> str:
    """The note as plain text, with blanks for what only the adviser knows."""
    return plain.render(_blocks(shown))


def _blocks(shown: Guidance) -> Iterator[Block]:
    yield Heading("Call note", level=1)
    yield Paragraph(
        "Write no names, addresses or dates of birth here unless your service keeps them with consent."
    )
    yield Listing(
        (
            Line(BLANK, "Case reference, or none"),
            Line(in_words(shown.today), "Date"),
            Line(
                "phone / relay / interpreter, language: ______ / drop-in",
                "Channel (delete what does not apply)",
            ),
            Line(f"yes / no; what for: {BLANK}", "Consent given"),
        )
    )
    yield Heading("Who is calling, what about and which dates")
    yield Listing(
        tuple(
            Line(given.label, f"{given.text.rstrip('?')} ({given.question})")
            for given in shown.answers
        )
    )
    yield Heading("Stage and last days")
    yield Listing(
        (Line(f"{shown.outcome.title} ({shown.outcome.id})", "Stage"), *_last_days(shown))
    )
    yield Heading("Before this call")
    yield Listing((Line(BLANK, "What has been tried"), Line(BLANK, "What the caller wants")))
    yield Heading("What was said, and next steps")
    yield from (_step(step, number, shown) for number, step in enumerate(shown.steps, start=1))
    yield Listing(
        (Line("read aloud / in the caller's own words / message / print", "How it was given"),)
    )
    yield Heading("Signposts")
    yield from (_contact(shown, number) for number in range(len(shown.contacts)))
    yield Heading("To close")
    yield Listing(
        (
            Line("1 / 2 / 3 / 4", "Level"),
            Line("open / inactive / closed", "Case"),
            Line("yes / no", "Safeguarding raised"),
            Line(resume_code.encode(shown.walk), "Resume code (answers only)", verbatim=True),
        )
    )
    yield from footer(shown.guide, shown.today)


def _last_days(shown: Guidance) -> Iterator[Line]:
    for due in shown.time_limits:
        yield Line(f"{' '.join(when_due(due))} {' '.join(due.working)}", f"{due.label} ({due.id})")
    for unknown in shown.unknown_limits:
        yield Line(f"no date known. {unknown.rule}", f"{unknown.label} ({unknown.id})")


def _step(step: Step, number: int, shown: Guidance) -> Entry:
    due = shown.due(step.by)
    contact = next((each.name for each in shown.contacts if each.id == step.contact), None)
    lines = [
        *([Line(f"“{step.say}”", "Said")] if step.say else []),
        *([Line(contact, "Who")] if contact else []),
        *([Line(" ".join(when_due(due)), "By when")] if due else []),
        *([Line(step.if_it_fails, "If it fails")] if step.if_it_fails else []),
        Line("yes / no", "Agreed"),
    ]
    return Entry(f"{step.text} ({step.id})", tuple(lines), number)


def _contact(shown: Guidance, number: int) -> Entry:
    contact = shown.contacts[number]
    ways = [Line(way, verbatim=True) for way in (contact.phone, contact.email, contact.url) if way]
    return Entry(
        f"{contact.name} ({contact.id})",
        (*ways, *([Line(contact.find)] if contact.find and not ways else [])),
    )
