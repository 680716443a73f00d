"""Facts told out of turn: contradictions are shown with their cost, never silently resolved."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from send_guide.engine.contradictions import contradiction
from send_guide.engine.representatives import representatives
from send_guide.engine.walk import (
    Walk,
    answer,
    change,
    replay,
    start,
)
from send_guide.errors import AnswerNotAllowed
from send_guide.guide import Guide

TODAY = date(2026, 11, 23)
CALLER = {
    "council": "luton",
    "caller": "parent",
    "past_school_age": "no",
    "issue": "decision_letter",
    "decision": "refuse_plan",
    "letter_date": "2026-11-02",
}


def walk_of(guide: Guide, **answers: str) -> Walk:
    return replay(guide, {**CALLER, **answers}, TODAY)


def test_another_answer_to_the_same_question_contradicts(shipped: Guide) -> None:
    """A draft plan against a letter: the decision is void; the date may still be asked for."""
    found = contradiction(walk_of(shipped), "issue", "draft_plan")

    assert found is not None
    assert (found.question.id, found.answer, found.instead) == (
        "issue",
        "decision_letter",
        "draft_plan",
    )
    assert [void.question.id for void in found.void] == ["decision"]


def test_an_answer_off_the_route_contradicts_what_led_elsewhere(shipped: Guide) -> None:
    """Waiting for a final plan against a letter: one answer makes room for it, and is named."""
    found = contradiction(walk_of(shipped), "waiting_for", "final_plan")

    assert found is not None
    assert (found.question.id, found.answer, found.instead) == (
        "issue",
        "decision_letter",
        "no_decision",
    )
    assert [void.question.id for void in found.void] == ["decision"]


@pytest.mark.parametrize(
    ("question", "fact"),
    [("issue", "decision_letter"), ("mediation", "mediating"), ("certificate_date", "2026-11-20")],
)
def test_the_same_answer_and_what_may_still_be_asked_do_not_contradict(
    shipped: Guide, question: str, fact: str
) -> None:
    """What was said already, or has its turn still to come, is simply known."""
    assert contradiction(walk_of(shipped), question, fact) is None


def test_not_sure_and_more_of_several_do_not_contradict(shipped: Guide) -> None:
    """Somebody who was not sure has found out; and a second part of the plan joins the first."""
    parts = walk_of(shipped, decision="plan_contents", plan_stage="not_sure", plan_parts="needs")

    assert contradiction(parts, "plan_stage", "final_or_amended") is None
    assert contradiction(parts, "plan_parts", "provision") is None


def test_conditions_that_are_settled_keep_a_question_off_the_route(shipped: Guide) -> None:
    """For the school alone no certificate is asked for. Several others would do: none is taken."""
    walk = replay(
        shipped,
        {
            **CALLER,
            "decision": "plan_contents",
            "plan_stage": "not_sure",
            "plan_parts": "school_named",
        },
        TODAY,
    )
    found = contradiction(walk, "mediation", "mediating")

    assert found is not None
    assert (found.question.id, found.instead) == ("plan_parts", None)


def test_a_fact_that_is_not_offered_is_refused(shipped: Guide) -> None:
    """A fact is read like any answer."""
    with pytest.raises(AnswerNotAllowed, match="issue"):
        contradiction(walk_of(shipped), "issue", "weather")


@given(data=st.data())
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=40,
)
def test_taking_the_answer_instead_makes_room(shipped: Guide, data: st.DataObject) -> None:
    """Whatever the call so far: with `instead` taken, nothing stands against the fact any more."""
    walk = start(shipped, TODAY)
    for _ in range(data.draw(st.integers(1, 9))):
        if walk.question is not None:
            walk = answer(walk, data.draw(st.sampled_from(representatives(walk))))
    question = shipped.questions[data.draw(st.sampled_from(sorted(shipped.questions)))]
    fact = data.draw(st.sampled_from(question.allowed)) if question.allowed else "2026-11-02"
    fact_list = [fact] if question.kind == "several" else fact

    found = contradiction(walk, question.id, fact_list)

    if found is not None and found.instead is not None:
        changed = change(walk, found.question.id, found.instead)
        assert changed.void == found.void
        assert contradiction(changed.walk, question.id, fact_list) is None
