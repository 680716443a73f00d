"""Guidance -> the text of a message to the family, to send after the call."""

from collections.abc import Iterator

from send_guide.dates import in_words
from send_guide.engine.guidance import Guidance
from send_guide.formats import plain
from send_guide.guide import NOT_SURE
from send_guide.page.blocks import (
    Block,
    Entry,
    Heading,
    Line,
    Listing,
    Paragraph,
)
from send_guide.page.entries import contact_entry, step_entry
from send_guide.page.sections import footer, time_limit_blocks


def render(shown: Guidance) -> str:
    """The message as plain text: a subject, then what to keep. It names nobody."""
    return (
        f"Subject: After our talk on {in_words(shown.today)}\n\n{plain.render(_blocks(shown), 72)}"
    )


def _blocks(shown: Guidance) -> Iterator[Block]:
    yield Paragraph(
        "Thank you for talking to us. Here is what we went through, so that you have it in writing."
    )
    yield Heading("What we talked about")
    yield Paragraph(f"{shown.outcome.title}. {shown.outcome.summary}")
    yield Listing(tuple(Line(given.label, given.text.rstrip("?")) for given in shown.answers))
    yield from time_limit_blocks(shown.time_limits, shown.unknown_limits, "Dates to watch")
    yield Heading("What you can do")
    yield Paragraph("The choice is yours. You can do one of these, several or none.")
    yield from (
        step_entry(step, number, shown.due(step.by), to_family=True)
        for number, step in enumerate(shown.steps, start=1)
    )
    yield Heading("Who to contact")
    yield from (contact_entry(contact, shown.today) for contact in shown.contacts)
    yield Heading("What we did not cover")
    yield from (Paragraph(f"Check: {warning}") for warning in shown.warnings)
    yield from _open_questions(shown)
    yield Paragraph(
        "Anything that is not in this message. If something changes, or a new letter comes, the dates and steps may change too: ask again."
    )
    yield Heading("Where this comes from")
    yield Listing(tuple(Line(source.title, source.id) for source in shown.sources))
    yield from footer(shown.guide, shown.today)


def _open_questions(shown: Guidance) -> Iterator[Block]:
    """What the family was not sure of, and how to find out."""
    for given in shown.answers:
        help_ = shown.guide.questions[given.question].not_sure
        if help_ and NOT_SURE in (
            given.answer if isinstance(given.answer, tuple) else (given.answer,)
        ):
            yield Entry(given.text, (Line(help_, "How to find out"),))
