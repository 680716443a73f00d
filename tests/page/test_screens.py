"""The pages that open from the card: a step whole, dates, papers and more help."""

from datetime import date

import pytest

from send_guide.engine.guidance import Guidance, guidance
from send_guide.engine.walk import complete
from send_guide.formats import plain
from send_guide.guide import Guide
from send_guide.page.blocks import Block
from send_guide.page.screens import dates_page, more_page, papers_page, step_page

TODAY = date(2026, 11, 24)
SCREEN = 23
"""Lines of a screen, without the line that says how to go back."""


@pytest.fixture(scope="session")
def in_time(letters: Guide) -> Guidance:
    """The guidance for a caller with a letter that is some weeks old."""
    return guidance(complete(letters, {"letter": "yes", "letter_date": "2026-11-02"}, TODAY))


def text_of(blocks: tuple[Block, ...]) -> str:
    """A page as it is shown in a call."""
    return plain.render(blocks, 79, ruled=False)


def test_a_step_opens_whole(in_time: Guidance) -> None:
    """Words to say, note, what to have ready, what else to do, the contact and the working."""
    text = text_of(step_page(in_time, in_time.call[0]))
    flowed = " ".join(text.split())

    assert "Say: “If you may want to appeal, ring the mediation adviser" in flowed
    assert "By: Thursday 31 December 2026" in flowed
    assert "For the adviser: Tell the caller that mediation is a choice." in flowed
    assert "Have ready: The decision letter." in flowed
    assert "If this does not work: Ring again, and write an email the same day." in flowed
    assert "Telephone: 020 7946 0000" in text
    assert "How the date is worked out: 2 months from the letter" in flowed
    assert "Source" not in text
    assert len(text.splitlines()) <= SCREEN


def test_the_dates_have_their_working(in_time: Guidance) -> None:
    """Every time limit is there with its last day and how it is worked out."""
    text = text_of(dates_page(in_time))

    assert text.count("How this is worked out") == len(in_time.time_limits) == 2
    assert len(text.splitlines()) <= SCREEN


def test_dates_that_may_be_wrong_come_first(letters: Guide) -> None:
    """A letter from the future is questioned above the dates that follow from it."""
    walk = complete(letters, {"letter": "yes", "letter_date": "2026-12-02"}, TODAY)

    assert text_of(dates_page(guidance(walk))).startswith("Check: Wednesday 2 December 2026")


def test_papers_and_more_help_continue_the_numbers(in_time: Guidance) -> None:
    """Steps off the card are numbered on from it, with the one way to reach each contact."""
    papers, more = text_of(papers_page(in_time)), text_of(more_page(in_time))

    assert "5. Keep a copy of everything that you send." in papers
    assert "6. Write down why the decision is wrong." in papers
    assert "Advice service: www.example.org/a-free-advice-service-for-families" in papers
    assert "7. Ask for other free help." in more
    assert "Is it too late? No. A judge may allow a late appeal." in more
    assert "Ring the mediation adviser" not in papers + more


def test_a_page_with_nothing_says_so(letters: Guide) -> None:
    """A caller for whom there is nothing more is told that, and not shown an empty screen."""
    walk = complete(letters, {"letter": "no", "request_date": "2026-10-05"}, TODAY)

    assert "nothing more" in text_of(papers_page(guidance(walk)))
    assert "no more help" in text_of(more_page(guidance(walk)))
