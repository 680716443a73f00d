"""The number of questions still to come: never too small, never growing, as small as can be."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from send_guide.engine.answers import Answer
from send_guide.engine.questions_left import Left, left, questions_left, still_to_come
from send_guide.engine.representatives import representatives
from send_guide.engine.walk import (
    Walk,
    answer,
    replay,
    start,
)
from send_guide.guide import NOT_SURE, Condition, Guide, Option, Outcome, Question, Route

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
    real = [option for option in question.allowed if option != NOT_SURE]
    several = st.sets(st.sampled_from(real), min_size=1).map(
        lambda chosen: tuple(option for option in real if option in chosen)
    )
    return st.one_of(several, st.just((NOT_SURE,))) if NOT_SURE in question.allowed else several


@given(data=st.data())
@any_guide
def test_the_number_is_never_exceeded_and_never_grows(shipped: Guide, data: st.DataObject) -> None:
    """Each answer lowers the number by at least one; what is known already is not counted."""
    questions = data.draw(st.sets(st.sampled_from(sorted(shipped.questions)), max_size=5))
    known = {name: data.draw(an_answer(shipped.questions[name])) for name in sorted(questions)}
    walk = start(shipped, TODAY)
    before = questions_left(walk, known)
    while walk.question is not None:
        asked = walk.question.id not in known
        walk = answer(walk, known.get(walk.question.id) or data.draw(an_answer(walk.question)))

        assert 0 <= questions_left(walk, known) <= before - asked
        before = questions_left(walk, known)

    assert before == 0


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
    told: list[dict[str, Answer]] = [
        {},
        {"council": "luton"},
        {"letter_date": date(2026, 11, 2)},
        {"council": "not_sure"},
    ]

    assert [questions_left(walk, known) for known in told] == [2, 1, 1, 0]


def _wide(questions: int) -> Guide:
    """Questions of nine options in a row, each of which may be the way past a last question."""
    names = [f"q{number}" for number in range(questions)]
    options = tuple(Option(f"o{number}", f"Option {number}") for number in range(9))
    asked = {}
    for name, after in pairwise([*names, "last"]):
        asked[name] = Question(name, "Which?", "one", "Why.", options=options, go=(Route(after),))
    ways = []
    for name in names:
        ways += [Route("end", (Condition(name, (option.id,)),)) for option in options[:-1]]
    asked["last"] = Question(
        "last", "Which?", "one", "Why.", options=options, go=(*ways, Route("more"))
    )
    asked["more"] = Question("more", "Which?", "one", "Why.", options=options, go=(Route("end"),))
    return _guide_of(asked)


def _guide_of(questions: dict[str, Question]) -> Guide:
    end = Outcome("end", "The end", "It ends.", ())
    first = next(iter(questions))
    return Guide("g", "G", "1", TODAY, None, first, questions, {"end": end}, {}, {}, {}, {}, {})


def test_too_many_ways_are_counted_by_the_graph_alone() -> None:
    """Six questions of nine options make half a million states: the number is then about right."""
    wide = start(_wide(6), TODAY)

    found = left(wide)

    assert found == Left(8, is_about=True)
    assert left(wide, {"q1": "o1", "more": "o1"}) == Left(6, is_about=True)
    assert still_to_come(wide) == {*wide.guide.questions, "end"}


def test_few_ways_are_followed_to_their_end() -> None:
    """With the same questions but two left, conditions tell that the last one may be left out."""
    guide = _wide(2)
    passes = answer(start(guide, TODAY), "o1")

    assert left(start(guide, TODAY)) == Left(4)
    assert left(passes) == Left(2)
    assert "more" not in still_to_come(passes)


def test_a_chain_of_many_questions_is_followed() -> None:
    """However long a guide is, counting it ends; past the budget it is about right."""
    names = [f"q{number}" for number in range(2000)]
    asked = {}
    for name, after in pairwise([*names, "end"]):
        asked[name] = Question(
            name, "Go on?", "one", "Why.", options=(Option("yes", "Yes"),), go=(Route(after),)
        )

    assert left(start(_guide_of(asked), TODAY)) == Left(2000, is_about=True)
    assert left(start(_guide_of(asked), TODAY), most_states=3000) == Left(2000)


def _longest(walk: Walk) -> int:
    """By walking every class of answers to its end."""
    return (
        0
        if walk.question is None
        else 1 + max(_longest(answer(walk, given)) for given in representatives(walk))
    )
