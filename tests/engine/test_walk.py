"""The walk: answering, going back, changing and replaying, for every route a person could take."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from send_guide.engine.answers import Answer, read_answer
from send_guide.engine.walk import (
    Walk,
    answer,
    back,
    change,
    complete,
    is_slip,
    replay,
    start,
    unused,
)
from send_guide.errors import AnswerNeeded, AnswerNotAllowed
from send_guide.guide import Guide, Question, Span
from send_guide.routes import reachable

TODAY = date(2026, 11, 23)
any_guide = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)


def an_answer(question: Question) -> st.SearchStrategy[Answer]:
    """Any answer the question allows."""
    if question.kind == "date":
        days = st.integers(-500, 30).map(lambda days: TODAY + timedelta(days=days))
        return st.one_of(days, st.sampled_from(question.allowed)) if question.allowed else days
    if question.kind == "one":
        return st.sampled_from(question.allowed)
    real = [option for option in question.allowed if option != "not_sure"]
    return st.lists(st.sampled_from(real), min_size=1, unique=True).map(
        lambda chosen: tuple(option for option in question.allowed if option in chosen)
    )


@st.composite
def walks(draw: st.DrawFn, guide: Guide) -> Walk:
    """A walk of any length along any route."""
    walk = start(guide, TODAY)
    for _ in range(draw(st.integers(0, 12))):
        if walk.question is None:
            break
        walk = answer(walk, draw(an_answer(walk.question)))
    return walk


@given(data=st.data())
@any_guide
def test_replaying_the_answers_gives_the_walk_again(shipped: Guide, data: st.DataObject) -> None:
    """A walk is nothing but its answers."""
    walk = data.draw(walks(shipped))

    assert walk == replay(shipped, walk.answers, TODAY)


@given(data=st.data())
@any_guide
def test_back_undoes_an_answer(shipped: Guide, data: st.DataObject) -> None:
    """Answering and going back leads to the same place."""
    walk = data.draw(walks(shipped))
    if walk.question is not None:
        assert walk == back(answer(walk, data.draw(an_answer(walk.question))))


@given(data=st.data())
@any_guide
def test_a_change_leaves_no_answer_off_the_route(shipped: Guide, data: st.DataObject) -> None:
    """After a change answers kept are on the route or may still come; those lost are named."""
    walk = data.draw(walks(shipped))
    if not walk.answers:
        return
    question = shipped.questions[data.draw(st.sampled_from(list(walk.answers)))]

    changed = change(walk, question.id, data.draw(an_answer(question)))

    assert changed.walk == replay(shipped, changed.walk.answers, TODAY)
    may_come = reachable(shipped, changed.walk.here.id)
    assert set(walk.answers) == set(walk.answers) & (set(changed.walk.answers) | may_come) | {
        void.question.id for void in changed.void
    }
    for kept in set(walk.answers) & set(changed.walk.answers) - {question.id}:
        assert walk.answers[kept] == changed.walk.answers[kept]


def test_back_at_the_first_question_stays_there(small: Guide) -> None:
    """There is nothing before the first question."""
    assert start(small, TODAY) == back(start(small, TODAY))


def test_an_option_may_lead_elsewhere_than_the_question(small: Guide) -> None:
    """An option's own `go` comes before the question's."""
    outcome = replay(small, {"council": "not_sure"}, TODAY).outcome
    question = replay(small, {"council": "luton"}, TODAY).question

    assert outcome is not None
    assert question is not None
    assert (outcome.id, question.id) == ("advice", "letter_date")


def test_answers_off_the_route_are_not_used(small: Guide) -> None:
    """Answers to questions that are not asked are told apart."""
    answers = {"council": "not_sure", "letter_date": "2026-11-02", "weather": "fine"}

    assert unused(replay(small, answers, TODAY), answers) == ("letter_date", "weather")


def test_a_missing_answer_names_question_text_and_allowed(small: Guide) -> None:
    """Who runs a script learns which question wants which answers."""
    with pytest.raises(AnswerNeeded, match=r"council: .*Which council.*luton, another, not_sure"):
        complete(small, {}, TODAY)


def test_defaults_are_taken_only_when_asked_for(small: Guide) -> None:
    """A question's own default answers it, on request."""
    outcome = complete(small, {}, TODAY, defaults=True).outcome

    assert outcome is not None
    assert outcome.id == "advice"


