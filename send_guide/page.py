"""Guidance -> page: headings, order and wording, decided once for every format that a person reads."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from send_guide.guidance import Guidance, Unknown, area_of
from send_guide.guide import Contact, Guide, Source, Step
from send_guide.time_limits import BankHolidaysUnknown, Due, in_words, is_working_day

if TYPE_CHECKING:
    from send_guide.possible import Decides, Possible

Tone = Literal["plain", "strong", "warning", "quiet"]
SOURCES_ELSEWHERE = "The sources named above stand in full, with their addresses, in the hand-out and in `--format plain`."
DISCLAIMER = "This is information, not legal advice."
MOST_LISTED = 6
"""Endings, steps or contacts named for one open answer; more would bury the rest of the page."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the page's title."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A passage of text."""

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Line:
    """A line below an entry. `verbatim`: a number or address, never wrapped or changed."""

    text: str
    label: str = ""
    verbatim: bool = False
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a list: its number (or None for a bullet), what it says, and the lines below it."""

    lead: str
    lines: tuple[Line, ...] = ()
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Lines close together, for what is looked up and not read through."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Options side by side: the heads of the columns, and a row for each option."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Entry | Listing | Comparison


def page(shown: Guidance, *, on_screen: bool = False, to_family: bool = False, now: datetime | None = None) -> tuple[Block, ...]:
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
        *_section("Who to contact", (contact_entry(contact, shown.today, now) for contact in shown.contacts)),
        *(() if on_screen else _section("Words explained", _listing(Line(term.meaning, term.term) for term in shown.terms))),
        *_section("Your answers", _listing(Line(given.label, given.text.rstrip("?")) for given in shown.answers)),
        *((Paragraph(SOURCES_ELSEWHERE, "quiet"),) if on_screen else _section("Where this comes from", _sources(shown.sources))),
        *(_section("In short", _listing(in_short(shown))) if on_screen else ()),
        *footer(shown.guide, shown.today),
    )


def time_limit_blocks(due: Iterable[Due], unknown: Iterable[Unknown] = (), title: str = "Time limits") -> Iterator[Block]:
    """The section on time limits; nothing where none applies."""
    return _section(title, (*map(_due_entry, due), *map(_unknown_entry, unknown)))


def in_short(shown: Guidance) -> tuple[Line, ...]:
    """The time limits in a line each, most urgent first; those that lack a date by their rule."""
    known = (Line(" ".join(when_due(due)), due.label, tone="strong") for due in shown.time_limits)
    return (*known, *(Line(unknown.rule, unknown.label, tone="strong") for unknown in shown.unknown_limits))


def _listing(lines: Iterable[Line]) -> tuple[Listing, ...]:
    listed = tuple(lines)
    return (Listing(listed),) if listed else ()


def _section(title: str, entries: Iterable[Block]) -> Iterator[Block]:
    listed = tuple(entries)
    if listed:
        yield Heading(title)
        yield from listed


def _due_entry(due: Due) -> Entry:
    lines = [Line(text, tone="strong") for text in when_due(due)]
    lines += [Line(text, "How this is worked out" if number == 0 else "", tone="quiet") for number, text in enumerate(due.working)]
    return Entry(due.label, (*lines, _cited(due.sources)))


def when_due(due: Due) -> Iterator[str]:
    """A time limit in one or two sentences: what to aim for, and the last day."""
    if due.last_day is None or due.aim_for is None or due.days_left is None:
        yield f"About {in_words(due.plain_last_day)}, but this is not certain."
    elif due.status == "unknown":
        yield f"{in_words(due.last_day)} at the earliest. It may be later."
    elif due.status == "passed":
        yield f"This passed on {in_words(due.last_day)} ({_days(-due.days_left)} ago)."
    elif due.status == "today":
        yield f"Act today. The last day is {in_words(max(due.last_day, due.plain_last_day))}."
    else:
        if due.aim_for != due.last_day:
            yield f"Aim for {in_words(due.aim_for)}."
        yield f"The last day is {in_words(due.last_day)} ({_days(due.days_left)} left)."


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _unknown_entry(unknown: Unknown) -> Entry:
    return Entry(
        unknown.label,
        (Line(unknown.rule, tone="strong"), Line("No date is known yet, so act as if time is short.", tone="warning"), _cited(unknown.sources)),
    )


