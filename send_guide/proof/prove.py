"""What holds for every possible caller: each finding with the shortest caller who shows it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from send_guide.errors import UsageError
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
from send_guide.proof.findings import Finding, Note, in_the_files
from send_guide.proof.states import (
    MOST_STATES,
    Caller,
    Progress,
    TooManyStates,
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
    that time limits tell apart. `is_cut_short`: there are too many states for all the days asked
    for, so fewer were looked at.
    """

    everybody: Callers
    is_cut_short: bool
    findings: tuple[Finding, ...]
    notes: tuple[Note, ...]
    states: int
    classes: int
    walks: int
    shortest: Caller
    longest: Caller

    @property
    def guide(self) -> Guide:
        """The guide that was looked at."""
        return self.everybody.guide

    @property
    def todays(self) -> tuple[date, ...]:
        """The days of the call that were looked at."""
        return self.everybody.distinctions.todays


def prove(
    guide: Guide,
    todays: tuple[date, ...],
    progress: Progress = silent,
    most_states: int = MOST_STATES,
) -> Proof:
    """Look at every caller of a sound guide (see `check`) on these days, given in order.

    No day may lie before `date_stretches.earliest()`. At most `most_states` states are kept in
    memory: of a guide with more, fewer days are looked at. Raises UsageError where there are too
    many on a single day.
    """
    everybody = _as_many_as_fit(guide, todays, progress, most_states)
    ends = list(everybody.told)
    futures = futures_of(everybody)
    findings = list(idle_questions(everybody, futures))
    for look in LOOKS:
        findings += look(everybody)
    return Proof(
        everybody=everybody,
        is_cut_short=everybody.distinctions.todays != todays,
        findings=tuple(sorted(findings, key=in_the_files)),
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


def _as_many_as_fit(
    guide: Guide, todays: tuple[date, ...], progress: Progress, most_states: int
) -> Callers:
    """Everybody who calls on these days; or on some of them, or on the first, if there are many."""
    for days in dict.fromkeys((todays, todays[::30], todays[:1])):
        with suppress(TooManyStates):
            return callers(guide, days, progress, most_states)
    raise UsageError(
        f"'{guide.id}' cannot be proved: on a single day callers come to more than"
        f" {most_states:,} states. Let conditions look at fewer answers given long before."
    )


def _longest(distinctions: Distinctions, ends: Iterable[Visit]) -> Caller:
    arrivals = [visit.longest for visit in ends if visit.longest]
    longest = max(arrivals, key=lambda arrival: arrival.length)
    return Caller(longest.answers(0), distinctions.todays[0])
