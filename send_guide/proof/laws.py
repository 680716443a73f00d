"""Laws of a guide, held against what each class of callers is told."""

from collections.abc import Iterator

from send_guide.guide import Guide, Law, in_a_line
from send_guide.proof.endings import Ending
from send_guide.proof.findings import Callers, Finding, finding
from send_guide.proof.states import Visit


def laws(everybody: Callers) -> Iterator[Finding]:
    """The laws that some caller breaks, and those that are about nobody."""
    for law in everybody.guide.laws.values():
        yield from _law(everybody, law)


def _law(everybody: Callers, law: Law) -> Iterator[Finding]:
    guide = everybody.guide
    bound = everybody.among(everybody.told, law.when)
    if not bound:
        yield finding(everybody, law.place, "law-for-nobody", f"'{law.id}': {in_a_line(law.when)} holds for no caller", everybody.told)
    breaks: dict[str, list[Visit]] = {}
    verdicts = {told: tuple(broken(law, told, guide)) for told in {everybody.told[visit] for visit in bound}}
    for visit in bound:
        for what in verdicts[everybody.told[visit]]:
            breaks.setdefault(what, []).append(visit)
    for what, seen in breaks.items():
        yield finding(everybody, law.place, "law-broken", f"'{law.id}' ({law.law}) does not hold: {what}", seen)


def broken(law: Law, told: Ending, guide: Guide) -> Iterator[str]:
    """What the law asks for and these callers do not get, in words. Nothing if it holds."""
    contacts = {contact.id for contact in told.contacts(guide)} if law.contacts or law.not_contacts else set()
    limits = {limit for limit, _ in told.time_limits}
    yield from (f"the step '{step}' is not shown" for step in law.steps if step not in told.steps)
    yield from (f"the step '{step}' is shown" for step in law.not_steps if step in told.steps)
    if law.any_step and not set(law.any_step) & set(told.steps):
        yield f"none of the steps {', '.join(law.any_step)} is shown"
    yield from (f"'{later}' is shown and '{first}' does not stand above it" for first, later in law.before if not _stands_above(told, first, later))
    yield from (f"the contact '{contact}' is not shown" for contact in law.contacts if contact not in contacts)
    yield from (f"the contact '{contact}' is shown" for contact in law.not_contacts if contact in contacts)
    yield from (f"the time limit '{limit}' is not shown" for limit in law.time_limits if limit not in limits)
    yield from (f"the time limit '{limit}' is shown" for limit in law.no_time_limits if limit in limits)
    if law.outcome and told.outcome not in law.outcome:
        yield f"the ending is '{told.outcome}'"


def _stands_above(told: Ending, first: str, later: str) -> bool:
    return later not in told.steps or first in told.steps[: told.steps.index(later)]
