"""The resume code: every walk comes back, every slip is noticed, and a changed guide is told."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from send_guide.engine.answers import Answer, read_answer
from send_guide.engine.code_characters import ALPHABET, to_number
from send_guide.engine.resume_code import (
    decode,
    encode,
    made_with,
    what_changed,
)
from send_guide.engine.walk import (
    Walk,
    answer,
    complete,
    replay,
    start,
)
from send_guide.errors import UsageError
from send_guide.guide import (
    NOT_SURE,
    Guide,
    Option,
    Question,
    Route,
)
from send_guide.kinds import kind_of

TODAY = date(2026, 11, 23)
CALLER = {
    "council": "luton",
    "caller": "parent",
    "past_school_age": "no",
    "issue": "decision_letter",
    "decision": "refuse_assessment",
    "letter_date": "2026-11-02",
    "mediation": "not_contacted",
}
any_guide = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)


@st.composite
def walks(draw: st.DrawFn, guide: Guide) -> Walk:
    """A walk of any length along any route, with any day that the calendar has."""
    walk = start(guide, TODAY)
    for _ in range(draw(st.integers(0, 12))):
        question = walk.question
        if question is None:
            break
        real = [option for option in question.allowed if option != NOT_SURE]
        unsure = [st.just([NOT_SURE])] if NOT_SURE in question.allowed else []
        kinds = {
            "one": st.sampled_from(question.allowed or ("",)),
            "several": st.one_of(
                st.lists(st.sampled_from(real or [""]), min_size=1, unique=True), *unsure
            ),
            "date": st.one_of(
                st.dates(), st.dates(date(2026, 1, 1), TODAY), *map(st.just, question.allowed)
            ),
        }
        walk = answer(walk, draw(kinds[question.kind]))
    return walk


@given(data=st.data())
@any_guide
def test_the_answers_come_back(shipped: Guide, data: st.DataObject) -> None:
    """What a code gives back are the answers it was made of, and the guide counts as unchanged."""
    walk = data.draw(walks(shipped))

    read = decode(shipped, encode(walk), TODAY)

    assert (walk.answers, False, None) == (read.answers, read.guide_changed, read.asked_now)
    assert walk == replay(shipped, read.answers, TODAY)


@given(data=st.data())
@any_guide
def test_any_wrong_character_is_noticed(shipped: Guide, data: st.DataObject) -> None:
    """One character mistyped, anywhere: the code is refused."""
    signs = encode(data.draw(walks(shipped))).replace("-", "")
    place = data.draw(st.integers(0, len(signs) - 1))
    wrong = data.draw(st.sampled_from([sign for sign in ALPHABET + "U?" if sign != signs[place]]))

    with pytest.raises(UsageError, match="again"):
        decode(shipped, signs[:place] + wrong + signs[place + 1 :], TODAY)


@given(data=st.data())
@any_guide
def test_neighbours_that_changed_places_are_noticed(shipped: Guide, data: st.DataObject) -> None:
    """Two neighbours the wrong way round: the code is refused."""
    signs = encode(data.draw(walks(shipped))).replace("-", "")
    place = data.draw(st.integers(0, len(signs) - 2))
    turned = signs[:place] + signs[place + 1] + signs[place] + signs[place + 2 :]
    if turned != signs:
        with pytest.raises(UsageError, match="again"):
            decode(shipped, turned, TODAY)


def test_case_look_alikes_spaces_and_hyphens_are_forgiven(shipped: Guide) -> None:
    """As people type it: small letters, O for 0, I or L for 1, spaces."""
    code = next(
        code
        for days in range(400)
        if {"0", "1"} <= set(code := encode(_with_letter(shipped, TODAY - timedelta(days))))
    )
    typed = code.lower().replace("0", "o").replace("1", "l").replace("-", " ")

    assert (
        decode(shipped, code, TODAY)
        == decode(shipped, typed, TODAY)
        == decode(shipped, typed.replace("l", "i"), TODAY)
    )


def test_a_usual_call_takes_13_characters_in_fours(shipped: Guide) -> None:
    """Short enough to read over the phone."""
    assert [
        len(group) for group in encode(_with_letter(shipped, date(2026, 11, 2))).split("-")
    ] == [4, 4, 4, 1]


@pytest.mark.parametrize(
    "code", ["", "-", "0", "00", "0000-0000", "Z", "É", "🙂", "1" * 400, "Z" * 400, "../../etc"]
)
def test_what_is_no_code_is_refused(shipped: Guide, code: str) -> None:
    """Nothing that is typed instead of a code is a bug or an answer."""
    with pytest.raises(UsageError):
        decode(shipped, code, TODAY)


def _with_letter(guide: Guide, day: date) -> Walk:
    return complete(guide, {**CALLER, "letter_date": day}, TODAY)


def _with(guide: Guide, *questions: Question) -> Guide:
    return replace(
        guide, questions={**guide.questions, **{question.id: question for question in questions}}
    )


def _an_option_more(guide: Guide) -> Guide:
    council = guide.questions["council"]
    return _with(guide, replace(council, options=(*council.options, Option("bedford", "Bedford"))))


def _an_option_in_front(guide: Guide) -> Guide:
    council = guide.questions["council"]
    return _with(guide, replace(council, options=(Option("bedford", "Bedford"), *council.options)))


def _a_question_after(guide: Guide, before: str, name: str) -> Guide:
    question, options = guide.questions[before], (Option("yes", "Yes"), Option("no", "No"))
    more = Question(name, "Is anybody helping?", "one", "", options=options, go=question.go)
    return _with(guide, replace(question, go=(Route(name),)), more)


def _a_question_more(guide: Guide) -> Guide:
    return _a_question_after(guide, "council", "helped")


def _two_questions_more(guide: Guide) -> Guide:
    return _a_question_after(_a_question_more(guide), "past_school_age", "found")


@pytest.mark.parametrize(
    ("edit", "asked_now"),
    [
        (lambda guide: replace(guide, version="next"), None),
        (_an_option_more, None),
        (_an_option_in_front, None),
        (_a_question_more, "helped"),
        (_two_questions_more, "helped"),
    ],
    ids=[
        "version",
        "option at the end",
        "option in front",
        "question in between",
        "two questions in between",
    ],
)
def test_a_code_outlives_an_edit_and_says_so(
    shipped: Guide, edit: Callable[[Guide], Guide], asked_now: str | None
) -> None:
    """After an edit the answers are read exactly; the change and a new question are told."""
    walk = _with_letter(shipped, date(2026, 11, 2))
    edited = edit(shipped)

    read = decode(edited, encode(walk), TODAY)

    assert (walk.answers, True, asked_now) == (
        read.answers,
        read.guide_changed,
        read.asked_now and read.asked_now.id,
    )
    assert not made_with(edited, encode(walk))
    assert "The guide has changed" in what_changed(read)
    assert (asked_now is not None) == ("Is anybody helping?" in what_changed(read))


def test_a_code_whose_question_is_gone_is_refused(shipped: Guide) -> None:
    """Rather no answers than wrong ones."""
    walk = _with_letter(shipped, date(2026, 11, 2))
    shorter = _with(shipped, replace(shipped.questions["council"], go=(Route("past_school_age"),)))

    with pytest.raises(UsageError, match="cannot be read with certainty"):
        decode(shorter, encode(walk), TODAY)


def test_time_that_has_passed_may_bring_a_question(shipped: Guide) -> None:
    """A limit that passes between two calls may open a question; answers beyond it are kept."""
    answers = {**CALLER, "mediation": "mediating", "mediation_request_date": "2026-11-05"}
    walk = complete(shipped, answers, TODAY)
    later = date(2027, 6, 1)

    read = decode(shipped, encode(walk), later)

    asked = replay(shipped, read.answers, later).question

    assert (walk.answers, False) == (read.answers, read.guide_changed)
    assert asked is not None
    assert asked.id == "contacted_in_time"


def _facts(guide: Guide, names: list[str]) -> dict[str, Answer]:
    """The same kind of answer to each of these questions: the first that it offers, or a day."""
    day = date(2026, 10, 5)
    found: dict[str, Answer] = {}
    for name in names:
        question = guide.questions[name]
        first = day if kind_of(question).takes_a_day else question.allowed[0]
        found[name] = read_answer(question, first)
    return found


@given(data=st.data())
@any_guide
def test_what_was_told_ahead_of_its_turn_comes_back(shipped: Guide, data: st.DataObject) -> None:
    """The code holds every fact: the answers of the walk, and those known before their turn."""
    walk = data.draw(walks(shipped))
    names = data.draw(st.lists(st.sampled_from(sorted(shipped.questions)), max_size=4, unique=True))
    facts = _facts(shipped, names)

    read = decode(shipped, encode(walk, facts), TODAY)

    told = {name: given for name, given in facts.items() if name not in walk.answers}
    assert (dict(walk.answers), told) == (dict(read.answers), dict(read.ahead))
    assert not read.guide_changed
    assert read.asked_now is None


def test_a_code_with_facts_ahead_outlives_an_edit(shipped: Guide) -> None:
    """An option added in front and a question in between change neither answers nor facts."""
    walk = _with_letter(shipped, date(2026, 11, 2))
    facts = _facts(shipped, ["certificate_date", "draft_date"])

    for edit in (_an_option_in_front, _a_question_more):
        read = decode(edit(shipped), encode(walk, facts), TODAY)

        assert (walk.answers, facts) == (read.answers, read.ahead)
        assert read.guide_changed


def test_the_form_of_a_code_stays_as_it_is(small: Guide) -> None:
    """A code in a case record is read years later: sizes and marks never change.

    Left out are the last three characters, which tell the guide. By hand: 2 November 2026 is 4323
    days after 1 January 2015, so 1 x 8194 + 4323 = 12517. Both options of nine are bits 1 and 2:
    12517 x 512 + 3 = 6408707. The second of ten options is 1: 64087071. 25 bits of marks follow.
    """
    options = tuple(Option(name, name.title()) for name in ("needs", "support", NOT_SURE))
    where = Question("where", "Where?", "one", "Why.", options=options, go=(Route("parts"),))
    parts = Question("parts", "Which?", "several", "Why.", options=options, go=(Route("day"),))
    day = Question("day", "When?", "date", "Why.", not_sure="Look.", go=(Route("more"),))
    more = replace(where, id="more", go=(Route("end"),))
    asked = {question.id: question for question in (where, parts, day, more)}
    outcome = next(iter(small.outcomes.values()))
    guide = replace(
        small, id="g", version="1", start="where", questions=asked, outcomes={"end": outcome}
    )
    answers = {"where": "support", "parts": "support,needs", "day": "2026-11-02"}
    walk = replay(guide, answers, TODAY)
    first = replay(guide, {"where": "not_sure"}, TODAY)

    codes = encode(walk), encode(first, {"day": date(1999, 1, 1)})
    told = [code.replace("-", "")[:-3] for code in codes]
    assert told == ["1X3S0ZEC5", "19SHKSSBFX9YXR"]
    assert to_number(codes[0]) >> 25 == 64087071


def test_facts_that_are_no_news_add_nothing(shipped: Guide) -> None:
    """A fact about a question on the walk, or about none of the guide's, is left out."""
    walk = _with_letter(shipped, date(2026, 11, 2))

    assert encode(walk) == encode(walk, {"letter_date": date(2026, 1, 1), "no_such": "yes"})
