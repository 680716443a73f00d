"""A walk's answers as a short code that can be read over the phone, and back (docs/decisions/0006-resume-code.md)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zlib import crc32

from send_guide.engine.answers import Answer
from send_guide.engine.representatives import representatives
from send_guide.engine.walk import (
    Walk,
    answer,
    replay,
    start,
)
from send_guide.errors import UsageError
from send_guide.guide import NOT_SURE, Guide, Question
from send_guide.routes import all_routes

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 characters: none of I, L, O and U, which are misread or misheard."""

_READ_AS = str.maketrans("OIL", "011", " -\t\u2010\u2011\u2013")
_ANSWERS_BITS, _GUIDE_BITS = 15, 10
# places for options stay the same when others are added at the end, so an older code can still be read
_PLACES = 10
_EPOCH = date(2015, 1, 1)
_NEAR_DAYS = 2**13
_SLACK = ((0, 0), (1, 0), (0, 1), (2, 0))
"""How many questions may have been added, and how many options moved, since a code was made; tried in this order."""


@dataclass(frozen=True, slots=True)
class Resumed:
    """What a code holds: the answers in the order they were asked, and what has changed since it was made.

    `asked_now`: the first question that now comes in between and was not asked then, as the guide or the day has changed.
    """

    answers: Mapping[str, Answer]
    guide_changed: bool
    asked_now: Question | None


def encode(walk: Walk) -> str:
    """The code of a walk's answers, in groups of four characters; the last character checks the others."""
    number = 1
    for name, given in reversed(list(walk.answers.items())):
        for value, size in reversed(_digits(walk.guide.questions[name], given)):
            number = number * size + value
    number = (
        number << _ANSWERS_BITS | _mark_of_answers(walk.answers)
    ) << _GUIDE_BITS | _mark_of_guide(walk.guide)
    values: list[int] = []
    while number:
        number, value = divmod(number, 32)
        values.insert(0, value)
    text = "".join(ALPHABET[value] for value in (*values, _check(values)))
    return "-".join(text[place : place + 4] for place in range(0, len(text), 4))


def decode(guide: Guide, code: str, today: date) -> Resumed:
    """The answers that a code holds. Raises UsageError on a slip, and where the guide has changed too much to be sure of them.

    Small and capital letters, O for 0, I or L for 1, spaces and hyphens make no difference.
    """
    number, of_answers, of_guide = _parts(code)
    for added, moved in _SLACK:
        for read in _readings(start(guide, today), number, {}, added, moved):
            if _mark_of_answers(read) == of_answers:
                return Resumed(
                    read, of_guide != _mark_of_guide(guide), _asked_now(guide, read, today)
                )
    raise UsageError(
        f"This code was made with another guide or version, and its answers cannot be read with certainty in “{guide.title}”, "
        f"version {guide.version}. Ask the questions again: `send-guide run {guide.id}`."
    )


def made_with(guide: Guide, code: str) -> bool:
    """Whether a code was made with this guide as it stands now. Raises UsageError on a slip."""
    return _parts(code)[2] == _mark_of_guide(guide)


def what_changed(resumed: Resumed) -> str:
    """What has changed since the code was made, in words for the adviser; empty where nothing has."""
    said = []
    if resumed.guide_changed:
        said.append(
            "The guide has changed since this code was made. Its answers still hold: read them through with the caller."
        )
    if resumed.asked_now is not None:
        why = "" if resumed.guide_changed else "Time has passed since this code was made. "
        said.append(f"{why}Asked now as well: “{resumed.asked_now.ask}”")
    return "\n".join(said)


def _parts(code: str) -> tuple[int, int, int]:
    """The number that holds the answers, the mark of the answers and the mark of the guide."""
    text = code.upper().translate(_READ_AS)
    unknown = next((sign for sign in text if sign not in ALPHABET), None)
    if unknown is not None:
        raise UsageError(
            f"'{unknown}' never stands in a resume code. Check that character, and type the whole code again."
        )
    values = [ALPHABET.index(sign) for sign in text]
    number = 0
    for value in values[:-1]:
        number = number * 32 + value
    answers = number >> _ANSWERS_BITS + _GUIDE_BITS
    if not answers or _check(values[:-1]) != values[-1]:
        raise UsageError(
            "This is not a whole resume code: a character is missing, wrong or in the wrong place. Read it again, four at a time."
        )
    return (
        answers,
        number >> _GUIDE_BITS & (1 << _ANSWERS_BITS) - 1,
        number & (1 << _GUIDE_BITS) - 1,
    )


