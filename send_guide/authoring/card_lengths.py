"""Whether the card of every caller fits the screen: its longest form, for each class of callers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from send_guide.guide import Guide
from send_guide.page.card import longest_card, room
from send_guide.proof.everybody import Callers
from send_guide.proof.find_unsayable import contacts_seen
from send_guide.proof.findings import Finding, finding
from send_guide.proof.states import Caller, Visit
from send_guide.proof.told import Advice

WIDTHS = (80, 40)
"""Columns at which every card must fit: a usual terminal, and the narrowest one."""


@dataclass(frozen=True, slots=True)
class Longest:
    """The longest card at a width: how many lines it takes of how many, and who gets it."""

    width: int
    lines: int
    room: int
    caller: Caller


@dataclass(frozen=True)
class CardLengths:
    """The longest card at each width, and a finding for each outcome with one that is too long."""

    longest: tuple[Longest, ...]
    findings: tuple[Finding, ...]


def card_lengths(everybody: Callers) -> CardLengths:
    """Lay out the longest form of the card of every class of callers."""
    longest: list[Longest] = []
    findings: list[Finding] = []
    by_card = _by_card(everybody)
    for width in WIDTHS:
        lines = {told: _lines(everybody.guide, told, width) for told in by_card}
        most = max(by_card, key=lines.__getitem__)
        caller = everybody.ending_at(by_card[most][0])
        longest.append(Longest(width, lines[most], room(width), caller))
        too_long = {told: count for told, count in lines.items() if count > room(width)}
        findings += _too_long(everybody, by_card, too_long, width)
    return CardLengths(tuple(longest), tuple(findings))


def _by_card(everybody: Callers) -> Mapping[Advice, list[Visit]]:
    """The states at outcomes by what stands on the card: all that is told but other steps."""
    found: dict[Advice, list[Visit]] = {}
    cards: dict[Advice, Advice] = {}
    for visit, told in everybody.told.items():
        card = cards.get(told)
        if card is None:
            call = tuple(placed for placed in told.placed if placed.part == "call")
            card = cards[told] = replace(told, placed=call, beyond=0)
        found.setdefault(card, []).append(visit)
    return found


def _lines(guide: Guide, told: Advice, width: int) -> int:
    contacts = contacts_seen(guide, told)
    limits = [(guide.time_limits[limit], status) for limit, status in told.time_limits]
    steps = [guide.steps[step] for step in told.call]
    with_contacts = [(step, contacts.get(step.contact or "")) for step in steps]
    return longest_card(guide.outcomes[told.outcome].title, limits, with_contacts, width)


def _too_long(
    everybody: Callers,
    by_card: Mapping[Advice, list[Visit]],
    too_long: Mapping[Advice, int],
    width: int,
) -> list[Finding]:
    """A finding for each outcome with a card that is too long, by the longest of them."""
    worst: dict[str, Advice] = {}
    for told in sorted(too_long, key=too_long.__getitem__):
        worst[told.outcome] = told
    findings: list[Finding] = []
    for outcome, told in worst.items():
        message = (
            f"'{outcome}': at {width} columns the card takes {too_long[told]} lines, and there is"
            f" room for {room(width)}"
        )
        place = everybody.guide.outcomes[outcome].place
        findings.append(finding(everybody, place, "card-too-long", message, by_card[told]))
    return findings
