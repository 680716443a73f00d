"""Laws of a guide, held against what each class of callers is told."""

from collections.abc import Iterator

from send_guide.guide import Guarantee, Guide, in_a_line
from send_guide.proof.everybody import Callers
from send_guide.proof.findings import Finding, finding
from send_guide.proof.states import Visit
from send_guide.proof.told import Advice


def guarantees(everybody: Callers) -> Iterator[Finding]:
    """The guarantees that some caller breaks, and those that are about nobody."""
    for guarantee in everybody.guide.guarantees.values():
        yield from _guarantee(everybody, guarantee)


def _guarantee(everybody: Callers, guarantee: Guarantee) -> Iterator[Finding]:
    guide = everybody.guide
    bound = everybody.among(everybody.told, guarantee.when)
    if not bound:
        yield finding(
            everybody,
            guarantee.place,
            "guarantee-for-nobody",
            f"'{guarantee.id}': {in_a_line(guarantee.when)} holds for no caller",
            everybody.told,
        )
    breaks: dict[str, list[Visit]] = {}
    verdicts = {
        told: tuple(broken(guarantee, told, guide))
        for told in {everybody.told[visit] for visit in bound}
    }
    for visit in bound:
        for what in verdicts[everybody.told[visit]]:
            breaks.setdefault(what, []).append(visit)
    for what, seen in breaks.items():
        yield finding(
            everybody,
            guarantee.place,
            "guarantee-broken",
            f"'{guarantee.id}' ({guarantee.promise}) does not hold: {what}",
            seen,
        )


def broken(guarantee: Guarantee, told: Advice, guide: Guide) -> Iterator[str]:
    """What the guarantee asks for and these callers do not get, in words. Nothing if it holds."""
    contacts = (
        {contact.id for contact in told.contacts(guide)}
        if guarantee.contacts or guarantee.not_contacts
        else set()
    )
    limits = {limit for limit, _ in told.time_limits}
    yield from (
        f"the step '{step}' is not shown" for step in guarantee.steps if step not in told.steps
    )
    yield from (f"the step '{step}' is shown" for step in guarantee.not_steps if step in told.steps)
    if guarantee.any_step and not set(guarantee.any_step) & set(told.steps):
        yield f"none of the steps {', '.join(guarantee.any_step)} is shown"
    yield from (
        f"'{later}' is shown and '{first}' does not stand above it"
        for first, later in guarantee.before
        if not _stands_above(told, first, later)
    )
    yield from (
        f"the contact '{contact}' is not shown"
        for contact in guarantee.contacts
        if contact not in contacts
    )
    yield from (
        f"the contact '{contact}' is shown"
        for contact in guarantee.not_contacts
        if contact in contacts
    )
    yield from (
        f"the time limit '{limit}' is not shown"
        for limit in guarantee.time_limits
        if limit not in limits
    )
    yield from (
        f"the time limit '{limit}' is shown"
        for limit in guarantee.no_time_limits
        if limit in limits
    )
    if guarantee.outcome and told.outcome not in guarantee.outcome:
        yield f"the outcome is '{told.outcome}'"


def _stands_above(told: Advice, first: str, later: str) -> bool:
    return later not in told.steps or first in told.steps[: told.steps.index(later)]
