"""What holds for every possible caller: each finding with the shortest caller who shows it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from send_guide.guide import Guide
from send_guide.proof.distinctions import Lens
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
from send_guide.proof.findings import Finding, Note
from send_guide.proof.states import (
    Caller,
    Progress,
    Visit,
    caller,
    silent,
)


@dataclass(frozen=True)
class Proof:
    """What holds for every caller of a guide, on each of some days.

    `classes`: callers who cannot be told apart at their outcome count as one. `walks`: ways to answer on the first day, each set of
    several options counted, and dates by the stretches that time limits tell apart.
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
    """Look at every caller of a sound guide (see `check`) who calls on one of these days, given in order (see `dates.earliest`).

    A date given is looked at up to the day of the call, or beyond where limits count back from it.
    """
    everybody = callers(guide, todays, progress)
    ends = list(everybody.told)
    futures = futures_of(everybody)
    looks: tuple[Callable[[Callers], Iterator[Finding]], ...] = (
        unreached, routes_not_taken, mentions, steps_always, areas, bare_outcomes, guarantees,
    )  # fmt: skip
    findings = [
        *(finding for look in looks for finding in look(everybody)),
        *idle_questions(everybody, futures),
    ]
    return Proof(
        guide=guide,
        todays=todays,
        findings=tuple(sorted(findings, key=lambda each: (each.place, each.rule, each.message))),
        notes=(*order_decides(everybody), *told_alike(everybody, futures)),
        states=sum(map(len, everybody.visits.values())),
        classes=len(ends),
        walks=sum(visit.walks for visit in ends),
        shortest=caller(everybody.lens, shortest(ends)),
        longest=_longest(everybody.lens, ends),
    )


def _longest(lens: Lens, ends: Iterable[Visit]) -> Caller:
    arrivals = [visit.longest for visit in ends if visit.longest]
    return Caller(max(arrivals, key=lambda arrival: arrival.length).answers(0), lens.todays[0])
