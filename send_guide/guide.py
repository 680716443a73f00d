"""The model: what a guide is made of, as frozen values. Flow files are parsed into these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from send_guide.errors import Problem

NOT_SURE = "not_sure"
"""The answer of a caller who does not know; any question may offer it, and a date question by `not_sure`."""

GIVEN = "given"
"""What a condition says to match a date question that was answered with a date."""

NOT_ASKED = "not_asked"
"""What a condition says to match a question that is not on the caller's route."""

LIMIT_STATES = ("open", "today", "passed", "unknown")
"""States of a time limit that a condition may name; `unknown` while a date it hangs on is not known."""

Kind = Literal["one", "several", "date"]
Test = Literal["any", "only", "none"]
Unit = Literal["months", "weeks", "days", "working_days", "months_before", "before_day"]
Move = Literal["tribunal", "back_to_working_day", "none"]
Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in the flow files: file (relative to the flows folder), line and column from 1."""

    file: str = ""
    line: int = 1
    column: int = 1

    def problem(self, rule: str, message: str, fix: str) -> Problem:
        """A fault that stands here."""
        return Problem(self.file, self.line, self.column, rule, message, fix)


def _place() -> Place:
    return field(default_factory=Place, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Condition:
    """One line of a `when`: a question (or time limit) and the answers (or states) that match.

    `any`: at least one answer given is listed. `only`: every answer given is listed. `none`: no answer
    given is listed. A question off the route matches nothing but the value `not_asked`.
    """

    subject: str
    values: tuple[str, ...]
    test: Test = "any"
    place: Place = _place()

    def __str__(self) -> str:
        """The condition in a line, such as `plan_parts: only needs, provision`."""
        test = "" if self.test == "any" else f"{self.test} "
        return f"{self.subject}: {test}{', '.join(self.values)}"


When = tuple[Condition, ...]
"""Conditions that must all hold. Empty: always."""


def in_a_line(when: When) -> str:
    """Conditions in a line, for reports."""
    return "; ".join(map(str, when))


@dataclass(frozen=True, slots=True)
class Route:
    """One line of a `go`: the question or outcome to go to when the conditions hold."""

    to: str
    when: When = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that a question offers. Its own `go`, where it has one, comes before the question's."""

    id: str
    label: str
    note: str | None = None
    go: tuple[Route, ...] = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask, how to say it, why we ask, what may be answered and where each answer leads.

    `not_sure` tells how to find out (where on the letter to look). `default` is the answer that `--defaults` takes.
    """

    id: str
    ask: str
    kind: Kind
    why: str
    say: str | None = None
    note: str | None = None
    not_sure: str | None = None
    default: str | None = None
    options: tuple[Option, ...] = ()
    go: tuple[Route, ...] = ()
    sources: tuple[str, ...] = ()
    place: Place = _place()

    @property
    def allowed(self) -> tuple[str, ...]:
        """The ids a person may answer with; for a date, only `not_sure` (if offered) beside any date."""
        if self.kind == "date":
            return (NOT_SURE,) if self.not_sure else ()
        return tuple(option.id for option in self.options)

    def option(self, option_id: str) -> Option | None:
        """The option with this id, if the question offers it."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True)
