"""Numbers, addresses and lengths of time.

Each stands in a source that is cited beside it, and the words of a rule agree with its spans.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from send_guide.errors import Problem
from send_guide.guide import Contact, Guide, Span, TimeLimit
from send_guide.language.checks.passages import Passage, passages

RULES = ("number-without-source", "rule-and-span-differ")
"""The names of the rules, as a problem shows them."""

Value = tuple[str, str]
"""A kind of value (`phone`, `weeks` …) and the value, in a form in which two can be compared."""

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IN_WORDS: Mapping[str, int] = {
    **{word: number for number, word in enumerate((*_ONES, *_TEENS), start=1)},
    **{word: number * 10 for number, word in enumerate(_TENS, start=2)},
}
_NUMBER = rf"[0-9]+|(?:{'|'.join(_TENS)})-(?:{'|'.join(_ONES)})|{'|'.join(_IN_WORDS)}"
_UNIT = r"working day|school day|calendar month|year|month|week|day|hour"
_LENGTH = re.compile(rf"\b({_NUMBER})[ -]({_UNIT})s?\b", re.IGNORECASE)
_PHONE = re.compile(
    r"(?<![\w.])0[0-9][0-9 ]{7,}[0-9](?!\w)"
    r"|(?:(?<=\bring )|(?<=\bcall )|(?<=\bdial ))[0-9]{3}(?![0-9])",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_URL = re.compile(
    r"(?<![@\w.])(?:https?://)?(?:[\w-]+\.)+(?:uk|org|com|net|info|eu)\b"
    r"(?:/(?:[\w./?=&%#-]*[\w/])?)?",
    re.IGNORECASE,
)
_FORM = re.compile(r"\b(?:SEND|EX|N|HF|UT)[0-9]+[A-Z]?\b")
_NOT_AN_ADDRESS = ("gov.uk",)
"""Names that look like web addresses and are words, such as GOV.UK."""


def numbers(guide: Guide) -> Iterator[Problem]:
    """Every number, address, form and length of time stands in a source that is cited beside it.

    Only in a guide whose head says `pin_numbers: yes`.
    """
    if not guide.pin_numbers:
        return
    for passage in passages(guide):
        known = _values_of(guide, passage.sources)
        for value, written in _found_in(passage.text):
            if not _stands_in(value, known):
                yield _without_source(passage, written, value)
    for contact in guide.all_contacts:
        known = _values_of(guide, contact.sources)
        for value, written in _details(contact):
            if not _stands_in(value, known):
                passage = Passage(contact.place, value[0], written, "family", contact.sources)
                yield _without_source(passage, written, value)


def _without_source(passage: Passage, written: str, value: Value) -> Problem:
    cited = ", ".join(passage.sources) or "none"
    message = f"`{passage.key}`: “{written}” stands in no source cited here ({cited})"
    fix = f"cite the source that says so, or give it `values: {{{value[0]}: {value[1]}}}`"
    return passage.place.problem("number-without-source", message, fix)


def _values_of(guide: Guide, sources: Iterable[str]) -> set[Value]:
    """What these sources stand for; a source's own web address counts too."""
    known: set[Value] = set()
    for name in sources:
        source = guide.sources.get(name)
        if source is None:
            continue
        for kind, values in source.values.items():
            known.update((kind, _plain(kind, value)) for value in values)
        if source.url:
            known.add(("url", _plain("url", source.url)))
    return known


def _stands_in(value: Value, known: set[Value]) -> bool:
    """Whether a value is known; a web address may name the site of a page that is known."""
    if value in known:
        return True
    return value[0] == "url" and any(
        kind == "url" and address.startswith(f"{value[1]}/") for kind, address in known
    )


def _plain(kind: str, value: str) -> str:
    """A value in a form in which two can be compared."""
    if kind == "phone":
        return re.sub(r"[^0-9]", "", value)
    if kind == "url":
        return re.sub(r"^https?://", "", value.lower()).removeprefix("www.").rstrip("/.")
    return value.lower() if kind == "email" else value


