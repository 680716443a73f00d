"""The whole guide on paper, in reading order, for a reviewer."""

from collections.abc import Iterable, Iterator
from datetime import date

from send_guide.dates import without_weekday
from send_guide.guide import (
    Alternative,
    Guide,
    Option,
    Outcome,
    Question,
    Route,
    Step,
    TimeLimit,
    Use,
    When,
    in_a_line,
)
from send_guide.page.blocks import (
    Block,
    Entry,
    Heading,
    Line,
    Listing,
    Paragraph,
)
from send_guide.page.entries import contact_entry
from send_guide.page.sections import footer
from send_guide.routes import reading_order


def handbook(guide: Guide, today: date) -> Iterator[Block]:
    """Everything in a guide, for a reviewer to hold against the law line by line."""
    yield Heading(guide.title, level=1)
    law_as_of = without_weekday(guide.law_as_of)
    yield Paragraph(
        f"Version {guide.version}. Law as of: {law_as_of}. "
        "Each entry starts with its id, and ends with its sources."
    )
    yield Heading("Questions, in the order a call can come to them")
    yield from (_question(guide.questions[name]) for name in reading_order(guide))
    yield Heading("Outcomes")
    yield from map(_outcome, guide.outcomes.values())
    yield Heading("Steps")
    yield from map(_step, guide.steps.values())
    yield Heading("Time limits")
    yield from map(_time_limit, guide.time_limits.values())
    yield Heading("Contacts")
    yield from (contact_entry(contact, today) for contact in guide.contacts.values())
    for area in guide.areas.values():
        yield Heading(f"Contacts in {area.name}, when {in_a_line(area.when)}", level=3)
        yield from (contact_entry(contact, today) for contact in area.contacts.values())
    if guide.glossary:
        yield Heading("Words explained")
        yield Listing(tuple(Line(term.meaning, term.term) for term in guide.glossary.values()))
    yield Heading("Sources")
    for source in guide.sources.values():
        where = [Line(source.url, verbatim=True)] if source.url else []
        yield Entry(f"{source.id}: {source.title}", (Line(f"{source.checked}", "Checked"), *where))
    yield from footer(guide, today)


def _lines(*pairs: tuple[str, str | None]) -> Iterator[Line]:
    yield from (Line(text, label) for label, text in pairs if text)


def _sources(sources: Iterable[str]) -> Iterator[Line]:
    yield from _lines(("Source", ", ".join(sources)))


def _question(question: Question) -> Entry:
    said = _lines(
        ("Say", question.say),
        ("Why", question.why),
        ("If not sure", question.not_sure),
        ("For the adviser", question.note),
        ("Taken with --defaults", question.default),
    )
    options: list[Line] = []
    for option in question.options:
        options += _option(option)
    return Entry(
        f"{question.id}: {question.ask}",
        (*said, *options, *_routes("Then", question.go), *_sources(question.sources)),
    )


def _option(option: Option) -> Iterator[Line]:
    yield Line(option.label, f"Answer {option.id}")
    yield from _lines(("For the adviser", option.note))
    yield from _routes(f"{option.id} leads to", option.go)


def _routes(label: str, routes: Iterable[Route]) -> Iterator[Line]:
    yield from (Line(f"{route.to}{_condition(route.when)}", label) for route in routes)


def _condition(when: When) -> str:
    return f" (when {in_a_line(when)})" if when else ""


def _outcome(outcome: Outcome) -> Entry:
    limits = (Line(_use(use), "Time limit") for use in outcome.time_limits)
    steps = (Line(_use(use), f"Step {number}") for number, use in enumerate(outcome.steps, start=1))
    return Entry(
        f"{outcome.id}: {outcome.title}",
        (Line(outcome.summary), *limits, *steps, *_sources(outcome.sources)),
    )


def _use(use: Use) -> str:
    return f"{use.id}{_condition(use.when)}"


def _step(step: Step) -> Entry:
    lines = _lines(
        ("Say", step.say),
        ("For the adviser", step.note),
        ("Contact", step.contact),
        ("By", step.by),
        ("Have ready", step.have_ready),
        ("If this does not work", step.if_it_fails),
        ("Only when", in_a_line(step.when)),
    )
    return Entry(
        f"{step.id}: {step.text}", (*lines, *_weighed(step.alternative), *_sources(step.sources))
    )


def _weighed(option: Alternative | None) -> Iterator[Line]:
    if option:
        yield from _lines(
            ("As an option", option.name),
            ("Time it takes", option.takes),
            ("What stays open", option.keeps_open),
        )


def _time_limit(limit: TimeLimit) -> Entry:
    spans = (
        Line(str(span), "The later of" if len(limit.spans) > 1 else "Counted")
        for span in limit.spans
    )
    moved = _lines(("Moved", limit.moved.replace("_", " ")), ("Only when", in_a_line(limit.when)))
    return Entry(
        f"{limit.id}: {limit.label}", (Line(limit.rule), *spans, *moved, *_sources(limit.sources))
    )
