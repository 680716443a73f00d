"""The whole page: which sections, in which order, under which headings."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from send_guide.dates import in_words, without_weekday
from send_guide.engine.guidance import Guidance, Unknown, area_of
from send_guide.engine.time_limits import Due
from send_guide.guide import Guide, Source, Step
from send_guide.page.blocks import (
    Block,
    Comparison,
    Heading,
    Line,
    Listing,
    Paragraph,
)
from send_guide.page.entries import (
    contact_entry,
    due_entry,
    faq_entry,
    step_entry,
    unknown_entry,
)
from send_guide.page.ways import not_confirmed

DISCLAIMER = "This is information, not legal advice."

PARTS = {
    "call": "Now, on the call",
    "papers": "How to do it, and what follows",
    "more": "More help",
}
"""The heading over each part of the steps."""

NO_RECOMMENDATION = "You can take one, several or none of them. This guide does not recommend any."


def page(
    shown: Guidance,
    *,
    sources: bool = False,
    now: datetime | None = None,
) -> tuple[Block, ...]:
    """The page of everything: time limits, the steps in their parts, contacts, answers.

    `sources`: with the sources' ids at everything and a list of them at the end.
    `now`: the time of day, to say which contacts are open.
    """
    contacts = [contact_entry(contact, shown.today, now, whole=False) for contact in shown.contacts]
    doubt = not_confirmed(shown.contacts)
    answers = [Line(given.label, given.text.rstrip("?")) for given in shown.answers]
    terms = [Line(term.meaning, term.term) for term in shown.terms]
    asked = [faq_entry(faq, sources=sources) for faq in shown.faqs]
    return (
        Heading(shown.outcome.title, level=1),
        Paragraph(shown.outcome.summary),
        *(Paragraph(f"Check: {warning}", "warning") for warning in shown.warnings),
        *time_limit_blocks(shown.time_limits, shown.unknown_limits, sources=sources),
        *_find_out(shown),
        *_step_blocks(shown, sources=sources),
        *_side_by_side(shown.alternatives),
        *section("People often ask", asked),
        *section("Who to contact", contacts),
        *([Paragraph(doubt, "quiet")] if doubt else []),
        *section("Words explained", listing(terms)),
        *section("Your answers", listing(answers)),
        *(section("Where this comes from", _sources(shown.sources)) if sources else ()),
        *footer(shown.guide, shown.today),
    )


def time_limit_blocks(
    due: Iterable[Due],
    unknown: Iterable[Unknown] = (),
    title: str = "Time limits",
    *,
    sources: bool = False,
) -> Iterator[Block]:
    """The section on time limits; nothing where none applies."""
    known_entries = (due_entry(limit, sources=sources) for limit in due)
    unknown_entries = (unknown_entry(limit, sources=sources) for limit in unknown)
    return section(title, (*known_entries, *unknown_entries))


def _find_out(shown: Guidance) -> Iterator[Block]:
    # imported here: JSON, which shares this package's wording of trust, must not pay for it
    from send_guide.engine.open_answers import not_sure, possible
    from send_guide.page.find_out import find_out

    if not_sure(shown.walk):
        asked_for = shown.area if shown.area is not area_of(shown.walk) else None
        yield from find_out(shown, possible(shown.walk, area=asked_for))


def _step_blocks(shown: Guidance, *, sources: bool) -> Iterator[Block]:
    """The steps under a heading for each part, numbered through."""
    contacts = {contact.id: contact for contact in shown.contacts}
    numbered = list(enumerate(shown.steps, start=1))
    for part, title in PARTS.items():
        entries = [
            step_entry(
                step,
                number,
                shown.due(step.by),
                contacts.get(step.contact or ""),
                aloud=part == "call",
                sources=sources,
            )
            for number, step in numbered
            if shown.part(step.id) == part
        ]
        yield from section(title, entries)


def _side_by_side(steps: Iterable[Step]) -> Iterator[Block]:
    options = [step.alternative for step in steps if step.alternative]
    if len(options) > 1:
        rows = tuple((option.name, option.takes, option.keeps_open) for option in options)
        yield Heading("Your options, side by side")
        yield Paragraph(NO_RECOMMENDATION, "quiet")
        yield Comparison(("Option", "Time it takes", "What stays open"), rows)


def _sources(sources: Iterable[Source]) -> Iterator[Block]:
    """Sources close together under the day they were checked, which is mostly the same for all."""
    by_day: dict[date, list[Source]] = {}
    for source in sources:
        by_day.setdefault(source.checked, []).append(source)
    for day, checked in by_day.items():
        yield Paragraph(f"Checked on {without_weekday(day)}:", "quiet")
        lines: list[Line] = []
        for source in checked:
            lines.append(Line(source.title, source.id, tone="quiet"))
            lines += [Line(source.url, verbatim=True, tone="quiet")] if source.url else []
        yield Listing(tuple(lines))


def listing(lines: Sequence[Line]) -> tuple[Listing, ...]:
    """Lines close together; nothing where there are none."""
    return (Listing(tuple(lines)),) if lines else ()


def section(title: str, entries: Iterable[Block]) -> Iterator[Block]:
    """Entries under a heading; nothing where there are none."""
    listed = tuple(entries)
    if listed:
        yield Heading(title)
        yield from listed


def footer(guide: Guide, today: date) -> tuple[Paragraph, ...]:
    """What every output ends with: guide, version, law as of, review, and not legal advice."""
    reviewed = (
        f"Reviewed on {without_weekday(guide.reviewed)}."
        if guide.reviewed
        else "Not yet reviewed by a person who knows the law."
    )
    law = f"Law as of: {without_weekday(guide.law_as_of)}."
    version = f"{guide.title}, version {guide.version}. {law}"
    worked_out = f"Worked out on {in_words(today)}."
    return (
        Paragraph(f"{version} {reviewed} {worked_out}", "quiet"),
        Paragraph(DISCLAIMER, "quiet"),
    )
