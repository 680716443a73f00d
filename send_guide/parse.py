"""Flow files -> model: faults of form, each with its place. What a guide means is checked in `check`."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from difflib import get_close_matches
from typing import Any, get_args

from send_guide import nodes
from send_guide.errors import Problem, UsageError
from send_guide.guide import (
    GIVEN,
    LIMIT_STATES,
    NOT_ASKED,
    Alternative,
    Area,
    Condition,
    Confidence,
    Contact,
    Guide,
    Hours,
    Kind,
    Law,
    Move,
    Option,
    Outcome,
    Place,
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
from send_guide.nodes import Items, Keys, Node, Text, Tree
from send_guide.shapes import Shape, any_of, entries, one_or_more, shape_of, shaped, text_without, whole, words

RULES = (
    *nodes.RULES, "unknown-key", "missing-key", "empty-text", "bad-id", "bad-value", "markup", "odd-space", "duplicate-id",
)  # fmt: skip
_ID = re.compile(r"[a-z][a-z0-9_]*")
_SOURCE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_RESERVED = {GIVEN, NOT_ASKED, *LIMIT_STATES}
_MARKUP = re.compile(r"\[[/#@]?[A-Za-z][^\]]*\]|\[/\]")
_ODD_SPACE = re.compile("[\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff]")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NOT_YET = "not yet"


@dataclass(frozen=True, slots=True)
class Key:
    """What one key of the flow language holds, whether it must be there, and what editors say of it."""

    read: Callable[["Reader", Node], Any]
    required: bool = False
    about: str = ""


Table = Mapping[str, Key]


def record_shape(table: Table) -> Shape:
    """A mapping with the keys of a table and no others, as JSON Schema."""
    return {
        "type": "object",
        "properties": {name: {**shape_of(key.read), **({"description": key.about} if key.about else {})} for name, key in table.items()},
        "required": [name for name, key in table.items() if key.required],
        "additionalProperties": False,
    }


@dataclass(frozen=True, slots=True)
class Include:
    """A file that another names under `include`, and where it does so."""

    path: str
    place: Place


@dataclass(frozen=True, slots=True)
class Document:
    """One flow file, read but not yet built into a guide."""

    file: str
    tree: Tree
    includes: tuple[Include, ...]
    problems: tuple[Problem, ...]

    @property
    def is_guide(self) -> bool:
        """Whether the file has a `guide:` key."""
        return isinstance(self.tree.root, Keys) and "guide" in self.tree.root.keys


@dataclass(slots=True)
class Reader:
    """Reads nodes of one file and collects the faults."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def fault(self, node: Node, rule: str, message: str, fix: str) -> None:
        """Add a fault at a node."""
        self.problems.append(Problem(self.file, node.line, node.column, rule, message, fix))

    def place(self, node: Node) -> Place:
        """Where a node stands."""
        return Place(self.file, node.line, node.column)

    def keys(self, node: Node, what: str) -> Keys | None:
        """The node as a mapping, or a fault."""
        if isinstance(node, Keys):
            return node
        self.fault(node, "wrong-type", f"{what} is not a mapping", "write one `key: value` on each line, indented below it")
        return None

    def record(self, node: Node, table: Table, what: str) -> dict[str, Any] | None:
        """A mapping with the keys of a table, each read; None if a required one is missing or wrong."""
        found = self.keys(node, what)
        if found is None:
            return None
        values: dict[str, Any] = {}
        for name, (key, value) in found.keys.items():
            if name in table:
                values[name] = table[name].read(self, value)
            else:
                close = get_close_matches(name, table, n=1)
                hint = f"did you mean '{close[0]}'?" if close else f"use one of {', '.join(table)}"
                self.fault(key, "unknown-key", f"'{name}' is not a key of {what}", hint)
        missing = [name for name, key in table.items() if key.required and name not in found.keys]
        for name in missing:
            self.fault(node, "missing-key", f"{what} has no '{name}'", "add it")
        complete = not missing and all(values.get(name) is not None for name, key in table.items() if key.required)
        return {name: value for name, value in values.items() if value is not None} if complete else None


