"""A fourth kind of question is one module: everything else takes it as it comes.

The kind made here takes one or two of its options. No other file knows of it.
"""

from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from send_guide.engine.guidance import guidance
from send_guide.engine.questions_left import questions_left
from send_guide.engine.representatives import representatives
from send_guide.engine.resume_code import decode, encode
from send_guide.engine.walk import complete, start
from send_guide.errors import AnswerNeeded, AnswerNotAllowed
from send_guide.guide import Guide, Question
from send_guide.kinds import KINDS, Answer, kind_of
from send_guide.kinds.several import Several
from send_guide.language import catalogue
from send_guide.picture.cards import kind_of as word_on_its_card
from send_guide.proof.everybody import callers

TODAY = date(2026, 11, 24)
FLOWS = """
guide:
  id: small
  title: A small guide
  version: "1"
  law_as_of: 2026-05-31
  reviewed: not yet
  start: worries
questions:
  worries:
    kind: at_most_two
    ask: What worries you most?
    why: Help comes for two at most.
    options:
      school: {label: The school}
      money: {label: Money}
      time: {label: Time}
    go:
      - {to: both, when: {worries: {only: [school, money]}}}
      - {to: end}
outcomes:
  both: {title: Both, summary: Both are dealt with., call: [ring]}
  end: {title: The end, summary: It ends., call: [ring]}
steps:
  ring: {text: Ring them., sources: [L1]}
sources:
  L1: {title: A source, checked: 2026-11-01}
"""


class AtMostTwo(Several):
    """A question that takes one or two of its options."""

    name = "at_most_two"
    word = "one or two answers"

    def read(self, question: Question, given: object) -> Answer:
        """As for several; a third answer is refused."""
        chosen = super().read(question, given)
        if isinstance(chosen, tuple) and len(chosen) > 2:
            raise AnswerNotAllowed(f"{question.id}: two answers at most.")
        return chosen

    def describe(self, question: Question) -> str:
        """The ids, and how many may be given."""
        return f"one or two of {', '.join(question.allowed)}"

    def choices(self, options: tuple[str, ...]) -> Iterator[Answer]:
        """The sets of one and of two options."""
        one_or_two = len(options) * (len(options) + 1) // 2
        yield from islice(super().choices(options), one_or_two)


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guide]:
    """A guide with a question of the new kind, read from a flow file."""
    folder = tmp_path_factory.mktemp("flows")
    Path(folder / "small.yaml").write_text(FLOWS, encoding="utf-8")
    KINDS[AtMostTwo.name] = AtMostTwo()
    yield catalogue.load(folder, "small")
    del KINDS[AtMostTwo.name]


def test_it_is_read_from_a_flow_file_and_answered_by_script(guide: Guide) -> None:
    """Its answers come in the order of the question, and a third one is refused."""
    walk = complete(guide, {"worries": "money, school"}, TODAY)

    assert (walk.answers["worries"], walk.here.id) == (("school", "money"), "both")
    with pytest.raises(AnswerNotAllowed, match="two answers at most"):
        complete(guide, {"worries": "school,money,time"}, TODAY)
    with pytest.raises(AnswerNeeded, match="one or two of school, money, time"):
        complete(guide, {}, TODAY)


def test_it_is_told_apart_labelled_and_put_into_a_code(guide: Guide) -> None:
    """The proof sees one answer for each way on; the code brings the answer back."""
    here = start(guide, TODAY)
    walk = complete(guide, {"worries": ["time", "money"]}, TODAY)

    assert representatives(here) == (("school",), ("time",))
    assert questions_left(here) == 1
    assert guidance(walk).answers[0].label == "Money; Time"
    assert walk.answers == decode(guide, encode(walk), TODAY).answers
    assert word_on_its_card(guide.questions["worries"]) == "one or two answers"
    assert kind_of(guide.questions["worries"]).completions(
        guide.questions["worries"], "money,"
    ) == ["money,school", "money,time"]


def test_every_caller_of_it_is_proved(guide: Guide) -> None:
    """Six answers are possible: three of one option and three of two."""
    question = guide.questions["worries"]
    answers = list(kind_of(question).choices(question.allowed))
    seen = callers(guide, (TODAY,)).distinctions.classes["worries"]

    assert len(answers) == 6
    assert {*answers} == {member for alike in seen for member in alike.members}
