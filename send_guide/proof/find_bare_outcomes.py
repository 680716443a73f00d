"""What an outcome lacks for some caller."""

from collections.abc import Iterable, Iterator

from send_guide.guide import Guide, TimeLimit
from send_guide.proof.distinctions import Lens, not_asked
from send_guide.proof.everybody import Callers
from send_guide.proof.findings import RULES, Finding, finding
from send_guide.proof.states import Visit
from send_guide.proof.told import Advice


def bare_outcomes(everybody: Callers) -> Iterator[Finding]:
    """Whoever ends has something to do, somebody to contact, a way on if it fails, and the time limits of the dates given."""
    lacks: dict[tuple[str, str], list[Visit]] = {}
    for visit, told in everybody.told.items():
        for rule in _lacking(everybody, visit, told):
            lacks.setdefault((rule, told.outcome), []).append(visit)
    for (rule, outcome), seen in lacks.items():
        yield finding(
            everybody,
            everybody.guide.outcomes[outcome].place,
            rule,
            f"'{outcome}': {RULES[rule]}",
            seen,
        )


def _lacking(everybody: Callers, visit: Visit, told: Advice) -> Iterator[str]:
    guide, lens = everybody.guide, everybody.lens
    if not told.steps:
        yield "outcome-without-steps"
        return
    if not told.contacts(guide):
        yield "outcome-without-contact"
    if not any(guide.steps[step].if_it_fails for step in told.steps):
        yield "outcome-without-fallback"
    if not told.time_limits and any(
        _applies(lens, visit, limit) for limit in _limits_there(guide, told.outcome)
    ):
        yield "outcome-without-limit"


def _limits_there(guide: Guide, outcome: str) -> Iterable[TimeLimit]:
    """The limits that an outcome names under conditions; of one that names none, any limit may be missing."""
    return [
        guide.time_limits[use.id] for use in guide.outcomes[outcome].time_limits
    ] or guide.time_limits.values()


def _applies(lens: Lens, visit: Visit, limit: TimeLimit) -> bool:
    """Whether callers gave a date that the limit counts from, and it is theirs and has not passed."""
    asked = any(
        not lens.test((not_asked(span.from_question),)).holds(visit.known) for span in limit.spans
    )
    return (
        asked
        and lens.test(limit.when).holds(visit.known)
        and lens.state_of(limit.id, visit.known) != "passed"
    )
