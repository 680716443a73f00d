"""The flow language: its keys in tables, and what each holds. flows/README.md explains them to authors."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import time
from typing import Any, get_args

from send_guide.guide import (
    MONTHS,
    WEEKDAYS,
    Alternative,
    Area,
    Condition,
    Confidence,
    Contact,
    DayOfYear,
    Faq,
    Guarantee,
    Hours,
    InYear,
    Kind,
    LeftOut,
    MayBe,
    Move,
    Option,
    Outcome,
    Part,
    Question,
    Roles,
    Route,
    Season,
    SeasonalLabel,
    Source,
    Span,
    Step,
    Target,
    TargetKind,
    Term,
    Thing,
    TimeLimit,
    Unit,
    Use,
    WeekdayOfMonth,
    When,
    Whose,
)
from send_guide.language.schema_parts import (
    any_of,
    entries,
    one_or_more,
    shape_of,
    shaped,
    whole,
)
from send_guide.language.values import (
    NOT_YET,
    OWN_ID,
    Key,
    Reader,
    Table,
    choice,
    count,
    day,
    day_or_not_yet,
    identifier,
    list_of,
    own_id,
    own_source_id,
    record_shape,
    source_id,
    text,
    yes_or_no,
)
from send_guide.language.yaml_tree import (
    Items,
    Keys,
    Node,
    Text,
)

_TESTS: Table = {
    "only": Key(list_of(identifier), about="every answer given is one of these"),
    "none": Key(list_of(identifier), about="no answer given is one of these"),
}
_CONDITION = any_of(
    shape_of(list_of(identifier)), {**record_shape(_TESTS), "minProperties": 1, "maxProperties": 1}
)


@shaped({**entries(shape_of(identifier), _CONDITION), "minProperties": 1}, "when")
def _when(reader: Reader, node: Node) -> When | None:
    found = reader.keys(node, "`when`")
    if found is None:
        return None
    if not found.keys:
        reader.fault(
            node,
            "empty-text",
            "`when` holds no condition",
            "name a question and its answers, or leave `when` out",
        )
        return None
    conditions = tuple(_condition(reader, key, value) for key, value in found.keys.values())
    return (
        None
        if any(each is None for each in conditions)
        else tuple(each for each in conditions if each)
    )


def _condition(reader: Reader, key: Text, node: Node) -> Condition | None:
    subject = identifier(reader, key)
    place = reader.place(key)
    if isinstance(node, Keys):
        tests = reader.record(node, _TESTS, "a condition")
        if tests is None or subject is None:
            return None
        if len(tests) != 1:
            reader.fault(
                node,
                "bad-value",
                "a condition has one of `only` and `none`",
                "write the other as a condition of its own",
            )
            return None
        [(test, values)] = tests.items()
        return Condition(subject, values, "only" if test == "only" else "none", place)
    values = list_of(identifier)(reader, node)
    return None if values is None or subject is None else Condition(subject, values, "any", place)


_ROUTE: Table = {
    "when": Key(
        _when, about="conditions that must all hold; left out in the line that is taken otherwise"
    ),
    "to": Key(identifier, required=True, about="the question or outcome to go to"),
}


@shaped(any_of(shape_of(identifier), {"type": "array", "items": record_shape(_ROUTE)}), "go")
def _go(reader: Reader, node: Node) -> tuple[Route, ...] | None:
    if isinstance(node, Text):
        to = identifier(reader, node)
        return None if to is None else (Route(to, (), reader.place(node)),)
    if not isinstance(node, Items):
        reader.fault(
            node,
            "wrong-type",
            "`go` is neither an id nor a list",
            "write the id of a question or outcome, or a list of `- when: … to: …`",
        )
        return None
    routes = [(item, reader.record(item, _ROUTE, "a line of `go`")) for item in node.items]
    if any(values is None for _, values in routes):
        return None
    return tuple(Route(place=reader.place(item), **values) for item, values in routes if values)


_SEASONAL_LABEL: Table = {
    "during": Key(identifier, required=True, about="a season of the guide's head"),
    "label": Key(text, required=True, about="the label on the days of that season"),
}


@shaped({"type": "array", "items": record_shape(_SEASONAL_LABEL), "minItems": 1})
def _labels(reader: Reader, node: Node) -> tuple[SeasonalLabel, ...] | None:
    if not isinstance(node, Items):
        reader.fault(
            node,
            "wrong-type",
            "`labels` is not a list",
            "write lines of `- {during: …, label: …}`",
        )
        return None
    read = [(item, reader.record(item, _SEASONAL_LABEL, "a label")) for item in node.items]
    if any(values is None for _, values in read):
        return None
    return tuple(
        SeasonalLabel(**values, place=reader.place(item)) for item, values in read if values
    )


_OPTION: Table = {
    "label": Key(text, required=True, about="the answer, as the adviser reads it"),
    "labels": Key(_labels, about="other labels, each during a season"),
    "note": Key(text, about="for the adviser alone"),
    "go": Key(_go, about="where this answer leads; comes before the question's own"),
}


@shaped(entries(OWN_ID, any_of(shape_of(text), record_shape(_OPTION))), "options")
def _options(reader: Reader, node: Node) -> tuple[Option, ...] | None:
    found = reader.keys(node, "`options`")
    if found is None:
        return None
    options = []
    for key, value in found.keys.values():
        option_id = own_id(reader, key)
        values = (
            {"label": text(reader, value)}
            if isinstance(value, Text)
            else reader.record(value, _OPTION, "an option")
        )
        if option_id is None or values is None or values["label"] is None:
            return None
        options.append(Option(id=option_id, place=reader.place(key), **values))
    return tuple(options)


def _use(word: str) -> Callable[[Reader, Node], Use | None]:
    table: Table = {
        word: Key(identifier, required=True, about=f"the {word}'s id"),
        "when": Key(_when, about=f"when the {word} applies here"),
    }

    @shaped(any_of(shape_of(identifier), record_shape(table)))
    def read_use(reader: Reader, node: Node) -> Use | None:
        if isinstance(node, Text):
            used = identifier(reader, node)
            return None if used is None else Use(used, place=reader.place(node))
        values = reader.record(node, table, f"a {word}'s mention")
        return (
            None
            if values is None
            else Use(values[word], values.get("when", ()), place=reader.place(node))
        )

    return read_use


_DAY_OF_YEAR = re.compile(
    rf"([1-9]|[12][0-9]|30) ({'|'.join(MONTHS)})|31 (January|March|May|July|August|October|December)"
)
_HOURS = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")


@shaped(
    {
        "type": "string",
        "pattern": whole(_DAY_OF_YEAR.pattern),
        "not": {"enum": ["29 February", "30 February"]},
    }
)
def _day_of_year(reader: Reader, node: Node) -> DayOfYear | None:
    value = text(reader, node)
    if value is None:
        return None
    if not _DAY_OF_YEAR.fullmatch(value) or value in ("29 February", "30 February"):
        reader.fault(
            node, "bad-value", f"'{value}' is not a day of every year", "write it as 15 February"
        )
        return None
    day, month = value.split()
    return DayOfYear(MONTHS.index(month) + 1, int(day))


_NTH = ("first", "second", "third", "fourth", "last")
_ANY_CASE = {
    word: f"[{word[0].upper()}{word[0].lower()}]{word[1:]}" for word in (*MONTHS, *WEEKDAYS)
}
_WEEKDAY_OF_MONTH = re.compile(
    rf"({'|'.join(_NTH)}) ({'|'.join(_ANY_CASE[day] for day in WEEKDAYS)})"
    rf" of ({'|'.join(_ANY_CASE[month] for month in MONTHS)})"
)


@shaped(
    any_of(shape_of(_day_of_year), {"type": "string", "pattern": whole(_WEEKDAY_OF_MONTH.pattern)})
)
def _day_of_season(reader: Reader, node: Node) -> DayOfYear | WeekdayOfMonth | None:
    found = _WEEKDAY_OF_MONTH.fullmatch(node.value) if isinstance(node, Text) else None
    if found is None:
        return _day_of_year(reader, node)
    weekday = WEEKDAYS.index(found[2].lower())
    month = MONTHS.index(found[3].capitalize()) + 1
    nth = -1 if found[1] == "last" else _NTH.index(found[1])
    return WeekdayOfMonth(weekday, month, nth)


@shaped(entries({"enum": list(WEEKDAYS)}, {"type": "string", "pattern": whole(_HOURS.pattern)}))
def _open(reader: Reader, node: Node) -> tuple[Hours, ...] | None:
    found = reader.keys(node, "`open`")
    hours: list[Hours] = []
    for name, (key, value) in found.keys.items() if found else ():
        times = _HOURS.fullmatch(value.value) if isinstance(value, Text) else None
        if name not in WEEKDAYS:
            reader.fault(
                key, "bad-value", f"'{name}' is not a weekday", f"use one of {', '.join(WEEKDAYS)}"
            )
        elif times is None or times[0][:5] >= times[0][6:]:
            reader.fault(
                value,
                "bad-value",
                "these are not opening hours",
                "write them as 09:00-12:00, in quotation marks",
            )
        else:
            hours.append(
                Hours(
                    WEEKDAYS.index(name),
                    time(int(times[1]), int(times[2])),
                    time(int(times[3]), int(times[4])),
                )
            )
    return tuple(hours) if found and len(hours) == len(found.keys) else None


_UNITS: tuple[Unit, ...] = get_args(Unit)
_FIXED_DAYS = ("before_day", "on_day")
_SPAN: Table = {
    **{
        unit: Key(
            _day_of_year if unit in _FIXED_DAYS else count,
            about="the length; a span has exactly one",
        )
        for unit in _UNITS
    },
    "from": Key(identifier, required=True, about="the date question that it is counted from"),
    "label": Key(text, required=True, about="what it is counted from, in words"),
    "starting_with": Key(yes_or_no, about="yes: the first day counts"),
    "in_year": Key(
        choice(get_args(InYear)),
        about="of which year the fixed day is: `same` as the date, `next`, or `school_year`",
    ),
    "then_back_weeks": Key(count, about="weeks to count back from the end so found"),
}
_SPAN_SHAPE = {
    **record_shape(_SPAN),
    "oneOf": [{"required": [unit]} for unit in _UNITS],
    "dependentSchemas": {"in_year": any_of(*({"required": [unit]} for unit in _FIXED_DAYS))},
}


@shaped(entries(OWN_ID, _SPAN_SHAPE))
def _spans(reader: Reader, node: Node) -> tuple[Span, ...] | None:
    found = reader.keys(node, "`later_of`")
    if found is None:
        return None
    spans = tuple(_span(reader, key, value) for key, value in found.keys.values())
    return None if any(span is None for span in spans) else tuple(span for span in spans if span)


def _span(reader: Reader, key: Text, node: Node) -> Span | None:
    span_id, values = own_id(reader, key), reader.record(node, _SPAN, "a span")
    if span_id is None or values is None:
        return None
    units = [unit for unit in _UNITS if unit in values]
    if len(units) != 1:
        reader.fault(
            node, "bad-value", "a span has exactly one length", f"give one of {', '.join(_UNITS)}"
        )
        return None
    unit = units[0]
    fixed = unit in _FIXED_DAYS
    if "in_year" in values and not fixed:
        reader.fault(node, "bad-value", "`in_year` is only for a fixed day", "leave `in_year` out")
        return None
    return Span(
        span_id,
        0 if fixed else values[unit],
        unit,
        values["from"],
        values["label"],
        values.get("starting_with", False),
        values[unit] if fixed else None,
        values.get("in_year", "same"),
        values.get("then_back_weeks", 0),
        reader.place(key),
    )


_ROLES: Table = {
    "letter_date": Key(identifier, about="the question for the date on the decision letter"),
    "certificate_date": Key(identifier, about="the question for the date on the certificate"),
    "advice_service": Key(list_of(identifier), about="the contacts that are the advice service"),
    "child_at_risk": Key(list_of(identifier), about="the contacts when a child may be in danger"),
    "statistics": Key(list_of(identifier), about="the questions whose answers are counted"),
}


@shaped(record_shape(_ROLES))
def _roles(reader: Reader, node: Node) -> Roles | None:
    values = reader.record(node, _ROLES, "`roles`")
    return None if values is None else Roles(**values, place=reader.place(node))


_THING: Table = {
    "name": Key(text, required=True, about="what it is called in words"),
    "any_of": Key(
        list_of(_when), required=True, about="who has it: a list, one of which must hold whole"
    ),
}
_SEASON: Table = {
    "from": Key(
        _day_of_season, required=True, about="its first day: `1 July` or `last friday of june`"
    ),
    "to": Key(_day_of_season, required=True, about="its last day"),
}


def _by_id(
    table: Table, what: str, build: Callable[[dict[str, Any]], Any]
) -> Callable[[Reader, Node], dict[str, Any] | None]:
    """A reader of entries by their id, each with the keys of a table."""

    @shaped(entries(OWN_ID, record_shape(table)))
    def read_by_id(reader: Reader, node: Node) -> dict[str, Any] | None:
        found = reader.keys(node, f"the list of {what}s")
        read: dict[str, Any] = {}
        for key, value in found.keys.values() if found else ():
            entry_id = own_id(reader, key)
            values = reader.record(value, table, f"the {what} '{key.value}'")
            if entry_id is not None and values is not None:
                read[entry_id] = build({**values, "id": entry_id, "place": reader.place(key)})
        return read if found and len(read) == len(found.keys) else None

    return read_by_id


def _build_season(values: dict[str, Any]) -> Season:
    return Season(values["id"], values["from"], values["to"], values["place"])


_sources = Key(list_of(source_id), about="where it comes from: ids under `sources`")
GUIDE: Table = {
    "id": Key(identifier, required=True, about="the guide's id"),
    "title": Key(text, required=True, about="the guide's title"),
    "version": Key(text, required=True, about="in quotation marks"),
    "law_as_of": Key(day, required=True, about="the day of the newest law in the guide"),
    "reviewed": Key(
        day_or_not_yet, required=True, about="`not yet`, or the day a person confirmed the law"
    ),
    "start": Key(identifier, required=True, about="the first question"),
    "main": Key(yes_or_no, about="`yes`: it starts when no guide is named"),
    "roles": Key(_roles, about="the ids that the program itself speaks of"),
    "things": Key(
        _by_id(_THING, "thing", lambda values: Thing(**values)),
        about="what steps speak of, and who has it",
    ),
    "seasons": Key(
        _by_id(_SEASON, "season", _build_season), about="stretches of the year, for labels"
    ),
    "pin_numbers": Key(
        yes_or_no, about="`yes`: every length of time in a text must stand in a source it cites"
    ),
    "before_release": Key(list_of(text), about="what a person must still do"),
}
QUESTION: Table = {
    "kind": Key(
        choice(get_args(Kind)), required=True, about="`one` answer, `several` answers, or a `date`"
    ),
    "ask": Key(text, required=True, about="the question, as the adviser reads it"),
    "why": Key(text, required=True, about="why we ask: shown on request"),
    "say": Key(text, about="how to put it to the caller aloud (optional)"),
    "note": Key(text, about="for the adviser alone (optional)"),
    "not_sure": Key(
        text,
        about="how to find out; a date question that has it also takes `not_sure` as an answer. A question with an option `not_sure` must have it",
    ),
    "default": Key(identifier, about="the answer that `--defaults` takes"),
    "options": Key(
        _options,
        about="for `one` and `several`: id and label, or id and a mapping of `label`, `note` and `go`",
    ),
    "go": Key(_go, about="where to next, for every option without a `go` of its own"),
    "may_be": Key(
        choice(get_args(MayBe)), about="where a date may lie: `past` (default), `future` or `any`"
    ),
    "sources": _sources,
}
OUTCOME: Table = {
    "title": Key(text, required=True, about="what it comes to, in a line"),
    "summary": Key(text, required=True, about="what it means for the family"),
    "time_limits": Key(
        list_of(_use("limit")), about="the time limits that apply: ids, or `limit:` with `when:`"
    ),
    "call": Key(
        list_of(_use("step")),
        required=True,
        about="the steps said in the call, in order: ids, or `step:` with `when:`",
    ),
    "papers": Key(list_of(_use("step")), about="the steps for the papers that the family gets"),
    "more": Key(list_of(_use("step")), about="the steps that may help besides"),
    "sources": _sources,
}
_ALTERNATIVE: Table = {
    "name": Key(text, required=True, about="the option's name"),
    "takes": Key(text, required=True, about="what it costs in time"),
    "keeps_open": Key(text, required=True, about="what stays open; never a recommendation"),
}


@shaped(record_shape(_ALTERNATIVE))
def _alternative(reader: Reader, node: Node) -> Alternative | None:
    values = reader.record(node, _ALTERNATIVE, "`alternative`")
    return None if values is None else Alternative(**values)


STEP: Table = {
    "text": Key(text, required=True, about="what the family takes away"),
    "say": Key(
        text,
        about="read aloud: one idea, at most 20 words; `{by}` becomes the day of the limit in `by`",
    ),
    "note": Key(text, about="for the adviser alone"),
    "contact": Key(list_of(identifier), about="whom to contact: an id, or several as a list"),
    "needs": Key(list_of(identifier), about="things of the guide's head that it speaks of"),
    "as_service": Key(
        text, about="what is said instead when the adviser works for the step's contact"
    ),
    "by": Key(identifier, about="the time limit it must meet"),
    "have_ready": Key(text, about="what to have at hand"),
    "if_it_fails": Key(text, about="what to do if it does not work"),
    "alternative": Key(
        _alternative, about="the step as one of the options that an outcome shows side by side"
    ),
    "when": Key(_when, about="holds wherever the step is used"),
    "sources": _sources,
}
TIME_LIMIT: Table = {
    "label": Key(text, required=True, about="what must be done by then"),
    "rule": Key(text, required=True, about="the limit in words"),
    "later_of": Key(
        _spans,
        about="spans by id; the latest counts. Without it the limit is known by its rule alone",
    ),
    "moved": Key(
        choice(get_args(Move)),
        required=True,
        about="what happens when the last day is not a working day",
    ),
    "when": Key(_when, about="when the limit applies"),
    "whose": Key(
        choice(get_args(Whose)), about="who must keep to it: `family` (default), `council`, `other`"
    ),
    "note": Key(text, about="what else to say of it"),
    "leave_out": Key(
        list_of(choice(get_args(LeftOut))),
        about="days not counted: `christmas` (25 December to 1 January), `august`",
    ),
    "sources": _sources,
}
CONTACT: Table = {
    "name": Key(text, required=True, about="who it is"),
    "purpose": Key(text, required=True, about="what they are for"),
    "phone": Key(text, about="area code, one space, the rest"),
    "email": Key(text, about="an address"),
    "url": Key(text, about="a web address"),
    "find": Key(text, about="where to find the details, in words"),
    "hours": Key(text, about="in words"),
    "note": Key(text, about="what else to know"),
    "confidence": Key(choice(get_args(Confidence)), about="how sure the details are"),
    "checked": Key(day, required=True, about="the day it was compared with its source"),
    "confirmed": Key(day_or_not_yet, about="the day a person rang it, or `not yet`"),
    "review_by": Key(day, about="the day from which it must be looked at again"),
    "open": Key(_open, about='hours as data, such as `{monday: "09:00-12:00"}`'),
    "sources": _sources,
}
TERM: Table = {
    "term": Key(text, required=True, about="as it stands in texts"),
    "meaning": Key(text, required=True, about="in plain words"),
    "sources": _sources,
}
FAQ: Table = {
    "ask": Key(text, required=True, about="the question, as a caller asks it"),
    "answer": Key(text, required=True, about="the answer"),
    "when": Key(_when, about="who is shown it; without it, it is only found by a search"),
    "papers": Key(yes_or_no, about="`yes`: it is printed in the papers too"),
    "sources": _sources,
}
LENGTHS = ("years", "months", "weeks", "days", "working_days", "school_days", "hours")
"""The kinds of value that are a length of time."""
VALUES: Table = {
    "phone": Key(list_of(text), about="telephone numbers"),
    "email": Key(list_of(text), about="email addresses"),
    "url": Key(list_of(text), about="web addresses"),
    "form": Key(list_of(text), about="names of forms, such as SEND35A"),
    **{kind: Key(list_of(count), about="lengths of time") for kind in LENGTHS},
}


@shaped(record_shape(VALUES))
def _values(reader: Reader, node: Node) -> dict[str, tuple[str, ...]] | None:
    values = reader.record(node, VALUES, "`values`")
    return values and {kind: tuple(map(str, each)) for kind, each in values.items()}


SOURCE: Table = {
    "title": Key(text, required=True, about="what it is"),
    "url": Key(text, about="where it can be read"),
    "checked": Key(day, required=True, about="the day it was last looked at"),
    "values": Key(_values, about="the numbers and addresses it stands for, by kind"),
}


@shaped(entries(OWN_ID, record_shape(CONTACT)))
def _contacts(reader: Reader, node: Node) -> dict[str, Contact] | None:
    found = reader.keys(node, "`contacts`")
    return (
        None
        if found is None
        else {
            name: each
            for name, each, _ in read_entries(reader, found, "contacts")
            if each is not None
        }
    )


AREA: Table = {
    "name": Key(text, required=True, about="the council's name"),
    "when": Key(_when, required=True, about="whose contacts they are"),
    "contacts": Key(
        _contacts, required=True, about="stand in front of the guide's own of the same id"
    ),
    "must_have": Key(list_of(identifier), about="contacts that it must have of its own"),
}


@shaped({"type": "array", "items": shape_of(identifier), "minItems": 2, "maxItems": 2})
def _pair(reader: Reader, node: Node) -> tuple[str, str] | None:
    ids = list_of(identifier)(reader, node)
    if ids is not None and len(ids) != 2:
        reader.fault(
            node,
            "bad-value",
            "each item of `before` is a pair of steps",
            "write it as `- [first_step, later_step]`",
        )
        return None
    return None if ids is None else (ids[0], ids[1])


GUARANTEE: Table = {
    "promise": Key(text, required=True, about="what is guaranteed, in a sentence"),
    "why": Key(text, required=True, about="why it must hold; the trap it guards against"),
    "when": Key(_when, about="whom it is about; without it, everybody"),
    "steps": Key(list_of(identifier), about="steps of which all are shown"),
    "not_steps": Key(list_of(identifier), about="steps of which none is shown"),
    "any_step": Key(list_of(identifier), about="steps of which at least one is shown"),
    "before": Key(
        list_of(_pair),
        about="pairs of steps: wherever the second is shown, the first stands above it",
    ),
    "contacts": Key(list_of(identifier), about="contacts of which all are shown"),
    "not_contacts": Key(list_of(identifier), about="contacts of which none is shown"),
    "time_limits": Key(
        list_of(identifier),
        about="time limits of which all are shown, with a date or with the rule alone",
    ),
    "no_time_limits": Key(list_of(identifier), about="time limits of which none is shown"),
    "outcome": Key(list_of(identifier), about="the walk ends in one of these"),
    "call": Key(list_of(identifier), about="steps of which all stand in the part for the call"),
    "not_call": Key(list_of(identifier), about="steps of which none stands in that part"),
    "first_call": Key(list_of(identifier), about="the first step of the call is one of these"),
    "only_when": Key(list_of(identifier), about="steps shown to nobody outside `when`"),
    "sources": _sources,
}


def _build_contact(values: dict[str, Any]) -> Contact:
    if values.get("confirmed") == NOT_YET:
        del values["confirmed"]
    return Contact(**{"sources": (), **values})


def _build_limit(values: dict[str, Any]) -> TimeLimit:
    return TimeLimit(spans=values.pop("later_of", ()), **{"sources": (), **values})


def _build_step(values: dict[str, Any]) -> Step:
    return Step(contacts=values.pop("contact", ()), **{"sources": (), **values})


def _build_outcome(values: dict[str, Any]) -> Outcome:
    parts: tuple[Part, ...] = get_args(Part)
    uses = [replace(use, part=part) for part in parts for use in values.pop(part, ())]
    return Outcome(steps=tuple(uses), **values)


SECTIONS: Mapping[str, tuple[str, Table, Callable[[dict[str, Any]], Any]]] = {
    "questions": ("a question", QUESTION, lambda values: Question(**values)),
    "outcomes": ("an outcome", OUTCOME, _build_outcome),
    "steps": ("a step", STEP, _build_step),
    "time_limits": ("a time limit", TIME_LIMIT, _build_limit),
    "contacts": ("a contact", CONTACT, _build_contact),
    "areas": ("an area", AREA, lambda values: Area(**values)),
    "glossary": ("a term", TERM, lambda values: Term(**values)),
    "faqs": (
        "a question that callers ask",
        FAQ,
        lambda values: Faq(**{"sources": (), **values}),
    ),
    "guarantees": ("a guarantee", GUARANTEE, lambda values: Guarantee(**{"sources": (), **values})),
    "sources": ("a source", SOURCE, lambda values: Source(**values)),
}
"""The keys at the top of a flow file, beside `guide`, `include` and `callers_say`.

