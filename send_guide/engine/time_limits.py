"""Time limits worked out for one caller: last day, state, and the working in words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from send_guide.dates import in_words
from send_guide.engine.roll_rules import LONGEST_MOVE, MOVES, Moved
from send_guide.engine.spans import end_of, span_in_words
from send_guide.engine.working_days import DAY, BankHolidaysUnknown, working_day_from
from send_guide.guide import Move, Span, TimeLimit, Whose

Status = Literal["open", "today", "passed", "unknown"]
"""The status of a time limit, as callers are shown it."""

State = Status | Literal["tomorrow"]
"""What conditions tell apart of a time limit: its status, and whether its last day is tomorrow."""


@dataclass(frozen=True, slots=True)
class Due:
    """A time limit worked out for one caller.

    `plain_last_day`: the end of the count, with no day left out and nothing moved.
    `last_day`: the last day after days left out and the rules that move it.
    `aim_for`: the last working day on or before `plain_last_day`. These two are None past the
    years whose bank holidays are known; `working` then says so.
    `moved_by`: the rule that set `last_day`: that of a move, `days_left_out`, or `none`.
    `days_left`: days from today to the last day, negative once it has passed.
    `days_late`: for a limit on the council, how many days ago it passed; None until then, and
    None for all other limits. A family is never told that the council's limit has passed.
    """

    id: str
    label: str
    last_day: date | None
    aim_for: date | None
    plain_last_day: date
    decided_by: str
    moved_by: str
    status: Status
    days_left: int | None
    working: tuple[str, ...]
    sources: tuple[str, ...]
    whose: Whose = "family"
    note: str | None = None
    days_late: int | None = None


def urgency(due: Due) -> tuple[bool, date]:
    """Sort key: the council's limits after all others, and the earliest last day first."""
    return due.whose == "council", due.last_day or due.plain_last_day


@dataclass(frozen=True, slots=True)
class _End:
    """Where a span ends: `day` as the law counts it, `plain` with no day left out.

    `plain` is never after `day`: where days are left out counting back, it is `day` as well.
    """

    span: Span
    start: date
    day: date
    plain: date


def _ends(limit: TimeLimit, dates: Mapping[str, date]) -> tuple[_End, ...]:
    """The ends of the spans whose dates are known; none if one of them cannot be worked out."""
    starts = [
        (span, dates[span.from_question]) for span in limit.spans if span.from_question in dates
    ]
    try:
        return tuple(_end(limit, span, start) for span, start in starts)
    except (BankHolidaysUnknown, OverflowError, ValueError):
        return ()


def _end(limit: TimeLimit, span: Span, start: date) -> _End:
    day = end_of(span, start, limit.leave_out)
    if not limit.leave_out or span.counts_back:
        return _End(span, start, day, day)
    return _End(span, start, day, end_of(span, start))


def work_out(limit: TimeLimit, dates: Mapping[str, date], today: date) -> Due | None:
    """The limit for these dates (by question id), or None where no last day can be given.

    That is so while no date it is counted from is known, and always for a limit known by its
    rule alone or counted in school days. Its first span always counts: without that date the
    day is the earliest it can be, and never `passed`.
    """
    ends = _ends(limit, dates)
    if not ends:
        return None
    due = _moved(limit, ends, _working(limit, ends), today)
    if due.status == "passed" and not _is_certain(limit, ends):
        return replace(due, status="unknown", days_left=None)
    if due.status == "passed" and due.whose == "council" and due.days_left is not None:
        return replace(due, days_late=-due.days_left)
    return due


def _is_certain(limit: TimeLimit, ends: tuple[_End, ...]) -> bool:
    """Whether the date that always counts, that of the first span, is known."""
    return ends[0].span == limit.spans[0]


def _working(limit: TimeLimit, ends: tuple[_End, ...]) -> tuple[str, ...]:
    """How the last day was counted, before any move, in sentences."""
    said = [span_in_words(end.span, end.start, end.day, limit.leave_out) for end in ends]
    latest = max(end.day for end in ends)
    if len(ends) > 1:
        which = "later of the two" if len(ends) == 2 else "latest of these"
        said.append(f"The {which} counts: {in_words(latest)}.")
    plain = max(end.plain for end in ends)
    if plain != latest:
        said.append(f"With no day left out it would be {in_words(plain)}.")
    if not _is_certain(limit, ends):
        said.append(
            f"The date of {limit.spans[0].label} is not known. "
            "The time counted from it may end later."
        )
    return tuple(said)


def _moved(limit: TimeLimit, ends: tuple[_End, ...], working: tuple[str, ...], today: date) -> Due:
    """The limit after its move, or unmoved where the bank holidays are not known."""
    latest = max(ends, key=lambda end: end.day)
    plain = max(end.plain for end in ends)
    due = Due(
        id=limit.id,
        label=limit.label,
        last_day=None,
        aim_for=None,
        plain_last_day=plain,
        decided_by=latest.span.id,
        moved_by="none",
        status=_status_unmoved(latest.day, today),
        days_left=None,
        working=working,
        sources=limit.sources,
        whose=limit.whose,
        note=limit.note,
    )
    try:
        last_day, moved_by, why = _move(limit.moved, latest.day)
        aim_for = working_day_from(plain, -DAY)
    except BankHolidaysUnknown as unknown:
        said = (
            f"{unknown} {in_words(latest.day)} is not adjusted for days nobody works: "
            "check it with the Tribunal or an adviser."
        )
        return replace(due, working=(*working, said))
    if moved_by == "none" and latest.day != plain:
        moved_by = "days_left_out"
    status, days_left = _status(last_day, latest.day, today)
    return replace(
        due,
        last_day=last_day,
        aim_for=aim_for,
        moved_by=moved_by,
        status=status,
        days_left=days_left,
        working=(*working, f"{why}: {in_words(last_day)}.") if why else working,
    )


def _move(moved: Move, end: date) -> Moved:
    """Where a last day moves. Raises BankHolidaysUnknown also where no move needs to look."""
    working_day_from(end, -DAY)
    return MOVES[moved](end)


def _status_unmoved(end: date, today: date) -> Status:
    return "passed" if today - end > LONGEST_MOVE else "unknown"


def _status(last_day: date, end: date, today: date) -> tuple[Status, int]:
    """The state and the days left, where the count ends on `end` and was moved to `last_day`.

    A limit shown early (the working day before) has not passed until the legal day itself has.
    """
    legal = max(last_day, end)
    if today > legal:
        return "passed", (legal - today).days
    return ("today", 0) if today >= last_day else ("open", (last_day - today).days)


def status_of(state: State) -> Status:
    """The status of a limit in this state: the day before its last day it is open."""
    return "open" if state == "tomorrow" else state


def state(limit: TimeLimit, dates: Mapping[str, date], today: date) -> State:
    """`open`, `tomorrow`, `today` or `passed`; `unknown` while it cannot be worked out."""
    ends = _ends(limit, dates)
    if not ends:
        return "unknown"
    found = state_at(limit.moved, max(end.day for end in ends), today)
    return "unknown" if found == "passed" and not _is_certain(limit, ends) else found


def state_at(moved: Move, end: date, today: date) -> State:
    """The state of a limit whose latest span ends on `end`, before any move."""
    try:
        last_day = _move(moved, end)[0]
    except BankHolidaysUnknown:
        return _status_unmoved(end, today)
    status, days_left = _status(last_day, end, today)
    return "tomorrow" if days_left == 1 else status
