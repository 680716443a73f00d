"""What a finished walk says: parts, the day in what is said, the service's own words."""

from dataclasses import replace
from datetime import date

import pytest

from send_guide.engine.guidance import Guidance, guidance
from send_guide.engine.walk import complete
from send_guide.guide import (
    Condition,
    Contact,
    Faq,
    Guide,
    Option,
    Outcome,
    Question,
    Route,
    Source,
    Span,
    Step,
    Term,
    TimeLimit,
    Use,
    When,
)

TODAY = date(2026, 11, 24)
PARENT: When = (Condition("caller", ("parent",)),)


def _contact(name: str) -> Contact:
    return Contact(name, name.upper(), "help", ("L1",), TODAY)


def _step(name: str, **more: object) -> Step:
    return replace(Step(name, f"Do {name}.", ("L1",)), **more)  # type: ignore[arg-type]


STEPS = (
    _step("ring", say="Ring them {by}.", by="appeal", contacts=("mediation", "ipsea")),
    _step("service", contacts=("sendias",), as_service="We write to you {by}.", by="appeal"),
    _step("read"),
    _step("late", say="The council answers.", by="council"),
)
USES = (
    Use("ring", PARENT, "call"),
    Use("service", (), "call"),
    Use("ring", (), "papers"),
    Use("late", (), "papers"),
    Use("read", (), "more"),
    Use("service", (), "more"),
)
LETTER = Span("two_months", 2, "months", "letter_date", "the letter")
ASKED = Span("two_weeks", 2, "weeks", "letter_date", "the letter")
GOVERNORS = Span("fifteen", 15, "school_days", "letter_date", "the letter")
LIMITS = (
    TimeLimit("council", "Council", "Two weeks.", (ASKED,), "none", ("L1",), whose="council"),
    TimeLimit("appeal", "Appeal", "Two months.", (LETTER,), "tribunal", ("L1",), note="By 5pm."),
    TimeLimit("court", "Court", "Promptly.", (), "none", ("L2",), whose="other", note="Ask."),
    TimeLimit("school", "School", "15 school days.", (GOVERNORS,), "none", ("L1",)),
)
FAQS = (
    Faq("cost", "What does it cost?", "Nothing.", ("L1",)),
    Faq("mine", "Is it my right?", "Yes.", ("L3",), when=PARENT),
)


def _guide() -> Guide:
    caller = Question(
        "caller",
        "Who is calling?",
        "one",
        "Why.",
        options=(Option("parent", "A parent"), Option("other", "Another")),
        go=(Route("letter_date"),),
    )
    letter = Question("letter_date", "When?", "date", "Why.", not_sure="Look.", go=(Route("end"),))
    end = Outcome("end", "The end", "It ends.", USES, tuple(Use(limit.id) for limit in LIMITS))
    return Guide(
        id="g",
        title="G",
        version="1",
        law_as_of=TODAY,
        reviewed=None,
        start="caller",
        questions={"caller": caller, "letter_date": letter},
        outcomes={"end": end},
        steps={step.id: step for step in STEPS},
        time_limits={limit.id: limit for limit in LIMITS},
        contacts={name: _contact(name) for name in ("mediation", "ipsea", "sendias")},
        areas={},
        sources={name: Source(name, name, TODAY) for name in ("L1", "L2", "L3")},
        faqs={faq.id: faq for faq in FAQS},
    )


def shown(
    caller: str = "parent",
    letter: str = "2026-11-02",
    today: date = TODAY,
    service: str | None = None,
) -> Guidance:
    walk = complete(_guide(), {"caller": caller, "letter_date": letter}, today)
    return guidance(walk, service=service)


def _ids(steps: tuple[Step, ...]) -> list[str]:
    return [step.id for step in steps]


def test_a_step_stands_where_it_is_first_shown() -> None:
    """A parent is told to ring in the call; for others the same step is in the papers."""
    parent, other = shown(), shown("other")

    assert (
        _ids(parent.call),
        _ids(parent.papers),
        _ids(parent.more),
    ) == (["ring", "service"], ["late"], ["read"])
    assert (
        _ids(other.call),
        _ids(other.papers),
        _ids(other.more),
    ) == (["service"], ["ring", "late"], ["read"])
    assert (parent.part("ring"), other.part("ring")) == ("call", "papers")
    assert (*other.call, *other.papers, *other.more) == other.steps


def test_a_call_holds_four_steps_and_the_next_lead_the_papers() -> None:
    """An outcome lists its steps by importance, so what is left over is the least important."""
    guide = _guide()
    names = [f"step_{number}" for number in range(6)]
    steps = {name: _step(name) for name in (*names, "later")}
    uses = (*(Use(name, (), "call") for name in names), Use("later", (), "papers"))
    outcome = replace(guide.outcomes["end"], steps=uses)
    full = replace(guide, steps=steps, outcomes={"end": outcome})

    found = guidance(complete(full, {"caller": "parent", "letter_date": "2026-11-02"}, TODAY))

    assert _ids(found.call) == names[:4]
    assert _ids(found.papers) == [*names[4:], "later"]
    assert found.part("step_4") == "papers"


