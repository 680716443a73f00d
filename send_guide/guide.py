"""The model: what a guide is made of, as frozen values. Flow files are parsed into these."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Literal

from send_guide.errors import Problem

NOT_SURE = "not_sure"
"""The answer of a caller who does not know. A date question offers it by its key `not_sure`."""

GIVEN = "given"
"""What a condition says to match a date question that was answered with a date."""

NOT_ASKED = "not_asked"
"""What a condition says to match a question that is not on the caller's route."""

LIMIT_STATES = ("open", "today", "passed", "unknown")
"""States of a time limit that a condition may name.

`unknown`: a date that it is counted from is not known.
"""

Kind = Literal["one", "several", "date"]
Test = Literal["any", "only", "none"]
Part = Literal["call", "papers", "more"]
Unit = Literal[
    "months",
    "weeks",
    "days",
    "working_days",
    "school_days",
    "months_before",
    "weeks_before",
    "days_before",
    "working_days_before",
    "before_day",
    "on_day",
]
InYear = Literal["same", "next", "school_year"]
Move = Literal["tribunal", "back_to_working_day", "next_working_day", "none"]
Whose = Literal["family", "council", "other"]
LeftOut = Literal["christmas", "august"]
MayBe = Literal["past", "future", "any"]
Confidence = Literal["high", "medium", "low"]
TargetKind = Literal["answer", "question", "step", "contact", "term", "faq"]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands in the flow files.

    `file` is relative to the flows folder; line and column count from 1.
    """

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

    `any`: at least one answer given is listed. `only`: every answer given is listed. `none`: no
    answer given is listed. A question off the route matches nothing but the value `not_asked`.
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
class DayOfYear:
    """A day that every year has, such as 31 March (29 February cannot be written)."""

    month: int
    day: int

    def __str__(self) -> str:
        """Day and month in words, such as `31 March`."""
        return f"{self.day} {MONTHS[self.month - 1]}"

    def of(self, year: int) -> date:
        """The date of it in one year."""
        return date(year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class WeekdayOfMonth:
    """A weekday of a month, such as the last Friday of June.

    `weekday`: 0 is Monday. `nth`: 0 is the first one of the month, and -1 the last one.
    """

    weekday: int
    month: int
    nth: int

    def of(self, year: int) -> date:
        """The date of it in one year."""
        length = monthrange(year, self.month)[1]
        days = [date(year, self.month, number) for number in range(1, length + 1)]
        return [day for day in days if day.weekday() == self.weekday][self.nth]


@dataclass(frozen=True, slots=True)
class Season:
    """A stretch of every year, both ends included. It may run over the new year."""

    id: str
    start: DayOfYear | WeekdayOfMonth
    end: DayOfYear | WeekdayOfMonth
    place: Place = _place()

    def holds(self, today: date) -> bool:
        """Whether a day lies in it."""
        first, last = self.start.of(today.year), self.end.of(today.year)
        if first <= last:
            return first <= today <= last
        return today >= first or today <= last


@dataclass(frozen=True, slots=True)
class SeasonalLabel:
    """The label of an option during a season."""

    during: str
    label: str
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Route:
    """One line of a `go`: the question or outcome to go to when the conditions hold."""

    to: str
    when: When = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that a question offers.

    Its own `go`, where it has one, comes before the question's. `labels`: its label in a season.
    """

    id: str
    label: str
    note: str | None = None
    go: tuple[Route, ...] = ()
    labels: tuple[SeasonalLabel, ...] = ()
    place: Place = _place()

    def label_on(self, guide: "Guide", today: date) -> str:
        """The label shown on a day: that of the first season that holds, or the option's own."""
        held = (each for each in self.labels if guide.seasons[each.during].holds(today))
        return next((each.label for each in held), self.label)


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask, how to say it, why we ask, what may be answered and where each answer leads.

    `not_sure` tells how to find out (where on the letter to look). `default` is the answer that
    `--defaults` takes. `may_be`: whether a date asked for lies behind the caller, ahead, or either.
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
    may_be: MayBe = "past"
    place: Place = _place()

    @property
    def allowed(self) -> tuple[str, ...]:
        """The ids a person may answer with. A date question takes any date, and perhaps `not_sure`."""
        if self.kind == "date":
            return (NOT_SURE,) if self.not_sure else ()
        return tuple(option.id for option in self.options)

    def option(self, option_id: str) -> Option | None:
        """The option with this id, if the question offers it."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True)
class Use:
    """A mention of a step or time limit in an outcome, perhaps only under conditions.

    `part`: where the step stands: on the card of the call, in the family's papers, or under more.
    """

    id: str
    when: When = ()
    part: Part = "call"
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Alternative:
    """A step as one of the options that a family weighs.

    `takes`: what it costs in time. `keeps_open`: what stays possible after it.
    """

    name: str
    takes: str
    keeps_open: str


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do.

    `by` names the time limit it must meet; `{by}` in `say` is replaced by its day. `contacts`: whom
    to ring or write to. `needs`: things of the guide that it speaks of, such as the letter.
    `as_service`: what is said and written instead when the adviser works for the contact.
    `when` holds wherever the step is used.
    """

    id: str
    text: str
    sources: tuple[str, ...]
    say: str | None = None
    note: str | None = None
    contacts: tuple[str, ...] = ()
    by: str | None = None
    have_ready: str | None = None
    if_it_fails: str | None = None
    alternative: Alternative | None = None
    needs: tuple[str, ...] = ()
    as_service: str | None = None
    when: When = ()
    place: Place = _place()

    @property
    def contact(self) -> str | None:
        """The first of its contacts, or None."""
        return self.contacts[0] if self.contacts else None


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of one weekday (0 is Monday) in which a contact can be reached."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class Contact:
    """Who to ring or write to.

    `find` says in words where to find the details, such as on the family's letter. `checked`: the
    day the entry was compared with its source. `confirmed`: the day a person rang or opened it;
    None: nobody has. `review_by`: the day from which it must be looked at again. `hours` in words,
    `open` as data.
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
        """Whether it is the national emergency number, which nobody rings to confirm it."""
        return self.phone == "999"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact comes from. Its id is the fact's id in the research notes (`L3.1`, `LUT-20`).

    `values`: the numbers and addresses it stands for, by kind (`phone`, `weeks`, `form` …).
    """

    id: str
    title: str
    checked: date
    url: str | None = None
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
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

    `count` in `unit`; `from_question` is a date question. `starting_with`: the first day counts, so
    the span ends a day earlier. The units that end in `_before` count back. School days have no
    calendar here, so a span of them is never dated.
    `on_day` ends on `fixed_day`, and `before_day` on the day before it; `count` is then 0.
    `in_year` says of which year: that of the date, the next one, or the one in which the school year of the
    date ends (it runs from 1 September to 31 August). `then_back_weeks`: weeks to count back from
    the end so found.
    """

    id: str
    count: int
    unit: Unit
    from_question: str
    label: str
    starting_with: bool = False
    fixed_day: DayOfYear | None = None
    in_year: InYear = "same"
    then_back_weeks: int = 0
    place: Place = _place()

    def __str__(self) -> str:
        """The span in words, such as `2 months from the letter (letter_date)`."""
        first = ", which counts as the first day" if self.starting_with else ""
        back = f", less {_counted(self.then_back_weeks, 'weeks')}" if self.then_back_weeks else ""
        return f"{self._counted_from} {self.label} ({self.from_question}){first}{back}"

    @property
    def _counted_from(self) -> str:
        if self.fixed_day is None:
            return f"{self.length} {'before' if self.counts_back else 'from'}"
        day = f"the day before {self.fixed_day}" if self.unit == "before_day" else self.fixed_day
        return f"{day} in {_YEARS[self.in_year]}"

    @property
    def length(self) -> str:
        """How long it is, such as `1 month`; a fixed day has no length."""
        return _counted(self.count, self.unit.removesuffix("_before").replace("_", " "))

    @property
    def counts_back(self) -> bool:
        """Whether the span may end before the day it is counted from, which may well lie ahead."""
        return self.unit.endswith("_before") or self.fixed_day is not None


_YEARS = {
    "same": "the year of",
    "next": "the year after",
    "school_year": "the year in which the school year ends of",
}


def _counted(count: int, unit: str) -> str:
    """A number and its unit, such as `1 month` or `15 school days`."""
    return f"{count} {unit.removesuffix('s') if count == 1 else unit}"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A last day fixed by law: the latest of its spans, perhaps moved to a working day.

    `rule` is the limit in words, for when no date is known. Without spans it is known by its rule
    alone and never dated. `moved`: `tribunal` (HESC Rules 2008, rule 12), `next_working_day`,
    `back_to_working_day` (show the working day before), or `none`. `whose`: who must keep to it.
    `note` is said with it. `leave_out`: days that are not counted (25 December to 1 January;
    1 to 31 August).
    """

    id: str
    label: str
    rule: str
    spans: tuple[Span, ...]
    moved: Move
    sources: tuple[str, ...]
    when: When = ()
    whose: Whose = "family"
    note: str | None = None
    leave_out: tuple[LeftOut, ...] = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a walk ends: time limits, then steps in the order to do them.

    `steps`: those of the call first, then those for the papers, then more. A step stands where it
    is first shown to the caller; a second mention is passed over.
    """

    id: str
    title: str
    summary: str
    steps: tuple[Use, ...]
    time_limits: tuple[Use, ...] = ()
    sources: tuple[str, ...] = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Area:
    """A council's own contacts, used when its conditions hold (or when it is asked for by name).

    `must_have`: contacts of the guide that it must put its own in front of.
    """

    id: str
    name: str
    when: When
    contacts: Mapping[str, Contact]
    must_have: tuple[str, ...] = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Faq:
    """A question that callers ask, and its answer. `papers`: it is printed in the papers too."""

    id: str
    ask: str
    answer: str
    sources: tuple[str, ...]
    when: When = ()
    papers: bool = False
    callers_say: tuple[str, ...] = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Thing:
    """What a step may speak of, such as a decision letter, and the callers who have one."""

    id: str
    name: str
    any_of: tuple[When, ...]
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Target:
    """What callers' words lead to: its kind and id; an answer's id is `question=option`."""

    kind: TargetKind
    id: str
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Roles:
    """The ids that stand for something the program itself speaks of.

    `letter_date` and `certificate_date` are questions, `statistics` are questions to count answers
    of, `advice_service` and `child_at_risk` are contacts.
    """

    letter_date: str | None = None
    certificate_date: str | None = None
    advice_service: tuple[str, ...] = ()
    child_at_risk: tuple[str, ...] = ()
    statistics: tuple[str, ...] = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Guarantee:
    """What must hold for every caller to whom the conditions apply.

    `send-guide prove` shows that it holds, or names the shortest caller who breaks it. Steps,
    contacts and time limits by id: all of these are shown, none of those, or (`any_step`) at least
    one. `before`: wherever the second step is shown, the first stands above it. `outcome`: the walk
    ends in one of these. `call`: all stand in the part for the call; `not_call`: none does;
    `first_call`: the first step of the call is one of these. `only_when`: steps that are shown to
    nobody outside the conditions. `why` names the trap that it guards against.
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
    call: tuple[str, ...] = ()
    not_call: tuple[str, ...] = ()
    first_call: tuple[str, ...] = ()
    only_when: tuple[str, ...] = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Guide:
    """A whole guide, sound enough to walk once `check` has found nothing.

    `main`: it starts when no guide is named. `law_as_of`: the day of the newest law in it.
    `before_release`: what a person must still do before anybody relies on it. `pin_numbers`: check
    holds every length of time in texts against the values of the sources cited there.
    `callers_say`: callers' own words; empty unless they were loaded for a search.
    """

    id: str
    title: str
    version: str
    law_as_of: date
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
    main: bool = False
    roles: Roles = field(default_factory=Roles)
    things: Mapping[str, Thing] = field(default_factory=dict)
    seasons: Mapping[str, Season] = field(default_factory=dict)
    faqs: Mapping[str, Faq] = field(default_factory=dict)
    callers_say: Mapping[Target, tuple[str, ...]] = field(default_factory=dict)
    pin_numbers: bool = False
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