def _find_out(shown: Guidance) -> Iterator[Block]:
    """What each answer not known yet decides, and what holds whatever it turns out to be; nothing where all is known."""
    # imported here: JSON, which uses this module's wording of trust, must not pay for it
    from send_guide.possible import not_sure, possible

    if not not_sure(shown.walk):
        return
    asked_for = shown.area if shown.area is not area_of(shown.walk) else None
    found = possible(shown.walk, area=asked_for)
    if found.decides:
        yield Heading("Find this out")
        one = len(found.decides) == 1
        yield Paragraph(f"{'This answer is' if one else 'These answers are'} not known yet. {'It' if one else 'Each one'} changes what comes next.")
        yield from map(decides_entry, found.decides)
        yield from _in_any_case(shown, found)


def decides_entry(decides: "Decides") -> Entry:
    """An open answer with how to find it out and what it decides."""
    kinds = (
        ("It decides between", [outcome.title for outcome in decides.outcomes]),
        (f"It decides whether {'this applies' if len(decides.steps) == 1 else 'these apply'}", [step.text for step in decides.steps]),
        ("It decides who to contact", [contact.name for contact in decides.contacts if not decides.steps]),
        ("It fixes the last day for", [limit.label for limit in decides.limits]),
    )
    help_ = decides.question.not_sure
    lines = [Line(help_, "How to find out", tone="strong")] if help_ else []
    return Entry(decides.question.ask, (*lines, *(line for label, texts in kinds for line in _quoted(label, texts))))


def _quoted(label: str, texts: Sequence[str]) -> Iterator[Line]:
    """Some texts under one label; past the first few, only how many more there are."""
    few = texts if len(texts) <= MOST_LISTED + 1 else texts[:MOST_LISTED]
    for number, text in enumerate(few):
        yield Line(f"“{text}”", label if number == 0 else "")
    if len(few) < len(texts):
        yield Line(f"and {len(texts) - len(few)} more.")


def _in_any_case(shown: Guidance, found: "Possible") -> Iterator[Block]:
    numbers = {step.id: number for number, step in enumerate(shown.steps, start=1)}
    below = [str(numbers[step.id]) for step in found.steps if step.id in numbers]
    lines = [Line(f"Step{'s' if len(below) > 1 else ''} {_and(below)} below.", tone="strong")] if below else []
    lines += _quoted("Also", [step.text for step in found.steps if step.id not in numbers])
    lines += [Line(contact.name, "Contact") for contact in found.contacts if contact not in shown.contacts]
    due = found.earliest
    if due is not None and shown.due(due.id) is None:
        lines += [Line(due.label, "The earliest time limit that may apply"), *(Line(text, tone="strong") for text in when_due(due))]
    if lines:
        yield Entry("Whatever the answers turn out to be", tuple(lines))


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _step_blocks(shown: Guidance, *, to_family: bool = False) -> Iterator[Block]:
    contacts = {contact.id: contact for contact in shown.contacts}
    entries = (
        step_entry(step, number, shown.due(step.by), contacts.get(step.contact or ""), to_family=to_family)
        for number, step in enumerate(shown.steps, start=1)
    )
    return _section("What you can do, in this order", entries)


def step_entry(step: Step, number: int | None, due: Due | None = None, contact: Contact | None = None, *, to_family: bool = False) -> Entry:
    """A step with what to say, by when, who to contact, what to have ready and what to do if it fails.

    `to_family`: without what is the adviser's, which is the words to say, the note and the source's id.
    """
    own = [*([Line(f"“{step.say}”", "Say")] if step.say else []), *([Line(step.note, "For the adviser", tone="quiet")] if step.note else [])]
    lines = [
        *([Line(_by(due), "By", tone="strong")] if due else []),
        *([] if to_family else own),
        *([Line(step.have_ready, "Have ready")] if step.have_ready else []),
        *(_in_brief(contact) if contact else []),
        *([Line(step.if_it_fails, "If this does not work")] if step.if_it_fails else []),
        *([] if to_family else [_cited(step.sources)]),
    ]
    return Entry(step.text, tuple(lines), number)


def _side_by_side(steps: Iterable[Step]) -> Iterator[Block]:
    rows = tuple((each.name, each.takes, each.keeps_open) for step in steps if (each := step.alternative))
    if len(rows) > 1:
        yield Heading("Your options, side by side")
        yield Paragraph("You can take one, several or none of them. This guide does not recommend any.", "quiet")
        yield Comparison(("Option", "Time it takes", "What stays open"), rows)