@shaped(text_without(_MARKUP.pattern, _ODD_SPACE.pattern), "text")
def text(reader: Reader, node: Node) -> str | None:
    """A text for people: not empty, nothing invisible, no markup; line breaks become spaces."""
    if not isinstance(node, Text):
        reader.fault(node, "wrong-type", "a text is expected here, not a list or a mapping", "put the text in quotation marks")
        return None
    value = " ".join(node.value.split())
    if not value:
        reader.fault(node, "empty-text", "there is no text", "write it, or leave the key out")
    elif odd := _ODD_SPACE.search(node.value):
        reader.fault(node, "odd-space", f"an invisible character (U+{ord(odd[0]):04X}) is in the text", "type the text again with ordinary spaces")
    elif markup := _MARKUP.search(node.value):
        reader.fault(node, "markup", f"'{markup[0]}' looks like markup", "use round brackets")
    else:
        return value
    return None


@shaped({"type": ["string", "boolean"], "pattern": whole(_ID.pattern)}, "id")
def _identifier(reader: Reader, node: Node, pattern: re.Pattern[str] = _ID) -> str | None:
    if not isinstance(node, Text):
        reader.fault(node, "wrong-type", "an id is expected here, not a list or a mapping", "name one id")
        return None
    if not pattern.fullmatch(node.value):
        reader.fault(node, "bad-id", f"'{node.value}' cannot be an id", "use small letters, digits and underscores, and start with a letter")
        return None
    return node.value


@shaped({"type": ["string", "boolean"], "pattern": whole(_SOURCE_ID.pattern)}, "source_id")
def _source_id(reader: Reader, node: Node) -> str | None:
    return _identifier(reader, node, _SOURCE_ID)


def _list(read: Callable[[Reader, Node], Any]) -> Callable[[Reader, Node], tuple[Any, ...] | None]:
    """A reader of lists; a single value stands for a list of one."""

    @shaped(one_or_more(shape_of(read)))
    def read_list(reader: Reader, node: Node) -> tuple[Any, ...] | None:
        items = node.items if isinstance(node, Items) else [node]
        values = tuple(read(reader, item) for item in items)
        return None if any(value is None for value in values) else values

    return read_list


def _choice(allowed: Iterable[str]) -> Callable[[Reader, Node], str | None]:
    known = tuple(allowed)

    @shaped(words(known))
    def read_choice(reader: Reader, node: Node) -> str | None:
        value = text(reader, node)
        if value is not None and value not in known:
            reader.fault(node, "bad-value", f"'{value}' is not allowed here", f"use one of {', '.join(known)}")
            return None
        return value

    return read_choice


@shaped({"type": "string", "format": "date", "pattern": whole(_ISO.pattern)}, "day")
def _day(reader: Reader, node: Node) -> date | None:
    value = text(reader, node)
    if value is None:
        return None
    try:
        if _ISO.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    reader.fault(node, "bad-value", f"'{value}' is not a date", "write it as YYYY-MM-DD")
    return None


@shaped(any_of(shape_of(_day), {"const": NOT_YET}))
def _day_or_not_yet(reader: Reader, node: Node) -> date | str | None:
    return NOT_YET if isinstance(node, Text) and node.value == NOT_YET else _day(reader, node)


_COUNT = re.compile(r"[1-9][0-9]{0,2}")


@shaped({"type": ["string", "integer"], "pattern": whole(_COUNT.pattern), "minimum": 1, "maximum": 999})
def _count(reader: Reader, node: Node) -> int | None:
    value = text(reader, node)
    if value is None:
        return None
    if not _COUNT.fullmatch(value):
        reader.fault(node, "bad-value", f"'{value}' is not a number from 1 to 999", "write a whole number")
        return None
    return int(value)


_TESTS: Table = {
    "only": Key(_list(_identifier), about="every answer given is one of these"),
    "none": Key(_list(_identifier), about="no answer given is one of these"),
}
_CONDITION = any_of(shape_of(_list(_identifier)), {**record_shape(_TESTS), "minProperties": 1, "maxProperties": 1})


