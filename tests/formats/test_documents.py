"""What is saved or sent after a call: the note, the message, the hand-out and the calendar."""

import re
from dataclasses import replace
from datetime import date, datetime, time
from html import escape
from html.parser import HTMLParser

import pytest
from icalendar import Calendar

from send_guide.dates import in_words, without_weekday
from send_guide.engine import resume_code
from send_guide.engine.guidance import Guidance, guidance
from send_guide.engine.walk import complete
from send_guide.formats import (
    DOCUMENTS,
    document,
    markdown,
    plain,
    terminal,
)
from send_guide.guide import Contact, Guide, Hours
from send_guide.page.entries import open_now
from send_guide.page.sections import DISCLAIMER, page

TODAY = date(2026, 11, 23)
ANSWERS = {
    "council": "luton",
    "caller": "parent",
    "past_school_age": "no",
    "issue": "decision_letter",
    "decision": "refuse_assessment",
    "letter_date": "2026-11-02",
    "mediation": "not_contacted",
}
TEXTS = ("plain", "terminal", "markdown", "json", "html", "note", "message")
"""The formats that hold everything a family may need; a calendar holds dates alone."""


@pytest.fixture
def shown(shipped: Guide) -> Guidance:
    return guidance(complete(shipped, ANSWERS, TODAY, defaults=True))


def written(shown: Guidance, format: str) -> str:
    """The guidance in a format, with line breaks as spaces and without what the format adds to signs."""
    if format in DOCUMENTS:
        text = document(shown, format)
    elif format == "terminal":
        text = terminal.render(page(shown), 80, colour=False)
    else:
        text = markdown.render(page(shown)) if format == "markdown" else plain.render(page(shown))
    return " ".join(re.sub(r"\x1b\[[0-9;]*m", "", text).split())


@pytest.mark.parametrize("format", TEXTS)
def test_every_format_carries_every_way_to_reach_somebody(shown: Guidance, format: str) -> None:
    """Numbers, addresses and links stand whole in each format."""
    text = written(shown, format)
    ways = [
        way
        for contact in shown.contacts
        for way in (contact.phone, contact.email, contact.url)
        if way
    ]

    assert [way for way in ways if way not in text] == []


@pytest.mark.parametrize("format", TEXTS)
def test_every_format_carries_every_date(shown: Guidance, format: str) -> None:
    """Each last day stands in each format, in words or in ISO form."""
    text = written(shown, format)

    assert [
        due.id
        for due in shown.time_limits
        if due.last_day
        and in_words(due.last_day) not in text
        and due.last_day.isoformat() not in text
    ] == []


@pytest.mark.parametrize("format", [*TEXTS, "ics"])
def test_every_format_ends_with_version_and_what_it_is(shown: Guidance, format: str) -> None:
    """Guide version, law as of, and that this is not legal advice; JSON has the first two as keys."""
    text = written(shown, format).replace("\\,", ",")
    text = (
        re.sub(
            r"(?<=\S) (?=\S)", " ", document(shown, format).replace("\r\n ", "").replace("\\,", ",")
        )
        if format == "ics"
        else text
    )

    assert shown.guide.version in text
    law_as_of = shown.guide.law_as_of
    assert str(law_as_of) in text or without_weekday(law_as_of) in text
    assert format == "json" or DISCLAIMER in text


@pytest.mark.parametrize("format", ["html", "message"])
def test_the_family_gets_nothing_that_is_for_the_adviser(shown: Guidance, format: str) -> None:
    """Notes for the adviser stay out of what the family takes away."""
    text = written(shown, format)

    assert [step.id for step in shown.steps if step.note and step.note in text] == []
    assert all(step.id not in text for step in shown.steps)


def test_the_note_has_a_place_for_everything_a_record_needs(shown: Guidance) -> None:
    """The fields of the note, with ids and the code, and blanks for what only the adviser knows."""
    text = written(shown, "note")
    fields = [
        "Case reference",
        "Date:",
        "Channel",
        "Consent",
        "Stage:",
        "What has been tried",
        "What the caller wants",
        "How it was given",
        "Signposts",
    ]

    assert [
        field
        for field in [*fields, "Level:", "open / inactive / closed", "Safeguarding raised"]
        if field not in text
    ] == []
    assert all(f"({step.id})" in text for step in shown.steps)
    assert f"Resume code (answers only): {resume_code.encode(shown.walk)}" in text
    assert all(" ".join(due.working) in text for due in shown.time_limits)


