"""What one caller is told now and was not told before: an outcome compared with an earlier one, field by field."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from send_guide.engine.guidance import Guidance
from send_guide.guide import in_a_line


def changes(before: Guidance, after: Guidance) -> Iterator[str]:
    """Every difference, a line each: `+` is new, `-` is gone, `~` says something else."""
    if before.outcome.id != after.outcome.id:
        yield f"~ outcome: {before.outcome.id} → {after.outcome.id}"
    else:
        yield from _differences("outcome", before.outcome, after.outcome, only=("title", "summary"))
    asked = ({each.question: each for each in guidance.answers} for guidance in (before, after))
    yield from _compared("question", *asked)
    yield from _compared(
        "time limit",
        _by_id((*before.time_limits, *before.unknown_limits)),
        _by_id((*after.time_limits, *after.unknown_limits)),
    )
    yield from _compared("step", _by_id(before.steps), _by_id(after.steps))
    yield from _compared("contact", _by_id(before.contacts), _by_id(after.contacts))
    yield from _compared("warning", dict.fromkeys(before.warnings), dict.fromkeys(after.warnings))
    yield from _order(before, after)


def _by_id(items: tuple[Any, ...]) -> dict[str, Any]:
    return {item.id: item for item in items}


def _compared(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"- {kind} {name}{_text(old[name])}" for name in old if name not in new)
    yield from (f"+ {kind} {name}{_text(new[name])}" for name in new if name not in old)
    for name in old:
        if name in new and type(old[name]) is not type(new[name]):
            yield f"~ {kind} {name}:{_text(old[name])} →{_text(new[name])}"
        elif name in new and old[name] is not None:
            yield from _differences(f"{kind} {name}", old[name], new[name])


def _text(item: object) -> str:
    for name in ("text", "last_day", "rule", "name"):
        if getattr(item, name, None) is not None:
            return f": {getattr(item, name)}"
    return ""


def _differences(what: str, old: Any, new: Any, only: tuple[str, ...] = ()) -> Iterator[str]:
    for field in fields(old):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if field.compare and before != after and (not only or field.name in only):
            yield f"~ {what}, {field.name}: {_shown(field.name, before)} → {_shown(field.name, after)}"


def _shown(name: str, value: Any) -> str:
    if name == "when":
        return in_a_line(value) or "always"
    return (
        ", ".join(map(str, value)) or "none"
        if isinstance(value, tuple)
        else "none"
        if value is None
        else str(value)
    )


def _order(before: Guidance, after: Guidance) -> Iterator[str]:
    """Steps that both have, in another order."""
    both = {step.id for step in before.steps} & {step.id for step in after.steps}
    old, new = (
        [step.id for step in guidance.steps if step.id in both] for guidance in (before, after)
    )
    if old != new:
        yield f"~ order of steps: {', '.join(old)} → {', '.join(new)}"
