"""What each question and outcome of a guide, and all that may follow it, still looks at."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from send_guide.engine.date_stretches import CERTAIN, OPEN, STATES, TOMORROW, UNKNOWN
from send_guide.guide import Area, Guarantee, Guide, Outcome, Span, TimeLimit, When
from send_guide.proof.numbering import Known, Numbering, not_asked, union
from send_guide.routes import all_routes, limits_with_tomorrow, reachable, targets

Whole = tuple[int, int]
"""The bits that a `when` needs, and those of them that no later answer can change."""


@dataclass(frozen=True, slots=True)
class Lookahead:
    """What a node or a later one looks at: bits of conditions, time limits, dates to be given.

    `limits`: those that are shown or named by conditions. `by_status`: of these, the ones whose
    status matters; of the others it only matters whether they have a day. `dates`: date questions
    that are asked here or later and from which a limit is counted. `kept`: by limit number and
    position, the position to remember (see `_kept`). `guards`: at an outcome, by limit number, the
    bits of which one set must hold for the limit to matter; a limit without guards always does.
    `wholes`: every `when` that is looked at here or later.
    """

    bits: int
    limits: frozenset[int]
    by_status: frozenset[int]
    dates: frozenset[str]
    kept: tuple[tuple[int, ...], ...] = ()
    guards: Mapping[int, frozenset[int]] = field(default_factory=dict)
    wholes: tuple[Whole, ...] = ()
    _seen: dict[tuple[int, ...], tuple[int, ...]] = field(default_factory=dict)
    _bits_seen: dict[int, int] = field(default_factory=dict)

    def project(self, known: Known) -> Known:
        """Drop every fact that neither this node nor a later one reads."""
        bits, positions = known
        # few positions occur, each in many states
        left = self._seen.get(positions)
        if left is None:
            left = tuple(map(tuple.__getitem__, self.kept, positions))
            self._seen[positions] = left
        return self._of_wholes(bits & self.bits), self._guarded(bits, left) if self.guards else left

    def _of_wholes(self, bits: int) -> int:
        """Drop the bits of each `when` that can no longer hold as a whole."""
        kept = self._bits_seen.get(bits)
        if kept is None:
            holding = (needs for needs, decided in self.wholes if bits & decided == decided)
            kept = self._bits_seen[bits] = bits & union(holding)
        return kept

    def _guarded(self, bits: int, positions: tuple[int, ...]) -> tuple[int, ...]:
        """Drop the positions of limits that do not matter to callers with these bits."""
        kept = list(positions)
        for limit, needs in self.guards.items():
            if kept[limit] != UNKNOWN and not any(bits & need == need for need in needs):
                kept[limit] = UNKNOWN
        return tuple(kept)


def look_ahead(
    numbering: Numbering, order: Iterable[str], every_status: bool
) -> Mapping[str, Lookahead]:
    """The lookahead of each node. `order`: last nodes first, so that each comes after its targets.

    `every_status`: the status of every limit shown matters, and not only that it has a day.
    """
    found: dict[str, Lookahead] = {}
    for node in order:
        behind = [found[target] for target in targets_of(numbering.guide, node)]
        found[node] = _of_node(numbering, node, behind, every_status)
    return found


def _of_node(
    numbering: Numbering, node: str, behind: list[Lookahead], every_status: bool
) -> Lookahead:
    guide = numbering.guide
    shown: set[int] = set()
    if node in guide.questions:
        looked_at = [route.when for route in all_routes(guide.questions[node])]
    else:
        looked_at = list(_looked_at(guide, guide.outcomes[node]))
        shown = {numbering.limits[use.id] for use in guide.outcomes[node].time_limits}
    named = frozenset[int]().union(*(numbering.limits_in(when) for when in looked_at))
    limits = named.union(shown, *(after.limits for after in behind))
    by_status = limits if every_status else named.union(*(after.by_status for after in behind))
    own_dates = {node} if any(spans_from(guide, node)) else set[str]()
    dates = frozenset(own_dates).union(*(after.dates for after in behind))
    bits = union(numbering.bits(when) for when in looked_at)
    bits |= union(after.bits for after in behind)
    # the answer to a question is not known before it is asked
    bits &= ~numbering.bits_on(node)
    kept = tuple(_kept(guide, limits, by_status, dates))
    guards = {} if node in guide.questions else _guards(numbering, guide.outcomes[node], looked_at)
    wholes = tuple(_wholes(numbering, node, looked_at, behind))
    return Lookahead(bits, limits, by_status, dates, kept, guards, wholes)


def _wholes(
    numbering: Numbering, node: str, looked_at: Iterable[When], behind: Iterable[Lookahead]
) -> Iterator[Whole]:
    """The bits of each `when` looked at from a node on, and those of them settled there."""
    guide = numbering.guide
    wholes = dict.fromkeys(numbering.bits(when) for when in looked_at)
    for after in behind:
        wholes |= dict.fromkeys(needs for needs, _ in after.wholes)
    still_asked = [asked for asked in reachable(guide, node) if asked in guide.questions]
    open_bits = union(numbering.bits_on(asked) for asked in still_asked)
    for needs in wholes:
        yield needs, needs & ~open_bits


def _guards(
    numbering: Numbering, outcome: Outcome, looked_at: Iterable[When]
) -> Mapping[int, frozenset[int]]:
    """For each limit that matters at an outcome, the bits for which it does.

    It matters where it is shown, and where a condition names it whose other lines hold.
    """
    guards: dict[int, set[int]] = {}
    for when in looked_at:
        for limit in numbering.limits_in(when):
            guards.setdefault(limit, set()).add(numbering.bits(when))
    for use in outcome.time_limits:
        shown = numbering.bits(use.when) | numbering.bits(numbering.guide.time_limits[use.id].when)
        guards.setdefault(numbering.limits[use.id], set()).add(shown)
    return {limit: frozenset(needs) for limit, needs in guards.items() if 0 not in needs}


def _looked_at(guide: Guide, outcome: Outcome) -> Iterator[When]:
    """Every `when` that decides what an outcome shows and to whom, and what guarantees ask."""
    for use in outcome.steps:
        step = guide.steps[use.id]
        yield from (use.when, step.when)
        for need in step.needs:
            yield from guide.things[need].any_of
    for use in outcome.time_limits:
        yield from (use.when, guide.time_limits[use.id].when)
    for limit in limits_it_may_lack(guide, outcome):
        yield limit.when
        yield from ((not_asked(span.from_question),) for span in limit.spans)
    everywhere: list[Area | Guarantee] = [*guide.areas.values(), *guide.guarantees.values()]
    yield from (declared.when for declared in everywhere)


def limits_it_may_lack(guide: Guide, outcome: Outcome) -> Iterable[TimeLimit]:
    """The limits that an outcome may fail to show, so that some caller is shown none at all.

    Those it names under conditions; any limit if it names none; none if it always shows one.
    """
    named = [guide.time_limits[use.id] for use in outcome.time_limits]
    conditional = [use.when or guide.time_limits[use.id].when for use in outcome.time_limits]
    if not all(conditional):
        return ()
    return named or guide.time_limits.values()


def _kept(
    guide: Guide, limits: frozenset[int], by_status: frozenset[int], dates: frozenset[str]
) -> Iterator[tuple[int, ...]]:
    """What to keep per limit, for each position it may have.

    The full position while another date may follow, otherwise the state, otherwise whether it has
    a day (as OPEN), otherwise nothing. TOMORROW is kept only where some condition names it.
    """
    with_tomorrow = limits_with_tomorrow(guide)
    for index, limit in enumerate(guide.time_limits.values()):
        if index not in limits:
            yield (UNKNOWN,) * len(STATES)
        elif any(span.from_question in dates for span in limit.spans):
            yield _told_apart(range(len(STATES)), limit.id in with_tomorrow)
        elif index in by_status:
            yield _told_apart(map(STATES.index, STATES), limit.id in with_tomorrow)
        else:
            yield tuple(UNKNOWN if state == "unknown" else OPEN for state in STATES)


def _told_apart(positions: Iterable[int], with_tomorrow: bool) -> tuple[int, ...]:
    """These positions, with TOMORROW as OPEN where nothing tells these apart."""
    if with_tomorrow:
        return tuple(positions)
    as_open = {TOMORROW: OPEN, TOMORROW | CERTAIN: OPEN | CERTAIN}
    return tuple(as_open.get(position, position) for position in positions)


def targets_of(guide: Guide, node: str) -> list[str]:
    """The nodes that a question may lead to; none behind an outcome."""
    return targets(guide, guide.questions[node]) if node in guide.questions else []


def spans_from(guide: Guide, question: str) -> Iterator[tuple[TimeLimit, Span]]:
    """The spans counted from a question, with their limits."""
    for limit in guide.time_limits.values():
        for span in limit.spans:
            if span.from_question == question:
                yield limit, span