class Use:
    """A mention of a step or time limit in an outcome, perhaps only under conditions."""

    id: str
    when: When = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Alternative:
    """A step as one of the options that a family weighs: its name, what it costs in time and what it keeps open."""

    name: str
    takes: str
    keeps_open: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. `by` names the time limit it must meet; `when` holds wherever the step is used."""

    id: str
    text: str
    sources: tuple[str, ...]
    say: str | None = None
    note: str | None = None
    contact: str | None = None
    by: str | None = None
    have_ready: str | None = None
    if_it_fails: str | None = None
    alternative: Alternative | None = None
    when: When = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of one weekday (0 is Monday) in which a contact can be reached."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Contact:
    """Who to ring or write to. `find` says in words where to find the details, such as on the family's letter.

    `checked`: the day the entry was compared with its source. `confirmed`: the day a person rang or opened it; None: nobody has.
    `review_by`: the day from which it must be looked at again. `hours` in words, `open` as data.
    """

    id: str
    name: str
    purpose: str
    sources: tuple[str, ...]
    checked: date
    phone: str | None = None
    email: str | None = None
    url: str | None = None
    find: str | None = None
    hours: str | None = None
    note: str | None = None
    confidence: Confidence = "medium"
    confirmed: date | None = None
    review_by: date | None = None
    open: tuple[Hours, ...] = ()
    place: Place = _place()

    @property
    def is_emergency(self) -> bool:
        """Whether it is the national emergency number, which nobody rings to see whether it is right."""
        return self.phone == "999"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from. Its id is the fact's id in the research notes (`L3.1`, `LUT-20`)."""

    id: str
    title: str
    checked: date
    url: str | None = None
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Term:
    """A word or abbreviation of the field, and what it means in plain words."""

    id: str
    term: str
    meaning: str
    sources: tuple[str, ...] = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time counted from a date the caller gives.

    `count` in `unit`; `from_question` is a date question. `starting_with`: the first day counts, so the span ends a day earlier.
    `months_before` counts back. `before_day` ends on the day before a fixed day of the same year, given as month times 100 plus day.
    """

    id: str
    count: int
    unit: Unit
    from_question: str
    label: str
    starting_with: bool = False
    place: Place = _place()

    def __str__(self) -> str:
        """The span in words, such as `2 months from the letter (letter_date)`."""
        counted = (
            f"the day before {self.count % 100}/{self.count // 100} in the year of"
            if self.unit == "before_day"
            else self.length
        )
        way = "" if self.unit == "before_day" else " before" if self.counts_back else " from"
        return f"{counted}{way} {self.label} ({self.from_question}){', which counts as the first day' if self.starting_with else ''}"

    @property
    def length(self) -> str:
        """How long it is, such as `1 month`; a day of the year has no length."""
        unit = self.unit.removesuffix("_before").replace("_", " ")
        return f"{self.count} {unit.removesuffix('s') if self.count == 1 else unit}"

    @property
    def counts_back(self) -> bool:
        """Whether the span ends before the day it is counted from, which may then well lie ahead."""
        return self.unit in ("months_before", "before_day")


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A last day fixed by law: the latest of its spans, perhaps moved when it falls on a day nobody works.

    `moved`: `tribunal` (HESC Rules 2008, rule 12), `back_to_working_day` (show the working day before), or `none`.
    `rule` is the limit in words, for when no date is known.
    """

    id: str
    label: str
    rule: str
    spans: tuple[Span, ...]
    moved: Move
    sources: tuple[str, ...]
    when: When = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a walk ends: time limits, then steps in the order to do them."""

    id: str
    title: str
    summary: str
    steps: tuple[Use, ...]
    time_limits: tuple[Use, ...] = ()
    sources: tuple[str, ...] = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Area:
    """A council's own contacts, used when its conditions hold (or when it is asked for by name)."""

    id: str
    name: str
    when: When
    contacts: Mapping[str, Contact]
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Guarantee:
    """What must hold for every caller to whom the conditions apply; `send-guide prove` shows it or names the shortest caller who breaks it.

    Steps, contacts and time limits by id: all of these are shown, none of those, or (`any_step`) at least one. `before`: wherever the
    second step is shown, the first stands above it. `outcome`: the walk ends in one of these. `why` names the trap that the law guards.
    """

    id: str
    promise: str
    why: str
    sources: tuple[str, ...]
    when: When = ()
    steps: tuple[str, ...] = ()
    not_steps: tuple[str, ...] = ()
    any_step: tuple[str, ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    contacts: tuple[str, ...] = ()
    not_contacts: tuple[str, ...] = ()
    time_limits: tuple[str, ...] = ()
    no_time_limits: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Guide:
    """A whole guide, sound enough to walk once `check` has found nothing.

    `before_release`: what a person must still do before anybody relies on it.
    """

    id: str
    title: str
    version: str
    law_as_of: str
    reviewed: date | None
    start: str
    questions: Mapping[str, Question]
    outcomes: Mapping[str, Outcome]
    steps: Mapping[str, Step]
    time_limits: Mapping[str, TimeLimit]
    contacts: Mapping[str, Contact]
    areas: Mapping[str, Area]
    sources: Mapping[str, Source]
    glossary: Mapping[str, Term] = field(default_factory=dict)
    guarantees: Mapping[str, Guarantee] = field(default_factory=dict)
    before_release: tuple[str, ...] = ()
    place: Place = _place()
    files: tuple[str, ...] = ()

    @property
    def all_contacts(self) -> tuple[Contact, ...]:
        """The guide's own contacts, then those of each area; an id may stand in several."""
        return (
            *self.contacts.values(),
            *(contact for area in self.areas.values() for contact in area.contacts.values()),
        )

    def contacts_in(self, area: Area | None) -> Mapping[str, Contact]:
        """Contacts by id: the guide's own, with those of an area in front of them."""
        return {**self.contacts, **(area.contacts if area else {})}
