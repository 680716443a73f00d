"""Finding by words: what a caller says leads to what the guide calls it."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml

from send_guide.call.day_words import one_slip
from send_guide.call.search import MOST, Hit, find
from send_guide.call.small_words import stem
from send_guide.guide import NOT_SURE, Guide
from send_guide.language import catalogue

HERE = Path(__file__).parent
TOP = HERE.parents[1]
SHARED = TOP.parent / "shared" / "acceptance" / "phrases.yaml"
TODAY = date(2026, 11, 24)

Case = Mapping[str, object]


def cases(name: str) -> list[dict[str, object]]:
    """Cases of a file: `say`, `find` and `within`."""
    found = yaml.load((HERE / name).read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506 (text only)
    assert isinstance(found, list)
    return found


ACCEPTANCE, HELD_OUT = cases("phrases.yaml"), cases("held_out_phrases.yaml")

NONSENSE = """pizza|asdfghjkl|qwerty uiop|football|what was the football score|is it going to rain
|weather|cheap flights to Spain|my washing machine is leaking|my car won't start|lasagne recipe
|bitcoin|who won the world cup|cat food|dog grooming|fix a puncture|netflix password|lottery
|haircut|tomato plants|boiler is making a noise|broadband is slow|zzzz zzzz|lorem ipsum dolor
|blue cheese|mow the lawn|guitar strings|how tall is the Eiffel tower|Beyoncé|chess opening
|where can I buy shoes|xyzzy|fishing licence|tyre pressure|new sofa|motorway traffic
|horoscope for Leo|eggs and bacon|holiday in Tenerife|mortgage rates|knitting patterns
|ikea wardrobe""".replace("\n|", "|").split("|")


@pytest.fixture(scope="module")
def spoken() -> Guide:
    """The main guide, with what callers say."""
    return catalogue.load(TOP / "flows", "disagreements", callers_say=True)


def names(hits: Sequence[Hit]) -> list[str]:
    return [f"{hit.kind} {hit.id}" for hit in hits]


def targets(guide: Guide) -> set[str]:
    """Everything that a search may bring, such as `faq too_late`."""
    found = {f"contact {contact.id}" for contact in guide.all_contacts}
    for question in guide.questions.values():
        found |= {f"answer {question.id}={option.id}" for option in question.options}
    for kind, entries in (
        ("question", guide.questions),
        ("faq", guide.faqs),
        ("term", guide.glossary),
        ("step", guide.steps),
    ):
        found |= {f"{kind} {name}" for name in entries}
    return found


def _list(value: object) -> list[str]:
    assert isinstance(value, list)
    return [str(item) for item in value]


def is_there(there: set[str], case: Case) -> bool:
    """Whether the guide has one of the targets."""
    wanted = _list(case["find"])
    return not wanted or not there.isdisjoint(wanted)


def is_right(guide: Guide, case: Case) -> bool:
    hits = names(find(guide, str(case["say"]), TODAY))
    wanted = _list(case["find"])
    return not hits if not wanted else bool(set(wanted) & set(hits[: int(str(case["within"]))]))


def said(case: Case) -> str:
    return str(case["say"])


@pytest.mark.parametrize("case", ACCEPTANCE, ids=said)
def test_each_acceptance_case_is_right(spoken: Guide, case: Case) -> None:
    """One of the targets that are equally good is within the rank; or nothing is brought."""
    assert is_right(spoken, case), names(find(spoken, said(case), TODAY))[:3]


@pytest.mark.skipif(not SHARED.exists(), reason="a plain checkout has the copy alone")
def test_the_copy_of_the_cases_is_whole() -> None:
    """The cases here are those that were agreed."""
    assert (HERE / "phrases.yaml").read_bytes() == SHARED.read_bytes()


def test_most_of_what_nobody_wrote_down_is_found_too(spoken: Guide) -> None:
    """Phrases in other voices, copied from no list, lead to the right place."""
    wrong = [said(case) for case in HELD_OUT if not is_right(spoken, case)]

    assert len(wrong) <= 0.05 * len(HELD_OUT), wrong


def test_what_the_cases_name_is_there(spoken: Guide) -> None:
    """A case that names nothing of the guide would test nothing."""
    there = targets(spoken)
    lost = [said(case) for case in [*ACCEPTANCE, *HELD_OUT] if not is_there(there, case)]

    assert lost == []


@pytest.mark.parametrize("words", NONSENSE)
def test_what_has_nothing_to_do_with_it_brings_nothing(spoken: Guide, words: str) -> None:
    """No hit is better than a wrong one."""
    assert names(find(spoken, words, TODAY)) == []


@pytest.mark.parametrize(
    "words", ["", "   ", "…!?", "zzzz qqqq", "\x1b[2J", "the of and my", "0" * 5000]
)
def test_no_words_bring_nothing(spoken: Guide, words: str) -> None:
    """Neither small words nor signs say anything."""
    assert find(spoken, words, TODAY) == ()


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("they've CEASED the plan", "answer decision=cease_plan"),
        ("Ombudsman!", "contact ombudsman"),
        ("refused to asess my daugter", "answer decision=refuse_assessment"),
        ("got the medation sertificate", "answer mediation=has_certificate"),
        ("wot is secton F", "term section_f"),
        ("solicitors", "faq solicitor_needed"),
        ("EXPELLED!!", "answer exclusion_kind=permanent"),
        ("£6,000", "faq money_spent_first"),
        ("too late?", "faq too_late"),
    ],
)
def test_slips_forms_and_capitals_make_no_difference(
    spoken: Guide, words: str, wanted: str
) -> None:
    """A word is found in other forms and with a slip of the keyboard."""
    assert wanted in names(find(spoken, words, TODAY))[:2]


def test_an_answer_found_can_be_recorded(spoken: Guide) -> None:
    """A hit that is an answer names its question and option; no other does; not sure is no hit."""
    for words in ("school", "plan", "letter", "not sure", "mediation", "council"):
        for hit in find(spoken, words, TODAY, most=100):
            assert (hit.kind == "answer") == (hit.question is not None)
            if hit.question is not None:
                assert hit.id == f"{hit.question}={hit.answer}"
                assert hit.answer != NOT_SURE
                assert spoken.questions[hit.question].option(str(hit.answer))


def test_every_phrase_finds_its_own_target(spoken: Guide) -> None:
    """What the author wrote down as a caller's words brings the target among the first three."""
    every = [(target, said) for target, phrases in spoken.callers_say.items() for said in phrases]
    some = every[::11]
    lost = [
        f"{phrase}: {target.kind} {target.id}"
        for target, phrase in some
        if f"{target.kind} {target.id}" not in names(find(spoken, phrase, TODAY))[:3]
    ]

    assert lost == []


