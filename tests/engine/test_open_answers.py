"""Not sure still helps: what holds for every answer possible, and what open answers decide."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from send_guide.engine.guidance import guidance, steps_of
from send_guide.engine.open_answers import not_sure, possible
from send_guide.engine.representatives import representatives
from send_guide.engine.walk import (
    Walk,
    answer,
    complete,
    replay,
    start,
)
from send_guide.guide import NOT_SURE, Guide, Route
from send_guide.page.blocks import (
    Entry,
    Heading,
    Line,
    Paragraph,
)
from send_guide.page.sections import page

TODAY = date(2026, 11, 23)
CALLER = {
    "council": "luton",
    "caller": "parent",
    "past_school_age": "no",
    "issue": "decision_letter",
    "decision": "refuse_plan",
    "letter_date": "2026-11-02",
    "mediation": "not_contacted",
}


def finished(guide: Guide, **answers: str) -> Walk:
    return complete(guide, {**CALLER, **answers}, TODAY)


def _ends(walk: Walk, given: Mapping[str, object]) -> Iterator[Walk]:
    """Every way to the end, by trying each class of answers where none is given."""
    question = walk.question
    if question is None:
        yield walk
        return
    some = [other for other in representatives(walk) if other != NOT_SURE]
    for tried in [given[question.id]] if question.id in given else some:
        yield from _ends(answer(walk, tried), given)


@pytest.mark.parametrize(
    "unknown", ["council", "past_school_age", "decision", "letter_date", "issue"]
)
def test_steps_hold_in_every_case(shipped: Guide, unknown: str) -> None:
    """A step is named only if every answer still possible leads to it, and then it is."""
    walk = finished(shipped, **{unknown: NOT_SURE})
    known = {name: each for name, each in walk.answers.items() if name != unknown}

    ends = [
        {step.id for step in steps_of(end, end.outcome)}
        for end in _ends(start(shipped, TODAY), known)
        if end.outcome
    ]

    assert set.intersection(*ends) == {step.id for step in possible(walk).steps}


@given(data=st.data())
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=40,
)
def test_an_answer_found_out_leads_to_an_ending_that_was_named(
    shipped: Guide, data: st.DataObject
) -> None:
    """What the caller finds out leads to an outcome that was named, with every step that holds."""
    walk = start(shipped, TODAY)
    while walk.question is not None:
        walk = answer(walk, data.draw(st.sampled_from(representatives(walk))))
    unknown = not_sure(walk)
    if not unknown:
        return
    found, walk_on = (
        possible(walk),
        replay(
            shipped,
            {name: each for name, each in walk.answers.items() if name not in unknown},
            TODAY,
        ),
    )
    while walk_on.question is not None:
        name = walk_on.question.id
        known = (
            [walk.answers[name]]
            if name in walk.answers and name not in unknown
            else [*representatives(walk_on)]
        )
        walk_on = answer(
            walk_on,
            data.draw(
                st.sampled_from(
                    [each for each in known if each not in (NOT_SURE, (NOT_SURE,))] or known
                )
            ),
        )

    assert walk_on.outcome is not None
    assert {step.id for step in found.steps} <= {
        step.id for step in steps_of(walk_on, walk_on.outcome)
    }
    named = {outcome.id for each in found.decides for outcome in each.outcomes}
    assert not named or walk_on.outcome.id in named


def test_a_question_that_decides_the_ending_names_each(shipped: Guide) -> None:
    """The letter's date decides whether the appeal is late, and fixes the last days."""
    (decides,) = possible(finished(shipped, letter_date=NOT_SURE)).decides

    assert [
        decides.question.id,
        *sorted(outcome.id for outcome in decides.outcomes),
    ] == ["letter_date", "appeal_late", "appeal_with_certificate"]
    assert {limit.id for limit in decides.limits} == {"mediation_contact", "tribunal_appeal"}


def test_a_question_that_decides_only_steps_names_them(shipped: Guide) -> None:
    """Age decides no outcome here, only whose right it is."""
    (decides,) = possible(finished(shipped, past_school_age=NOT_SURE)).decides

    assert (decides.outcomes, [step.id for step in decides.steps]) == (
        (),
        ["young_person_holds_right", "parent_acts_for_young_person"],
    )


def test_several_open_answers_are_told_apart(shipped: Guide) -> None:
    """What one open answer decides is not put down to another."""
    found = {
        decides.question.id: decides
        for decides in possible(finished(shipped, council=NOT_SURE, decision=NOT_SURE)).decides
    }

    assert found["council"].outcomes == ()
    assert len(found["decision"].outcomes) > 2


def test_an_answer_that_changes_nothing_is_left_out(small: Guide) -> None:
    """Nobody is sent to find out what makes no difference."""
    council = small.questions["council"]
    options = tuple(replace(option, go=()) for option in council.options)
    guide = replace(
        small,
        questions={
            **small.questions,
            "council": replace(council, options=options, go=(Route("advice"),)),
        },
    )

    assert possible(complete(guide, {"council": NOT_SURE}, TODAY)).decides == ()
    assert len(possible(complete(small, {"council": NOT_SURE}, TODAY)).decides) == 1


def test_with_too_much_open_each_answer_is_told_by_itself(shipped: Guide) -> None:
    """Past the most walks nothing is said to hold always; what single answers decide is told."""
    walk = finished(shipped, council=NOT_SURE, past_school_age=NOT_SURE, letter_date=NOT_SURE)

    found = possible(walk, most=30)

    assert (found.steps, found.contacts, found.earliest) == ((), (), None)
    assert [decides.question.id for decides in found.decides] == [
        "council",
        "past_school_age",
        "letter_date",
    ]


def test_the_earliest_limit_rests_on_known_dates_alone(shipped: Guide) -> None:
    """With only the letter's date known, the first day that may count is told; else none is."""
    known = possible(finished(shipped, decision=NOT_SURE)).earliest
    unknown = possible(finished(shipped, decision=NOT_SURE, letter_date=NOT_SURE)).earliest

    assert known is not None
    assert (known.id, known.last_day) == ("mediation_contact", date(2026, 12, 31))
    assert unknown is None


def test_the_page_says_what_to_find_out_before_the_steps(shipped: Guide) -> None:
    """The section stands after the time limits and before the steps, with how to find out."""
    blocks = page(guidance(finished(shipped, letter_date=NOT_SURE)))
    heads = [block.text for block in blocks if isinstance(block, Heading)]
    place = blocks.index(Heading("Find this out"))
    entry = blocks[place + 2]

    assert heads[1:3] == ["Time limits", "Find this out"]
    assert isinstance(blocks[place + 1], Paragraph)
    assert isinstance(entry, Entry)
    assert entry.lead == shipped.questions["letter_date"].ask
    assert entry.lines[0] == Line(
        shipped.questions["letter_date"].not_sure or "", "How to find out", tone="strong"
    )


def test_a_page_without_open_answers_has_no_such_section(shipped: Guide) -> None:
    """Who knows everything is sent nowhere."""
    assert Heading("Find this out") not in page(guidance(finished(shipped)))


def test_a_council_asked_for_by_name_leaves_no_contact_open(shipped: Guide) -> None:
    """With --area the contacts are that council's whatever the answer."""
    walk = finished(shipped, council=NOT_SURE)
    (decides,) = possible(walk, area=shipped.areas["luton"]).decides

    assert "mediation" in {
        contact.id for contact in possible(walk, area=shipped.areas["luton"]).contacts
    }
    assert "mediation" not in {contact.id for contact in possible(walk).contacts}
    assert decides.question.id == "council"
