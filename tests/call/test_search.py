"""Finding by words: what a caller says leads to what the guide calls it."""

import pytest

from send_guide.call.search import MOST, Hit, find
from send_guide.guide import NOT_SURE, Guide


def names(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.found.id for hit in hits]


@pytest.mark.parametrize(
    ("words", "kind", "wanted"),
    [
        ("school only", "answer", "school_named"),
        ("kids", "contact", "mediation"),
        ("Ombudsman!", "contact", "ombudsman"),
        ("ombudsman", "term", "ombudsman"),
        ("cease", "answer", "cease_plan"),
        ("they've CEASED", "answer", "cease_plan"),
        ("5pm", "step", "appeal_to_tribunal"),
        ("excluded", "answer", "exclusion"),
        ("won't do an assessment", "answer", "refuse_assessment"),
        ("medation", "question", "mediation"),
        ("sendi", "contact", "sendias"),
        ("01582 548156", "contact", "sendias"),
    ],
)
def test_words_of_a_caller_find_it(shipped: Guide, words: str, kind: str, wanted: str) -> None:
    """Among the hits is the one that is meant, and it says what it is."""
    assert (kind, wanted) in [(hit.kind, hit.found.id) for hit in find(shipped, words)]


def test_what_can_be_recorded_stands_first(shipped: Guide) -> None:
    """Between hits that fit alike, an answer is of most use."""
    assert find(shipped, "cease")[0].found.id == "cease_plan"


def test_an_answer_found_can_be_recorded(shipped: Guide) -> None:
    """A hit that is an answer carries its question; no other hit does, and not sure is no hit."""
    for words in ("school", "plan", "letter", "not sure", "mediation"):
        for hit in find(shipped, words, most=100):
            assert (hit.kind == "answer") == (hit.question is not None)
            assert hit.found.id != NOT_SURE
            if hit.question is not None:
                assert hit.question.option(hit.found.id) == hit.found


@pytest.mark.parametrize("words", ["", "   ", "…!?", "xyzzy", "zzzz qqqq", "\x1b[2J"])
def test_what_fits_nothing_finds_nothing(shipped: Guide, words: str) -> None:
    """No hit is better than a wrong one."""
    assert find(shipped, words) == ()


def test_hits_fit_as_many_words_as_any_does(shipped: Guide) -> None:
    """A word that stands nowhere does not hide what the others find."""
    assert find(shipped, "ombudsman") == find(shipped, "ombudsman xyzzy")


def test_there_are_no_more_hits_than_number_keys(shipped: Guide) -> None:
    """Each hit can be picked with one key."""
    assert len(find(shipped, "council")) == MOST


def test_an_area_puts_its_own_contacts_first(shipped: Guide) -> None:
    """In Luton only Luton's adviser is found, and each contact stands once."""
    hits = [
        hit
        for hit in find(shipped, "mediation adviser", shipped.areas["luton"], most=100)
        if hit.kind == "contact"
    ]

    assert shipped.areas["luton"].contacts["mediation"] in [hit.found for hit in hits]
    assert len(set(names(tuple(hits)))) == len(hits)
