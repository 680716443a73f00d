"""Guidance -> a call note for the case record, with nothing that names a person.

What was said is what the adviser ticked or read aloud; what was only shown is listed as such.
"""

from collections.abc import Iterator
from datetime import datetime

from send_guide.dates import in_words
from send_guide.engine import resume_code
from send_guide.engine.guidance import Given, Guidance
from send_guide.formats import plain
from send_guide.guide import Step
from send_guide.page.blocks import Block, Entry, Heading, Line, Listing, Paragraph
from send_guide.papers.by_when import family_limits, other_limits
from send_guide.papers.endings import ending
from send_guide.papers.people import people
from send_guide.papers.sentences import first_sentence

BLANK = "__________"
NOTHING_SAID = "nothing is recorded as said in this call"


def render(
    shown: Guidance,
    *,
    said: frozenset[str] = frozenset(),
    started: datetime | None = None,
    ended: datetime | None = None,
) -> str:
    """The note as plain text, with blanks for what only the adviser knows.

    `said`: ids of the steps that the adviser ticked or read aloud. `started`, `ended`: the times of
    the call, blanks where they are not known.
    """
    times = (_time(started), _time(ended))
    return plain.render(_blocks(shown, said, times))


def _time(moment: datetime | None) -> str:
    return BLANK if moment is None else f"{moment:%H:%M}"


def _blocks(shown: Guidance, said: frozenset[str], times: tuple[str, str]) -> Iterator[Block]:
    spoken = [step for step in shown.steps if step.id in said]
    yield Heading("Call note", level=1)
    yield Listing(tuple(_in_five_lines(shown, spoken)))
    yield Heading("The call")
    yield Listing(tuple(_call(shown, times)))
    yield Heading("Who is calling, what about and which dates")
    yield Listing(tuple(_answers(shown)))
    yield from (Paragraph(f"Check: {warning}", "warning") for warning in shown.warnings)
    yield Heading("Stage and last days")
    stage = Line(f"{shown.outcome.title} ({shown.outcome.id})", "Stage")
    yield Listing((stage, *_last_days(shown)))
    yield Heading("Before this call")
    yield Listing((Line(BLANK, "What has been tried"), Line(BLANK, "What the caller wants")))
    yield from _what_was_said(shown, spoken)
    yield Heading("Next steps")
    yield from (_next_step(step, shown, at) for at, step in enumerate(shown.call, start=1))
    yield Heading("Signposts")
    yield Listing(tuple(_signposts(shown)))
    yield Heading("To close")
    yield Listing(tuple(_closing(shown)))
    yield from map(Paragraph, ending(shown))


def _in_five_lines(shown: Guidance, spoken: list[Step]) -> Iterator[Line]:
    """Who, what, dates, what was said and the next step."""
    yield Line("; ".join(_who(shown)), "Who")
    yield Line(shown.outcome.title, "What")
    dates = [limit.in_a_line for limit in family_limits(shown)]
    yield Line(" ".join(dates) or "no last day was worked out", "Dates")
    said = [first_sentence(step.text) for step in spoken]
    yield Line(" ".join(said) or NOTHING_SAID, "Said")
    first = shown.call[:1]
    yield Line(" ".join(first_sentence(step.text) for step in first) or BLANK, "Next step")


def _who(shown: Guidance) -> Iterator[str]:
    """The answers that the guide counts in statistics, or else all of them."""
    counted = shown.guide.roles.statistics or tuple(given.question for given in shown.answers)
    yield from (given.label for given in shown.answers if given.question in counted)


def _call(shown: Guidance, times: tuple[str, str]) -> Iterator[Line]:
    started, ended = times
    yield Line(BLANK, "The service's reference, or none")
    yield Line(in_words(shown.today), "Date")
    yield Line(f"{started} to {ended}", "Time")
    channel = "phone / relay / interpreter, language: ______ / drop-in"
    yield Line(channel, "Channel (delete what does not apply)")
    yield Line(f"yes / no; what for: {BLANK}", "Consent given")
    yield Line("Write no names, addresses or dates of birth unless your service keeps them.")


def _answers(shown: Guidance) -> Iterator[Line]:
    roles = shown.guide.roles
    names = {roles.letter_date: "Date on the letter", roles.certificate_date: "Certificate date"}
    for given in shown.answers:
        yield Line(given.label, names.get(given.question) or _asked(given))


def _asked(given: Given) -> str:
    return f"{given.text.rstrip('?')} ({given.question})"


def _last_days(shown: Guidance) -> Iterator[Line]:
    """Each last day, and the rule that produced it."""
    when = {limit.label: limit for limit in (*family_limits(shown), *other_limits(shown))}
    for due in shown.time_limits:
        limit = when[due.label]
        told = " ".join(filter(None, (limit.when, limit.more, *due.working)))
        yield Line(told, f"{due.label} ({due.id})")
    for unknown in shown.unknown_limits:
        yield Line(f"no date known. {unknown.rule}", f"{unknown.label} ({unknown.id})")


def _what_was_said(shown: Guidance, spoken: list[Step]) -> Iterator[Block]:
    yield Heading(f"What was said (guide {shown.guide.id}, version {shown.guide.version})")
    if not spoken:
        yield Paragraph(f"{NOTHING_SAID.capitalize()}.")
    for at, step in enumerate(spoken, start=1):
        yield Entry(f"{step.text} ({step.id})", _words_said(step), at)
    shown_only = [step for step in shown.call if step not in spoken]
    if shown_only:
        yield Paragraph("Shown to the adviser, and not recorded as said:")
        yield Listing(tuple(Line(f"{first_sentence(s.text)} ({s.id})") for s in shown_only))
    given = "read aloud / in the caller's own words / message / text message / print"
    yield Listing((Line(given, "How it was given"),))


def _words_said(step: Step) -> tuple[Line, ...]:
    return (Line(f"“{step.say}”", "Read aloud or said in other words"),) if step.say else ()


def _next_step(step: Step, shown: Guidance, at: int) -> Entry:
    days = {limit.label: limit for limit in family_limits(shown)}
    due = shown.due(step.by)
    limit = days.get(due.label) if due else None
    lines = [Line(someone.in_a_line, "Who") for someone in people(shown, (step,))[:1]]
    if limit:
        lines.append(Line(f"{limit.when} {limit.more}".rstrip(), "By when"))
    if step.if_it_fails:
        lines.append(Line(step.if_it_fails, "If it fails"))
    lines.append(Line("yes / no", "Agreed"))
    return Entry(f"{first_sentence(step.text)} ({step.id})", tuple(lines), at)


def _signposts(shown: Guidance) -> Iterator[Line]:
    for someone in people(shown, (*shown.call, *shown.papers)):
        ways = ", ".join(way.text for way in someone.ways) or someone.find
        yield Line(ways, f"{someone.short} ({someone.id})")


def _closing(shown: Guidance) -> Iterator[Line]:
    yield Line("1 / 2 / 3 / 4", "Level")
    yield Line("open / inactive / closed", "Case")
    yield Line("yes / no", "Safeguarding raised")
    yield Line(resume_code.encode(shown.walk), "Resume code (answers only)", verbatim=True)