@pytest.mark.parametrize("wrong", ["luten", "LUTON", "", "luton,another", None, 3])
def test_a_value_not_offered_is_refused_with_what_is(small: Guide, wrong: object) -> None:
    """A wrong value names the question and the allowed values."""
    with pytest.raises(AnswerNotAllowed, match=r"council: .*Allowed: luton, another, not_sure"):
        answer(start(small, TODAY), wrong)


def test_a_list_of_one_is_told_how_to_write_it(small: Guide) -> None:
    """An allowed answer inside a list is not told to be unknown, but to be written without it."""
    with pytest.raises(AnswerNotAllowed, match="Write `council: luton`"):
        answer(start(small, TODAY), ["luton"])


def test_a_near_miss_is_suggested(small: Guide) -> None:
    """A slip of the keyboard gets a suggestion."""
    with pytest.raises(AnswerNotAllowed, match="Did you mean 'luton'"):
        answer(start(small, TODAY), "luten")


@pytest.mark.parametrize(
    "wrong",
    [
        "2026-02-30",
        "2026-W48-1",
        "20261123",
        "23/11/2026",
        "2026-1-2",
        "２０２６-11-23",
        "tomorrow",
    ],
)
def test_only_real_days_in_iso_form_are_dates(small: Guide, wrong: str) -> None:
    """A script's date is YYYY-MM-DD and exists."""
    with pytest.raises(AnswerNotAllowed, match="YYYY-MM-DD or not_sure"):
        read_answer(small.questions["letter_date"], wrong)


def test_several_answers_are_put_in_the_questions_order(shipped: Guide) -> None:
    """However several answers are given, they compare equal."""
    parts = shipped.questions["plan_parts"]

    assert (
        ("needs", "provision")
        == read_answer(parts, "provision, needs,needs")
        == read_answer(parts, ["provision", "needs"])
    )


@pytest.mark.parametrize("wrong", ["", "needs,", "needs,nothing", [], ["needs", ["provision"]]])
def test_several_answers_are_all_checked(shipped: Guide, wrong: object) -> None:
    """One wrong value among several is refused."""
    with pytest.raises(AnswerNotAllowed, match="plan_parts"):
        read_answer(shipped.questions["plan_parts"], wrong)


def _with_spans(guide: Guide, *spans: Span) -> Guide:
    limit = guide.time_limits["tribunal_appeal"]
    return replace(guide, time_limits={limit.id: replace(limit, spans=spans)})


def test_a_day_ahead_is_a_slip_unless_something_is_counted_back_from_it(small: Guide) -> None:
    """One limit counted back is enough: the day of a move lies ahead, whatever else counts from it.

    So it is where the question itself says that its date may lie ahead.
    """
    on = Span("on", 2, "months", "letter_date", "the letter")
    back = Span("back", 5, "months_before", "letter_date", "the letter")
    tomorrow = TODAY + timedelta(days=1)
    counted_on = start(_with_spans(small, on), TODAY)
    ahead = {
        **small.questions,
        "letter_date": replace(small.questions["letter_date"], may_be="any"),
    }

    assert is_slip(counted_on, "letter_date", tomorrow)
    assert not is_slip(counted_on, "letter_date", TODAY)
    assert not is_slip(start(_with_spans(small, on, back), TODAY), "letter_date", tomorrow)
    assert not is_slip(start(replace(small, questions=ahead), TODAY), "letter_date", tomorrow)
