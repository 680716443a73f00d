"""Formats that hold all of the guidance, and whether a contact is open now."""

import re
from dataclasses import replace
from datetime import date, datetime, time

import pytest

from send_guide.dates import in_words, without_weekday
from send_guide.engine.guidance import Guidance, guidance
from send_guide.engine.walk import complete
from send_guide.formats import (
    DOCUMENTS,
    document,
    markdown,
    plain,
    terminal,
)
from send_guide.guide import Guide, Hours
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
TEXTS = ("plain", "terminal", "markdown", "json")
"""The formats that hold everything. tests/papers tests the papers, which hold less."""


@pytest.fixture
def shown(shipped: Guide) -> Guidance:
    return guidance(complete(shipped, ANSWERS, TODAY, defaults=True))


def written(shown: Guidance, format: str) -> str:
    """The guidance in a format, with line breaks as spaces and without the format's own signs."""
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


@pytest.mark.parametrize("format", TEXTS)
def test_every_format_ends_with_version_and_what_it_is(shown: Guidance, format: str) -> None:
    """Guide version, law as of, not legal advice; JSON has the first two as keys."""
    text = written(shown, format)
    assert shown.guide.version in text
    law_as_of = shown.guide.law_as_of
    assert str(law_as_of) in text or without_weekday(law_as_of) in text
    assert format == "json" or DISCLAIMER in text


HOURS = (*(Hours(weekday, time(9), time(12)) for weekday in range(5)), Hours(0, time(13), time(16)))


def test_open_now_stands_on_the_page_where_the_time_counts(shown: Guidance) -> None:
    """Only a page for now says so; a page that is kept does not."""
    contact = replace(shown.contacts[0], open=HOURS)
    shown = replace(shown, contacts=(contact, *shown.contacts[1:]))

    assert "Open now, until 12:00." in plain.render(page(shown, now=datetime(2026, 11, 23, 10)))
    assert "Open now" not in plain.render(page(shown))
