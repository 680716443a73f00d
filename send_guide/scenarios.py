"""Scenarios: callers and the advice they must get, read from YAML and held against a guide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from send_guide.errors import Problem, SendGuideError
from send_guide.guidance import Guidance, guidance
from send_guide.guide import Guide
from send_guide.iso_date import read_date
from send_guide.walk import Answer, Walk, complete, unused

KEYS = ("name", "why", "guide", "today", "answers", "expect")
LISTS = ("steps", "not_steps", "contacts", "not_contacts", "no_time_limits")
EXPECT = ("outcome", *LISTS, "before", "time_limits")
LIMIT_KEYS = ("last_day", "aim_for", "plain_last_day", "decided_by", "moved_by", "status", "days_left")


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


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a scenario: what differs (nothing, if it passed) and what it reached."""

    scenario: Scenario
    differences: tuple[str, ...]
    walk: Walk | None = None


def read(file: str, data: object, lines: tuple[int, ...]) -> tuple[list[Scenario], list[Problem]]:
    """Scenarios from the plain text values of a YAML file; every fault is reported, none hides another."""
    scenarios: list[Scenario] = []
    problems: list[Problem] = []
    if not isinstance(data, list):
        return [], [Problem(file, 1, 1, "wrong-type", "a scenario file is a list of scenarios", "start each one with `- name:`")]
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
    yield from ((f"unknown key '{key}'", f"use one of {', '.join(KEYS)}") for key in item if key not in KEYS)
    yield from ((f"'{key}' is missing", "add it") for key in ("name", "today", "answers", "expect") if key not in item)
    if "today" in item and read_date(str(item["today"])) is None:
        yield f"today is '{item['today']}', which is not a date", "write it as YYYY-MM-DD"
    for key in ("answers", "expect"):
        if key in item and not isinstance(item[key], dict):
            yield f"'{key}' is not a mapping", "put one `id: value` on each line"
    expect = item.get("expect")
    if isinstance(expect, dict):
        yield from _expect_faults(expect)


def _expect_faults(expect: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    yield from ((f"unknown key '{key}' under expect", f"use one of {', '.join(EXPECT)}") for key in expect if key not in EXPECT)
    yield from ((f"'{key}' is not a list", "write it as a list of ids") for key in LISTS if not isinstance(expect.get(key, []), list))
    limits = expect.get("time_limits", {})
    if not isinstance(limits, dict) or not all(isinstance(wanted, dict) for wanted in limits.values()):
        yield "'time_limits' is not a mapping of limits", "write the limit's id, and below it `last_day: …` and the like"
        return
    yield from (
        (f"unknown key '{key}' of time limit '{limit}'", f"use one of {', '.join(LIMIT_KEYS)}")
        for limit, wanted in limits.items()
        for key in wanted
        if key not in LIMIT_KEYS
    )
    before = expect.get("before", [])
    if not isinstance(before, list) or not all(isinstance(pair, list) and len(pair) == 2 for pair in before):
        yield "'before' is not a list of pairs", "write each as `- [first_step, later_step]`"


def _scenario(item: Mapping[str, object], file: str, line: int) -> Scenario:
    answers, expect, guide = item["answers"], item["expect"], item.get("guide")
    today = read_date(str(item["today"]))
    if today is None or not isinstance(answers, dict) or not isinstance(expect, dict):
        raise TypeError("a scenario with faults cannot be built")
    return Scenario(str(item["name"]), file, line, None if guide is None else str(guide), today, answers, expect)


def run(guide: Guide, scenario: Scenario, *, allow_unused: bool = False) -> Result:
    """Give the scenario's answers (and defaults) to the guide and hold the guidance against what is expected."""
    try:
        walk = complete(guide, scenario.answers, scenario.today, defaults=True)
    except SendGuideError as failure:
        return Result(scenario, (str(failure),))
    shown = guidance(walk)
    left_over = () if allow_unused else unused(walk, scenario.answers)
    differences = (*(f"the answer to '{question}' is not used on this route" for question in left_over), *_differences(shown, scenario.expect))
    return Result(scenario, differences, walk)


def _differences(shown: Guidance, expect: Mapping[str, object]) -> Iterator[str]:
    steps = [step.id for step in shown.steps]
    found = {"steps": steps, "contacts": [contact.id for contact in shown.contacts], "time_limits": [limit.id for limit in shown.time_limits]}
    if expect.get("outcome", shown.outcome.id) != shown.outcome.id:
        yield f"outcome is {shown.outcome.id}, expected {expect['outcome']}"
    for key, wanted in expect.items():
        kind = key.removeprefix("not_").removeprefix("no_")
        if key in LISTS and isinstance(wanted, list):
            missing = key == kind
            word = "missing" if missing else "there, though it must not be"
            yield from (f"{kind}: {each} is {word}" for each in wanted if (each not in found[kind]) == missing)
    yield from _order_differences(steps, expect.get("before", []))
    yield from _limit_differences(shown, expect.get("time_limits", {}))


def _order_differences(steps: list[str], pairs: object) -> Iterator[str]:
    for first, later in pairs if isinstance(pairs, list) else []:
        if first not in steps or later not in steps or steps.index(first) > steps.index(later):
            yield f"steps: {first} does not stand above {later}"


def _limit_differences(shown: Guidance, wanted: object) -> Iterator[str]:
    for limit, values in wanted.items() if isinstance(wanted, dict) else ():
        due = shown.due(limit)
        if due is None:
            yield f"time_limits: {limit} is missing"
            continue
        for key, value in values.items():
            if str(getattr(due, key)) != value:
                yield f"time_limits: {limit}: {key} is {getattr(due, key)}, expected {value}"


def written(walk: Walk) -> str:
    """A finished walk as a scenario in YAML, ready to paste: what the guide says today, for a person to check and name."""
    shown = guidance(walk)
    answers = {question: _text(given) for question, given in walk.answers.items()}
    told = "; ".join(given.label for given in shown.answers if not isinstance(given.answer, date))
    name = f"{shown.outcome.title}: {told}".replace("'", "''")
    lines = [f"- name: '{name}'", f"  today: {walk.today}", "  answers:"]
    lines += [f"    {question}: {text}" for question, text in answers.items()]
    lines += ["  expect:", f"    outcome: {shown.outcome.id}", "    steps:", *(f"    - {step.id}" for step in shown.steps)]
    if shown.time_limits:
        lines.append("    time_limits:")
    for due in shown.time_limits:
        lines += [f"      {due.id}:", *(f"        {key}: {getattr(due, key)}" for key in ("last_day", "aim_for", "status"))]
    return "\n".join(lines) + "\n"


def _text(given: Answer) -> str:
    """An answer in YAML; yes and no in quotation marks, because editors take them for something else."""
    if isinstance(given, tuple):
        return f"[{', '.join(given)}]"
    return f"'{given}'" if given in ("yes", "no") else str(given)
