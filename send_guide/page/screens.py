"""Pages that open from the card, each meant for one screen: a step, dates, papers, more help."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from send_guide.engine.guidance import Guidance
from send_guide.guide import Contact, Step
from send_guide.page.blocks import Block, Entry, Heading, Line, Paragraph
from send_guide.page.entries import by_when, contact_entry
from send_guide.page.sections import PARTS, listing, section, time_limit_blocks
from send_guide.page.ways import first_way, has_letter, short_name, trust_in_brief


def step_page(shown: Guidance, step: Step) -> tuple[Block, ...]:
    """A step whole: its words, what to have ready, its contact and how its date is worked out."""
    due = shown.due(step.by)
    lines = [
        *([Line(f"“{step.say}”", "Say")] if step.say else []),
        *([Line(by_when(due), "By", tone="strong")] if due else []),
        *([Line(step.note, "For the adviser")] if step.note else []),
        *([Line(step.have_ready, "Have ready")] if step.have_ready else []),
        *([Line(step.if_it_fails, "If this does not work")] if step.if_it_fails else []),
    ]
    return (
        Heading(step.text),
        *listing(lines),
        *(_in_full(contact, shown.today) for contact in _contacts(shown, step)),
        *listing([Line(" ".join(due.working), "How the date is worked out")] if due else []),
    )


def dates_page(shown: Guidance) -> tuple[Block, ...]:
    """Every time limit with its working, after the dates that may have been misread."""
    doubts = tuple(Paragraph(f"Check: {doubt}", "warning") for doubt in shown.doubts)
    limits = tuple(time_limit_blocks(shown.time_limits, shown.unknown_limits, "Dates"))
    return (*doubts, *(limits or (Paragraph("No time limit applies here."),)))


def papers_page(shown: Guidance) -> tuple[Block, ...]:
    """The steps that say how to do what was said on the call, and what follows."""
    blocks = tuple(_part(shown, shown.papers, PARTS["papers"]))
    return blocks or (Paragraph("There is nothing more to do or to send."),)


def more_page(shown: Guidance) -> tuple[Block, ...]:
    """What nobody asked for yet: more steps, and what people often ask."""
    asked = [Line(faq.answer, faq.ask) for faq in shown.faqs]
    blocks = (
        *_part(shown, shown.more, PARTS["more"]),
        *section("People often ask", listing(asked)),
    )
    return blocks or (Paragraph("There is no more help for this in the guide."),)


def _part(shown: Guidance, steps: Sequence[Step], title: str) -> Iterator[Block]:
    """Steps close together, each with its number, in a line or two."""
    numbers = {step.id: number for number, step in enumerate(shown.steps, start=1)}
    lines: list[Line] = []
    for step in steps:
        lines += _in_brief(shown, step, numbers[step.id])
    return section(title, listing(lines))


def _in_brief(shown: Guidance, step: Step, number: int) -> Iterator[Line]:
    yield Line(f"{number}. {step.text}", tone="strong")
    due = shown.due(step.by)
    if due:
        yield Line(by_when(due), "   By")
    for contact in _contacts(shown, step):
        way = first_way(contact, has_letter(shown))
        if way:
            yield Line(way.text, f"   {short_name(contact)}", verbatim=way.verbatim)


def _contacts(shown: Guidance, step: Step) -> Iterable[Contact]:
    """The contacts of a step, but for the service that the adviser works for."""
    known = {contact.id: contact for contact in shown.contacts}
    named = (known[name] for name in step.contacts if name in known)
    return (contact for contact in named if contact.id != shown.service)


def _in_full(contact: Contact, today: date) -> Entry:
    """A contact with every way to reach it, and in a line how far that can be trusted."""
    lines = contact_entry(contact, today, whole=False).lines
    return Entry(contact.name, (*lines, Line(trust_in_brief(contact), tone="quiet")))