@shaped({**entries(shape_of(_identifier), _CONDITION), "minProperties": 1}, "when")
def _when(reader: Reader, node: Node) -> When | None:
    found = reader.keys(node, "`when`")
    if found is None:
        return None
    if not found.keys:
        reader.fault(node, "empty-text", "`when` holds no condition", "name a question and its answers, or leave `when` out")
        return None
    conditions = tuple(_condition(reader, key, value) for key, value in found.keys.values())
    return None if any(each is None for each in conditions) else tuple(each for each in conditions if each)


def _condition(reader: Reader, key: Text, node: Node) -> Condition | None:
    subject = _identifier(reader, key)
    place = reader.place(key)
    if isinstance(node, Keys):
        tests = reader.record(node, _TESTS, "a condition")
        if tests is None or subject is None:
            return None
        if len(tests) != 1:
            reader.fault(node, "bad-value", "a condition has one of `only` and `none`", "write the other as a condition of its own")
            return None
        [(test, values)] = tests.items()
        return Condition(subject, values, "only" if test == "only" else "none", place)
    values = _list(_identifier)(reader, node)
    return None if values is None or subject is None else Condition(subject, values, "any", place)


_ROUTE: Table = {
    "when": Key(_when, about="conditions that must all hold; left out in the line that is taken otherwise"),
    "to": Key(_identifier, required=True, about="the question or outcome to go to"),
}


@shaped(any_of(shape_of(_identifier), {"type": "array", "items": record_shape(_ROUTE)}), "go")
def _go(reader: Reader, node: Node) -> tuple[Route, ...] | None:
    if isinstance(node, Text):
        to = _identifier(reader, node)
        return None if to is None else (Route(to, (), reader.place(node)),)
    if not isinstance(node, Items):
        reader.fault(node, "wrong-type", "`go` is neither an id nor a list", "write the id of a question or outcome, or a list of `- when: … to: …`")
        return None
    routes = [(item, reader.record(item, _ROUTE, "a line of `go`")) for item in node.items]
    if any(values is None for _, values in routes):
        return None
    return tuple(Route(place=reader.place(item), **values) for item, values in routes if values)


OWN_ID: Shape = {**shape_of(_identifier), "not": {"enum": sorted(_RESERVED)}}
"""An id being declared, as JSON Schema."""

OWN_SOURCE_ID: Shape = {**OWN_ID, **shape_of(_source_id)}
"""The same for a source."""

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
        option_id = _own_id(reader, key)
        values = {"label": text(reader, value)} if isinstance(value, Text) else reader.record(value, _OPTION, "an option")
        if option_id is None or values is None or values["label"] is None:
            return None
        options.append(Option(id=option_id, place=reader.place(key), **values))
    return tuple(options)


def _own_id(reader: Reader, key: Text, pattern: re.Pattern[str] = _ID) -> str | None:
    """An id being declared: words with a meaning of their own are taken."""
    if key.value in _RESERVED:
        reader.fault(key, "bad-id", f"'{key.value}' has a meaning of its own in the flow language", "choose another id")
        return None
    return _identifier(reader, key, pattern)


def _use(word: str) -> Callable[[Reader, Node], Use | None]:
    table: Table = {word: Key(_identifier, required=True, about=f"the {word}'s id"), "when": Key(_when, about=f"when the {word} applies here")}

    @shaped(any_of(shape_of(_identifier), record_shape(table)))
    def read_use(reader: Reader, node: Node) -> Use | None:
        if isinstance(node, Text):
            used = _identifier(reader, node)
            return None if used is None else Use(used, (), reader.place(node))
        values = reader.record(node, table, f"a {word}'s mention")
        return None if values is None else Use(values[word], values.get("when", ()), reader.place(node))

    return read_use


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_OF_YEAR = re.compile(rf"([1-9]|[12][0-9]|30) ({'|'.join(MONTHS)})|31 (January|March|May|July|August|October|December)")
_HOURS = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")


