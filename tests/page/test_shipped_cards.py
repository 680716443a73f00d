"""The cards of the shipped guide: they fit for everybody, and for eight callers read as agreed.

The eight are the commonest callers. Where guidance changes on purpose,
`python tests/page/test_shipped_cards.py` writes their cards anew: read the differences then.
"""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from send_guide.engine.answers import Answer
from send_guide.engine.guidance import Guidance, guidance
from send_guide.engine.walk import Walk, answer, complete, start
from send_guide.guide import NOT_SURE, Guide, Question
from send_guide.language import catalogue
from send_guide.page.card import card_lines, room
from send_guide.page.ways import first_way, has_letter

TODAY = date(2026, 11, 24)
CARDS = Path(__file__).parent / "cards"
MOST_STEPS = 4
SHARE_NOT_SURE = 0.2
PARENT = {"council": "luton", "caller": "parent", "past_school_age": "no"}
LETTER = {**PARENT, "issue": "decision_letter", "letter_date": "2026-11-02"}
NO_ADVISER = {**LETTER, "mediation": "not_contacted"}
CALLERS: Mapping[str, Mapping[str, object]] = {
    "refused_assessment": {**NO_ADVISER, "decision": "refuse_assessment"},
    "refused_plan": {**NO_ADVISER, "decision": "refuse_plan"},
    "plan_contents": {
        **NO_ADVISER,
        "decision": "plan_contents",
        "plan_parts": ["needs", "provision", "school_named"],
    },
    "school_only": {**LETTER, "decision": "plan_contents", "plan_parts": ["school_named"]},
    "plan_to_end": {**NO_ADVISER, "decision": "cease_plan"},
    "no_decision_yet": {
        **PARENT,
        "issue": "no_decision",
        "waiting_for": "assess_decision",
        "request_date": "2026-09-28",
    },
    "plan_not_delivered": {**PARENT, "issue": "plan_not_followed"},
    "late_appeal": {
        **NO_ADVISER,
        "decision": "refuse_assessment",
        "letter_date": "2026-08-03",
    },
}


def shown_to(guide: Guide, answers: Mapping[str, object]) -> Guidance:
    """The guidance for a caller, with the guide's defaults for what is not given."""
    return guidance(complete(guide, answers, TODAY, defaults=True))


@pytest.mark.parametrize("name", CALLERS)
def test_the_card_of_a_common_caller(shipped: Guide, name: str) -> None:
    """The whole card, as an adviser reads it at the end of the call."""
    lines = card_lines(shown_to(shipped, CALLERS[name]))

    assert "\n".join(lines) == (CARDS / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")


def an_answer(question: Question, chance: random.Random) -> Answer:
    """Any answer that the question allows."""
    if not question.options:
        if question.allowed and chance.random() < SHARE_NOT_SURE:
            return NOT_SURE
        return TODAY - timedelta(days=chance.randrange(400))
    if question.kind == "one":
        return chance.choice(question.allowed)
    real: list[str] = [option for option in question.allowed if option != NOT_SURE]
    chosen = chance.sample(real, chance.randint(1, len(real)))
    return tuple(option for option in real if option in chosen)


def a_walk(guide: Guide, chance: random.Random) -> Walk:
    """A walk of a caller with any answers, to its end."""
    walk = start(guide, TODAY)
    while walk.question is not None:
        walk = answer(walk, an_answer(walk.question, chance))
    return walk


@given(seed=st.integers(0, 2**32), width=st.sampled_from([80, 40]))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=150,
)
def test_every_card_fits(shipped: Guide, seed: int, width: int) -> None:
    """It has at most four steps, all of them with their words and number, on one screen."""
    chance = random.Random(seed)  # noqa: S311  # picks callers, not secrets
    shown = guidance(a_walk(shipped, chance))
    lines = card_lines(shown, width)
    text = " ".join(" ".join(lines).split())
    contacts = {contact.id: contact for contact in shown.contacts}
    named = [contacts[step.contact] for step in shown.call if step.contact in contacts]
    ways = [first_way(contact, has_letter(shown)) for contact in named]
    numbers = [way.text for way in ways if way is not None and way.verbatim]

    assert 1 <= len(shown.call) <= MOST_STEPS
    assert len(lines) <= room(width) + len(shown.doubts)
    assert [step.id for step in shown.call if " ".join(str(step.say).split()) not in text] == []
    assert [number for number in numbers if not any(number in line for line in lines)] == []


@given(seed=st.integers(0, 2**32))
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=50,
)
def test_a_service_never_sends_callers_to_itself(shipped: Guide, seed: int) -> None:
    """For an adviser of the service its own number is on no card."""
    chance = random.Random(seed)  # noqa: S311  # picks callers, not secrets
    shown = guidance(a_walk(shipped, chance), service="sendias")
    contact = shipped.areas["luton"].contacts["sendias"]
    way = first_way(contact, letter=False)

    assert way is not None
    assert way.text not in " ".join(card_lines(shown))


def write() -> None:
    """Write the cards of the eight callers anew."""
    guide = catalogue.load(Path(__file__).parents[2] / "flows", "disagreements")
    for name, answers in CALLERS.items():
        lines = card_lines(shown_to(guide, answers))
        (CARDS / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