def _found_in(text: str) -> Iterator[tuple[Value, str]]:
    """The values in a text, each with the words it stands in."""
    for kind, pattern in (("phone", _PHONE), ("email", _EMAIL), ("form", _FORM)):
        for found in pattern.finditer(text):
            yield (kind, _plain(kind, found[0])), found[0]
    for found in _URL.finditer(text):
        address = _plain("url", found[0])
        if address not in _NOT_AN_ADDRESS:
            yield ("url", address), found[0]
    yield from lengths(text)


def _details(contact: Contact) -> Iterator[tuple[Value, str]]:
    for kind, detail in (("phone", contact.phone), ("email", contact.email), ("url", contact.url)):
        if detail is not None:
            yield (kind, _plain(kind, detail)), detail


def lengths(text: str) -> Iterator[tuple[Value, str]]:
    """The lengths of time in a text, each with its words: `("weeks", "6")` and “six weeks”."""
    for found in _LENGTH.finditer(text):
        unit = found[2].lower().removeprefix("calendar ").replace(" ", "_") + "s"
        yield (unit, str(_number(found[1].lower()))), found[0]


def _number(word: str) -> int:
    """A number in figures or in words up to ninety-nine."""
    if word.isdigit():
        return int(word)
    return sum(_IN_WORDS[part] for part in word.split("-"))


_FIRST_DAY = re.compile(
    r"first day|\bday 1\b|beginning with|starting with|that day count", re.IGNORECASE
)
_LEFT_OUT: Mapping[str, str] = {"christmas": "25 December", "august": "August"}


def rule_and_spans(guide: Guide) -> Iterator[Problem]:
    """The words of every time limit's rule say what its spans count."""
    for limit in guide.time_limits.values():
        for lacking in dict.fromkeys(_lacking(limit)):
            message = f"the rule of '{limit.id}' does not say “{lacking}”, and its spans do"
            fix = "make the words and the spans agree"
            yield limit.place.problem("rule-and-span-differ", message, fix)
        for too_much in _too_much(limit):
            message = f"the rule of '{limit.id}' says “{too_much}”, and its data do not"
            fix = "make the words and the data agree"
            yield limit.place.problem("rule-and-span-differ", message, fix)


def _lacking(limit: TimeLimit) -> Iterator[str]:
    """What the spans of a limit count and its rule does not say."""
    said = {value for value, _ in lengths(limit.rule)}
    for span in limit.spans:
        for (unit, count), words in _counted(span):
            if (unit, count) not in said and not (unit == "day_of_year" and count in limit.rule):
                yield words
        if _first_day_must_be_said(span) and not _FIRST_DAY.search(limit.rule):
            yield "the first day counts"
    told = f"{limit.rule} {limit.note or ''}"
    yield from (_LEFT_OUT[name] for name in limit.leave_out if _LEFT_OUT[name] not in told)


def _then(span: Span) -> Mapping[str, int]:
    """What is counted on or back from the end that a span finds first."""
    found = {"months": span.then_months, "weeks": span.then_weeks or span.then_back_weeks}
    return {unit: count for unit, count in found.items() if count}


def _counted(span: Span) -> Iterator[tuple[Value, str]]:
    """What a rule must say of a span: how far it counts in the end, or else its length."""
    then = _then(span)
    for unit, count in then.items():
        yield (unit, str(count)), f"{count} {unit}"
    if then or _is_the_day_itself(span):
        return
    if span.fixed_day is not None:
        yield ("day_of_year", str(span.fixed_day)), str(span.fixed_day)
    else:
        unit = span.unit.removesuffix("_before")
        yield (unit, str(span.count)), span.length


def _is_the_day_itself(span: Span) -> bool:
    """Whether a span ends on the day that it starts with."""
    return span.starting_with and (span.count, span.unit) == (1, "days")


def _first_day_must_be_said(span: Span) -> bool:
    return span.starting_with and not _then(span) and not _is_the_day_itself(span)


def _too_much(limit: TimeLimit) -> Iterator[str]:
    """What the rule of a limit says of its arithmetic that is not so."""
    first_day = _FIRST_DAY.search(limit.rule)
    if first_day and limit.spans and not any(span.starting_with for span in limit.spans):
        yield first_day[0]
    if "left out" in limit.rule and limit.spans and not limit.leave_out:
        yield "left out"
    if "not moved" in limit.rule and limit.moved in ("tribunal", "next_working_day"):
        yield "not moved"
