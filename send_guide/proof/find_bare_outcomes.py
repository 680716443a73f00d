"""What an outcome lacks for some caller."""

from collections.abc import Iterator

from send_guide.guide import TimeLimit
from send_guide.proof.everybody import Callers
from send_guide.proof.findings import RULES, Finding, finding
from send_guide.proof.lookahead import limits_it_may_lack
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
    outcome = guide.outcomes[told.outcome]
    limits = () if told.time_limits else limits_it_may_lack(guide, outcome)
    if any(_applies(numbering, visit, limit) for limit in limits):
        yield "outcome-without-limit"


def _applies(numbering: Numbering, visit: Visit, limit: TimeLimit) -> bool:
    """Whether callers gave a date the limit counts from, and it is theirs and has not passed.

    Of a limit whose status is not told apart there, every date counts.
    """
    asked = any(
        not numbering.test((not_asked(span.from_question),)).holds(visit.known)
        for span in limit.spans
    )
    return (
        asked
        and numbering.test(limit.when).holds(visit.known)
        and numbering.status(limit.id, visit.known) != "passed"
    )
