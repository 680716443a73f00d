"""One thing in words: a time limit, a step or a contact, as an entry of a page."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from send_guide.dates import in_words
from send_guide.engine.guidance import Unknown
from send_guide.engine.time_limits import Due
from send_guide.engine.working_days import BankHolidaysUnknown, is_working_day
from send_guide.guide import Contact, Faq, Hours, Step
from send_guide.page.blocks import Entry, Line
from send_guide.page.ways import trust

SATURDAY = 5


def due_entry(due: Due, *, sources: bool = False) -> Entry:
    """A time limit with its last day and how that is worked out."""
    return Entry(
        due.label,
        (
            *(Line(text, tone="strong") for text in when_due(due)),
            *working_lines(due),
            *([Line(due.note)] if due.note else []),
            *_cited(due.sources, sources),
        ),
    )


def working_lines(due: Due) -> Iterator[Line]:
    """How a time limit is worked out, a sentence a line."""
    label = "How this is worked out"
    for text in due.working:
        yield Line(text, label, tone="quiet")
        label = ""


def when_due(due: Due) -> Iterator[str]:
    """A time limit in one or two sentences: the day to aim for, and the last day."""
    if due.last_day is None or due.aim_for is None or due.days_left is None:
        yield f"About {in_words(due.plain_last_day)}, but this is not certain."
    elif due.status == "unknown":
        yield f"{in_words(due.last_day)} at the earliest. It may be later."
    elif due.whose == "family":
        yield from _family_day(due, due.last_day, due.aim_for, due.days_left)
    else:
        yield from _others_day(due, due.last_day, due.days_left)


def _family_day(due: Due, last_day: date, aim_for: date, days_left: int) -> Iterator[str]:
    if due.status == "passed":
        yield f"This passed on {in_words(last_day)} ({_days(-days_left)} ago)."
    elif due.status == "today":
        yield f"Act today. The last day is {in_words(max(last_day, due.plain_last_day))}."
    else:
        if aim_for != last_day:
            yield f"Aim for {in_words(aim_for)}."
        yield f"The last day is {in_words(last_day)} ({_days(days_left)} left)."


def _others_day(due: Due, last_day: date, days_left: int) -> Iterator[str]:
    """The day by which the council or somebody else has to act; never said to have passed."""
    if due.status == "passed":
        late = _days(-days_left if due.days_late is None else due.days_late)
        who = "The council is" if due.whose == "council" else "This is"
        yield f"This was due on {in_words(last_day)}. {who} {late} late."
    elif due.status == "today":
        yield f"This is due today, {in_words(max(last_day, due.plain_last_day))}."
    else:
        yield f"This is due by {in_words(last_day)} (in {_days(days_left)})."


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def unknown_entry(unknown: Unknown, *, sources: bool = False) -> Entry:
    """A time limit that lacks a date, by its rule."""
    warning = "No date is known yet, so act as if time is short."
    return Entry(
        unknown.label,
        (
            Line(unknown.rule, tone="strong"),
            *([Line(warning, tone="warning")] if unknown.whose == "family" else []),
            *([Line(unknown.note)] if unknown.note else []),
            *_cited(unknown.sources, sources),
        ),
    )


def step_entry(
    step: Step,
    number: int | None,
    due: Due | None = None,
    contact: Contact | None = None,
    *,
    aloud: bool = True,
    sources: bool = False,
) -> Entry:
    """A step with what to say, by when, whom to contact, what to have ready and what if it fails.

    The contact stands by its name alone, as its details stand once elsewhere.
    `aloud`: with the words to say.
    """
    lines = [
        *([Line(by_when(due), "By", tone="strong")] if due else []),
        *([Line(f"“{step.say}”", "Say")] if step.say and aloud else []),
        *([Line(step.note, "For the adviser", tone="quiet")] if step.note else []),
        *([Line(step.have_ready, "Have ready")] if step.have_ready else []),
        *([Line(contact.name, "Contact")] if contact else []),
        *([Line(step.if_it_fails, "If this does not work")] if step.if_it_fails else []),
        *_cited(step.sources, sources),
    ]
    return Entry(step.text, tuple(lines), number)


def by_when(due: Due) -> str:
    """The day to act, after the word "by"."""
    if due.status != "open" or due.aim_for is None or due.last_day is None:
        return "today, if you can"
    last = "" if due.aim_for == due.last_day else f" (last day {in_words(due.last_day)})"
    return f"{in_words(due.aim_for)}{last}"


def faq_entry(faq: Faq, *, sources: bool = False) -> Entry:
    """A question that people often ask, with its answer."""
    return Entry(faq.ask, (Line(faq.answer), *_cited(faq.sources, sources)))


def contact_entry(
    contact: Contact, today: date, now: datetime | None = None, *, whole: bool = True
) -> Entry:
    """A contact with every way to reach it, and whether it is open now.

    `whole`: with how far its details can be trusted and its sources, which a page of several
    contacts says once for all.
    """
    lines = [
        *([Line(contact.find, "First")] if contact.find else []),
        *([Line(contact.phone, "Telephone", verbatim=True)] if contact.phone else []),
        *([Line(contact.hours, "Open")] if contact.hours else []),
        *([Line(open_now(contact, now), tone="strong")] if now and contact.open else []),
        *([Line(contact.email, "Email", verbatim=True)] if contact.email else []),
        *([Line(contact.url, "Web", verbatim=True)] if contact.url else []),
        *([Line(contact.note)] if contact.note else []),
        *([Line(trust(contact), tone="quiet")] if whole else []),
        *_overdue(contact, today),
        *_cited(contact.sources, whole),
    ]
    return Entry(f"{contact.name}: {contact.purpose}", tuple(lines))


def open_now(contact: Contact, now: datetime) -> str:
    """Whether a contact whose hours are known can be reached now, or else when next."""
    if now.weekday() < SATURDAY and _is_bank_holiday(now.date()):
        return "Today is a bank holiday: it may be closed."
    for ahead in range(8):
        day = now + timedelta(days=ahead)
        for hours in _hours_on(contact, day.weekday()):
            if ahead == 0 and hours.opens <= now.time() < hours.closes:
                return f"Open now, until {hours.closes:%H:%M}."
            if ahead > 0 or now.time() < hours.opens:
                opens = "today" if ahead == 0 else f"on {day:%A}"
                return f"Closed now. It opens {opens} at {hours.opens:%H:%M}."
    return "Closed now."


def _hours_on(contact: Contact, weekday: int) -> list[Hours]:
    found = [hours for hours in contact.open if hours.weekday == weekday]
    return sorted(found, key=lambda hours: hours.opens)


def _is_bank_holiday(day: date) -> bool:
    try:
        return not is_working_day(day)
    except BankHolidaysUnknown:
        return False


def _overdue(contact: Contact, today: date) -> Iterator[Line]:
    if contact.review_by and contact.review_by < today:
        due = f"Review was due by {in_words(contact.review_by)}."
        yield Line(f"{due} Look it up before you give it.", tone="warning")


def in_a_line(contact: Contact) -> str:
    """How to reach a contact, shortest way first."""
    return contact.phone or contact.email or contact.url or contact.find or "see the letter"


def _cited(sources: Iterable[str], wanted: bool) -> Iterator[Line]:
    if wanted:
        yield Line(", ".join(sources), "Source", tone="quiet")
