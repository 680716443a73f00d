"""Scenario files: callers and the advice they must get, read from YAML."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from send_guide.dates import read_date
from send_guide.errors import Problem

KEYS = ("name", "why", "guide", "today", "answers", "expect")


LISTS = (
    "steps",
    "not_steps",
    "contacts",
    "not_contacts",
    "no_time_limits",
    "call",
    "says",
    "not_says",
)


EXPECT = ("outcome", *LISTS, "before", "time_limits")


LIMIT_KEYS = (
    "last_day",
    "aim_for",
    "plain_last_day",
    "decided_by",
    "moved_by",
    "status",
    "days_left",
)


@dataclass(frozen=True, slots=True)
class Scenario:
    """One caller: the answers given on a day, and what the guidance must and must not hold."""

    name: str
    file: str
    line: int
    guide: str | None
    today: date
    answers: Mapping[str, object]
    expect: Mapping[str, object]


def read(file: str, data: object, lines: tuple[int, ...]) -> tuple[list[Scenario], list[Problem]]:
    """Scenarios from the plain text values of a YAML file; every fault is reported, none hides another."""
    scenarios: list[Scenario] = []
    problems: list[Problem] = []
    if not isinstance(data, list):
        return [], [
            Problem(
                file,
                1,
                1,
                "wrong-type",
                "a scenario file is a list of scenarios",
                "start each one with `- name:`",
            )
        ]
    for item, line in zip(data, lines, strict=True):
        faults = list(_faults(item))
        problems += [Problem(file, line, 1, "scenario", fault, fix) for fault, fix in faults]
        if not faults:
            scenarios.append(_scenario(item, file, line))
    return scenarios, problems


def _faults(item: object) -> Iterator[tuple[str, str]]:
    if not isinstance(item, dict):
        yield "a scenario is a mapping", f"give it {', '.join(KEYS)}"
        return
    yield from (
        (f"unknown key '{key}'", f"use one of {', '.join(KEYS)}") for key in item if key not in KEYS
    )
    yield from (
        (f"'{key}' is missing", "add it")
        for key in ("name", "today", "answers", "expect")
        if key not in item
    )
    if "today" in item and read_date(str(item["today"])) is None:
        yield f"today is '{item['today']}', which is not a date", "write it as YYYY-MM-DD"
    for key in ("answers", "expect"):
        if key in item and not isinstance(item[key], dict):
            yield f"'{key}' is not a mapping", "put one `id: value` on each line"
    expect = item.get("expect")
    if isinstance(expect, dict):
        yield from _expect_faults(expect)


def _expect_faults(expect: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    yield from (
        (f"unknown key '{key}' under expect", f"use one of {', '.join(EXPECT)}")
        for key in expect
        if key not in EXPECT
    )
    yield from (
        (f"'{key}' is not a list", "write it as a list of ids")
        for key in LISTS
        if not (isinstance(expect.get(key, []), list) or _includes(expect.get(key)))
    )
    limits = expect.get("time_limits", {})
    if not isinstance(limits, dict) or not all(
        isinstance(wanted, dict) for wanted in limits.values()
    ):
        yield (
            "'time_limits' is not a mapping of limits",
            "write the limit's id, and below it `last_day: …` and the like",
        )
        return
    yield from (
        (f"unknown key '{key}' of time limit '{limit}'", f"use one of {', '.join(LIMIT_KEYS)}")
        for limit, wanted in limits.items()
        for key in wanted
        if key not in LIMIT_KEYS
    )
    before = expect.get("before", [])
    if not isinstance(before, list) or not all(
        isinstance(pair, list) and len(pair) == 2 for pair in before
    ):
        yield "'before' is not a list of pairs", "write each as `- [first_step, later_step]`"


def _includes(value: object) -> bool:
    """Whether a value is `{include: […]}`: a list of which there may be more."""
    return (
        isinstance(value, dict)
        and list(value) == ["include"]
        and isinstance(value["include"], list)
    )


def _scenario(item: Mapping[str, object], file: str, line: int) -> Scenario:
    answers, expect, guide = item["answers"], item["expect"], item.get("guide")
    today = read_date(str(item["today"]))
    if today is None or not isinstance(answers, dict) or not isinstance(expect, dict):
        raise TypeError("a scenario with faults cannot be built")
    return Scenario(
        str(item["name"]), file, line, None if guide is None else str(guide), today, answers, expect
    )
