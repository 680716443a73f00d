"""The model: what a guide is made of, as frozen values. Flow files are parsed into these."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from typing import Annotated, Literal

from send_guide.errors import Problem

NOT_SURE = "not_sure"
"""The answer of a caller who does not know. A date question offers it by its key `not_sure`."""

GIVEN = "given"
"""What a condition says to match a date question that was answered with a date."""

NOT_ASKED = "not_asked"
"""What a condition says to match a question that is not on the caller's route."""

LIMIT_STATES = ("open", "tomorrow", "today", "passed", "unknown")
"""States of a time limit that a condition may name.

`tomorrow`: the last day is the next calendar day; the limit is then `open` as well.
`unknown`: a date that it is counted from is not known.
"""

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


@dataclass(frozen=True, slots=True)
class Key:
    """How a field stands in flow files. The reader, the schema and the reference are made from it.

    `reads` names the reader of its value in `send_guide.language.readers`. `name`: the key, where
    it is not the field's own name; a field that is written in several ways has several.
    """

    about: str
    reads: str = "text"
    name: str | None = None
    required: bool = False


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


Sources = Annotated[tuple[str, ...], Key("where it comes from: ids under `sources`", "source_ids")]
"""The ids of the sources of what stands beside them."""

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
    start: Annotated[
        DayOfYear | WeekdayOfMonth,
        Key(
            "its first day, such as `1 July` or `last friday of june`",
            "day_of_season",
            name="from",
            required=True,
        ),
    ]
    end: Annotated[
        DayOfYear | WeekdayOfMonth, Key("its last day", "day_of_season", name="to", required=True)
    ]
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

    during: Annotated[str, Key("a season of the guide's head", "id", required=True)]
    label: Annotated[str, Key("the label on the days of that season", required=True)]
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Route:
    """One line of a `go`: the question or outcome to go to when the conditions hold."""

    to: Annotated[str, Key("the question or outcome to go to", "id", required=True)]
    when: Annotated[When, Key("conditions that must all hold; the last line has none", "when")] = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Option:
    """An answer that a question offers.

    Its own `go`, where it has one, comes before the question's. `labels`: its label in a season.
    """

    id: str
    label: Annotated[str, Key("the answer, as the adviser reads it", required=True)]
    note: Annotated[str | None, Key("for the adviser alone")] = None
    go: Annotated[
        tuple[Route, ...], Key("where this answer leads; comes before the question's own", "go")
    ] = ()
    labels: Annotated[
        tuple[SeasonalLabel, ...], Key("other labels, each during a season", "labels")
    ] = ()
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
    ask: Annotated[str, Key("the question, as the adviser reads it", required=True)]
    kind: Annotated[str, Key("`one` answer, `several` answers, or a `date`", "kind", required=True)]
    why: Annotated[str, Key("why we ask: shown on request", required=True)]
    say: Annotated[str | None, Key("how to put it to the caller aloud")] = None
    note: Annotated[str | None, Key("for the adviser alone")] = None
    not_sure: Annotated[
        str | None,
        Key(
            "how to find out. A question with an option `not_sure` must have it; a date question "
            "that has it takes `not_sure` as an answer"
        ),
    ] = None
    default: Annotated[str | None, Key("the answer that `--defaults` takes", "id")] = None
    options: Annotated[
        tuple[Option, ...],
        Key(
            "for `one` and `several`: id and label, or id and a mapping of `label`, `labels`, "
            "`note` and `go`",
            "options",
        ),
    ] = ()
    go: Annotated[
        tuple[Route, ...], Key("where to next, for every option without a `go` of its own", "go")
    ] = ()
    sources: Annotated[
        tuple[str, ...], Key("where the rule behind the question comes from", "source_ids")
    ] = ()
    may_be: Annotated[
        MayBe, Key("where a date may lie: `past` (without the key), `future` or `any`", "choice")
    ] = "past"
    place: Place = _place()

    @property
    def allowed(self) -> tuple[str, ...]:
        """The ids a person may answer with. A date question takes any date beside them."""
        if not self.options:
            return (NOT_SURE,) if self.not_sure else ()
        return tuple(option.id for option in self.options)

    def option(self, option_id: str) -> Option | None:
        """The option with this id, if the question offers it."""
        # a loop: this is asked at every step of a walk, and a generator takes twice the time
        for option in self.options:
            if option.id == option_id:
                return option
        return None


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

    name: Annotated[str, Key("the option's name", required=True)]
    takes: Annotated[str, Key("what it costs in time", required=True)]
    keeps_open: Annotated[str, Key("what stays open; never a recommendation", required=True)]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do.

    `by` names the time limit it must meet; `{by}` in `say` is replaced by its day. `contacts`: whom
    to ring or write to. `needs`: things of the guide that it speaks of, such as the letter.
    `as_service`: what is said and written instead when the adviser works for the contact.
    `when` holds wherever the step is used.
    """

    id: str
    text: Annotated[str, Key("what the family takes away", required=True)]
    sources: Sources
    say: Annotated[
        str | None,
        Key("read aloud: at most 20 words. `{by}` in it becomes the day of the limit in `by`"),
    ] = None
    note: Annotated[str | None, Key("for the adviser alone")] = None
    contacts: Annotated[
        tuple[str, ...], Key("whom to contact: an id, or a list of ids", "ids", name="contact")
    ] = ()
    by: Annotated[str | None, Key("the time limit it must meet", "id")] = None
    have_ready: Annotated[str | None, Key("what to have at hand")] = None
    if_it_fails: Annotated[str | None, Key("what to do if it does not work")] = None
    alternative: Annotated[
        Alternative | None,
        Key("makes it one of the options that an outcome shows side by side", "alternative"),
    ] = None
    needs: Annotated[
        tuple[str, ...], Key("things of the guide's head that it speaks of", "ids")
    ] = ()
    as_service: Annotated[
        str | None,
        Key("what is said and written instead when the adviser works for the step's contact"),
    ] = None
    when: Annotated[When, Key("who is shown it, in whatever outcome", "when")] = ()
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
    name: Annotated[str, Key("who it is", required=True)]
    purpose: Annotated[str, Key("what they are for", required=True)]
    sources: Sources
    checked: Annotated[date, Key("the day it was compared with its source", "day", required=True)]
    phone: Annotated[str | None, Key("area code, one space, the rest")] = None
    email: Annotated[str | None, Key("an address")] = None
    url: Annotated[str | None, Key("a web address")] = None
    find: Annotated[str | None, Key("where to find the details, in words")] = None
    hours: Annotated[str | None, Key("in words")] = None
    note: Annotated[str | None, Key("what else to know")] = None
    confidence: Annotated[Confidence, Key("how sure the details are", "choice")] = "medium"
    confirmed: Annotated[
        date | None, Key("the day a person rang it, or `not yet`", "day_or_not_yet")
    ] = None
    review_by: Annotated[
        date | None, Key("the day from which it must be looked at again", "day")
    ] = None
    open: Annotated[
        tuple[Hours, ...], Key('hours as data, such as `{monday: "09:00-12:00"}`', "open")
    ] = ()
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
    title: Annotated[str, Key("what it is", required=True)]
    checked: Annotated[date, Key("the day it was last looked at", "day", required=True)]
    url: Annotated[str | None, Key("where it can be read")] = None
    values: Annotated[
        Mapping[str, tuple[str, ...]],
        Key("the numbers and addresses it stands for, by kind", "values"),
    ] = field(default_factory=dict)
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Term:
    """A word or abbreviation of the field, and what it means in plain words."""

    id: str
    term: Annotated[str, Key("as it stands in texts", required=True)]
    meaning: Annotated[str, Key("in plain words", required=True)]
    sources: Sources = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time counted from a date the caller gives.

    `count` in `unit`; `from_question` is a date question. `starting_with`: the first day counts, so
    the span ends a day earlier. The units that end in `_before` count back. School days have no
    calendar here, so a span of them is never dated.
    `on_day` ends on `fixed_day`, and `before_day` on the day before it; `count` is then 0.
    `in_year` says of which year: that of the date, the next one, or the one in which the school
    year of the date ends (it runs from 1 September to 31 August). From the end so found,
    `then_months` and `then_weeks` are counted on, and `then_back_weeks` back.
    """

    id: str
    count: Annotated[
        int,
        Key("calendar months", "count", name="months"),
        Key("weeks", "count", name="weeks"),
        Key("days", "count", name="days"),
        Key("working days", "count", name="working_days"),
        Key("school days, which have no calendar: never dated", "count", name="school_days"),
        Key("months counted back", "count", name="months_before"),
        Key("weeks counted back", "count", name="weeks_before"),
        Key("days counted back", "count", name="days_before"),
        Key("working days counted back", "count", name="working_days_before"),
    ]
    unit: Unit
    from_question: Annotated[
        str, Key("the date question that it is counted from", "id", name="from", required=True)
    ]
    label: Annotated[str, Key("what it is counted from, in words", required=True)]
    starting_with: Annotated[bool, Key("`yes`: the first day counts", "yes_or_no")] = False
    fixed_day: Annotated[
        DayOfYear | None,
        Key("the day before this day, such as `31 March`", "day_of_year", name="before_day"),
        Key("on this day", "day_of_year", name="on_day"),
    ] = None
    in_year: Annotated[
        InYear,
        Key(
            "of which year that day is: the `same` year as the date (without the key), the "
            "`next`, or `school_year` (in which the school year of the date ends)",
            "choice",
        ),
    ] = "same"
    then_back_weeks: Annotated[int, Key("weeks to count back from the end so found", "count")] = 0
    then_months: Annotated[int, Key("months to count on from the end so found", "count")] = 0
    then_weeks: Annotated[int, Key("weeks to count on from the end so found", "count")] = 0
    place: Place = _place()

    def __str__(self) -> str:
        """The span in words, such as `2 months from the letter (letter_date)`."""
        first = ", which counts as the first day" if self.starting_with else ""
        back = f", less {_counted(self.then_back_weeks, 'weeks')}" if self.then_back_weeks else ""
        counted = f"{self._counted_from} {self.label} ({self.from_question}){first}"
        return f"{counted}{self.counted_on}{back}"

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
    def counted_on(self) -> str:
        """What is counted on from the end in words, such as `, then 3 months`; may be empty."""
        further = ((self.then_months, "months"), (self.then_weeks, "weeks"))
        return "".join(f", then {_counted(count, unit)}" for count, unit in further if count)

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
    label: Annotated[str, Key("what must be done by then", required=True)]
    rule: Annotated[str, Key("the limit in words", required=True)]
    spans: Annotated[
        tuple[Span, ...],
        Key(
            "spans by id; the latest counts. Without it the limit is known by its rule alone and "
            "never dated",
            "spans",
            name="later_of",
        ),
    ]
    moved: Annotated[
        Move, Key("what happens when the last day is not a working day", "choice", required=True)
    ]
    sources: Sources
    when: Annotated[When, Key("to whom it applies", "when")] = ()
    whose: Annotated[
        Whose,
        Key("who must keep to it: `family` (without the key), `council` or `other`", "choice"),
    ] = "family"
    note: Annotated[str | None, Key("what else to say of it")] = None
    leave_out: Annotated[
        tuple[LeftOut, ...],
        Key("days not counted: `christmas` (25 December to 1 January), `august`", "choices"),
    ] = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a walk ends: time limits, then steps in the order to do them.

    `steps`: those of the call first, then those for the papers, then more. A step stands where it
    is first shown to the caller; a second mention is passed over.
    """

    id: str
    title: Annotated[str, Key("what it comes to, in a line", required=True)]
    summary: Annotated[str, Key("what it means for the family", required=True)]
    steps: Annotated[
        tuple[Use, ...],
        Key(
            "the steps said in the call, in order: ids, or `step:` with `when:`",
            "steps",
            name="call",
            required=True,
        ),
        Key("the steps for the papers that the family gets", "steps", name="papers"),
        Key("the steps that may help besides", "steps", name="more"),
    ]
    time_limits: Annotated[
        tuple[Use, ...], Key("the time limits that apply: ids, or `limit:` with `when:`", "limits")
    ] = ()
    sources: Sources = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Area:
    """A council's own contacts, used when its conditions hold (or when it is asked for by name).

    `must_have`: contacts of the guide that it must put its own in front of.
    """

    id: str
    name: Annotated[str, Key("the council's name", required=True)]
    when: Annotated[When, Key("whose contacts they are", "when", required=True)]
    contacts: Annotated[
        Mapping[str, Contact],
        Key("stand in front of the guide's own of the same id", "contacts", required=True),
    ]
    must_have: Annotated[tuple[str, ...], Key("contacts that it must have of its own", "ids")] = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Faq:
    """A question that callers ask, and its answer. `papers`: it is printed in the papers too."""

    id: str
    ask: Annotated[str, Key("the question, as a caller asks it", required=True)]
    answer: Annotated[str, Key("the answer", required=True)]
    sources: Sources
    when: Annotated[When, Key("who is shown it; without it, only a search finds it", "when")] = ()
    papers: Annotated[bool, Key("`yes`: it is printed in the papers too", "yes_or_no")] = False
    callers_say: tuple[str, ...] = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Thing:
    """What a step may speak of, such as a decision letter, and the callers who have one."""

    id: str
    name: Annotated[str, Key("what it is called", required=True)]
    any_of: Annotated[
        tuple[When, ...],
        Key(
            "who has it: a list of conditions as in `when`, of which one must hold",
            "whens",
            required=True,
        ),
    ]
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
    of, `family` are questions that another problem of the same family need not ask again,
    `advice_service` and `child_at_risk` are contacts.
    """

    letter_date: Annotated[
        str | None, Key("the question for the date on the decision letter", "id")
    ] = None
    certificate_date: Annotated[
        str | None, Key("the question for the date on the mediation certificate", "id")
    ] = None
    advice_service: Annotated[
        tuple[str, ...], Key("the contacts that are the advice service", "ids")
    ] = ()
    child_at_risk: Annotated[tuple[str, ...], Key("the contacts for a child in danger", "ids")] = ()
    statistics: Annotated[
        tuple[str, ...], Key("the questions whose answers are counted", "ids")
    ] = ()
    family: Annotated[
        tuple[str, ...],
        Key("the questions whose answers stay the same for another problem of the family", "ids"),
    ] = ()
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
    promise: Annotated[str, Key("what is guaranteed, in a sentence", required=True)]
    why: Annotated[str, Key("why it must hold; the trap it guards against", required=True)]
    sources: Sources
    when: Annotated[When, Key("whom it is about; without it, everybody", "when")] = ()
    steps: Annotated[tuple[str, ...], Key("steps of which all are shown", "ids")] = ()
    not_steps: Annotated[tuple[str, ...], Key("steps of which none is shown", "ids")] = ()
    any_step: Annotated[tuple[str, ...], Key("steps of which at least one is shown", "ids")] = ()
    before: Annotated[
        tuple[tuple[str, str], ...],
        Key("pairs of steps: wherever the second is shown, the first stands above it", "pairs"),
    ] = ()
    contacts: Annotated[tuple[str, ...], Key("contacts of which all are shown", "ids")] = ()
    not_contacts: Annotated[tuple[str, ...], Key("contacts of which none is shown", "ids")] = ()
    time_limits: Annotated[
        tuple[str, ...],
        Key("time limits of which all are shown, with a date or with the rule alone", "ids"),
    ] = ()
    no_time_limits: Annotated[
        tuple[str, ...], Key("time limits of which none is shown", "ids")
    ] = ()
    outcome: Annotated[tuple[str, ...], Key("the walk ends in one of these", "ids")] = ()
    call: Annotated[
        tuple[str, ...], Key("steps of which all stand in the part for the call", "ids")
    ] = ()
    not_call: Annotated[tuple[str, ...], Key("steps of which none stands in that part", "ids")] = ()
    first_call: Annotated[
        tuple[str, ...], Key("the first step of the call is one of these", "ids")
    ] = ()
    only_when: Annotated[tuple[str, ...], Key("steps shown to nobody outside `when`", "ids")] = ()
    place: Place = _place()