def _check(values: list[int]) -> int:
    """The check character: it differs after any one character is changed and after any two neighbours change places.

    The characters are the coefficients of a polynomial over the field of 32 elements, evaluated at its generator.
    """
    sum_so_far = 0
    for value in values:
        sum_so_far = _times_generator(sum_so_far ^ value)
    return sum_so_far


def _times_generator(value: int) -> int:
    return value << 1 if value < 16 else value << 1 ^ 0b100101


def _digits(question: Question, given: Answer) -> list[tuple[int, int]]:
    """An answer as numbers, each with how many values it could have. The sizes hang on the kind of question alone."""
    if isinstance(given, tuple):
        return [
            (
                sum(1 << place for place, option in enumerate(_real(question)) if option in given),
                1 << _PLACES - 1,
            )
        ]
    if not isinstance(given, date):
        if question.kind == "date":
            return [(_NEAR_DAYS, _NEAR_DAYS + 2)]
        return [(_PLACES - 1 if given == NOT_SURE else _real(question).index(given), _PLACES)]
    days = (given - _EPOCH).days
    if 0 <= days < _NEAR_DAYS:
        return [(days, _NEAR_DAYS + 2)]
    return [(_NEAR_DAYS + 1, _NEAR_DAYS + 2), (given.toordinal(), date.max.toordinal() + 1)]


def _take(question: Question, number: int) -> tuple[Answer | None, int]:
    """The answer to this question at the front of the number (None: nothing it offers), and the rest of the number."""
    if question.kind == "date":
        return _take_date(question, number)
    if question.kind == "several":
        rest, mask = divmod(number, 1 << _PLACES - 1)
        chosen = tuple(option for place, option in enumerate(_real(question)) if mask >> place & 1)
        return (chosen or ((NOT_SURE,) if NOT_SURE in question.allowed else None)), rest
    rest, place = divmod(number, _PLACES)
    options = dict(enumerate(_real(question))) | (
        {_PLACES - 1: NOT_SURE} if NOT_SURE in question.allowed else {}
    )
    return options.get(place), rest


def _take_date(question: Question, number: int) -> tuple[Answer | None, int]:
    rest, days = divmod(number, _NEAR_DAYS + 2)
    if days < _NEAR_DAYS:
        return _EPOCH + timedelta(days), rest
    if days == _NEAR_DAYS:
        return (NOT_SURE if NOT_SURE in question.allowed else None), rest
    rest, ordinal = divmod(rest, date.max.toordinal() + 1)
    return (date.fromordinal(ordinal) if ordinal else None), rest


def _real(question: Question) -> list[str]:
    return [option for option in question.allowed if option != NOT_SURE]


def _readings(
    walk: Walk, number: int, read: dict[str, Answer], added: int, moved: int
) -> Iterator[dict[str, Answer]]:
    """What a number may mean along the routes, if so many questions were added and options moved since."""
    question = walk.question
    if number <= 1 or question is None:
        if number == 1:
            yield read
        return
    given, rest = _take(question, number)
    if given is not None:
        yield from _readings(answer(walk, given), rest, {**read, question.id: given}, added, moved)
    if added:
        onward = {
            after.here.id: after
            for guess in representatives(walk)
            for after in [answer(walk, guess)]
        }
        for after in onward.values():
            yield from _readings(after, number, read, added - 1, moved)
    if moved and question.kind == "one":
        for other in question.allowed:
            yield from _readings(
                answer(walk, other), rest, {**read, question.id: other}, added, moved - 1
            )


def _asked_now(guide: Guide, read: Mapping[str, Answer], today: date) -> Question | None:
    walk = replay(guide, read, today)
    return walk.question if len(walk.answers) < len(read) else None


def _mark_of_answers(answers: Mapping[str, Answer]) -> int:
    """Tells the answers by their ids, so that a guide in which other things have changed reads them with certainty."""
    return (
        crc32(
            repr(
                [
                    (name, given if isinstance(given, str | tuple) else given.isoformat())
                    for name, given in answers.items()
                ]
            ).encode()
        )
        >> 17
    )


def _mark_of_guide(guide: Guide) -> int:
    """Tells the guide's version and shape: questions, options and where they lead, so that no edit goes unnoticed."""
    shape = [
        (question.id, question.kind, question.allowed, [*all_routes(question)])
        for question in guide.questions.values()
    ]
    return crc32(repr((guide.id, guide.version, guide.start, shape)).encode()) >> 22
