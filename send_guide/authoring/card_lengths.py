"""Whether the card of every caller fits the screen: its longest form, for each class of callers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from send_guide.engine.time_limits import Status
from send_guide.guide import Contact, Guide, Step, TimeLimit
from send_guide.page.card import longest_card, room
from send_guide.proof.everybody import Callers
from send_guide.proof.find_unsayable import contacts_seen
from send_guide.proof.findings import Finding, finding
from send_guide.proof.states import Caller, Visit
from send_guide.proof.told import Advice, State

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
    # equal advice is one object: it is looked up by its identity, as it is slow to hash
    cards: dict[int, Advice] = {}
    for visit, told in everybody.told.items():
        card = cards.get(id(told))
        if card is None:
            call = tuple(placed for placed in told.placed if placed.part == "call")
            card = cards[id(told)] = replace(told, placed=call, beyond=0)
        found.setdefault(card, []).append(visit)
    return found


def _lines(guide: Guide, told: Advice, width: int) -> int:
    """Lines of the longest form of a card.

    Its parts are laid out one by one, so their lines add up; only a card without room for all of
    them is laid out as a whole, as it is then squeezed.
    """
    contacts = contacts_seen(guide, told)
    limits = [
        (guide.time_limits[limit], _longest_status(guide.time_limits[limit], state, width))
        for limit, state in told.time_limits
    ]
    steps = [guide.steps[step] for step in told.call]
    with_contacts = [(step, contacts.get(step.contact or "")) for step in steps]
    title = guide.outcomes[told.outcome].title
    lines = _title_lines(title, width)
    lines += sum(_limit_lines(limit, status, width) for limit, status in limits)
    lines += sum(_step_lines(step, contact, width) for step, contact in with_contacts)
    return lines if lines <= room(width) else longest_card(title, limits, with_contacts, width)


@lru_cache(maxsize=256)
def _title_lines(title: str, width: int) -> int:
    """Lines of a card with nothing but its title and the small print."""
    return longest_card(title, [], [], width)


@lru_cache(maxsize=1024)
def _limit_lines(limit: TimeLimit, status: Status, width: int) -> int:
    return longest_card("", [(limit, status)], [], width) - _title_lines("", width)


@lru_cache(maxsize=1024)
def _step_lines(step: Step, contact: Contact | None, width: int) -> int:
    return longest_card("", [], [(step, contact)], width) - _title_lines("", width)


@lru_cache(maxsize=1024)
def _longest_status(limit: TimeLimit, state: State, width: int) -> Status:
    """The status that a limit shown in this state may have and that takes most lines."""
    if state != "dated":
        return state
    statuses: tuple[Status, ...] = ("open", "today", "passed")
    return max(statuses, key=lambda status: _limit_lines(limit, status, width))


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
