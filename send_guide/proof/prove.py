"""What holds for every possible caller: each finding with the shortest caller who shows it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from send_guide.guide import Guide
from send_guide.proof.distinctions import Distinctions
from send_guide.proof.everybody import Callers, callers, shortest
from send_guide.proof.find_bare_outcomes import bare_outcomes
from send_guide.proof.find_broken_guarantees import guarantees
from send_guide.proof.find_idle_questions import futures_of, idle_questions, told_alike
from send_guide.proof.find_unreached import (
    areas,
    mentions,
    order_decides,
    routes_not_taken,
    steps_always,
    unreached,
)
from send_guide.proof.find_unsayable import calls, full_calls, things_not_there
from send_guide.proof.findings import Finding, Note
from send_guide.proof.states import (
    Caller,
    Progress,
    Visit,
    caller,
    silent,
)

Look = Callable[[Callers], Iterator[Finding]]
LOOKS: tuple[Look, ...] = (
    unreached,
    routes_not_taken,
    mentions,
    steps_always,
    areas,
    bare_outcomes,
    calls,
    things_not_there,
    guarantees,
)


@dataclass(frozen=True)
class Proof:
    """What holds for every caller of a guide, on each of some days.

    `classes`: callers who cannot be told apart at their outcome count as one. `walks`: ways to
    answer on the first day; each set of several options is one, and so is each stretch of dates
    that time limits tell apart.
    """

    guide: Guide
    todays: tuple[date, ...]
    findings: tuple[Finding, ...]
    notes: tuple[Note, ...]
    states: int
    classes: int
    walks: int
    shortest: Caller
    longest: Caller


def prove(guide: Guide, todays: tuple[date, ...], progress: Progress = silent) -> Proof:
    """Look at every caller of a sound guide (see `check`) on these days, given in order.

    No day may lie before `date_stretches.earliest()`.
    """
    everybody = callers(guide, todays, progress)
    ends = list(everybody.told)
    futures = futures_of(everybody)
    findings = list(idle_questions(everybody, futures))
    for look in LOOKS:
        findings += look(everybody)
    return Proof(
        guide=guide,
        todays=todays,
        findings=tuple(sorted(findings, key=_in_the_files)),
        notes=(
            *order_decides(everybody),
            *told_alike(everybody, futures),
            *full_calls(everybody),
        ),
        states=sum(map(len, everybody.visits.values())),
        classes=len(ends),
        walks=sum(visit.walks for visit in ends),
        shortest=caller(everybody.distinctions, shortest(ends)),
        longest=_longest(everybody.distinctions, ends),
    )


def _in_the_files(finding: Finding) -> tuple[object, ...]:
    """Sort key: the order of the flow files."""
    return finding.place, finding.rule, finding.message


def _longest(distinctions: Distinctions, ends: Iterable[Visit]) -> Caller:
    arrivals = [visit.longest for visit in ends if visit.longest]
    longest = max(arrivals, key=lambda arrival: arrival.length)
    return Caller(longest.answers(0), distinctions.todays[0])
