"""Readers by name; here those of what is more than one value, such as `when` and `later_of`.

The keys themselves are declared on the fields of `send_guide.guide`, each with the name of its
reader; `table_of` makes a table of them.
"""

import re
from collections.abc import Callable, Mapping
from datetime import time
from functools import cache
from typing import Any, TypeVar, get_args

from send_guide.guide import (
    MONTHS,
    WEEKDAYS,
    Alternative,
    Condition,
    Contact,
    DayOfYear,
    Hours,
    Key,
    Option,
    Roles,
    Route,
    Season,
    SeasonalLabel,
    Span,
    Thing,
    Unit,
    Use,
    WeekdayOfMonth,
    When,
)
from send_guide.kinds import KINDS
from send_guide.language.schema_parts import any_of, entries, shape_of, shaped, whole, words
from send_guide.language.values import (
    NOT_YET,
    OWN_ID,
    Reader,
    Row,
    Table,
    choice,
    count,
    day,
    day_or_not_yet,
    identifier,
    list_of,
    own_id,
    record_shape,
    source_id,
    text,
    yes_or_no,
)
from send_guide.language.yaml_tree import Items, Keys, Node, Text

Read = Callable[[Reader, Node], Any]
_Built = TypeVar("_Built")

READERS: dict[str, Read] = {
    "text": text,
    "texts": list_of(text),
    "id": identifier,
    "ids": list_of(identifier),
    "source_ids": list_of(source_id),
    "day": day,
    "day_or_not_yet": day_or_not_yet,
    "yes_or_no": yes_or_no,
    "count": count,
}
"""Readers by the name that the keys of `send_guide.guide` give them; more are added below."""


# tables ------------------------------------------------------------------------------------------


@cache
def keys_of(built: Any) -> list[tuple[str, Any, Key]]:
    """The keys declared on the fields of a class: the field, its type and the key."""
    found: list[tuple[str, Any, Key]] = []
    for field, hint in built.__annotations__.items():
        found += [(field, hint.__origin__, key) for key in getattr(hint, "__metadata__", ())]
    return found


def table_of(built: type) -> Table:
    """The keys of an entry, as they are declared on the fields of the class it becomes."""
    return {
        key.name or field: Row(_reader(key, hint), key.required, key.about)
        for field, hint, key in keys_of(built)
    }


def _reader(key: Key, hint: Any) -> Read:
    if key.reads == "choice":
        return choice(get_args(hint))
    if key.reads == "choices":
        return list_of(choice(get_args(get_args(hint)[0])))
    return READERS[key.reads]


def build(built: Callable[..., _Built], values: Mapping[str, Any], **more: Any) -> _Built:
    """An entry from the values of its keys; `more`: fields that are no keys, such as its id.

    A list that is required by the class and not by the language, such as `sources`, is empty.
    """
    given = {**values, **more}
    fields = {key.name or field: field for field, _, key in keys_of(built)}
    named = {fields.get(name, name): value for name, value in given.items()}
    lists = {field: () for field, _, key in keys_of(built) if key.reads in _MAY_BE_EMPTY}
    without = {name: None if value == NOT_YET else value for name, value in named.items()}
    return built(**{**lists, **without})


_MAY_BE_EMPTY = ("source_ids", "spans")


# conditions --------------------------------------------------------------------------------------

