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


BY_WITHOUT_DAY: Mapping[str, str] = {
    "unknown": "as soon as you can",
    "passed": "as soon as you can",
    "today": "today",
}
"""What is said for the day of a step, by the state of its time limit, where no day is said."""


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
    steps = [guide.steps[step] for step in told.call]
    pairs = [(step, contacts.get(step.contact or "")) for step in steps]
    statuses: dict[str, Status] = {}
    for limit_id, state in told.time_limits:
        due_by_it = tuple(pair for pair in pairs if pair[0].by == limit_id)
        statuses[limit_id] = _longest_status(guide.time_limits[limit_id], state, due_by_it, width)
    limits = [(guide.time_limits[limit], status) for limit, status in statuses.items()]
    with_contacts = [
        (_as_said(step, statuses.get(step.by or "", "open")), contact) for step, contact in pairs
    ]
    title = guide.outcomes[told.outcome].title
    lines = _title_lines(title, width)
    lines += sum(_limit_lines(limit, status, width) for limit, status in limits)
    lines += sum(_step_lines(step, contact, width) for step, contact in with_contacts)
    return lines if lines <= room(width) else longest_card(title, limits, with_contacts, width)


def _as_said(step: Step, status: Status) -> Step:
    """A step with what stands for its day, where no day can stand there."""
    said = BY_WITHOUT_DAY.get(status)
    if said is None or step.say is None:
        return step
    return replace(step, say=step.say.replace("{by}", said))


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


@lru_cache(maxsize=4096)
def _longest_status(
    limit: TimeLimit,
    state: State,
    due_by_it: tuple[tuple[Step, Contact | None], ...],
    width: int,
) -> Status:
    """The status that a limit in this state may have and that makes the card longest.

    `due_by_it`: the steps of the call that name its day, with their contacts.
    """
    if state != "dated":
        return state

    def lines(status: Status) -> int:
        steps = (_step_lines(_as_said(step, status), contact, width) for step, contact in due_by_it)
        return _limit_lines(limit, status, width) + sum(steps)

    statuses: tuple[Status, ...] = ("open", "today", "passed")
    return max(statuses, key=lines)


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
