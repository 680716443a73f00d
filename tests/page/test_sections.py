"""The page of everything: its parts in order, each contact once, sources only where asked for."""

from datetime import date

import pytest

from send_guide.engine.guidance import Guidance, guidance
from send_guide.engine.walk import complete
from send_guide.formats import plain
from send_guide.guide import Guide
from send_guide.page.blocks import Heading
from send_guide.page.sections import DISCLAIMER, PARTS, page

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="session")
def in_time(letters: Guide) -> Guidance:
    """The guidance for a caller with a letter that is some weeks old."""
    return guidance(complete(letters, {"letter": "yes", "letter_date": "2026-11-02"}, TODAY))


def waiting(letters: Guide, day: str) -> str:
    """The page for a caller who asked the council on this day, as one line."""
    walk = complete(letters, {"letter": "no", "request_date": day}, TODAY)
    return " ".join(plain.render(page(guidance(walk))).split())


def test_the_parts_stand_in_order(in_time: Guidance) -> None:
    """Time limits, then what to say, how to do it, more help, questions, contacts and answers."""
    heads = [block.text for block in page(in_time) if isinstance(block, Heading)]

    assert heads[1:] == [
        "Time limits",
        *PARTS.values(),
        "People often ask",
        "Who to contact",
        "Your answers",
    ]


def test_the_steps_are_numbered_through(in_time: Guidance) -> None:
    """Every step has one number, the same as on the card and on the pages behind it."""
    text = plain.render(page(in_time))

    assert "4. Talk to the officer." in text
    assert "5. Keep a copy of everything that you send." in text
    assert "7. Ask for other free help." in text


def test_a_contact_stands_once(in_time: Guidance) -> None:
    """Numbers and addresses stand under the contacts and nowhere else."""
    text = plain.render(page(in_time))

    for contact in in_time.contacts:
        for way in filter(None, (contact.phone, contact.email, contact.url)):
            assert text.count(way) == 1
    assert " ".join(text.split()).count("nobody has rung or opened them yet") == 1


def test_sources_are_named_where_asked_for(in_time: Guidance) -> None:
    """With sources every entry has its sources' ids, and they stand in full at the end."""
    with_sources = plain.render(page(in_time, sources=True))
    without = plain.render(page(in_time))

    assert "Where this comes from" in with_sources
    assert with_sources.count("Source: L1") == len(in_time.steps) + len(in_time.time_limits) + 1
    assert "L1" not in without


def test_words_to_say_stand_at_the_steps_of_the_call(in_time: Guidance) -> None:
    """What is read aloud in the call stands there, and nowhere among the papers."""
    text = " ".join(plain.render(page(in_time)).split())

    assert text.count("Say: ") == len(in_time.call)
    assert "For the adviser: Tell the caller that mediation is a choice." in text


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-10-05", "This was due on Monday 16 November 2026. The council is 8 days late."),
        ("2026-10-13", "This is due today, Tuesday 24 November 2026."),
        ("2026-11-02", "This is due by Monday 14 December 2026 (in 20 days)."),
    ],
)
def test_a_council_is_late_and_its_limit_never_passed(letters: Guide, day: str, says: str) -> None:
    """The day by which the council has to act is told as the council's."""
    text = waiting(letters, day)

    assert says in text
    assert "passed" not in text


def test_only_the_family_is_told_that_time_is_short(letters: Guide, in_time: Guidance) -> None:
    """A rule without a date warns the family where it is theirs to act, and not else."""
    walk = complete(letters, {"letter": "yes", "letter_date": "not_sure"}, TODAY)
    own = " ".join(plain.render(page(guidance(walk))).split())

    assert "act as if time is short" in own
    assert "act as if time is short" not in waiting(letters, "2026-10-05")


def test_the_end_says_what_it_is(in_time: Guidance) -> None:
    """Guide version, law as of, and that it is no legal advice stand last."""
    text = " ".join(plain.render(page(in_time)).split())

    assert "Letters, version 3. Law as of: 15 June 2026." in text
    assert text.endswith(DISCLAIMER)