def test_the_message_says_what_is_not_known(shipped: Guide) -> None:
    """What the family was not sure of is named, with how to find out."""
    text = written(
        guidance(complete(shipped, {**ANSWERS, "letter_date": "not_sure"}, TODAY, defaults=True)),
        "message",
    )
    covered, not_covered = text.split("What we did not cover")

    assert str(shipped.questions["letter_date"].not_sure) in not_covered
    assert "Dates to watch" in covered


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.links: list[str] = []
        self.unbalanced: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in ("meta", "br"):
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.opened or self.opened.pop() != tag:
            self.unbalanced.append(tag)


def test_the_hand_out_is_a_whole_page_that_loads_nothing(shown: Guidance) -> None:
    """Every tag is closed, nothing is fetched, and each link's address can be read on paper."""
    text = document(shown, "html")
    tags = _Tags()
    tags.feed(text)

    assert (tags.opened, tags.unbalanced) == ([], [])
    assert "<script" not in text
    assert all(f">{escape(link.removeprefix('mailto:'))}</a>" in text for link in tags.links)


def test_the_hand_out_shows_texts_as_they_are_written(shown: Guidance) -> None:
    """What looks like a tag is shown, not obeyed."""
    text = document(replace(shown, warnings=("<b>&amp;\"'</b>",)), "html")

    assert "&lt;b&gt;&amp;amp;&quot;&#x27;&lt;/b&gt;" in text


def events(shown: Guidance) -> list[tuple[date, str, str]]:
    """The day, what it is and the id of each event of the calendar, read back by the library."""
    found = Calendar.from_ical(document(shown, "ics")).walk("VEVENT")
    return [(event.decoded("dtstart"), str(event["summary"]), str(event["uid"])) for event in found]


def test_the_calendar_has_the_days_to_act(shown: Guidance) -> None:
    """An event of a whole day for each day to aim for and each last day, which names nobody."""
    found = events(shown)

    assert [(day, what) for day, what, _ in found] == [
        (date(2026, 12, 31), "Last day: Contact the mediation adviser"),
        (date(2026, 12, 31), "Aim for this day: The appeal must reach the Tribunal, by 5pm"),
        (date(2027, 1, 4), "Last day: The appeal must reach the Tribunal, by 5pm"),
    ]
    assert len({uid for _, _, uid in found}) == 3


@pytest.mark.parametrize(
    ("letter", "left"), [("not_sure", 0), ("2026-01-02", 0), ("2026-09-24", 1)]
)
def test_the_calendar_leaves_out_what_has_gone_by(shipped: Guide, letter: str, left: int) -> None:
    """Days before today and days that nobody knows are no events."""
    late = complete(
        shipped,
        {
            **ANSWERS,
            "letter_date": letter,
            "mediation": "has_certificate",
            "certificate_date": letter,
        },
        TODAY,
        defaults=True,
    )
    days = [day for day, _, _ in events(guidance(late))]

    assert all(day >= TODAY for day in days)
    assert left == len(set(days))


HOURS = (*(Hours(weekday, time(9), time(12)) for weekday in range(5)), Hours(0, time(13), time(16)))


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ("2026-11-23 09:00", "Open now, until 12:00."),
        ("2026-11-23 12:00", "Closed now. It opens today at 13:00."),
        ("2026-11-23 15:59", "Open now, until 16:00."),
        ("2026-11-23 16:00", "Closed now. It opens on Tuesday at 09:00."),
        ("2026-11-24 08:59", "Closed now. It opens today at 09:00."),
        ("2026-11-28 10:00", "Closed now. It opens on Monday at 09:00."),
        ("2026-12-25 10:00", "Today is a bank holiday: it may be closed."),
        ("2090-01-02 10:00", "Open now, until 12:00."),
    ],
)
def test_open_now(now: str, says: str) -> None:
    """Whether a contact can be reached at this moment, or when next."""
    contact = Contact(id="x", name="X", purpose="Y", sources=(), checked=TODAY, open=HOURS)

    assert says == open_now(contact, datetime.fromisoformat(now))


def test_open_now_stands_on_the_page_where_the_time_counts(shown: Guidance) -> None:
    """Only a page for now says so; a page that is kept does not."""
    contact = replace(shown.contacts[0], open=HOURS)
    shown = replace(shown, contacts=(contact, *shown.contacts[1:]))

    assert "Open now, until 12:00." in plain.render(page(shown, now=datetime(2026, 11, 23, 10)))
    assert "Open now" not in plain.render(page(shown))
