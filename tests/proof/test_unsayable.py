"""Calls that cannot be held as planned, and how many days and states a proof looks at."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from send_guide.authoring.card_lengths import card_lengths
from send_guide.errors import UsageError
from send_guide.guide import Condition, Guarantee, Guide, Step, Thing
from send_guide.proof.everybody import callers
from send_guide.proof.find_broken_guarantees import guarantees
from send_guide.proof.period import days_to_prove, last_known_day
from send_guide.proof.prove import prove

TODAY = (date(2026, 11, 23),)


def with_step(guide: Guide, **changes: object) -> Guide:
    """The example guide with its second step of the appeal changed."""
    step = replace(guide.steps["ask_for_time"], **changes)  # type: ignore[arg-type]  # by name
    return replace(guide, steps={**guide.steps, step.id: step})


def rules(guide: Guide) -> set[str]:
    """The rules of what a proof finds."""
    return {finding.rule for finding in prove(guide, TODAY).findings}


def test_two_steps_for_one_contact_are_found(small: Guide) -> None:
    """A call in which two steps name the same contact is reported with a caller."""
    twice = with_step(small, contacts=("sendias",))
    found = [each for each in prove(twice, TODAY).findings if each.rule == "contact-twice-in-call"]

    assert "contact-twice-in-call" not in rules(small)
    assert [each.caller is not None for each in found] == [True]


def test_a_contact_that_cannot_be_reached_is_found(small: Guide) -> None:
    """A contact of the call with no number, address or words to find one is reported."""
    bare = replace(small.contacts["sendias"], phone=None, email=None, url=None, find=None)

    assert "say-without-number" in rules(replace(small, contacts={"sendias": bare}))
    assert "say-without-number" not in rules(small)


def test_a_step_speaks_only_of_what_is_there(small: Guide) -> None:
    """A step that needs a letter is reported where a caller without one is shown it."""
    has_date = (Condition("letter_date", ("given",)),)
    letter = Thing("letter", "a decision letter", (has_date,))
    step: Step = replace(small.steps["contact_sendias"], needs=("letter",))
    steps = {**small.steps, step.id: step}
    needing = replace(small, things={"letter": letter}, steps=steps)
    found = [
        each
        for each in prove(needing, TODAY).findings
        if each.rule == "speaks-of-what-is-not-there"
    ]

    assert ["'advice'" in each.message for each in found] == [True]


def test_a_guarantee_may_keep_a_step_from_all_others(small: Guide) -> None:
    """`only_when`: a step shown outside the conditions breaks the guarantee."""
    luton = (Condition("council", ("luton",)),)
    guarantee = Guarantee("one", "P", "W", (), luton, only_when=("contact_sendias",))
    found = list(guarantees(callers(replace(small, guarantees={"one": guarantee}), TODAY)))

    assert ["shown to others too" in each.message for each in found] == [True]


def test_a_card_that_is_too_long_is_found(small: Guide) -> None:
    """The longest card of every class is reckoned at both widths."""
    long = with_step(small, say="many words " * 200)

    assert card_lengths(callers(small, TODAY)).findings == ()
    found = card_lengths(callers(long, TODAY)).findings
    assert {each.rule for each in found} == {"card-too-long"}
    assert len(found) == 2


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2040, 1, 1)])
def test_a_proof_ends_with_the_known_bank_holidays(today: date) -> None:
    """A year is proved whatever the day; it never goes past the last known bank holiday."""
    days = days_to_prove(today)

    assert len(days) == 366
    assert days[-1] == min(today + timedelta(days=365), last_known_day())


def test_a_guide_with_many_states_is_proved_in_part(small: Guide) -> None:
    """With a small budget, a proof says that it is cut short, or that there is none."""
    days = days_to_prove(TODAY[0])

    assert not prove(small, days).is_cut_short
    with pytest.raises(UsageError):
        prove(small, days, most_states=1)
