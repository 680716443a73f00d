"""What can be told apart at each question and outcome of a guide, for callers on some days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from send_guide.engine.date_stretches import UNKNOWN, later
from send_guide.guide import Guide, Route
from send_guide.proof.answer_classes import AnswerClass, Classes
from send_guide.proof.lookahead import Lookahead, look_ahead
from send_guide.proof.numbering import Known, Numbering, number
from send_guide.routes import most_questions, reachable


@dataclass(frozen=True)
class Distinctions:
    """The states of a guide's walks and the answers that lead from one to the next.

    `order`: the nodes that can be reached, each before all it leads to. `start`: what is known
    before the first question. `classes`: the classes of answers of each question in `order`.
    """

    guide: Guide
    todays: tuple[date, ...]
    numbering: Numbering
    order: tuple[str, ...]
    ahead: Mapping[str, Lookahead]
    start: Known
    made: Classes
    classes: Mapping[str, tuple[AnswerClass, ...]]

    @property
    def all_days(self) -> int:
        """A bit for each day of the call."""
        return (1 << len(self.todays)) - 1

    def after(self, known: Known, given: AnswerClass) -> Known:
        """What is known once this answer is given to a question not asked before."""
        bits, positions = known
        if given.positions:
            latest = list(positions)
            for limit, position in given.positions:
                latest[limit] = later(latest[limit], position)
            positions = tuple(latest)
        return bits | given.bits, positions

    def taken(self, known: Known, given: AnswerClass) -> Route:
        """The line of `go` that is taken: the first whose conditions hold in this state."""
        routes = zip(given.routes, given.tests, strict=True)
        return next(route for route, ready in routes if ready.holds(known))

    def follow(self, known: Known, given: AnswerClass) -> tuple[str, Known]:
        """The node that an answer leads to, and what is known there."""
        after = self.after(known, given)
        to = self.taken(after, given).to
        return to, self.ahead[to].project(after)


def distinguish(
    guide: Guide, todays: tuple[date, ...], *, every_status: bool = False
) -> Distinctions:
    """Work out what a sound guide can tell apart for callers on these days.

    `every_status`: callers are told apart by the status of every time limit they are shown, and not
    only by those that some condition looks at.
    """
    numbering = number(guide)
    rank = most_questions(guide)
    order = sorted(reachable(guide, guide.start), key=rank.__getitem__, reverse=True)
    ahead = look_ahead(numbering, reversed(order), every_status)
    nothing = numbering.true({}, numbering.bits_of), (UNKNOWN,) * len(numbering.limits)
    made = Classes(numbering, ahead, todays)
    asked = [guide.questions[node] for node in order if node in guide.questions]
    return Distinctions(
        guide=guide,
        todays=todays,
        numbering=numbering,
        order=tuple(order),
        ahead=ahead,
        start=ahead[guide.start].project(nothing),
        made=made,
        classes={question.id: tuple(made.of(question)) for question in asked},
    )