@shaped({"type": "string", "pattern": whole(_DAY_OF_YEAR.pattern), "not": {"enum": ["29 February", "30 February"]}})
def _day_of_year(reader: Reader, node: Node) -> int | None:
    value = text(reader, node)
    if value is None:
        return None
    if not _DAY_OF_YEAR.fullmatch(value) or value in ("29 February", "30 February"):
        reader.fault(node, "bad-value", f"'{value}' is not a day of every year", "write it as 15 February")
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
            reader.fault(key, "bad-value", f"'{name}' is not a weekday", f"use one of {', '.join(WEEKDAYS)}")
        elif times is None or times[0][:5] >= times[0][6:]:
            reader.fault(value, "bad-value", "these are not opening hours", "write them as 09:00-12:00, in quotation marks")
        else:
            hours.append(Hours(WEEKDAYS.index(name), time(int(times[1]), int(times[2])), time(int(times[3]), int(times[4]))))
    return tuple(hours) if found and len(hours) == len(found.keys) else None


_UNITS: tuple[Unit, ...] = get_args(Unit)
_SPAN: Table = {
    **{unit: Key(_day_of_year if unit == "before_day" else _count, about="the length; a span has exactly one") for unit in _UNITS},
    "from": Key(_identifier, required=True, about="the date question that it is counted from"),
    "label": Key(text, required=True, about="what it is counted from, in words"),
    "starting_with": Key(_choice(("yes", "no")), about="yes: the first day counts"),
}


@shaped(entries(OWN_ID, {**record_shape(_SPAN), "oneOf": [{"required": [unit]} for unit in _UNITS]}))
def _spans(reader: Reader, node: Node) -> tuple[Span, ...] | None:
    found = reader.keys(node, "`later_of`")
    if found is None:
        return None
    spans = tuple(_span(reader, key, value) for key, value in found.keys.values())
    return None if any(span is None for span in spans) else tuple(span for span in spans if span)


def _span(reader: Reader, key: Text, node: Node) -> Span | None:
    span_id, values = _own_id(reader, key), reader.record(node, _SPAN, "a span")
    if span_id is None or values is None:
        return None
    units = [unit for unit in _UNITS if unit in values]
    if len(units) != 1:
        reader.fault(node, "bad-value", "a span has exactly one length", f"give one of {', '.join(_UNITS)}")
        return None
    starting_with = values.get("starting_with") == "yes"
    return Span(span_id, values[units[0]], units[0], values["from"], values["label"], starting_with, reader.place(key))


_sources = Key(_list(_source_id), about="where it comes from: ids under `sources`")
GUIDE: Table = {
    "id": Key(_identifier, required=True, about="the guide's id"),
    "title": Key(text, required=True, about="the guide's title"),
    "version": Key(text, required=True, about="in quotation marks"),
    "law_as_of": Key(text, required=True, about="the state of the law, in words"),
    "reviewed": Key(_day_or_not_yet, required=True, about="`not yet`, or the day a person confirmed the law"),
    "start": Key(_identifier, required=True, about="the first question"),
    "before_release": Key(_list(text), about="what a person must still do"),
}
QUESTION: Table = {
    "kind": Key(_choice(get_args(Kind)), required=True, about="`one` answer, `several` answers, or a `date`"),
    "ask": Key(text, required=True, about="the question, as the adviser reads it"),
    "why": Key(text, required=True, about="why we ask: shown on request"),
    "say": Key(text, about="how to put it to the caller aloud (optional)"),
    "note": Key(text, about="for the adviser alone (optional)"),
    "not_sure": Key(
        text,
        about="how to find out; a date question that has it also takes `not_sure` as an answer. A question with an option `not_sure` must have it",
    ),
    "default": Key(_identifier, about="the answer that `--defaults` takes"),
    "options": Key(_options, about="for `one` and `several`: id and label, or id and a mapping of `label`, `note` and `go`"),
    "go": Key(_go, about="where to next, for every option without a `go` of its own"),
    "sources": _sources,
}
OUTCOME: Table = {
    "title": Key(text, required=True, about="what it comes to, in a line"),
    "summary": Key(text, required=True, about="what it means for the family"),
    "time_limits": Key(_list(_use("limit")), about="the time limits that apply: ids, or `limit:` with `when:`"),
    "steps": Key(_list(_use("step")), required=True, about="what to do, in order: ids, or `step:` with `when:`"),
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
    "contact": Key(_identifier, about="whom to contact"),
    "by": Key(_identifier, about="the time limit it must meet"),
    "have_ready": Key(text, about="what to have at hand"),
    "if_it_fails": Key(text, about="what to do if it does not work"),
    "alternative": Key(_alternative, about="the step as one of the options that an ending shows side by side"),
    "when": Key(_when, about="holds wherever the step is used"),
    "sources": _sources,
}
TIME_LIMIT: Table = {
    "label": Key(text, required=True, about="what must be done by then"),
    "rule": Key(text, required=True, about="the limit in words"),
    "later_of": Key(_spans, required=True, about="spans by id; the latest counts"),
    "moved": Key(_choice(get_args(Move)), required=True, about="what happens when the last day is not a working day"),
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
    "confidence": Key(_choice(get_args(Confidence)), about="how sure the details are"),
    "checked": Key(_day, required=True, about="the day it was compared with its source"),
    "confirmed": Key(_day_or_not_yet, about="the day a person rang it, or `not yet`"),
    "review_by": Key(_day, about="the day from which it must be looked at again"),
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
    "checked": Key(_day, required=True, about="the day it was last looked at"),
}


