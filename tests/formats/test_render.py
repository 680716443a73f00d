"""The formats: each carries every number, address and date, and shows texts as written."""

import json as json_library
import re
from dataclasses import replace
from datetime import date

import pytest

from send_guide.engine.guidance import Guidance, guidance
from send_guide.engine.walk import complete
from send_guide.formats import (
    json,
    markdown,
    plain,
    terminal,
)
from send_guide.guide import Guide
from send_guide.page.blocks import (
    Entry,
    Heading,
    Line,
    Paragraph,
)
from send_guide.page.card import card_lines
from send_guide.page.sections import DISCLAIMER, page
from send_guide.page.ways import trust

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
KEYS = {
    "": (
        "schema_version guide area today answers outcome time_limits steps card contacts"
        " warnings sources unused resume_code"
    ),
    "guide": "id title version law_as_of reviewed",
    "answers": "question text answer label",
    "outcome": "id title summary",
    "time_limits": (
        "id label last_day aim_for plain_last_day decided_by moved_by status days_left working"
        " sources"
    ),
    "steps": "id part text say note contact by if_it_fails sources",
    "contacts": "id name phone email url hours note checked source",
    "sources": "id title url checked",
}


@pytest.fixture
def shown(shipped: Guide) -> Guidance:
    return guidance(complete(shipped, ANSWERS, TODAY, defaults=True))


@pytest.mark.parametrize(
    ("part", "keys"), KEYS.items(), ids=lambda value: value if " " not in value else ""
)
def test_json_keys_are_the_contract(shown: Guidance, part: str, keys: str) -> None:
    """The JSON holds exactly the keys that scripts rely on."""
    found = json_library.loads(json.render(shown))
    where = found[part] if part else found

    assert keys.split() == list(where[0] if isinstance(where, list) else where)


def test_json_holds_the_parts_in_order_and_the_card(shown: Guidance) -> None:
    """Steps of the call come first, then papers, then more; the card is text of 80 columns."""
    found = json_library.loads(json.render(shown))
    order = [("call", "papers", "more").index(step["part"]) for step in found["steps"]]

    assert order == sorted(order)
    assert order[0] == 0
    assert found["card"] == list(card_lines(shown, 80))


def test_json_gives_the_day_of_the_law_in_iso_form(shown: Guidance) -> None:
    """`law_as_of` is a date like all the others."""
    found = json_library.loads(json.render(shown))

    assert found["guide"]["law_as_of"] == shown.guide.law_as_of.isoformat()


def test_json_says_the_time_limits_most_urgent_first(shown: Guidance) -> None:
    """Dates are ISO text and the nearest limit comes first."""
    limits = json_library.loads(json.render(shown))["time_limits"]

    assert [limit["last_day"] for limit in limits] == ["2026-12-31", "2027-01-04"]


@pytest.mark.parametrize(
    ("encoding", "shown_there"),
    [("utf-8", True), ("cp1252", False), ("ascii", False), ("no-such", False), (None, False)],
)
def test_the_terminal_page_is_drawn_where_its_lines_can_be_shown(
    encoding: str | None, shown_there: bool
) -> None:
    """A console without the signs for lines and bullets gets the plain page."""
    assert terminal.encodable(encoding) is shown_there


@pytest.mark.parametrize("width", [20, 40, 80, 120])
@pytest.mark.parametrize("styled", [False, True])
def test_numbers_addresses_and_dates_survive_every_width(
    shown: Guidance, width: int, styled: bool
) -> None:
    """No width breaks a number or an address, and the working stays whole but for line breaks."""
    blocks = page(shown)
    text = terminal.render(blocks, width, colour=False) if styled else plain.render(blocks, width)
    text = re.sub(r"\x1b\[[0-9;]*m", "", text)
    flowed = " ".join(text.split())

    for contact in shown.contacts:
        for verbatim in filter(None, (contact.phone, contact.email, contact.url)):
            assert any(verbatim in line for line in text.splitlines())
    assert "Thursday 31 December 2026" in flowed
    assert DISCLAIMER in flowed


def test_markdown_carries_every_number_and_address(shown: Guidance) -> None:
    """Markdown shows numbers and addresses as text."""
    text = markdown.render(page(shown))

    assert all(
        verbatim in text
        for contact in shown.contacts
        for verbatim in filter(None, (contact.phone, contact.email, contact.url))
    )


@pytest.mark.parametrize("width", [40, 80])
def test_lines_fit_the_width(shown: Guidance, width: int) -> None:
    """Only a number or an address may stand out beyond the width."""
    long = [line for line in plain.render(page(shown), width).splitlines() if len(line) > width]

    assert all("://" in line or "@" in line for line in long)


def test_plain_text_holds_no_escape_sequences(shown: Guidance) -> None:
    """Plain text is plain."""
    assert "\x1b" not in plain.render(page(shown))


TEXT = "See (section 36) *now* [1] <b> a_b :phone: #5 & 10 - 12"


