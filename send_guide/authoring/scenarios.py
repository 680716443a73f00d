"""Scenarios: callers and the advice they must get, compared with what a guide says."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from send_guide.engine.answers import Answer
from send_guide.engine.guidance import Guidance, guidance
from send_guide.engine.walk import Walk, complete, unused
from send_guide.errors import SendGuideError
from send_guide.guide import Guide
from send_guide.language.scenario_file import Scenario
from send_guide.page.card import card_lines

EXACT = ("steps", "call", "papers", "more", "contacts", "time_limits")
"""Keys under `expect` that are compared in full and in order, unless they say `include`."""

ABSENT: Mapping[str, str] = {
    "not_steps": "steps",
    "not_contacts": "contacts",
    "no_time_limits": "dated",
}
"""Keys under `expect` of what must not be there, and where it is looked for.

A time limit may be known by its rule and have no day: that is no time limit for `no_time_limits`.
"""

SUGGESTED_DATES = ("last_day", "aim_for", "status")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a scenario: what differs (nothing, if it passed) and what it reached."""

    scenario: Scenario
    differences: tuple[str, ...]
    walk: Walk | None = None


def run(
    guide: Guide, scenario: Scenario, *, allow_unused: bool = False, at_least: bool = False
) -> Result:
    """Give the scenario's answers (and defaults) to the guide and compare the guidance.

    `at_least`: every list is read as if it said `include`.
    """
    try:
        walk = complete(guide, scenario.answers, scenario.today, defaults=True)
    except SendGuideError as failure:
        return Result(scenario, (str(failure),))
    shown = guidance(walk)
    left_over = () if allow_unused else unused(walk, scenario.answers)
    differences = (
        *(f"the answer to '{question}' is not used on this route" for question in left_over),
        *_differences(shown, scenario.expect, at_least),
    )
    return Result(scenario, differences, walk)


def _differences(shown: Guidance, expect: Mapping[str, object], at_least: bool) -> Iterator[str]:
    wanted = expect.get("outcome", shown.outcome.id)
    if wanted != shown.outcome.id:
        yield f"outcome is {shown.outcome.id}, expected {wanted}"
    found = _ids(shown)
    for key in EXACT:
        if key in expect:
            yield from _list_differences(key, found[key], expect[key], at_least)
    for key, kind in ABSENT.items():
        unwanted = [id_ for id_ in _listed(expect.get(key)) if id_ in found[kind]]
        name = key.removeprefix("not_").removeprefix("no_")
        yield from (f"{name}: {id_} is there, though it must not be" for id_ in unwanted)
    yield from _order_differences(found["steps"], expect.get("before"))
    yield from _limit_differences(shown, expect.get("time_limits"))
    yield from _word_differences(shown, expect)


def _ids(shown: Guidance) -> Mapping[str, list[str]]:
    """The ids of what is shown, in order, by the keys that expect them.

    `dated`: the time limits that have a day.
    """
    due = [limit.id for limit in shown.time_limits]
    unknown = [limit.id for limit in shown.unknown_limits]
    return {
        "steps": [step.id for step in shown.steps],
        "call": [step.id for step in shown.call],
        "papers": [step.id for step in shown.papers],
        "more": [step.id for step in shown.more],
        "contacts": [contact.id for contact in shown.contacts],
        "time_limits": [*due, *unknown],
        "dated": due,
    }


def _listed(value: object) -> Iterable[str]:
    """The ids of an expected list or mapping, also of one under `include`."""
    if isinstance(value, dict) and list(value) == ["include"]:
        return _listed(value["include"])
    return list(map(str, value)) if isinstance(value, (list, dict)) else ()


def _list_differences(
    key: str, found: Sequence[str], value: object, at_least: bool
) -> Iterator[str]:
    wanted = list(_listed(value))
    yield from (f"{key}: {id_} is missing" for id_ in wanted if id_ not in found)
    if at_least or (isinstance(value, dict) and list(value) == ["include"]):
        return
    yield from (f"{key}: {id_} is there, and not expected" for id_ in found if id_ not in wanted)
    if sorted(wanted) == sorted(found) and wanted != list(found):
        yield f"{key} stand in this order: {', '.join(found)}; expected {', '.join(wanted)}"


def _order_differences(steps: list[str], pairs: object) -> Iterator[str]:
    for first, later in pairs if isinstance(pairs, list) else []:
        if first not in steps or later not in steps or steps.index(first) > steps.index(later):
            yield f"steps: {first} does not stand above {later}"


def _limit_differences(shown: Guidance, wanted: object) -> Iterator[str]:
    """Dates and states of time limits that are worked out otherwise than expected."""
    limits = wanted if isinstance(wanted, dict) else {}
    for limit, values in limits.get("include", limits).items():
        due = shown.due(limit)
        if due is None and values:
            yield f"time_limits: {limit} is not worked out"
            continue
        for key, value in values.items():
            if str(getattr(due, key)) != value:
                yield f"time_limits: {limit}: {key} is {getattr(due, key)}, expected {value}"


def _word_differences(shown: Guidance, expect: Mapping[str, object]) -> Iterator[str]:
    """Words that the card must hold and does not, or must not hold and does."""
    if "says" not in expect and "not_says" not in expect:
        return
    words = " ".join(" ".join(card_lines(shown)).split())
    yield from (
        f"the card does not say “{text}”"
        for text in _listed(expect.get("says"))
        if text not in words
    )
    yield from (
        f"the card says “{text}”" for text in _listed(expect.get("not_says")) if text in words
    )


def written(walk: Walk) -> str:
    """A finished walk as a scenario in YAML: what the guide says today, for a person to check.

    Written are the outcome, the steps of the call and the time limits, all of them exact.
    """
    shown = guidance(walk)
    told = "; ".join(given.label for given in shown.answers if not isinstance(given.answer, date))
    name = f"{shown.outcome.title}: {told}".replace("'", "''")
    answers = [f"    {question}: {_text(given)}" for question, given in walk.answers.items()]
    call = ", ".join(step.id for step in shown.call)
    lines = [
        f"- name: '{name}'",
        f"  today: {walk.today}",
        "  answers:",
        *answers,
        "  expect:",
        f"    outcome: {shown.outcome.id}",
        f"    call: [{call}]",
        *_limits_written(shown),
    ]
    return "\n".join(lines) + "\n"


def _limits_written(shown: Guidance) -> Iterator[str]:
    """The time limits in YAML; of one that is not worked out, only its id."""
    if not (shown.time_limits or shown.unknown_limits):
        yield "    time_limits: {}"
        return
    yield "    time_limits:"
    for due in shown.time_limits:
        values = ", ".join(f"{key}: {getattr(due, key)}" for key in SUGGESTED_DATES)
        yield f"      {due.id}: {{{values}}}"
    for unknown in shown.unknown_limits:
        yield f"      {unknown.id}: {{}}"


def _text(given: Answer) -> str:
    """An answer in YAML; yes and no in quotation marks, as editors take them for true and false."""
    if isinstance(given, tuple):
        return f"[{', '.join(given)}]"
    return f"'{given}'" if given in ("yes", "no") else str(given)