_TESTS: Table = {
    "only": Row(list_of(identifier), about="every answer given is one of these"),
    "none": Row(list_of(identifier), about="no answer given is one of these"),
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
        fix = "name a question and its answers, or leave `when` out"
        reader.fault(node, "empty-text", "`when` holds no condition", fix)
        return None
    return _all_read([_condition(reader, key, value) for key, value in found.keys.values()])


def _all_read(values: list[_Built | None]) -> tuple[_Built, ...] | None:
    """The values, or None if one of them could not be read."""
    read = tuple(value for value in values if value is not None)
    return read if len(read) == len(values) else None


def _condition(reader: Reader, key: Text, node: Node) -> Condition | None:
    subject = identifier(reader, key)
    place = reader.place(key)
    if isinstance(node, Keys):
        tests = reader.record(node, _TESTS, "a condition")
        if tests is None or subject is None:
            return None
        if len(tests) != 1:
            message = "a condition has one of `only` and `none`"
            fix = "write the other as a condition of its own"
            reader.fault(node, "bad-value", message, fix)
            return None
        [(test, values)] = tests.items()
        return Condition(subject, values, "only" if test == "only" else "none", place)
    values = list_of(identifier)(reader, node)
    return None if values is None or subject is None else Condition(subject, values, "any", place)


READERS["when"] = _when
READERS["whens"] = list_of(_when)


# what a question offers, and where answers lead --------------------------------------------------


def _records(built: type[_Built], what: str, fix: str) -> Callable[..., tuple[_Built, ...] | None]:
    """A reader of a list of mappings."""
    table = table_of(built)

    @shaped({"type": "array", "items": record_shape(table)})
    def read_records(reader: Reader, node: Node) -> tuple[_Built, ...] | None:
        if not isinstance(node, Items):
            reader.fault(node, "wrong-type", f"{what} is not a list", fix)
            return None
        return _all_read([_record(reader, item, built, table, what) for item in node.items])

    return read_records


def _record(
    reader: Reader, node: Node, built: type[_Built], table: Table, what: str
) -> _Built | None:
    values = reader.record(node, table, f"a line of {what}")
    return None if values is None else build(built, values, place=reader.place(node))


_routes = _records(Route, "`go`", "write an id, or lines of `- {when: …, to: …}`")


@shaped(any_of(shape_of(identifier), shape_of(_routes)), "go")
def _go(reader: Reader, node: Node) -> tuple[Route, ...] | None:
    if not isinstance(node, Text):
        return _routes(reader, node)
    to = identifier(reader, node)
    return None if to is None else (Route(to, (), reader.place(node)),)


READERS["go"] = _go
READERS["labels"] = _records(SeasonalLabel, "`labels`", "write lines of `- {during: …, label: …}`")
_OPTION = table_of(Option)


@shaped(entries(OWN_ID, any_of(shape_of(text), record_shape(_OPTION))), "options")
def _options(reader: Reader, node: Node) -> tuple[Option, ...] | None:
    found = reader.keys(node, "`options`")
    if found is None:
        return None
    return _all_read([_option(reader, key, value) for key, value in found.keys.values()])


def _option(reader: Reader, key: Text, node: Node) -> Option | None:
    option_id = own_id(reader, key)
    if isinstance(node, Text):
        label = text(reader, node)
        values = None if label is None else {"label": label}
    else:
        values = reader.record(node, _OPTION, "an option")
    if option_id is None or values is None:
        return None
    return build(Option, values, id=option_id, place=reader.place(key))


READERS["options"] = _options


@shaped(words(KINDS))
def _kind(reader: Reader, node: Node) -> str | None:
    """Read the name of a kind; made anew each time, as kinds may be added."""
    return choice(KINDS)(reader, node)


READERS["kind"] = _kind


# what an outcome and a step hold -----------------------------------------------------------------


def _use(word: str) -> Callable[[Reader, Node], Use | None]:
    table: Table = {
        word: Row(identifier, required=True, about=f"the {word}'s id"),
        "when": Row(_when, about=f"when the {word} applies here"),
    }

    @shaped(any_of(shape_of(identifier), record_shape(table)))
    def read_use(reader: Reader, node: Node) -> Use | None:
        place = reader.place(node)
        if isinstance(node, Text):
            used = identifier(reader, node)
            return None if used is None else Use(used, place=place)
        values = reader.record(node, table, f"a {word}'s mention")
        if values is None:
            return None
        return Use(values[word], values.get("when", ()), place=place)

    return read_use


_ALTERNATIVE = table_of(Alternative)


@shaped(record_shape(_ALTERNATIVE))
def _alternative(reader: Reader, node: Node) -> Alternative | None:
    values = reader.record(node, _ALTERNATIVE, "an alternative")
    return None if values is None else Alternative(**values)


@shaped({"type": "array", "items": shape_of(identifier), "minItems": 2, "maxItems": 2})
def _pair(reader: Reader, node: Node) -> tuple[str, str] | None:
    ids = list_of(identifier)(reader, node)
    if ids is None:
        return None
    if len(ids) != 2:
        message = "an item of `before` is not a pair of steps"
        reader.fault(node, "bad-value", message, "write it as `- [first_step, later_step]`")
        return None
    return ids[0], ids[1]


READERS["steps"] = list_of(_use("step"))
READERS["limits"] = list_of(_use("limit"))
READERS["alternative"] = _alternative
READERS["pairs"] = list_of(_pair)


# days and hours ----------------------------------------------------------------------------------

_DAY_OF_YEAR = re.compile(
    rf"([1-9]|[12][0-9]|30) ({'|'.join(MONTHS)})"
    r"|31 (January|March|May|July|August|October|December)"
)
_NOT_IN_EVERY_YEAR = ("29 February", "30 February")
_HOURS = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-([01][0-9]|2[0-3]):([0-5][0-9])")
_NTH = ("first", "second", "third", "fourth", "last")


def _in_any_case(names: tuple[str, ...]) -> str:
    """A pattern of these names with a small or a capital letter at the start."""
    return "|".join(f"[{name[0].upper()}{name[0].lower()}]{name[1:]}" for name in names)


_WEEKDAY_OF_MONTH = re.compile(
    rf"({'|'.join(_NTH)}) ({_in_any_case(WEEKDAYS)}) of ({_in_any_case(MONTHS)})"
)


@shaped(
    {
        "type": "string",
        "pattern": whole(_DAY_OF_YEAR.pattern),
        "not": {"enum": [*_NOT_IN_EVERY_YEAR]},
    }
)
def _day_of_year(reader: Reader, node: Node) -> DayOfYear | None:
    value = text(reader, node)
    if value is None:
        return None
    if not _DAY_OF_YEAR.fullmatch(value) or value in _NOT_IN_EVERY_YEAR:
        message = f"'{value}' is not a day of every year"
        reader.fault(node, "bad-value", message, "write it as 15 February")
        return None
    number, month = value.split()
    return DayOfYear(MONTHS.index(month) + 1, int(number))


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
    if found is None:
        return None
    return _all_read([_hours(reader, key, value) for key, value in found.keys.values()])


def _hours(reader: Reader, key: Text, node: Node) -> Hours | None:
    times = _HOURS.fullmatch(node.value) if isinstance(node, Text) else None
    if key.value not in WEEKDAYS:
        message = f"'{key.value}' is not a weekday"
        reader.fault(key, "bad-value", message, f"use one of {', '.join(WEEKDAYS)}")
        return None
    if times is None or times[0][:5] >= times[0][6:]:
        fix = "write them as 09:00-12:00, in quotation marks"
        reader.fault(node, "bad-value", "these are not opening hours", fix)
        return None
    opens, closes = time(int(times[1]), int(times[2])), time(int(times[3]), int(times[4]))
    return Hours(WEEKDAYS.index(key.value), opens, closes)


READERS["day_of_year"] = _day_of_year
READERS["day_of_season"] = _day_of_season
READERS["open"] = _open


# entries by id -----------------------------------------------------------------------------------


def _by_id(
    built: type[_Built], what: str, whole_name: str
) -> Callable[[Reader, Node], dict[str, _Built] | None]:
    """A reader of entries by their id."""
    table = table_of(built)

    @shaped(entries(OWN_ID, record_shape(table)))
    def read_by_id(reader: Reader, node: Node) -> dict[str, _Built] | None:
        found = reader.keys(node, whole_name)
        if found is None:
            return None
        read: dict[str, _Built] = {}
        for key, value in found.keys.values():
            entry_id = own_id(reader, key)
            values = reader.record(value, table, f"{what} ('{key.value}')")
            if entry_id is not None and values is not None:
                read[entry_id] = build(built, values, id=entry_id, place=reader.place(key))
        return read if len(read) == len(found.keys) else None

    return read_by_id


_ROLES = table_of(Roles)


@shaped(record_shape(_ROLES))
def _roles(reader: Reader, node: Node) -> Roles | None:
    values = reader.record(node, _ROLES, "`roles`")
    return None if values is None else build(Roles, values, place=reader.place(node))


READERS["roles"] = _roles
READERS["things"] = _by_id(Thing, "a thing", "`things`")
READERS["seasons"] = _by_id(Season, "a season", "`seasons`")
READERS["contacts"] = _by_id(Contact, "a contact", "`contacts`")


# spans of time -----------------------------------------------------------------------------------

_UNITS: tuple[Unit, ...] = get_args(Unit)
_FIXED_DAYS = ("before_day", "on_day")
_SPAN = table_of(Span)
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
    return _all_read([_span(reader, key, value) for key, value in found.keys.values()])


def _span(reader: Reader, key: Text, node: Node) -> Span | None:
    span_id, values = own_id(reader, key), reader.record(node, _SPAN, "a span")
    if span_id is None or values is None:
        return None
    units = [unit for unit in _UNITS if unit in values]
    if len(units) != 1:
        fix = f"give one of {', '.join(_UNITS)}"
        reader.fault(node, "bad-value", "a span has exactly one length", fix)
        return None
    [unit] = units
    length = values.pop(unit)
    fixed = unit in _FIXED_DAYS
    if "in_year" in values and not fixed:
        message = "`in_year` is only for a fixed day"
        reader.fault(node, "bad-value", message, "leave `in_year` out")
        return None
    counted = {"count": 0, "fixed_day": length} if fixed else {"count": length}
    return build(Span, values, id=span_id, unit=unit, place=reader.place(key), **counted)


READERS["spans"] = _spans


# values that a source stands for -----------------------------------------------------------------

LENGTHS = ("years", "months", "weeks", "days", "working_days", "school_days", "hours")
"""The kinds of value that are a length of time."""
VALUES: Table = {
    "phone": Row(list_of(text), about="telephone numbers"),
    "email": Row(list_of(text), about="email addresses"),
    "url": Row(list_of(text), about="web addresses"),
    "form": Row(list_of(text), about="names of forms, such as SEND35A"),
    **{kind: Row(list_of(count), about="lengths of time") for kind in LENGTHS},
}


@shaped(record_shape(VALUES))
def _values(reader: Reader, node: Node) -> dict[str, tuple[str, ...]] | None:
    values = reader.record(node, VALUES, "`values`")
    return values and {kind: tuple(map(str, listed)) for kind, listed in values.items()}


READERS["values"] = _values
