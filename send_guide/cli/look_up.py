"""Commands that look something up: guides, contacts, a deadline."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Annotated, Literal

import typer

from send_guide import output
from send_guide.cli.options import (
    AreaOption,
    FlowsOption,
    JsonOption,
    OutputOption,
    PageFormat,
    ReportFormat,
    ReportFormatOption,
    TodayOption,
    check_area,
    read_day,
    read_today,
)
from send_guide.cli.screen import (
    draw,
    page_format,
    say,
    write,
)
from send_guide.dates import without_weekday
from send_guide.engine.time_limits import urgency, work_out
from send_guide.errors import UsageError
from send_guide.formats import json
from send_guide.guide import Contact, Guide
from send_guide.language import catalogue
from send_guide.page.blocks import Block, Entry, Heading, Line, Paragraph
from send_guide.page.entries import contact_entry
from send_guide.page.sections import footer, time_limit_blocks


def list_guides(flows: FlowsOption = None, as_json: JsonOption = False) -> None:
    """List the guides."""
    folder = catalogue.flows_folder(flows)
    guides = [catalogue.load(folder, guide) for guide in catalogue.guides(folder)]
    if as_json:
        keys = ("id", "title", "version", "law_as_of", "reviewed")
        output.write(
            json.dump({"guides": [{key: getattr(guide, key) for key in keys} for guide in guides]}),
            None,
            exact=True,
        )
        return
    output.write(
        "".join(_in_a_line(guide) for guide in guides),
        None,
    )


def _in_a_line(guide: Guide) -> str:
    law = without_weekday(guide.law_as_of)
    return f"{guide.id}: {guide.title} (version {guide.version}, law as of {law})\n"


def find_words(
    words: Annotated[list[str], typer.Argument(help="A caller's own words.")],
    flows: FlowsOption = None,
    area: AreaOption = None,
    today: TodayOption = None,
    format: ReportFormatOption = None,
) -> None:
    """Find answers, questions people ask, contacts, terms and steps by a caller's own words."""
    # imported here: no other command searches
    from send_guide.call.search import find

    day = read_today(today)
    folder = catalogue.flows_folder(flows)
    guide = catalogue.load(folder, None, callers_say=True)
    check_area(guide, area)
    hits = find(guide, " ".join(words), day, guide.areas[area] if area else None)
    if format is ReportFormat.json:
        output.write(json.dump({"hits": [asdict(hit) for hit in hits]}), None, exact=True)
        return
    found = tuple(
        Entry(hit.title, (Line(hit.text), Line(f"{hit.kind} {hit.id}", tone="quiet")), number)
        for number, hit in enumerate(hits, start=1)
    )
    chosen = PageFormat(format) if format else page_format()
    write(draw(found or (Paragraph("Nothing fits. Try other words."),), chosen))


def contacts(
    words: Annotated[
        list[str] | None, typer.Argument(help="Words to look for in names and purposes.")
    ] = None,
    flows: FlowsOption = None,
    area: AreaOption = None,
    today: TodayOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show contacts, each with its source and the day it was checked."""
    day = read_today(today)
    guide = catalogue.open_guide(None, flows)
    check_area(guide, area)
    areas = [guide.areas[area]] if area else list(guide.areas.values())
    everyone = dict(guide.contacts)
    for place in areas:
        everyone |= place.contacts
    found = [contact for contact in everyone.values() if _mentions(contact, words or [])]
    if not found:
        raise UsageError(
            f"No contact matches '{' '.join(words or [])}'. Contacts: {', '.join(everyone)}."
        )
    if as_json:
        output.write(json.dump({"contacts": json.contacts(found, guide)}), None, exact=True)
        return
    blocks: tuple[Block, ...] = (
        Heading("Contacts"),
        *(contact_entry(contact, day) for contact in found),
        *footer(guide, day),
    )
    write(draw(blocks, page_format()))


def _mentions(contact: Contact, words: Sequence[str]) -> bool:
    text = " ".join((contact.id, contact.name, contact.purpose)).lower()
    return all(word.lower() in text for word in words)


def deadline(
    letter: Annotated[
        str,
        typer.Option(
            "--letter", metavar="DATE", help="The date on the decision letter, YYYY-MM-DD."
        ),
    ],
    certificate: Annotated[
        str | None,
        typer.Option(
            "--certificate",
            metavar="DATE",
            help="The date on the mediation certificate, YYYY-MM-DD.",
        ),
    ] = None,
    today: TodayOption = None,
    flows: FlowsOption = None,
    format: ReportFormatOption = None,
    output_file: OutputOption = None,
) -> None:
    """Work out the last days to contact the mediation adviser and to appeal, with the working."""
    day = read_today(today)
    guide = catalogue.open_guide(None, flows)
    dates = {_asked_by(guide, "letter_date"): read_day(letter, "--letter")}
    if certificate is not None:
        dates[_asked_by(guide, "certificate_date")] = read_day(certificate, "--certificate")
    for warning in _odd_dates(*dates.values(), day=day):
        say(warning)
    asked_here = {guide.roles.letter_date, guide.roles.certificate_date}
    limits = [
        limit
        for limit in guide.time_limits.values()
        if asked_here.issuperset(span.from_question for span in limit.spans)
    ]
    worked_out = [work_out(limit, dates, day) for limit in limits]
    due = sorted((limit for limit in worked_out if limit), key=urgency)
    if format is ReportFormat.json:
        write(json.dump({"time_limits": json.time_limits(due)}), output_file, exact=True)
    else:
        chosen = PageFormat(format) if format else page_format()
        write(
            draw((*time_limit_blocks(due), *footer(guide, day)), chosen, output_file), output_file
        )


def _asked_by(guide: Guide, role: Literal["letter_date", "certificate_date"]) -> str:
    """The question that has a role. Raises UsageError where the guide names none."""
    question: str | None = getattr(guide.roles, role)
    if question is None:
        raise UsageError(
            f"The guide '{guide.id}' does not say which question asks for this date, so no deadline"
            f" can be worked out. Add `{role}` to `roles` in the guide's head."
        )
    return question


def _odd_dates(letter: date, certificate: date | None = None, *, day: date) -> Iterator[str]:
    """Dates that cannot be right."""
    if letter > day:
        yield f"The letter is dated {letter}, after today ({day}). Check the date."
    if certificate is not None and certificate < letter:
        yield (
            f"The certificate is dated {certificate}, before the letter ({letter})."
            " Check both dates."
        )
