"""What is said is impartial, and short enough to say."""

from dataclasses import replace
from pathlib import Path

import pytest

from send_guide.guide import Guide, Step
from send_guide.language.catalogue import load
from send_guide.language.checks.wording import wording

EMPTY = replace(
    load(Path(__file__).parents[2] / "flows", "disagreements"),
    questions={},
    outcomes={},
    time_limits={},
    contacts={},
    areas={},
    glossary={},
    faqs={},
)


def saying(text: str, say: str | None = None) -> Guide:
    """A guide of one step."""
    return replace(EMPTY, steps={"step": Step("step", text, (), say=say)})


def rules(guide: Guide) -> list[str]:
    """The rules that a guide's wording breaks."""
    return [problem.rule for problem in wording(guide)]


@pytest.mark.parametrize(
    "words",
    [
        "You should ring.",
        "Parents ought to wait.",
        "You must appeal.",
        "You need to complain.",
        "The council gave way.",
        "They are giving way.",
        "Chase the council.",
        "It is a weaker case.",
        "Such an appeal can be weaker.",
        "It is easily sorted out.",
        "We recommend an appeal.",
        "Nine of 10 win: 90%.",
    ],
)
def test_words_that_take_sides_or_press_are_a_fault(words: str) -> None:
    """Whoever they favour."""
    assert rules(saying(words)) == ["partial-words"]


@pytest.mark.parametrize(
    "words",
    [
        "If you want to appeal, ring them.",
        "The council agreed.",
        "Ask about it.",
        "Say why you should have more time.",
        "The council must decide.",
    ],
)
def test_impartial_words_pass(words: str) -> None:
    """What can be done, and what the law asks of the council."""
    assert rules(saying(words)) == []


@pytest.mark.parametrize(("others", "fault"), [(15, []), (16, ["say-too-long"])])
def test_a_day_counts_as_five_words(others: int, fault: list[str]) -> None:
    """`{by}` is said as a weekday and a full date: twenty words in all are the most."""
    say = " ".join(["ring"] * others) + " {by}."

    assert rules(saying("Ring.", say)) == fault
