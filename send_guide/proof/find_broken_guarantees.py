"""The guarantees of a guide, compared with what each class of callers is told."""

from collections.abc import Callable, Iterable, Iterator

from send_guide.guide import Guarantee, Guide, in_a_line
from send_guide.proof.everybody import Callers
from send_guide.proof.findings import Finding, finding
from send_guide.proof.states import Visit
from send_guide.proof.told import Advice


def guarantees(everybody: Callers) -> Iterator[Finding]:
    """Find the guarantees that some caller breaks, and those that are about nobody."""
    for guarantee in everybody.guide.guarantees.values():
        bound = everybody.among(everybody.told, guarantee.when)
        if bound:
            yield from _breaks(everybody, guarantee, bound)
            yield from _shown_to_others(everybody, guarantee, bound)
        else:
            message = f"'{guarantee.id}': {in_a_line(guarantee.when)} holds for no caller"
            seen = everybody.told
            yield finding(everybody, guarantee.place, "guarantee-for-nobody", message, seen)


def _breaks(everybody: Callers, guarantee: Guarantee, bound: list[Visit]) -> Iterator[Finding]:
    guide = everybody.guide
    # equal advice is one object: it is looked up by its identity, as it is slow to hash
    different = {id(everybody.told[visit]): everybody.told[visit] for visit in bound}
    verdicts = {key: tuple(broken(guarantee, told, guide)) for key, told in different.items()}
    breaks: dict[str, list[Visit]] = {}
    for visit in bound if any(verdicts.values()) else ():
        for what in verdicts[id(everybody.told[visit])]:
            breaks.setdefault(what, []).append(visit)
    for what, seen in breaks.items():
        yield _broken(everybody, guarantee, what, seen)


def _broken(everybody: Callers, guarantee: Guarantee, what: str, seen: Iterable[Visit]) -> Finding:
    message = f"'{guarantee.id}' ({guarantee.promise}) does not hold: {what}"
    return finding(everybody, guarantee.place, "guarantee-broken", message, seen)


def _shown_to_others(
    everybody: Callers, guarantee: Guarantee, bound: list[Visit]
) -> Iterator[Finding]:
    """Find steps of `only_when` that are shown to callers outside the conditions."""
    inside = set(bound) if guarantee.only_when else set()
    for step in guarantee.only_when:
        told = everybody.told.items()
        seen = [visit for visit, advice in told if step in advice.steps and visit not in inside]
        if seen:
            what = f"the step '{step}' is shown to others too"
            yield _broken(everybody, guarantee, what, seen)


def broken(guarantee: Guarantee, told: Advice, guide: Guide) -> Iterator[str]:
    """What a guarantee asks for and these callers do not get, in words. Nothing if it holds."""
    for clause in _CLAUSES:
        yield from clause(guarantee, told, guide)


def _steps(guarantee: Guarantee, told: Advice, guide: Guide) -> Iterator[str]:
    yield from _missing("step", guarantee.steps, told.steps)
    yield from _there("step", guarantee.not_steps, told.steps)
    if guarantee.any_step and not set(guarantee.any_step) & set(told.steps):
        yield f"none of the steps {', '.join(guarantee.any_step)} is shown"


def _order(guarantee: Guarantee, told: Advice, guide: Guide) -> Iterator[str]:
    for first, later in guarantee.before:
        if later in told.steps and first not in told.steps[: told.steps.index(later)]:
            yield f"'{later}' is shown and '{first}' does not stand above it"


def _call(guarantee: Guarantee, told: Advice, guide: Guide) -> Iterator[str]:
    call = told.call
    for step in guarantee.call:
        if step not in call:
            yield f"the step '{step}' is not said in the call"
    for step in guarantee.not_call:
        if step in call:
            yield f"the step '{step}' is said in the call"
    if guarantee.first_call and not set(guarantee.first_call) & set(call[:1]):
        first = f"'{call[0]}'" if call else "nothing"
        yield f"the first thing to say is {first}, and not {' or '.join(guarantee.first_call)}"


def _contacts(guarantee: Guarantee, told: Advice, guide: Guide) -> Iterator[str]:
    if guarantee.contacts or guarantee.not_contacts:
        shown = {contact.id for contact in told.contacts(guide)}
        yield from _missing("contact", guarantee.contacts, shown)
        yield from _there("contact", guarantee.not_contacts, shown)


def _limits(guarantee: Guarantee, told: Advice, guide: Guide) -> Iterator[str]:
    shown = {limit for limit, _ in told.time_limits}
    yield from _missing("time limit", guarantee.time_limits, shown)
    yield from _there("time limit", guarantee.no_time_limits, shown)


def _outcome(guarantee: Guarantee, told: Advice, guide: Guide) -> Iterator[str]:
    if guarantee.outcome and told.outcome not in guarantee.outcome:
        yield f"the outcome is '{told.outcome}'"


Clause = Callable[[Guarantee, Advice, Guide], Iterator[str]]
_CLAUSES: tuple[Clause, ...] = (_steps, _order, _call, _contacts, _limits, _outcome)


def _missing(kind: str, wanted: Iterable[str], shown: Iterable[str]) -> Iterator[str]:
    return (f"the {kind} '{id_}' is not shown" for id_ in wanted if id_ not in shown)


def _there(kind: str, unwanted: Iterable[str], shown: Iterable[str]) -> Iterator[str]:
    return (f"the {kind} '{id_}' is shown" for id_ in unwanted if id_ in shown)
