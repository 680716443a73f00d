"""The flow language: its keys in tables, and what each holds. flows/README.md explains them to authors."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import time
from typing import Any, get_args

from send_guide.guide import (
    Alternative,
    Area,
    Condition,
    Confidence,
    Contact,
    Guarantee,
    Hours,
    Kind,
    Move,
    Option,
    Outcome,
    Question,
    Route,
    Source,
    Span,
    Step,
    Term,
    TimeLimit,
    Unit,
    Use,
    When,
)
from send_guide.language.schema_parts import (
    any_of,
    entries,
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


_OPTION: Table = {
    "label": Key(text, required=True, about="the answer, as the adviser reads it"),
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
            return None if used is None else Use(used, (), reader.place(node))
        values = reader.record(node, table, f"a {word}'s mention")
        return (
            None
            if values is None
            else Use(values[word], values.get("when", ()), reader.place(node))
        )

    return read_use


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
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
def _day_of_year(reader: Reader, node: Node) -> int | None:
    value = text(reader, node)
    if value is None:
        return None
    if not _DAY_OF_YEAR.fullmatch(value) or value in ("29 February", "30 February"):
        reader.fault(
            node, "bad-value", f"'{value}' is not a day of every year", "write it as 15 February"
        )
        return None
    day, month = value.split()
    return (MONTHS.index(month) + 1) * 100 + int(day)


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
_SPAN: Table = {
    **{
        unit: Key(
            _day_of_year if unit == "before_day" else count,
            about="the length; a span has exactly one",
        )
        for unit in _UNITS
    },
    "from": Key(identifier, required=True, about="the date question that it is counted from"),
    "label": Key(text, required=True, about="what it is counted from, in words"),
    "starting_with": Key(choice(("yes", "no")), about="yes: the first day counts"),
}


@shaped(
    entries(OWN_ID, {**record_shape(_SPAN), "oneOf": [{"required": [unit]} for unit in _UNITS]})
)
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
    starting_with = values.get("starting_with") == "yes"
    return Span(
        span_id,
        values[units[0]],
        units[0],
        values["from"],
        values["label"],
        starting_with,
        reader.place(key),
    )


_sources = Key(list_of(source_id), about="where it comes from: ids under `sources`")
GUIDE: Table = {
    "id": Key(identifier, required=True, about="the guide's id"),
    "title": Key(text, required=True, about="the guide's title"),
    "version": Key(text, required=True, about="in quotation marks"),
    "law_as_of": Key(text, required=True, about="the state of the law, in words"),
    "reviewed": Key(
        day_or_not_yet, required=True, about="`not yet`, or the day a person confirmed the law"
    ),
    "start": Key(identifier, required=True, about="the first question"),
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
    "sources": _sources,
}
OUTCOME: Table = {
    "title": Key(text, required=True, about="what it comes to, in a line"),
    "summary": Key(text, required=True, about="what it means for the family"),
    "time_limits": Key(
        list_of(_use("limit")), about="the time limits that apply: ids, or `limit:` with `when:`"
    ),
    "steps": Key(
        list_of(_use("step")),
        required=True,
        about="what to do, in order: ids, or `step:` with `when:`",
    ),
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
    "say": Key(text, about="read aloud: one idea, under 20 words, no abbreviations"),
    "note": Key(text, about="for the adviser alone"),
    "contact": Key(identifier, about="whom to contact"),
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
    "later_of": Key(_spans, required=True, about="spans by id; the latest counts"),
    "moved": Key(
        choice(get_args(Move)),
        required=True,
        about="what happens when the last day is not a working day",
    ),
    "when": Key(_when, about="when the limit applies"),
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
SOURCE: Table = {
    "title": Key(text, required=True, about="what it is"),
    "url": Key(text, about="where it can be read"),
    "checked": Key(day, required=True, about="the day it was last looked at"),
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
    "sources": _sources,
}


def _build_contact(values: dict[str, Any]) -> Contact:
    if values.get("confirmed") == NOT_YET:
        del values["confirmed"]
    return Contact(**{"sources": (), **values})


def _build_limit(values: dict[str, Any]) -> TimeLimit:
    return TimeLimit(spans=values.pop("later_of"), **{"sources": (), **values})


SECTIONS: Mapping[str, tuple[str, Table, Callable[[dict[str, Any]], Any]]] = {
    "questions": ("a question", QUESTION, lambda values: Question(**values)),
    "outcomes": ("an outcome", OUTCOME, lambda values: Outcome(**values)),
    "steps": ("a step", STEP, lambda values: Step(**{"sources": (), **values})),
    "time_limits": ("a time limit", TIME_LIMIT, _build_limit),
    "contacts": ("a contact", CONTACT, _build_contact),
    "areas": ("an area", AREA, lambda values: Area(**values)),
    "glossary": ("a term", TERM, lambda values: Term(**values)),
    "guarantees": ("a guarantee", GUARANTEE, lambda values: Guarantee(**{"sources": (), **values})),
    "sources": ("a source", SOURCE, lambda values: Source(**values)),
}
"""The keys at the top of a flow file (beside `guide` and `include`): what each entry is called, its keys, and how it is built."""


def read_entries(reader: Reader, found: Keys, section: str) -> Iterable[tuple[str, Any, Text]]:
    """The entries of a section: id, the built value (None if it has faults) and the key it stands under."""
    what, table, build = SECTIONS[section]
    for key, node in found.keys.values():
        entry_id = own_source_id(reader, key) if section == "sources" else own_id(reader, key)
        values = reader.record(node, table, f"{what} ('{key.value}')")
        if entry_id is not None:
            yield (
                entry_id,
                None
                if values is None
                else build({**values, "id": entry_id, "place": reader.place(key)}),
                key,
            )
