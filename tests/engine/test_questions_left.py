"""The number of questions still to come: never too small, never growing, and no larger than it must be."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from send_guide.engine.answers import Answer
from send_guide.engine.questions_left import questions_left
from send_guide.engine.representatives import representatives
from send_guide.engine.walk import (
    Walk,
    answer,
    replay,
    start,
)
from send_guide.guide import NOT_SURE, Guide, Question

TODAY = date(2026, 11, 23)
LETTER = {
    "council": "luton",
    "caller": "parent",
    "past_school_age": "no",
    "issue": "decision_letter",
}
any_guide = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)


def an_answer(question: Question) -> st.SearchStrategy[Answer]:
    """Any answer the question allows."""
    if question.kind == "date":
        return st.one_of(
            st.integers(-500, 30).map(lambda days: TODAY + timedelta(days=days)),
            *map(st.just, question.allowed),
        )
    if question.kind == "one":
        return st.sampled_from(question.allowed)
    real = [each for each in question.allowed if each != NOT_SURE]
    several = st.sets(st.sampled_from(real), min_size=1).map(
        lambda chosen: tuple(each for each in real if each in chosen)
    )
    return st.one_of(several, st.just((NOT_SURE,))) if NOT_SURE in question.allowed else several


@given(data=st.data())
@any_guide
def test_the_number_is_never_exceeded_and_never_grows(shipped: Guide, data: st.DataObject) -> None:
    """Each answer lowers the number by at least one; a question whose answer is known already is not counted."""
    questions = data.draw(st.sets(st.sampled_from(sorted(shipped.questions)), max_size=5))
    known = {name: data.draw(an_answer(shipped.questions[name])) for name in sorted(questions)}
    walk = start(shipped, TODAY)
    left = questions_left(walk, known)
    while walk.question is not None:
        asked = walk.question.id not in known
        walk = answer(walk, known.get(walk.question.id) or data.draw(an_answer(walk.question)))

        assert 0 <= questions_left(walk, known) <= left - asked
        left = questions_left(walk, known)

    assert left == 0


@pytest.mark.parametrize("decision", ["plan_contents", "refuse_plan", "not_sure"])
@pytest.mark.parametrize("letter", ["2026-11-02", "2026-01-02", "not_sure"])
def test_some_caller_is_asked_that_many(shipped: Guide, decision: str, letter: str) -> None:
    """The number is not larger than the longest call that can still come."""
    answers: Mapping[str, object] = {
        **LETTER,
        "decision": decision,
        "plan_stage": "not_sure",
        "plan_parts": "needs",
        "letter_date": letter,
    }
    walk = replay(shipped, answers, TODAY)

    assert _longest(walk) == questions_left(walk)


def test_answers_given_cut_routes_off(shipped: Guide) -> None:
    """A school alone needs no certificate: nothing is asked after the letter's date."""
    answers = {**LETTER, "decision": "plan_contents", "plan_stage": "not_sure"}
    alone = replay(shipped, {**answers, "plan_parts": "school_named"}, TODAY)
    needs = replay(shipped, {**answers, "plan_parts": "needs"}, TODAY)

    assert questions_left(alone) == 1
    assert questions_left(needs) > 1


def test_known_answers_are_not_counted(small: Guide) -> None:
    """What was said before its turn is not asked again, and cuts routes off too."""
    walk = start(small, TODAY)

    assert [
        questions_left(walk, known)
        for known in ({}, {"council": "luton"}, {"letter_date": date(2026, 11, 2)}, {"council": "not_sure"})
    ] == [2, 1, 1, 0]  # fmt: skip


def _longest(walk: Walk) -> int:
    """By walking every class of answers to its end."""
    return (
        0
        if walk.question is None
        else 1 + max(_longest(answer(walk, each)) for each in representatives(walk))
    )
