"""What each question and outcome of a guide, and all that may follow it, still looks at."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from send_guide.engine.date_stretches import STATES, UNKNOWN
from send_guide.guide import Area, Guarantee, Guide, Outcome, Span, TimeLimit, When
from send_guide.proof.numbering import Known, Numbering, union
from send_guide.routes import all_routes, targets


@dataclass(frozen=True, slots=True)
class Lookahead:
    """What a node or a later one looks at: bits of conditions, time limits, dates to be given.

    `dates`: date questions that are asked here or later and from which a limit is counted.
    `kept`: by limit number and position, the position to remember (see `_kept`).
    `guards`: by limit number, sets of bits; the limit matters only where one of them holds. A
    limit without an entry always matters. `unasked`: the bits on this question and later ones.
    `sets`: the bits that some `when` here or later needs together; a bit is worth remembering only
    in a set that holds whole.
    """

    bits: int
    limits: frozenset[int]
    dates: frozenset[str]
    kept: tuple[tuple[int, ...], ...] = ()
    guards: Mapping[int, frozenset[int]] = field(default_factory=dict)
    unasked: int = 0
    sets: frozenset[int] = frozenset()
    _bits: dict[int, int] = field(default_factory=dict)

    def project(self, known: Known) -> Known:
        """Drop every fact that neither this node nor a later one reads."""
        all_bits, positions = known
        bits = self._bits.get(all_bits)
        if bits is None:
            whole = union(some for some in self.sets if all_bits & some == some)
            # of a question that may still come, `not_asked` holds until then
            bits = self._bits[all_bits] = whole | all_bits & self.bits & self.unasked
        kept = list(map(tuple.__getitem__, self.kept, positions))
        for limit, needs in self.guards.items():
            if kept[limit] != UNKNOWN and not any(bits & need == need for need in needs):
                kept[limit] = UNKNOWN
        return bits, tuple(kept)


def look_ahead(numbering: Numbering, order: Iterable[str], also: When) -> Mapping[str, Lookahead]:
    """The lookahead of each node. `order`: last nodes first, so that each comes after its targets.

    `also`: conditions that every outcome looks at beside those of the guide.
    """
    found: dict[str, Lookahead] = {}
    for node in order:
        behind = [found[target] for target in targets_of(numbering.guide, node)]
        found[node] = _of_node(numbering, node, behind, also)
    return found


def _of_node(numbering: Numbering, node: str, behind: list[Lookahead], also: When) -> Lookahead:
    guide = numbering.guide
    if node in guide.questions:
        looked_at = [route.when for route in all_routes(guide.questions[node])]
        shown: set[int] = set()
    else:
        outcome = guide.outcomes[node]
        looked_at = [*_looked_at(guide, outcome), also]
        shown = {numbering.limits[use.id] for use in outcome.time_limits}
    own_bits = union(numbering.bits(when) for when in looked_at)
    later_bits = union(after.bits for after in behind)
    limits = frozenset(shown).union(
        *(numbering.limits_in(when) for when in looked_at), *(after.limits for after in behind)
    )
    own_dates = {node} if any(spans_from(guide, node)) else set[str]()
    dates = frozenset(own_dates).union(*(after.dates for after in behind))
    # the answer to a question is not known before it is asked
    bits = (own_bits | later_bits) & ~numbering.bits_on(node)
    unasked = numbering.bits_on(node) | union(after.unasked for after in behind)
    guards = _guards(numbering, node, looked_at, behind, unasked)
    sets = {numbering.bits(when) for when in looked_at}
    sets.update(needs for _, needs in _shown(numbering, node))
    for after in behind:
        sets |= after.sets
    asked = frozenset(some & ~unasked for some in sets)
    kept = tuple(_kept(guide, limits, dates))
    return Lookahead(bits, limits, dates, kept, guards, unasked, asked)


def _guards(
    numbering: Numbering,
    node: str,
    looked_at: Iterable[When],
    behind: Iterable[Lookahead],
    unasked: int,
) -> Mapping[int, frozenset[int]]:
    """For each limit that matters here or later, the bits for which it does.

    It matters where it is shown, and where a condition names it whose other lines hold. What is
    not asked yet may still come to hold.
    """
    guards: dict[int, set[int]] = {}
    for when in looked_at:
        for limit in numbering.limits_in(when):
            guards.setdefault(limit, set()).add(numbering.bits(when) & ~unasked)
    for limit, needs in _shown(numbering, node):
        guards.setdefault(limit, set()).add(needs & ~unasked)
    for after in behind:
        for limit in after.limits:
            later = after.guards.get(limit, frozenset((0,)))
            guards.setdefault(limit, set()).update(needs & ~unasked for needs in later)
    return {limit: frozenset(needs) for limit, needs in guards.items() if 0 not in needs}


def _shown(numbering: Numbering, node: str) -> Iterator[tuple[int, int]]:
    """The limits that an outcome names, by number, with the bits under which they apply."""
    guide = numbering.guide
    for use in guide.outcomes[node].time_limits if node in guide.outcomes else ():
        # a date without its limit is a finding, so the conditions of the mention do not count
        yield numbering.limits[use.id], numbering.bits(guide.time_limits[use.id].when)


def _looked_at(guide: Guide, outcome: Outcome) -> Iterator[When]:
    """Every `when` that decides what an outcome shows and to whom, and what guarantees ask."""
    for step in outcome.steps:
        yield from (step.when, guide.steps[step.id].when)
        for need in guide.steps[step.id].needs:
            yield from guide.things[need].any_of
    for limit in outcome.time_limits:
        yield from (limit.when, guide.time_limits[limit.id].when)
    everywhere: list[Area | Guarantee] = [*guide.areas.values(), *guide.guarantees.values()]
    yield from (declared.when for declared in everywhere)


def _kept(guide: Guide, limits: frozenset[int], dates: frozenset[str]) -> Iterator[tuple[int, ...]]:
    """What to keep per limit, for each position it may have.

    The full position while another date may follow, otherwise the status, otherwise nothing.
    """
    for index, limit in enumerate(guide.time_limits.values()):
        if index not in limits:
            yield (UNKNOWN,) * len(STATES)
        elif any(span.from_question in dates for span in limit.spans):
            yield tuple(range(len(STATES)))
        else:
            yield tuple(map(STATES.index, STATES))


def targets_of(guide: Guide, node: str) -> list[str]:
    """The nodes that a question may lead to; none behind an outcome."""
    return targets(guide, guide.questions[node]) if node in guide.questions else []


def spans_from(guide: Guide, question: str) -> Iterator[tuple[TimeLimit, Span]]:
    """The spans counted from a question, with their limits."""
    for limit in guide.time_limits.values():
        for span in limit.spans:
            if span.from_question == question:
                yield limit, span
