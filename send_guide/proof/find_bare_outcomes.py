"""What an outcome lacks for some caller."""

from collections.abc import Iterable, Iterator

from send_guide.guide import Guide, TimeLimit
from send_guide.proof.everybody import Callers
from send_guide.proof.findings import RULES, Finding, finding
from send_guide.proof.numbering import Numbering, not_asked
from send_guide.proof.states import Visit
from send_guide.proof.told import Advice


def bare_outcomes(everybody: Callers) -> Iterator[Finding]:
    """Find callers without a step, a contact, a fallback or the time limits of their dates."""
    lacks: dict[tuple[str, str], list[Visit]] = {}
    for visit, told in everybody.told.items():
        for rule in _lacking(everybody, visit, told):
            lacks.setdefault((rule, told.outcome), []).append(visit)
    for (rule, outcome), seen in lacks.items():
        place = everybody.guide.outcomes[outcome].place
        yield finding(everybody, place, rule, f"'{outcome}': {RULES[rule]}", seen)


def _lacking(everybody: Callers, visit: Visit, told: Advice) -> Iterator[str]:
    guide, numbering = everybody.guide, everybody.distinctions.numbering
    if not told.steps:
        yield "outcome-without-steps"
        return
    if not told.contacts(guide):
        yield "outcome-without-contact"
    if not any(guide.steps[step].if_it_fails for step in told.steps):
        yield "outcome-without-fallback"
    limits = () if told.time_limits else _limits_there(guide, told.outcome)
    if any(_applies(numbering, visit, limit) for limit in limits):
        yield "outcome-without-limit"


def _limits_there(guide: Guide, outcome: str) -> Iterable[TimeLimit]:
    """The limits that may be missing: those an outcome names, or any if it names none."""
    named = [guide.time_limits[use.id] for use in guide.outcomes[outcome].time_limits]
    return named or guide.time_limits.values()


def _applies(numbering: Numbering, visit: Visit, limit: TimeLimit) -> bool:
    """Whether callers gave a date the limit counts from, and it is theirs and has not passed."""
    asked = any(
        not numbering.test((not_asked(span.from_question),)).holds(visit.known)
        for span in limit.spans
    )
    return (
        asked
        and numbering.test(limit.when).holds(visit.known)
        and numbering.status(limit.id, visit.known) != "passed"
    )
