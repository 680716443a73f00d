"""What of a guide is due for review, or was never confirmed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from send_guide.dates import in_words, without_weekday
from send_guide.engine.working_days import known_years
from send_guide.guide import Contact, Guide, Source
from send_guide.page.blocks import (
    Block,
    Heading,
    Line,
    Listing,
    Paragraph,
)
from send_guide.page.ways import trust

A_YEAR = timedelta(days=365)
LISTS = ("overdue", "unconfirmed", "undated", "old_sources")


@dataclass(frozen=True, slots=True)
class Stale:
    """What to look at before relying on a guide on a day.

    `overdue`: contacts whose review was due before that day. `unconfirmed`: contacts that nobody
    has rung or opened. `undated`: contacts without a day of review. `old_sources`: sources last
    checked more than a year before.
    """

    guide: Guide
    today: date
    overdue: tuple[Contact, ...]
    unconfirmed: tuple[Contact, ...]
    undated: tuple[Contact, ...]
    old_sources: tuple[Source, ...]

    @property
    def newest_source(self) -> Source | None:
        """The source checked last."""
        return max(self.guide.sources.values(), key=lambda source: source.checked, default=None)


def stale(guide: Guide, today: date) -> Stale:
    """Look through every contact of a guide, those of its areas included."""
    contacts = guide.all_contacts
    to_confirm = [contact for contact in contacts if not contact.is_emergency]
    sources = guide.sources.values()
    return Stale(
        guide,
        today,
        tuple(contact for contact in contacts if _is_overdue(contact, today)),
        tuple(contact for contact in to_confirm if contact.confirmed is None),
        tuple(filter(_is_undated, contacts)),
        tuple(source for source in sources if today - source.checked > A_YEAR),
    )


def _is_undated(contact: Contact) -> bool:
    return contact.review_by is None


def _is_overdue(contact: Contact, today: date) -> bool:
    return contact.review_by is not None and contact.review_by < today


def in_blocks(found: Stale) -> Iterator[Block]:
    """The list for a person."""
    guide = found.guide
    yield Heading(f"What to review in “{guide.title}”", level=1)
    yield Paragraph(f"Law as of: {without_weekday(guide.law_as_of)}.", "strong")
    if guide.reviewed:
        yield Paragraph(f"A person confirmed the law on {in_words(guide.reviewed)}.")
    else:
        yield Paragraph("No person has confirmed the law yet.", "warning")
    if guide.before_release:
        yield Heading("Before release, a person must")
        numbered = enumerate(guide.before_release, start=1)
        yield Listing(tuple(Line(text, str(number)) for number, text in numbered))
    first, last = known_years()
    yield Paragraph(
        f"Bank holidays are known from {first} to {last}. Time limits that end later are shown as"
        " not certain."
    )
    yield from _contacts("Review overdue", found.overdue)
    yield from _contacts("Never confirmed", found.unconfirmed)
    yield from _contacts("Without a day of review", found.undated)
    if found.old_sources:
        yield Heading(f"Sources last checked more than a year ago ({len(found.old_sources)})")
        yield Listing(tuple(map(_old, found.old_sources)))


def _old(source: Source) -> Line:
    return Line(f"{source.title}. Checked on {in_words(source.checked)}.", source.id)


def _contacts(title: str, contacts: tuple[Contact, ...]) -> Iterator[Block]:
    if contacts:
        yield Heading(f"{title} ({len(contacts)})")
        yield Listing(tuple(map(_contact, contacts)))


def _contact(contact: Contact) -> Line:
    reach = contact.phone or contact.email or contact.url or "see the letter"
    due = f" Review by {in_words(contact.review_by)}." if contact.review_by else ""
    state = f"{contact.name}, {reach}. Confidence {contact.confidence}. {trust(contact)}{due}"
    return Line(state, f"{contact.id} ({contact.place.file}:{contact.place.line})")


def as_data(found: Stale) -> dict[str, object]:
    """The list for a script: ids of contacts and, under `old_sources`, of sources."""
    guide = found.guide
    lists = {name: [entry.id for entry in getattr(found, name)] for name in LISTS}
    return {
        "guide": guide.id,
        "today": found.today,
        "law_as_of": str(guide.law_as_of),
        "reviewed": guide.reviewed,
        "before_release": guide.before_release,
        **lists,
    }
