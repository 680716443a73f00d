"""One thing in words: a time limit, a step or a contact, as an entry of a page."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from send_guide.dates import in_words, without_weekday
from send_guide.engine.guidance import Unknown
from send_guide.engine.time_limits import Due
from send_guide.engine.working_days import BankHolidaysUnknown, is_working_day
from send_guide.guide import Contact, Step
from send_guide.page.blocks import Entry, Line


def due_entry(due: Due) -> Entry:
    """A time limit with its last day and how that is worked out."""
    lines = [Line(text, tone="strong") for text in when_due(due)]
    lines += [
        Line(text, "How this is worked out" if number == 0 else "", tone="quiet")
        for number, text in enumerate(due.working)
    ]
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


def unknown_entry(unknown: Unknown) -> Entry:
    """A time limit that lacks a date, by its rule."""
    return Entry(
        unknown.label,
        (
            Line(unknown.rule, tone="strong"),
            Line("No date is known yet, so act as if time is short.", tone="warning"),
            _cited(unknown.sources),
        ),
    )


def step_entry(
    step: Step,
    number: int | None,
    due: Due | None = None,
    contact: Contact | None = None,
    *,
    to_family: bool = False,
) -> Entry:
    """A step with what to say, by when, who to contact, what to have ready and what to do if it fails.

    `to_family`: without what is the adviser's, which is the words to say, the note and the source's id.
    """
    own = [
        *([Line(f"“{step.say}”", "Say")] if step.say else []),
        *([Line(step.note, "For the adviser", tone="quiet")] if step.note else []),
    ]
    lines = [
        *([Line(_by(due), "By", tone="strong")] if due else []),
        *([] if to_family else own),
        *([Line(step.have_ready, "Have ready")] if step.have_ready else []),
        *(_in_brief(contact) if contact else []),
        *([Line(step.if_it_fails, "If this does not work")] if step.if_it_fails else []),
        *([] if to_family else [_cited(step.sources)]),
    ]
    return Entry(step.text, tuple(lines), number)


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
        yield Line(
            f"Number last checked {without_weekday(contact.checked)}, {confirmed}.", tone="quiet"
        )
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
        for hours in sorted(
            (each for each in contact.open if each.weekday == day.weekday()),
            key=lambda each: each.opens,
        ):
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
        yield Line(
            f"Review was due by {in_words(contact.review_by)}. Look it up before you give it.",
            tone="warning",
        )


def in_a_line(contact: Contact) -> str:
    """How to reach a contact, shortest way first, with how far that can be trusted."""
    if not contact.phone:
        return contact.email or contact.url or contact.find or "see the letter"
    return f"{contact.phone} (checked {without_weekday(contact.checked)}, {'confirmed' if contact.confirmed else 'not confirmed'})"


def trust(contact: Contact) -> str:
    """When the details were checked and whether anybody has rung or opened them, in words."""
    if contact.is_emergency:
        return "The national emergency number."
    confirmed = (
        f"Confirmed on {without_weekday(contact.confirmed)}."
        if contact.confirmed
        else "Not confirmed: nobody has rung or opened it yet."
    )
    return f"Last checked {without_weekday(contact.checked)}. {confirmed}"


def _cited(sources: Iterable[str]) -> Line:
    return Line(", ".join(sources), "Source", tone="quiet")
