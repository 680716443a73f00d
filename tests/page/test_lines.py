"""Breaking text into lines: no number, address or date is ever broken."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_guide.page.lines import Phrase, fill, wrap

NUMBERS = ("01582 548132", "0300 303 5857", "020 7359 3635", "0345 345 4345")
WORDS = st.sampled_from(
    [*NUMBERS, "4 January 2027", "DL1 1RU", "ring", "the", "adviser", "on", "2027", "12"]
)


@given(st.lists(WORDS, min_size=1, max_size=40), st.integers(16, 100))
def test_a_number_stands_on_one_line(words: list[str], width: int) -> None:
    """Whatever the width, a number or a date that was in the text is in one of its lines."""
    lines = wrap(" ".join(words), width, "  ", "    ")

    kept = [word for word in words if " " in word]
    assert [word for word in kept if not any(word in line for line in lines)] == []


@given(st.lists(WORDS, min_size=1, max_size=40), st.integers(22, 100))
def test_wrapping_changes_nothing_but_line_breaks(words: list[str], width: int) -> None:
    """The lines joined by a space are the text again, and each fits the width."""
    text = " ".join(words)
    lines = wrap(text, width, "", "  ")

    assert text == " ".join(line.strip() for line in lines)
    assert all(len(line) <= width for line in lines)


@given(st.lists(WORDS, min_size=1, max_size=40), st.booleans(), st.integers(24, 100))
def test_phrases_keep_their_text_and_fit(words: list[str], whole: bool, width: int) -> None:
    """Phrases on lines say what they said before, in lines that fit."""
    phrases = [Phrase(word, strong=len(word) > 4, whole=whole) for word in words]
    lines = [line.text for line in fill(phrases, width, "1  ", "   ")]

    assert re.sub(r"\s+", " ", " ".join(lines)) == f"1 {' '.join(words)}"
    assert all(len(line) <= width for line in lines)


@pytest.mark.parametrize("width", [20, 24, 30, 40, 80])
def test_a_whole_phrase_moves_to_the_next_line(width: int) -> None:
    """A phrase to be kept whole is broken only where no line has room for it."""
    day = "last day Monday 4 January 2027"
    lines = [
        line.text for line in fill([Phrase("The appeal:"), Phrase(day, whole=True)], width, "", "")
    ]

    assert any(day in line for line in lines) == (len(day) <= width)


def test_an_address_may_stand_out() -> None:
    """An address longer than a line is shown whole on a line of its own."""
    address = "www.gov.uk/help-for-disabled-child/education"
    phrases = [Phrase("Advice service:"), Phrase(address, strong=True, verbatim=True)]

    assert ["  Advice service:", f"   {address}"] == [
        line.text for line in fill(phrases, 40, "  ", "   ")
    ]