def test_texts_are_shown_as_written() -> None:
    """What looks like markup is shown, not obeyed."""
    blocks = (Heading(TEXT), Paragraph(TEXT), Entry(TEXT, (Line(TEXT, "Say"),), 1))

    assert " ".join(plain.render(blocks, 200).split("\n")).count(TEXT) == 4
    assert terminal.render(blocks, 200, colour=False).count(TEXT) == 4


@pytest.mark.parametrize(
    ("written", "escaped"),
    [
        ("*a*", r"\*a\*"),
        ("1. one", r"1\. one"),
        ("- dash", r"\- dash"),
        ("[x](y)", r"\[x\](y)"),
        ("a_b", "a_b"),
        ("_a_", r"\_a\_"),
        ("a < b", r"a \< b"),
    ],
)
def test_markdown_signs_are_escaped(written: str, escaped: str) -> None:
    """A text never turns into Markdown by accident."""
    assert escaped == markdown.escape(written)


def test_an_unknown_limit_shows_its_rule(shipped: Guide) -> None:
    """Without a date the rule stands in words, as a warning and under the time limits."""
    shown = guidance(
        complete(shipped, {**ANSWERS, "letter_date": "not_sure"}, TODAY, defaults=True)
    )

    assert {"tribunal_appeal", "mediation_contact"} == {limit.id for limit in shown.unknown_limits}
    assert shown.time_limits == ()
    assert all(
        limit.rule in " ".join(plain.render(page(shown), 80).split())
        for limit in shown.unknown_limits
    )


def test_a_date_after_today_is_questioned(shipped: Guide) -> None:
    """A letter from the future is probably a slip: the guidance says so."""
    shown = guidance(
        complete(shipped, {**ANSWERS, "letter_date": "2026-12-02"}, TODAY, defaults=True)
    )

    assert any("Wednesday 2 December 2026 is after today" in warning for warning in shown.warnings)


def test_an_area_asked_for_by_name_stands_in_front(shipped: Guide) -> None:
    """`--area` uses one council's contacts whatever the answers."""
    walk = complete(shipped, {**ANSWERS, "council": "another"}, TODAY, defaults=True)

    assert guidance(walk).area != guidance(walk, "luton").area == shipped.areas["luton"]


NOBODY = "nobody has rung or opened them yet"


def test_what_is_not_confirmed_is_said_once(shown: Guidance) -> None:
    """One line names the numbers that nobody has rung; nothing stands beside each of them."""
    assert " ".join(plain.render(page(shown)).split()).count(NOBODY) == 1

    contact = replace(shown.contacts[0], confirmed=date(2026, 11, 20))
    text = plain.render(page(replace(shown, contacts=(contact, *shown.contacts[1:]))))
    assert " ".join(text.split()).count(NOBODY) == 1


def test_dates_in_the_wrong_order_are_questioned(shipped: Guide) -> None:
    """A certificate cannot be older than the letter: one of the two days was misread."""
    answers = {**ANSWERS, "mediation": "has_certificate", "certificate_date": "2026-10-02"}
    shown = guidance(complete(shipped, answers, TODAY, defaults=True))

    assert any(
        "before the letter (Monday 2 November 2026)" in warning for warning in shown.warnings
    )


def test_contacts_due_for_review_carry_a_warning(shipped: Guide) -> None:
    """After its day of review a number is shown with a warning beside it, and one on top."""
    shown = guidance(
        complete(
            shipped, {**ANSWERS, "letter_date": "2027-11-02"}, date(2027, 11, 23), defaults=True
        )
    )
    text = " ".join(plain.render(page(shown)).split())

    assert any("Luton SENDIAS" in warning for warning in shown.warnings)
    assert "Review was due by Wednesday 23 December 2026. Look it up before you give it." in text


def test_options_stand_side_by_side_in_every_format(shown: Guidance) -> None:
    """Each option has its time and what stays open: a table, or entries where there is no room."""
    option = shown.alternatives[0].alternative
    assert option
    for text in (
        plain.render(page(shown)),
        markdown.render(page(shown)),
        terminal.render(page(shown), 100, colour=False),
    ):
        flowed = " ".join(text.split())
        assert "Your options, side by side" in flowed
        assert option.name.split(",")[0] in flowed
    assert "| Option | Time it takes | What stays open |" in markdown.render(page(shown))


def test_terms_are_explained_where_they_are_used(shown: Guidance) -> None:
    """Words of the field that the guidance uses are explained; others are not."""
    assert "SENDIAS" in {term.term for term in shown.terms}
    assert "cease to maintain" not in {term.term for term in shown.terms}


def test_the_emergency_number_is_not_called_unconfirmed(shipped: Guide) -> None:
    """Nobody may read doubt about 999; every other number says that nobody has rung it yet."""
    assert trust(shipped.contacts["child_at_risk"]) == "The national emergency number."
    assert "Not confirmed" in trust(shipped.areas["luton"].contacts["child_at_risk"])
