"""The card as text: the same lines with and without type for a terminal."""

import re
from datetime import date

import pytest

from send_guide.engine.guidance import Guidance, guidance
from send_guide.engine.walk import complete
from send_guide.formats import card as card_format
from send_guide.guide import Guide
from send_guide.page.card import card_lines

ANSWERS = {
    "council": "luton",
    "caller": "parent",
    "past_school_age": "no",
    "issue": "decision_letter",
    "decision": "refuse_assessment",
    "letter_date": "2026-11-02",
    "mediation": "not_contacted",
}
SIGN = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def shown(shipped: Guide) -> Guidance:
    return guidance(complete(shipped, ANSWERS, date(2026, 11, 24), defaults=True))


@pytest.mark.parametrize("width", [40, 80])
def test_bold_changes_no_word(shown: Guidance, width: int) -> None:
    """Without its signs for bold the card is the plain card."""
    bold = card_format.render(shown, width, bold=True)

    assert SIGN.sub("", bold) == card_format.render(shown, width)
    assert card_format.render(shown, width).splitlines() == list(card_lines(shown, width))


def test_bold_is_all_there_is(shown: Guidance) -> None:
    """The title and the last days are bold; no colour and nothing else is used."""
    bold = card_format.render(shown, 80, bold=True)

    assert set(SIGN.findall(bold)) == {"\x1b[1m", "\x1b[22m"}
    assert bold.startswith(f"\x1b[1m{shown.outcome.title.split()[0]}")
    assert "\x1b[1mby Thursday 31 December 2026\x1b[22m" in bold


def test_plain_lines_have_no_signs_for_a_terminal(shown: Guidance) -> None:
    """A card in a file or a pipe is plain text."""
    assert "\x1b" not in card_format.render(shown)
