"""Whole calls of twelve callers: the screen after the last answer holds what has to be said."""

from datetime import date
from pathlib import Path

import pytest

from send_guide.engine.guidance import Guidance, guidance
from send_guide.engine.walk import complete
from send_guide.language import catalogue
from send_guide.page.card import card_lines

from .conftest import Opens

TODAY = date(2026, 11, 23)
FAMILY = {"council": "luton", "caller": "parent", "past_school_age": "no"}
LETTER = {
    **FAMILY,
    "issue": "decision_letter",
    "letter_date": "2026-11-09",
    "mediation": "not_contacted",
}
CALLERS = {
    "refused assessment": {**LETTER, "decision": "refuse_assessment"},
    "refused plan": {**LETTER, "decision": "refuse_plan"},
    "plan contents": {
        **LETTER,
        "decision": "plan_contents",
        "plan_parts": "needs,provision,school_named",
    },
    "plan ends": {**LETTER, "decision": "cease_plan"},
    "late": {**LETTER, "decision": "refuse_assessment", "letter_date": "2026-08-03"},
    "certificate": {
        **LETTER,
        "decision": "refuse_assessment",
        "mediation": "has_certificate",
        "certificate_date": "2026-11-16",
    },
    "no decision": {**FAMILY, "issue": "no_decision", "waiting_for": "assess_decision"},
    "draft": {**FAMILY, "issue": "draft_plan", "draft_date": "2026-11-16"},
    "support missing": {**FAMILY, "issue": "plan_not_followed"},
    "excluded": {**FAMILY, "issue": "exclusion", "exclusion_kind": "suspension"},
    "another council": {**LETTER, "council": "another", "decision": "refuse_plan"},
    "not sure": {**FAMILY, "issue": "not_sure"},
}
SIZES = [(80, 24), (80, 50), (40, 24)]


def shown(answers: dict[str, str]) -> Guidance:
    """The guidance of a caller, worked out without a terminal."""
    guide = catalogue.load(Path(__file__).parents[2] / "flows", "disagreements")
    return guidance(complete(guide, answers, TODAY, defaults=True))


def words(answers: dict[str, str]) -> list[str]:
    """The command line that gives these answers."""
    given = [word for name, answer in answers.items() for word in ("-a", f"{name}={answer}")]
    return ["run", "--today", TODAY.isoformat(), "--defaults", *given]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("caller", CALLERS)
def test_the_last_screen_holds_the_card(opens: Opens, caller: str, size: tuple[int, int]) -> None:
    """Every line of the card stands in one window, or on the pages that Space turns."""
    columns, lines = size
    end = shown(CALLERS[caller])
    call = opens(*words(CALLERS[caller]), columns=columns, lines=lines)
    call.asks(end.outcome.title.split()[0]).holds("? all keys")
    seen = call.window
    while " of " in " ".join(call.window) and "Space shows more" in " ".join(call.window):
        call.press(" ").waits()
        seen = [*seen, *call.window]

    expected = [line for line in card_lines(end, columns) if line.strip()]
    assert " ".join(" ".join(expected).split()) in " ".join(" ".join(without_keys(seen)).split())
    assert columns == 40 or "Space shows more" not in " ".join(call.window)


def without_keys(seen: list[str]) -> list[str]:
    """The lines of the card alone: the keys and the number of the page begin with one space."""
    return [line for line in seen if line[:1] != " " or line[:2] == "  "]


@pytest.mark.parametrize("caller", CALLERS)
def test_plain_lines_hold_the_card(opens: Opens, caller: str) -> None:
    """The card is written once, with its first step, the number of it and its last day."""
    end = shown(CALLERS[caller])
    call = opens(*words(CALLERS[caller]), "--plain").shows("information, not legal advice").waits()

    expected = " ".join(" ".join(card_lines(end, 80)).split())
    assert expected in call.flowed
    first = end.call[0]
    assert first.say is not None
    assert first.say in call.flowed
