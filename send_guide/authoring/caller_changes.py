"""What one caller is told now and was not told before: two guidances, compared field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from send_guide.engine.guidance import Guidance
from send_guide.guide import in_a_line

SHOWN_AS = ("text", "last_day", "rule", "name")
"""The first of these fields that an entry has says what it is."""


def changes(before: Guidance, after: Guidance) -> Iterator[str]:
    """Every difference, a line each: `+` is new, `-` is gone, `~` says something else."""
    if before.outcome.id != after.outcome.id:
        yield f"~ outcome: {before.outcome.id} → {after.outcome.id}"
    else:
        shown = ("title", "summary")
        yield from _differences("outcome", before.outcome, after.outcome, shown)
    was, now = _entries(before), _entries(after)
    for kind in was:
        yield from _compared(kind, was[kind], now[kind])
    yield from _order(before, after)


def _entries(guidance: Guidance) -> Mapping[str, Mapping[str, Any]]:
    """All that is compared, by kind and id."""
    return {
        "question": {given.question: given for given in guidance.answers},
        "time limit": _by_id((*guidance.time_limits, *guidance.unknown_limits)),
        "step": _by_id(guidance.steps),
        "contact": _by_id(guidance.contacts),
        "warning": dict.fromkeys(guidance.warnings),
    }


def _by_id(items: tuple[Any, ...]) -> dict[str, Any]:
    return {item.id: item for item in items}


def _compared(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"- {kind} {name}{_text(old[name])}" for name in old if name not in new)
    yield from (f"+ {kind} {name}{_text(new[name])}" for name in new if name not in old)
    for name in (name for name in old if name in new):
        before, after = old[name], new[name]
        if type(before) is not type(after):
            yield f"~ {kind} {name}:{_text(before)} →{_text(after)}"
        elif before is not None:
            yield from _differences(f"{kind} {name}", before, after)


def _text(item: object) -> str:
    texts = (getattr(item, name, None) for name in SHOWN_AS)
    return next((f": {text}" for text in texts if text is not None), "")


def _differences(what: str, old: Any, new: Any, only: tuple[str, ...] = ()) -> Iterator[str]:
    compared = only or tuple(field.name for field in fields(old) if field.compare)
    for name in compared:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield f"~ {what}, {name}: {_shown(name, before)} → {_shown(name, after)}"


def _shown(name: str, value: Any) -> str:
    if name == "when":
        return in_a_line(value) or "always"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)


def _order(before: Guidance, after: Guidance) -> Iterator[str]:
    """Steps that both have, in another order."""
    both = {step.id for step in before.steps} & {step.id for step in after.steps}
    old = [step.id for step in before.steps if step.id in both]
    new = [step.id for step in after.steps if step.id in both]
    if old != new:
        yield f"~ order of steps: {', '.join(old)} → {', '.join(new)}"