@dataclass(frozen=True, slots=True)
class Guide:
    """A whole guide, sound enough to walk once `check` has found nothing.

    `main`: it starts when no guide is named. `law_as_of`: the day of the newest law in it.
    `before_release`: what a person must still do before anybody relies on it. `pin_numbers`: check
    holds every length of time in texts against the values of the sources cited there.
    `callers_say`: callers' own words; empty unless they were loaded for a search.
    """

    id: Annotated[str, Key("the guide's id", "id", required=True)]
    title: Annotated[str, Key("the guide's title", required=True)]
    version: Annotated[str, Key("in quotation marks", required=True)]
    law_as_of: Annotated[date, Key("the day of the newest law in the guide", "day", required=True)]
    reviewed: Annotated[
        date | None,
        Key("`not yet`, or the day a person confirmed the law", "day_or_not_yet", required=True),
    ]
    start: Annotated[str, Key("the first question", "id", required=True)]
    questions: Mapping[str, Question]
    outcomes: Mapping[str, Outcome]
    steps: Mapping[str, Step]
    time_limits: Mapping[str, TimeLimit]
    contacts: Mapping[str, Contact]
    areas: Mapping[str, Area]
    sources: Mapping[str, Source]
    glossary: Mapping[str, Term] = field(default_factory=dict)
    guarantees: Mapping[str, Guarantee] = field(default_factory=dict)
    before_release: Annotated[
        tuple[str, ...], Key("what a person must still do; `send-guide stale` prints it", "texts")
    ] = ()
    main: Annotated[bool, Key("`yes`: it starts when no guide is named", "yes_or_no")] = False
    roles: Annotated[Roles, Key("the ids that the program itself speaks of", "roles")] = field(
        default_factory=Roles
    )
    things: Annotated[
        Mapping[str, Thing], Key("what steps speak of, by id, and who has it", "things")
    ] = field(default_factory=dict)
    seasons: Annotated[
        Mapping[str, Season], Key("stretches of the year, by id, for labels", "seasons")
    ] = field(default_factory=dict)
    faqs: Mapping[str, Faq] = field(default_factory=dict)
    callers_say: Mapping[Target, tuple[str, ...]] = field(default_factory=dict)
    pin_numbers: Annotated[
        bool,
        Key(
            "`yes`: every number and length of time in a text stands in a source cited there",
            "yes_or_no",
        ),
    ] = False
    place: Place = _place()
    files: tuple[str, ...] = ()

    @property
    def all_contacts(self) -> tuple[Contact, ...]:
        """The guide's own contacts, then those of each area; an id may stand in several."""
        contacts = [*self.contacts.values()]
        for area in self.areas.values():
            contacts += area.contacts.values()
        return tuple(contacts)

    def contacts_in(self, area: Area | None) -> Mapping[str, Contact]:
        """Contacts by id: the guide's own, with those of an area in front of them."""
        return {**self.contacts, **(area.contacts if area else {})}