def _by(due: Due) -> str:
    if due.status != "open" or due.aim_for is None or due.last_day is None:
        return "today, if you can"
    last = "" if due.aim_for == due.last_day else f" (last day {in_words(due.last_day)})"
    return f"{in_words(due.aim_for)}{last}"


def _in_brief(contact: Contact) -> Iterator[Line]:
    yield Line(contact.name, "Contact")
    if contact.find:
        yield Line(contact.find)
    if contact.phone:
        yield Line(contact.phone, "Telephone", verbatim=True)
        confirmed = "confirmed" if contact.confirmed else "not confirmed"
        yield Line(f"Number last checked {_day(contact.checked)}, {confirmed}.", tone="quiet")
    elif contact.url:
        yield Line(contact.url, "Web", verbatim=True)


def contact_entry(contact: Contact, today: date, now: datetime | None = None) -> Entry:
    """A contact with every way to reach it, whether it is open now, and how far its details can be trusted."""
    lines = [
        *([Line(contact.find, "First")] if contact.find else []),
        *([Line(contact.phone, "Telephone", verbatim=True)] if contact.phone else []),
        *([Line(contact.hours, "Open")] if contact.hours else []),
        *([Line(open_now(contact, now), tone="strong")] if now and contact.open else []),
        *([Line(contact.email, "Email", verbatim=True)] if contact.email else []),
        *([Line(contact.url, "Web", verbatim=True)] if contact.url else []),
        *([Line(contact.note)] if contact.note else []),
        Line(trust(contact), tone="quiet"),
        *_overdue(contact, today),
        _cited(contact.sources),
    ]
    return Entry(f"{contact.name}: {contact.purpose}", tuple(lines))


def open_now(contact: Contact, now: datetime) -> str:
    """Whether a contact whose hours are known can be reached now, or else when next."""
    if now.weekday() < 5 and _is_bank_holiday(now.date()):
        return "Today is a bank holiday: it may be closed."
    for ahead in range(8):
        day = now + timedelta(days=ahead)
        for hours in sorted((each for each in contact.open if each.weekday == day.weekday()), key=lambda each: each.opens):
            if ahead == 0 and hours.opens <= now.time() < hours.closes:
                return f"Open now, until {hours.closes:%H:%M}."
            if ahead > 0 or now.time() < hours.opens:
                return f"Closed now. It opens {'today' if ahead == 0 else f'on {day:%A}'} at {hours.opens:%H:%M}."
    return "Closed now."


def _is_bank_holiday(day: date) -> bool:
    try:
        return not is_working_day(day)
    except BankHolidaysUnknown:
        return False


def _overdue(contact: Contact, today: date) -> Iterator[Line]:
    if contact.review_by and contact.review_by < today:
        yield Line(f"Review was due by {in_words(contact.review_by)}. Look it up before you give it.", tone="warning")


def trust(contact: Contact) -> str:
    """When the details were checked and whether anybody has rung or opened them, in words."""
    confirmed = f"Confirmed on {_day(contact.confirmed)}." if contact.confirmed else "Not confirmed: nobody has rung or opened it yet."
    return f"Last checked {_day(contact.checked)}. {confirmed}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _cited(sources: Iterable[str]) -> Line:
    return Line(", ".join(sources), "Source", tone="quiet")


def _sources(sources: Iterable[Source]) -> Iterator[Block]:
    """Sources close together under the day they were checked, which is mostly the same for all."""
    by_day: dict[date, list[Source]] = {}
    for source in sources:
        by_day.setdefault(source.checked, []).append(source)
    for day, checked in by_day.items():
        yield Paragraph(f"Checked on {_day(day)}:", "quiet")
        lines: list[Line] = []
        for source in checked:
            lines.append(Line(source.title, source.id, tone="quiet"))
            lines += [Line(source.url, verbatim=True, tone="quiet")] if source.url else []
        yield Listing(tuple(lines))


def footer(guide: Guide, today: date) -> tuple[Paragraph, ...]:
    """What every output ends with: guide and version, law as of, review, and that this is not legal advice."""
    reviewed = f"Reviewed on {_day(guide.reviewed)}." if guide.reviewed else "Not yet reviewed by a person who knows the law."
    return (
        Paragraph(f"{guide.title}, version {guide.version}. Law as of: {guide.law_as_of}. {reviewed} Worked out on {in_words(today)}.", "quiet"),
        Paragraph(DISCLAIMER, "quiet"),
    )
