"""What is known of a caller as a short code, and back (docs/decisions/0006-resume-code.md)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from zlib import crc32

from send_guide.engine.answers import Answer
from send_guide.engine.code_characters import not_whole, to_characters, to_number
from send_guide.engine.representatives import representatives
from send_guide.engine.walk import (
    Walk,
    answer,
    replay,
    start,
)
from send_guide.errors import UsageError
from send_guide.guide import Guide, Question
from send_guide.kinds import kind_of
from send_guide.routes import all_routes

_ANSWERS_BITS, _GUIDE_BITS = 15, 10
_NAMES = 2**12
"""The marks by which questions ahead are told; two questions may share one."""

_SLACK = ((0, 0), (1, 0), (0, 1), (2, 0))
"""Questions added and options moved since a code was made, at most; tried in this order."""

Facts = Mapping[str, Answer]
"""Answers by question."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """What a code holds, and what has changed since it was made.

    `answers`: those on the route, in the order they were asked. `ahead`: those known before their
    turn. `asked_now`: the first question that now comes in between and was not asked then, as the
    guide or the day has changed.
    """

    answers: Facts
    guide_changed: bool
    asked_now: Question | None
    ahead: Facts


def encode(walk: Walk, ahead: Facts | None = None) -> str:
    """The code of everything known: a walk's answers, and facts that were told ahead of their turn.

    Facts about questions that are on the walk, or not in the guide, are left out.
    """
    guide = walk.guide
    facts = {
        name: given
        for name, given in (ahead or {}).items()
        if name in guide.questions and name not in walk.answers
    }
    number = 1
    for name, given in reversed(facts.items()):
        number = _put(number, guide.questions[name], given) * _NAMES + _mark_of_name(name)
    for name, given in reversed(list(walk.answers.items())):
        number = _put(number, guide.questions[name], given)
    number = number << _ANSWERS_BITS | _mark_of_answers({**walk.answers, **facts})
    return to_characters(number << _GUIDE_BITS | _mark_of_guide(guide))


def decode(guide: Guide, code: str, today: date) -> Resumed:
    """What a code holds.

    Raises UsageError on a slip, and where the guide has changed too much to be sure of the answers.
    """
    number, of_answers, of_guide = _parts(code)
    for added, moved in _SLACK:
        for read, ahead in _readings(start(guide, today), number, {}, added, moved):
            if _mark_of_answers({**read, **ahead}) == of_answers:
                changed = of_guide != _mark_of_guide(guide)
                return Resumed(read, changed, _asked_now(guide, read, ahead, today), ahead)
    raise UsageError(
        "This code was made with another guide or version, and its answers cannot be read with "
        f"certainty in “{guide.title}”, version {guide.version}. Ask the questions again: "
        f"`send-guide run {guide.id}`."
    )


def made_with(guide: Guide, code: str) -> bool:
    """Whether a code was made with this guide as it stands now. Raises UsageError on a slip."""
    return _parts(code)[2] == _mark_of_guide(guide)


def what_changed(resumed: Resumed) -> str:
    """What has changed since the code was made, for the adviser; empty where nothing has."""
    said = []
    if resumed.guide_changed:
        said.append(
            "The guide has changed since this code was made. Its answers still hold: "
            "read them through with the caller."
        )
    if resumed.asked_now is not None:
        why = "" if resumed.guide_changed else "Time has passed since this code was made. "
        said.append(f"{why}Asked now as well: “{resumed.asked_now.ask}”")
    return "\n".join(said)


def _parts(code: str) -> tuple[int, int, int]:
    """The number that holds the answers, the mark of the answers and the mark of the guide."""
    number, of_guide = divmod(to_number(code), 1 << _GUIDE_BITS)
    answers, of_answers = divmod(number, 1 << _ANSWERS_BITS)
    if not answers:
        raise not_whole()
    return answers, of_answers, of_guide


def _put(number: int, question: Question, given: Answer) -> int:
    """The number with an answer put in front of it."""
    for value, size in reversed(kind_of(question).digits(question, given)):
        number = number * size + value
    return number


def _readings(
    walk: Walk, number: int, read: dict[str, Answer], added: int, moved: int
) -> Iterator[tuple[Facts, Facts]]:
    """What a number may mean: the answers on a route, and the facts ahead of it.

    `added`: questions that may have been added since the code was made. `moved`: options that may
    have been moved.
    """
    for ahead in _facts(walk, number, {}):
        yield read, ahead
    question = walk.question
    if number <= 1 or question is None:
        return
    kind = kind_of(question)
    given, rest = kind.take(question, number)
    if given is not None:
        yield from _readings(answer(walk, given), rest, {**read, question.id: given}, added, moved)
    if added:
        for after in _onward(walk):
            yield from _readings(after, number, read, added - 1, moved)
    if moved and kind.picks_one:
        for other in question.allowed:
            after, known = answer(walk, other), {**read, question.id: other}
            yield from _readings(after, rest, known, added, moved - 1)


def _onward(walk: Walk) -> Iterator[Walk]:
    """The walk one question further, once for each place that some answer leads to."""
    walks = (answer(walk, guess) for guess in representatives(walk))
    yield from {after.here.id: after for after in walks}.values()


def _facts(walk: Walk, number: int, read: dict[str, Answer]) -> Iterator[Facts]:
    """The facts ahead that the rest of a number may stand for; none where it is used up."""
    if number <= 1:
        if number == 1:
            yield read
        return
    rest, mark = divmod(number, _NAMES)
    for name, question in walk.guide.questions.items():
        if _mark_of_name(name) != mark or name in walk.answers or name in read:
            continue
        given, left = kind_of(question).take(question, rest)
        if given is not None:
            yield from _facts(walk, left, {**read, name: given})


def _asked_now(guide: Guide, read: Facts, ahead: Facts, today: date) -> Question | None:
    walk = replay(guide, {**read, **ahead}, today)
    return walk.question if any(name not in walk.answers for name in read) else None


def _mark_of_name(question: str) -> int:
    return crc32(question.encode()) % _NAMES


def _mark_of_answers(answers: Facts) -> int:
    """Tells the answers by their ids, so that a changed guide reads them with certainty or not."""
    listed = [
        (name, given.isoformat() if isinstance(given, date) else given)
        for name, given in answers.items()
    ]
    return crc32(repr(listed).encode()) >> 32 - _ANSWERS_BITS


def _mark_of_guide(guide: Guide) -> int:
    """Tells the guide's version and shape: questions, options and where they lead.

    No edit of these goes unnoticed.
    """
    shape = [
        (question.id, question.kind, question.allowed, [*all_routes(question)])
        for question in guide.questions.values()
    ]
    marked = repr((guide.id, guide.version, guide.start, shape))
    return crc32(marked.encode()) >> 32 - _GUIDE_BITS
