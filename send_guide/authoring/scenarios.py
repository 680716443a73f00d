"""Scenarios: callers and the advice they must get, read from YAML and held against a guide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from send_guide.engine.answers import Answer
from send_guide.engine.guidance import Guidance, guidance
from send_guide.engine.walk import Walk, complete, unused
from send_guide.errors import SendGuideError
from send_guide.guide import Guide
from send_guide.language.scenario_file import LISTS, Scenario


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a scenario: what differs (nothing, if it passed) and what it reached."""

    scenario: Scenario
    differences: tuple[str, ...]
    walk: Walk | None = None


def run(guide: Guide, scenario: Scenario, *, allow_unused: bool = False) -> Result:
    """Give the scenario's answers (and defaults) to the guide and hold the guidance against what is expected."""
    try:
        walk = complete(guide, scenario.answers, scenario.today, defaults=True)
    except SendGuideError as failure:
        return Result(scenario, (str(failure),))
    shown = guidance(walk)
    left_over = () if allow_unused else unused(walk, scenario.answers)
    differences = (
        *(f"the answer to '{question}' is not used on this route" for question in left_over),
        *_differences(shown, scenario.expect),
    )
    return Result(scenario, differences, walk)


def _differences(shown: Guidance, expect: Mapping[str, object]) -> Iterator[str]:
    steps = [step.id for step in shown.steps]
    found = {
        "steps": steps,
        "contacts": [contact.id for contact in shown.contacts],
        "time_limits": [limit.id for limit in shown.time_limits],
    }
    if expect.get("outcome", shown.outcome.id) != shown.outcome.id:
        yield f"outcome is {shown.outcome.id}, expected {expect['outcome']}"
    for key, wanted in expect.items():
        kind = key.removeprefix("not_").removeprefix("no_")
        if key in LISTS and isinstance(wanted, list):
            missing = key == kind
            word = "missing" if missing else "there, though it must not be"
            yield from (
                f"{kind}: {each} is {word}"
                for each in wanted
                if (each not in found[kind]) == missing
            )
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
    lines += [
        "  expect:",
        f"    outcome: {shown.outcome.id}",
        "    steps:",
        *(f"    - {step.id}" for step in shown.steps),
    ]
    if shown.time_limits:
        lines.append("    time_limits:")
    for due in shown.time_limits:
        lines += [
            f"      {due.id}:",
            *(f"        {key}: {getattr(due, key)}" for key in ("last_day", "aim_for", "status")),
        ]
    return "\n".join(lines) + "\n"


def _text(given: Answer) -> str:
    """An answer in YAML; yes and no in quotation marks, because editors take them for something else."""
    if isinstance(given, tuple):
        return f"[{', '.join(given)}]"
    return f"'{given}'" if given in ("yes", "no") else str(given)