def test_there_are_no_more_hits_than_number_keys(spoken: Guide) -> None:
    """Each hit can be picked with one key, and none stands twice."""
    hits = find(spoken, "council plan school letter", TODAY)

    assert len(hits) <= MOST
    assert len(set(names(hits))) == len(hits)


def test_an_area_puts_its_own_contacts_first(spoken: Guide) -> None:
    """In Luton, Luton's adviser is found, with Luton's number."""
    luton = spoken.areas["luton"]
    hits = find(spoken, "mediation adviser's phone number", TODAY, luton)
    texts = {hit.id: hit.text for hit in hits if hit.kind == "contact"}

    assert str(luton.contacts["mediation"].phone) in texts["mediation"]


def test_without_callers_words_titles_are_searched(shipped: Guide) -> None:
    """A guide whose authors wrote down no phrases is still searched by its titles."""
    assert "contact ipsea" in names(find(shipped, "ipsea", TODAY))


def test_the_same_guide_brings_the_same_again(spoken: Guide) -> None:
    """What was searched before changes nothing."""
    first = find(spoken, "they won't assess", TODAY)
    find(spoken, "pizza", TODAY)

    assert find(spoken, "they won't assess", TODAY) == first


def test_forms_of_a_word_have_one_stem() -> None:
    """Verbs and their nouns are found alike."""
    for forms in ("refuse refused refusal", "exclude exclusion", "expel expelled expulsion"):
        assert len({stem(form) for form in forms.split()}) == 1
    assert one_slip("goverment", "government")
