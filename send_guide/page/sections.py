"""The whole page: which sections, in which order, under which headings."""

from collections.abc import Iterable, Iterator
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
    step_entry,
    unknown_entry,
    when_due,
)

SOURCES_ELSEWHERE = "The sources named above stand in full, with their addresses, in the hand-out and in `--format plain`."
DISCLAIMER = "This is information, not legal advice."


def page(
    shown: Guidance,
    *,
    on_screen: bool = False,
    to_family: bool = False,
    now: datetime | None = None,
) -> tuple[Block, ...]:
    """The whole page at the end of a call: time limits first, then steps, contacts, answers and sources.

    `on_screen`: without words explained (a key away) and the sources in full, and with the time limits once more at the end, where
    the eye is.
    `to_family`: without what is for the adviser alone. `now`: the time of day, to say which contacts are open.
    """
    return (
        Heading(shown.outcome.title, level=1),
        Paragraph(shown.outcome.summary),
        *(Paragraph(f"Check: {warning}", "warning") for warning in shown.warnings),
        *time_limit_blocks(shown.time_limits, shown.unknown_limits),
        *_find_out(shown),
        *_step_blocks(shown, to_family=to_family),
        *_side_by_side(shown.alternatives),
        *_section(
            "Who to contact",
            (contact_entry(contact, shown.today, now) for contact in shown.contacts),
        ),
        *(
            ()
            if on_screen
            else _section(
                "Words explained", _listing(Line(term.meaning, term.term) for term in shown.terms)
            )
        ),
        *_section(
            "Your answers",
            _listing(Line(given.label, given.text.rstrip("?")) for given in shown.answers),
        ),
        *(
            (Paragraph(SOURCES_ELSEWHERE, "quiet"),)
            if on_screen
            else _section("Where this comes from", _sources(shown.sources))
        ),
        *(_section("In short", _listing(in_short(shown))) if on_screen else ()),
        *footer(shown.guide, shown.today),
    )


def time_limit_blocks(
    due: Iterable[Due], unknown: Iterable[Unknown] = (), title: str = "Time limits"
) -> Iterator[Block]:
    """The section on time limits; nothing where none applies."""
    return _section(title, (*map(due_entry, due), *map(unknown_entry, unknown)))


def in_short(shown: Guidance) -> tuple[Line, ...]:
    """The time limits in a line each, most urgent first; those that lack a date by their rule."""
    known = (Line(" ".join(when_due(due)), due.label, tone="strong") for due in shown.time_limits)
    return (
        *known,
        *(Line(unknown.rule, unknown.label, tone="strong") for unknown in shown.unknown_limits),
    )


def _find_out(shown: Guidance) -> Iterator[Block]:
    # imported here: JSON, which shares this package's wording of trust, must not pay for it
    from send_guide.engine.open_answers import not_sure, possible
    from send_guide.page.find_out import find_out

    if not_sure(shown.walk):
        asked_for = shown.area if shown.area is not area_of(shown.walk) else None
        yield from find_out(shown, possible(shown.walk, area=asked_for))


def _step_blocks(shown: Guidance, *, to_family: bool = False) -> Iterator[Block]:
    contacts = {contact.id: contact for contact in shown.contacts}
    entries = (
        step_entry(
            step, number, shown.due(step.by), contacts.get(step.contact or ""), to_family=to_family
        )
        for number, step in enumerate(shown.steps, start=1)
    )
    return _section("What you can do, in this order", entries)


def _side_by_side(steps: Iterable[Step]) -> Iterator[Block]:
    rows = tuple(
        (each.name, each.takes, each.keeps_open) for step in steps if (each := step.alternative)
    )
    if len(rows) > 1:
        yield Heading("Your options, side by side")
        yield Paragraph(
            "You can take one, several or none of them. This guide does not recommend any.", "quiet"
        )
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


def _listing(lines: Iterable[Line]) -> tuple[Listing, ...]:
    listed = tuple(lines)
    return (Listing(listed),) if listed else ()


def _section(title: str, entries: Iterable[Block]) -> Iterator[Block]:
    listed = tuple(entries)
    if listed:
        yield Heading(title)
        yield from listed


def footer(guide: Guide, today: date) -> tuple[Paragraph, ...]:
    """What every output ends with: guide and version, law as of, review, and that this is not legal advice."""
    reviewed = (
        f"Reviewed on {without_weekday(guide.reviewed)}."
        if guide.reviewed
        else "Not yet reviewed by a person who knows the law."
    )
    return (
        Paragraph(
            f"{guide.title}, version {guide.version}. Law as of: {without_weekday(guide.law_as_of)}. {reviewed} Worked out on {in_words(today)}.",
            "quiet",
        ),
        Paragraph(DISCLAIMER, "quiet"),
    )
