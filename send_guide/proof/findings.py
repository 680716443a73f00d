"""The kinds of finding that a proof may have, and what each consists of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from send_guide.guide import Place
from send_guide.proof.everybody import Callers, shortest
from send_guide.proof.states import (
    Caller,
    Visit,
    caller,
)

RULES: Mapping[str, str] = {
    "question-nobody-reaches": "no caller is asked the question",
    "outcome-nobody-reaches": "no caller ends there",
    "route-nobody-takes": "a line of `go` that is never the first to hold",
    "step-nobody-sees": "a step that an outcome names and shows to nobody there",
    "limit-nobody-sees": "a time limit that an outcome names and shows to nobody there",
    "area-of-nobody": "no caller is given this area's contacts",
    "condition-always-holds": "a `when` that holds for everybody it is asked of",
    "areas-overlap": "the conditions of two areas hold for the same caller",
    "answer-changes-nothing": "a question whose answers all lead every caller to the same guidance",
    "answer-settled": "a question whose answers all lead some caller to the same guidance",
    "outcome-without-steps": "a caller is told nothing to do",
    "outcome-without-contact": "a caller is told nobody to contact",
    "outcome-without-fallback": "a caller is not told what to do if a step fails",
    "outcome-without-limit": (
        "a caller gave a date from which a time limit runs, and is shown no time limit"
    ),
    "contact-twice-in-call": "two steps of a caller's call name the same contact",
    "say-without-number": (
        "a step of a caller's call names a contact with no number, address or words to find one"
    ),
    "card-too-long": "a caller's card does not fit the screen",
    "speaks-of-what-is-not-there": (
        "a caller is shown a step that speaks of a thing, such as a letter, that the caller lacks"
    ),
    "guarantee-broken": "a caller for whom a guarantee of the guide does not hold",
    "guarantee-for-nobody": "the conditions of a guarantee hold for no caller",
}
"""What `prove` finds, by name. Each is a fault: do not use a guide in which any is found."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not be: its place and rule, what is wrong, and a caller who shows it.

    The caller is the one with the shortest walk. Of something that nobody reaches, it is one who
    comes near; None where nobody does.
    """

    place: Place
    rule: str
    message: str
    caller: Caller | None


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know that is no fault."""

    place: Place
    kind: str
    message: str


def in_the_files(finding: Finding) -> tuple[object, ...]:
    """Sort key: the order of the flow files."""
    return finding.place, finding.rule, finding.message


def finding(
    everybody: Callers, place: Place, rule: str, message: str, seen: Iterable[Visit]
) -> Finding:
    """A finding that these states show; the shortest of them is the caller."""
    seen = list(seen)
    shown_by = caller(everybody.distinctions, shortest(seen)) if seen else None
    return Finding(place, rule, message, shown_by)