What each entry is called, its keys, and how it is built.
"""


def read_entries(reader: Reader, found: Keys, section: str) -> Iterable[tuple[str, Any, Text]]:
    """The entries of a section.

    Each as its id, its built value (None if it has faults) and the key it stands under.
    """
    what, table, build = SECTIONS[section]
    for key, node in found.keys.values():
        entry_id = own_source_id(reader, key) if section == "sources" else own_id(reader, key)
        values = reader.record(node, table, f"{what} ('{key.value}')")
        if entry_id is not None:
            identity = {"id": entry_id, "place": reader.place(key)}
            yield entry_id, None if values is None else build({**values, **identity}), key


@shaped(entries(shape_of(identifier), one_or_more(shape_of(text))))
def _phrases(reader: Reader, node: Node) -> list[tuple[Text, tuple[str, ...]]] | None:
    found = reader.keys(node, "what callers say")
    if found is None:
        return None
    read = [(key, list_of(text)(reader, value)) for key, value in found.keys.values()]
    return [(key, phrases) for key, phrases in read if phrases and identifier(reader, key)]


@shaped(entries(shape_of(identifier), shape_of(_phrases)))
def _phrases_of_answers(
    reader: Reader, node: Node
) -> list[tuple[Text, list[tuple[Text, tuple[str, ...]]]]] | None:
    found = reader.keys(node, "`answers`")
    if found is None:
        return None
    return [(key, _phrases(reader, value) or []) for key, value in found.keys.values()]


CALLERS_SAY: Table = {
    "answers": Key(_phrases_of_answers, about="by question, then by option"),
    "questions": Key(_phrases, about="by question"),
    "steps": Key(_phrases, about="by step"),
    "contacts": Key(_phrases, about="by contact"),
    "terms": Key(_phrases, about="by entry of the glossary"),
    "faqs": Key(_phrases, about="by question that callers ask"),
}
"""The keys of `callers_say`: what callers say in their own words, by what it leads to."""


_KINDS_OF_TARGET: Mapping[str, TargetKind] = {
    "questions": "question",
    "steps": "step",
    "contacts": "contact",
    "terms": "term",
    "faqs": "faq",
}


def read_callers_say(reader: Reader, node: Node) -> Mapping[Target, tuple[str, ...]]:
    """What callers say, by what it leads to. Faults are left in the reader."""
    values = reader.record(node, CALLERS_SAY, "`callers_say`") or {}
    found = {
        Target("answer", f"{question.value}={option.value}", reader.place(option)): phrases
        for question, options in values.get("answers", ())
        for option, phrases in options
    }
    for section, kind in _KINDS_OF_TARGET.items():
        found |= {
            Target(kind, key.value, reader.place(key)): phrases
            for key, phrases in values.get(section, ())
        }
    return found
