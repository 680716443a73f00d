"""Each question and outcome as a card of lines, before anything is placed.

What stands on a card, and how large it is.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from send_guide import kinds
from send_guide.guide import Outcome, Question
from send_guide.picture.graph import (
    Branch,
    Graph,
    answer_label,
    in_words,
)

WIDTH = 316
LINE = 19
PADDING = 8
# letters that surely fit on a card at the size the picture is drawn in, bold ones being wider
_LETTERS, _BOLD_LETTERS = 38, 35

Kind = Literal["title", "answers", "condition"]


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of a card: its lines, and the way that leaves from it, if one does.

    `answers`: the answer that begins with each line, if one does.
    """

    kind: Kind
    lines: tuple[str, ...]
    answers: tuple[str | None, ...] = ()
    way: str | None = None

    @property
    def height(self) -> int:
        """In pixels."""
        return len(self.lines) * LINE + 2 * PADDING


@dataclass(frozen=True, slots=True)
class Card:
    """A question or outcome and its rows, from the top."""

    id: str
    rows: tuple[Row, ...]

    @property
    def height(self) -> int:
        """In pixels."""
        return sum(row.height for row in self.rows)

    @property
    def placed_rows(self) -> Iterator[tuple[int, Row]]:
        """Each row with the pixels above it."""
        above = 0
        for row in self.rows:
            yield above, row
            above += row.height

    def middle_of(self, way: str) -> float:
        """How far down, in pixels, the row is from which a way leaves."""
        return next(above + row.height / 2 for above, row in self.placed_rows if row.way == way)


def cards(graph: Graph) -> tuple[Card, ...]:
    """A card for each question and outcome."""
    guide = graph.guide
    asked = (
        Card(question.id, tuple(_question_rows(question, graph.branches[question.id])))
        for question in guide.questions.values()
    )
    return (
        *asked,
        *(Card(outcome.id, (_title(outcome.title),)) for outcome in guide.outcomes.values()),
    )


def _title(text: str) -> Row:
    # a line more for the id and what kind of card it is
    return Row("title", ("", *textwrap.wrap(text, _BOLD_LETTERS)))


def kind_of(node: Question | Outcome) -> str:
    """What kind of card it is, in a word or two."""
    if isinstance(node, Outcome):
        return "outcome"
    return kinds.kind_of(node).word


def _question_rows(question: Question, branches: tuple[Branch, ...]) -> Iterator[Row]:
    yield _title(question.ask)
    for branch in branches:
        only = branch.ways[0].id if len(branch.ways) == 1 else None
        lines = tuple(_answer_lines(question, branch))
        yield Row(
            "answers", tuple(line for line, _ in lines), tuple(answer for _, answer in lines), only
        )
        if only is None:
            for way in branch.ways:
                text = f"if {in_words(way.when)}" if way.when else "otherwise"
                yield Row("condition", tuple(textwrap.wrap(text, _LETTERS - 3)), (), way.id)


def _answer_lines(question: Question, branch: Branch) -> Iterator[tuple[str, str | None]]:
    """The lines of a branch's answers, each first line with its answer."""
    for answer in branch.answers:
        lines = textwrap.wrap(answer_label(question, answer), _LETTERS - 2)
        yield from ((line, answer if number == 0 else None) for number, line in enumerate(lines))