@shaped(entries(OWN_ID, record_shape(CONTACT)))
def _contacts(reader: Reader, node: Node) -> dict[str, Contact] | None:
    found = reader.keys(node, "`contacts`")
    return None if found is None else {name: each for name, each, _ in _entries(reader, found, "contacts") if each is not None}


AREA: Table = {
    "name": Key(text, required=True, about="the council's name"),
    "when": Key(_when, required=True, about="whose contacts they are"),
    "contacts": Key(_contacts, required=True, about="stand in front of the guide's own of the same id"),
}


@shaped({"type": "array", "items": shape_of(_identifier), "minItems": 2, "maxItems": 2})
def _pair(reader: Reader, node: Node) -> tuple[str, str] | None:
    ids = _list(_identifier)(reader, node)
    if ids is not None and len(ids) != 2:
        reader.fault(node, "bad-value", "each item of `before` is a pair of steps", "write it as `- [first_step, later_step]`")
        return None
    return None if ids is None else (ids[0], ids[1])


LAW: Table = {
    "law": Key(text, required=True, about="the law in a sentence"),
    "why": Key(text, required=True, about="why it must hold; the trap it guards against"),
    "when": Key(_when, about="whom it is about; without it, everybody"),
    "steps": Key(_list(_identifier), about="steps of which all are shown"),
    "not_steps": Key(_list(_identifier), about="steps of which none is shown"),
    "any_step": Key(_list(_identifier), about="steps of which at least one is shown"),
    "before": Key(_list(_pair), about="pairs of steps: wherever the second is shown, the first stands above it"),
    "contacts": Key(_list(_identifier), about="contacts of which all are shown"),
    "not_contacts": Key(_list(_identifier), about="contacts of which none is shown"),
    "time_limits": Key(_list(_identifier), about="time limits of which all are shown, with a date or with the rule alone"),
    "no_time_limits": Key(_list(_identifier), about="time limits of which none is shown"),
    "outcome": Key(_list(_identifier), about="the walk ends in one of these"),
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
    "laws": ("a law", LAW, lambda values: Law(**{"sources": (), **values})),
    "sources": ("a source", SOURCE, lambda values: Source(**values)),
}
"""The keys at the top of a flow file (beside `guide` and `include`): what each entry is called, its keys, and how it is built."""


def _entries(reader: Reader, found: Keys, section: str) -> Iterable[tuple[str, Any, Text]]:
    """The entries of a section: id, the built value (None if it has faults) and the key it stands under."""
    what, table, build = SECTIONS[section]
    for key, node in found.keys.values():
        entry_id = _own_id(reader, key, _SOURCE_ID if section == "sources" else _ID)
        values = reader.record(node, table, f"{what} ('{key.value}')")
        if entry_id is not None:
            yield entry_id, None if values is None else build({**values, "id": entry_id, "place": reader.place(key)}), key


def read_document(file: str, data: bytes) -> Document:
    """Read one flow file and find what it includes. Raises nothing: faults are in `problems`."""
    tree = nodes.read_tree(file, data)
    reader = Reader(file)
    includes: list[Include] = []
    root = tree.root
    if root is not None and not isinstance(root, Keys):
        reader.fault(root, "wrong-type", "a flow file is a mapping", f"start with one of guide, include, {', '.join(SECTIONS)}")
    elif root is not None and "include" in root.keys:
        node = root.keys["include"][1]
        for item in node.items if isinstance(node, Items) else [node]:
            path = text(reader, item)
            if path is not None:
                includes.append(Include(path, reader.place(item)))
    return Document(file, tree, tuple(includes), (*tree.problems, *reader.problems))