@pytest.mark.parametrize(
    ("letter", "today", "said"),
    [
        ("2026-11-02", TODAY, "Ring them by Monday 4 January 2027."),
        ("2026-11-02", date(2027, 1, 4), "Ring them today."),
        ("2026-11-02", date(2027, 1, 5), "Ring them as soon as you can."),
        ("not_sure", TODAY, "Ring them as soon as you can."),
        ("2028-12-04", date(2028, 12, 5), "Ring them as soon as you can."),
    ],
)
def test_the_day_stands_in_what_is_said(letter: str, today: date, said: str) -> None:
    """The last day with its weekday, today on it, and no day that is past or not known.

    Two months from 2 November 2026 end on Saturday 2 January 2027, which moves to Monday the 4th.
    Bank holidays are not known in 2029, so no day is given then.
    """
    assert said == shown(letter=letter, today=today).call[0].say


def test_a_step_does_not_speak_of_a_limit_that_is_not_shown() -> None:
    """Where the limit does not apply, its day is neither said nor named."""
    walk = complete(_guide(), {"caller": "parent", "letter_date": "2026-11-02"}, TODAY)
    end = replace(walk.guide.outcomes["end"], time_limits=())
    bare = replace(walk, here=end)

    ring = guidance(bare).call[0]

    assert (ring.say, ring.by) == ("Ring them as soon as you can.", None)


def test_a_limit_that_lacks_its_date_still_belongs_to_its_step() -> None:
    """The step names the limit that it must meet, also while the letter's date is not known."""
    ring, _ = shown(letter="not_sure").call

    assert ring.by == "appeal"


def test_dates_in_the_wrong_order_are_told_once() -> None:
    """A certificate from before the letter: one of the two dates is a slip."""
    guide = _guide()
    certificate = Question("certificate_date", "And it?", "date", "Why.", go=(Route("end"),))
    letter = replace(guide.questions["letter_date"], go=(Route("certificate_date"),))
    spans = (LETTER, Span("one_month", 1, "months", "certificate_date", "the certificate"))
    limit = replace(guide.time_limits["appeal"], spans=spans)
    questions = {**guide.questions, "letter_date": letter, "certificate_date": certificate}
    both = replace(guide, questions=questions, time_limits={**guide.time_limits, "appeal": limit})
    answers = {"caller": "parent", "letter_date": "2026-11-02", "certificate_date": "2026-11-01"}

    assert guidance(complete(both, answers, TODAY)).warnings == (
        "The certificate is dated Sunday 1 November 2026, before the letter (Monday 2 November "
        "2026). Check both dates.",
    )
    later = {**answers, "certificate_date": "2026-11-02"}
    assert guidance(complete(both, later, TODAY)).warnings == ()


def test_words_of_the_field_are_explained_where_they_are_used() -> None:
    """Whole words only, whatever their case: READ stands in a step, and `ad` only within a word."""
    guide = _guide()
    terms = {word: Term(word, word, "A meaning.") for word in ("READ", "ad", "panel")}
    walk = complete(
        replace(guide, glossary=terms), {"caller": "other", "letter_date": "not_sure"}, TODAY
    )

    assert [term.id for term in guidance(walk).terms] == ["READ"]


def test_the_service_says_what_it_does_next() -> None:
    """An adviser of the service does not send callers to it; the papers still hold its number."""
    own = shown(service="sendias")
    step = own.call[1]

    assert step.say == step.text == "We write to you by Monday 4 January 2027."
    assert (step.contacts, own.service) == ((), "sendias")
    assert "sendias" in [contact.id for contact in own.contacts]
    assert shown(service="ipsea").call == shown().call


def test_a_service_that_the_guide_does_not_know_is_refused() -> None:
    """A slip in the service's id is no service at all."""
    with pytest.raises(KeyError):
        shown(service="senidas")


def test_questions_people_ask_are_those_of_this_caller() -> None:
    """Only questions with conditions that hold; those for everybody are found by their words."""
    assert (
        [faq.id for faq in shown().faqs],
        [faq.id for faq in shown("other").faqs],
    ) == (["mine"], [])
    assert "L3" in [source.id for source in shown().sources]


def test_the_family_comes_before_the_council() -> None:
    """The council's date may be long gone, but the family's own date is what it must act on."""
    limits = shown().time_limits

    assert [limit.id for limit in limits] == ["appeal", "council"]
    assert (limits[0].whose, limits[0].note, limits[0].days_late) == ("family", "By 5pm.", None)
    assert (limits[1].whose, limits[1].days_late) == ("council", 8)


def test_working_days_that_nobody_knows_are_no_missing_date() -> None:
    """Bank holidays are published to 2028: 20 working days from December 2028 cannot be counted."""
    guide = _guide()
    transport = Span("twenty", 20, "working_days", "letter_date", "the letter")
    limit = TimeLimit("appeal", "Transport", "20 working days.", (transport,), "none", ("L1",))
    beyond = replace(guide, time_limits={**guide.time_limits, "appeal": limit})
    walk = complete(beyond, {"caller": "parent", "letter_date": "2028-12-20"}, date(2028, 12, 21))

    assert (
        "Transport: this cannot be worked out, as bank holidays are not known for those years. "
        "20 working days."
    ) in guidance(walk).warnings


def test_a_limit_known_by_its_rule_alone_is_no_warning() -> None:
    """Its rule is shown, and no date is said to be missing; without the letter two lack theirs."""
    with_date, without = shown(), shown(letter="not_sure")

    assert [limit.id for limit in with_date.unknown_limits] == ["court", "school"]
    assert tuple(limit.missing for limit in with_date.unknown_limits) == ((), ())
    assert (
        with_date.unknown_limits[0].whose,
        with_date.unknown_limits[0].note,
    ) == ("other", "Ask.")
    assert with_date.warnings == ()
    assert list(without.warnings) == [
        "Council: this cannot be worked out without a date. Two weeks.",
        "Appeal: this cannot be worked out without a date. Two months.",
    ]