def build_guide(documents: Sequence[Document]) -> tuple[Guide | None, tuple[Problem, ...]]:
    """Build a guide from its files, the one with `guide:` first. None if an entry has faults; the faults are complete and sorted."""
    sections: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    problems = [problem for document in documents for problem in document.problems]
    head: dict[str, Any] | None = None
    for document in documents:
        reader = Reader(document.file)
        # what was read before a fault of syntax is not whole: faults found in it would mislead
        broken = any(problem.rule == "yaml-syntax" for problem in document.problems)
        found = None if broken else _read_sections(reader, document, sections)
        head = found if document is documents[0] else head
        problems += reader.problems
    if problems or head is None:
        return None, tuple(sorted(problems))
    head["reviewed"] = None if head["reviewed"] == NOT_YET else head["reviewed"]
    everything: dict[str, Any] = {**head, **sections}
    return Guide(**everything, files=tuple(document.file for document in documents)), ()


def _read_sections(reader: Reader, document: Document, sections: dict[str, dict[str, Any]]) -> dict[str, Any] | None:
    """Add a file's entries to the sections; gives the guide's head where the file has one."""
    root = document.tree.root
    head = None
    for name, (key, node) in root.keys.items() if isinstance(root, Keys) else ():
        if name == "guide":
            head = reader.record(node, GUIDE, "`guide`")
            if head is not None:
                head["place"] = reader.place(key)
        elif name in SECTIONS:
            found = reader.keys(node, f"`{name}`")
            for entry_id, value, where in _entries(reader, found, name) if found else ():
                _add(reader, sections[name], entry_id, value, where)
        elif name != "include":
            close = get_close_matches(name, ("guide", "include", *SECTIONS), n=1)
            hint = f"did you mean '{close[0]}'?" if close else f"use one of guide, include, {', '.join(SECTIONS)}"
            reader.fault(key, "unknown-key", f"'{name}' is not a key of a flow file", hint)
    return head


def _add(reader: Reader, section: dict[str, Any], entry_id: str, value: Any, where: Text) -> None:
    if entry_id in section and section[entry_id] is not None:
        first: Place = section[entry_id].place
        reader.fault(where, "duplicate-id", f"'{entry_id}' is declared in {first.file}:{first.line} already", "keep one of the two")
    else:
        section[entry_id] = value


def read_plain(file: str, data: bytes) -> tuple[Any, tuple[int, ...], tuple[Problem, ...]]:
    """A YAML file as nested text, lists and mappings; the line of each item of its top list; and the faults of form."""
    tree = nodes.read_tree(file, data)
    lines = tuple(item.line for item in tree.root.items) if isinstance(tree.root, Items) else ()
    return None if tree.root is None else _plain(tree.root), lines, tuple(tree.problems)


def _plain(node: Node) -> Any:
    if isinstance(node, Items):
        return [_plain(item) for item in node.items]
    return node.value if isinstance(node, Text) else {name: _plain(value) for name, (_, value) in node.keys.items()}


def read_answers(name: str, data: bytes) -> dict[str, object]:
    """Answers from YAML or JSON: question id -> text, or a list of texts. Raises UsageError naming every fault."""
    tree = nodes.read_tree(name, data)
    if isinstance(tree.root, Keys):
        for key, node in tree.root.keys.values():
            parts = node.items if isinstance(node, Items) else [node]
            if not all(isinstance(part, Text) for part in parts):
                tree.fault(
                    key.line,
                    key.column,
                    "wrong-type",
                    f"the answer to '{key.value}' is neither a text nor a list of texts",
                    "write `question: answer`",
                )
    elif not tree.problems:
        tree.fault(1, 1, "wrong-type", "answers are a mapping", "write one `question: answer` on each line")
    if tree.problems:
        raise UsageError("\n".join(map(str, tree.problems)))
    answers = _plain(tree.root) if tree.root else {}
    return dict(answers)
