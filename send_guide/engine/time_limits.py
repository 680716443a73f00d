"""Time limits: months, working days, bank holidays and the Tribunal's roll rules, with the working in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from dateutil.relativedelta import relativedelta

from send_guide.dates import in_words
from send_guide.engine.roll_rules import LONGEST_MOVE, MOVES
from send_guide.engine.working_days import DAY, BankHolidaysUnknown, working_day_from
from send_guide.guide import (
    Move,
    Span,
    TimeLimit,
    Unit,
)

Status = Literal["open", "today", "passed", "unknown"]


@dataclass(frozen=True, slots=True)
class Due:
    """A time limit worked out for one caller.

    `plain_last_day`: the same-numbered day. `last_day`: where the rules move it. `aim_for`: the last working day on or
    before `plain_last_day`. The latter two are None past the years whose bank holidays are known; `working` then says so.
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


def urgency(due: Due) -> date:
    """What to sort by, most urgent first."""
    return due.last_day or due.plain_last_day


def end_of(span: Span, start: date) -> date:
    """The last day of a span that is counted from `start`.

    A month ends on the same-numbered day, or on the last day of a shorter month (Dodds v Walker [1981] UKHL).
    `before_day` ends the day before a fixed day of the year of `start` (SEND Regulations 2014, regulation 18).
    `starting_with`: the first day counts, so the span ends the day before (Equality Act 2010, Schedule 17, paragraph 4).
    """
    if span.fixed_day is not None:
        end = span.fixed_day.of(start.year) - DAY
    else:
        end = _ADD[span.unit](start, span.count)
    return end - DAY if span.starting_with else end


def _add_working_days(start: date, count: int) -> date:
    day = start
    for _ in range(count):
        day = working_day_from(day + DAY)
    return day


_ADD: Mapping[Unit, Callable[[date, int], date]] = {
    "months": lambda start, count: start + relativedelta(months=count),
    "weeks": lambda start, count: start + timedelta(weeks=count),
    "days": lambda start, count: start + timedelta(days=count),
    "working_days": _add_working_days,
    "months_before": lambda start, count: start - relativedelta(months=count),
}


def work_out(limit: TimeLimit, dates: Mapping[str, date], today: date) -> Due | None:
    """The limit for these dates (by question id), or None while no date it is counted from is known.

    Its first span always counts. Without that date the day is the earliest it can be, and never `passed`.
    """
    known = [span for span in limit.spans if span.from_question in dates]
    if not known:
        return None
    try:
        ends = [(end_of(span, dates[span.from_question]), span) for span in known]
    except (BankHolidaysUnknown, OverflowError, ValueError):
        return None
    plain, decided_by = max(ends, key=lambda end: end[0])
    working = [_span_in_words(span, dates[span.from_question], end) for end, span in ends]
    if len(ends) > 1:
        working.append(
            f"The {'later of the two' if len(ends) == 2 else 'latest of these'} counts: {in_words(plain)}."
        )
    first = limit.spans[0]
    if first not in known:
        working.append(
            f"The date of {first.label} is not known. The time counted from it may end later."
        )
    due = _moved(limit, plain, decided_by.id, tuple(working), today)
    # the first span always counts: while its date is unknown the limit may end later, so it cannot be called passed
    return (
        replace(due, status="unknown", days_left=None)
        if first not in known and due.status == "passed"
        else due
    )


def _moved(
    limit: TimeLimit, plain: date, decided_by: str, working: tuple[str, ...], today: date
) -> Due:
    try:
        last_day, moved_by, why = MOVES[limit.moved](plain)
        aim_for = working_day_from(plain, -DAY)
    except BankHolidaysUnknown as unknown:
        said = f"{unknown} {in_words(plain)} is not adjusted for days nobody works: check it with the Tribunal or an adviser."
        status = _status_unmoved(plain, today)
        return Due(
            limit.id,
            limit.label,
            None,
            None,
            plain,
            decided_by,
            "none",
            status,
            None,
            (*working, said),
            limit.sources,
        )
    if why:
        working += (f"{why}: {in_words(last_day)}.",)
    status, days_left = _status(last_day, plain, today)
    return Due(
        limit.id,
        limit.label,
        last_day,
        aim_for,
        plain,
        decided_by,
        moved_by,
        status,
        days_left,
        working,
        limit.sources,
    )


def _status_unmoved(plain: date, today: date) -> Status:
    return "passed" if today - plain > LONGEST_MOVE else "unknown"


def _status(last_day: date, plain: date, today: date) -> tuple[Status, int]:
    """A limit shown early (the working day before) has not passed until the legal day itself has."""
    end = max(last_day, plain)
    if today > end:
        return "passed", (end - today).days
    return ("today", 0) if today >= last_day else ("open", (last_day - today).days)


def _span_in_words(span: Span, start: date, end: date) -> str:
    if span.unit == "before_day":
        return f"Before {in_words(end + DAY)}, in the year of {span.label} ({in_words(start)}): {in_words(end)}."
    if span.unit == "months_before":
        return f"{span.length} before {span.label} ({in_words(start)}): {in_words(end)}."
    if span.starting_with:
        return f"{span.length} starting with {span.label} ({in_words(start)}), which counts as the first day: {in_words(end)}."
    short = ""
    if span.unit == "months" and end.day < start.day:
        short = f" ({end:%B} has no day {start.day}, so its last day counts)"
    return f"{span.length} from {span.label} ({in_words(start)}): {in_words(end)}{short}."


def state(limit: TimeLimit, dates: Mapping[str, date], today: date) -> Status:
    """`open`, `today` or `passed`; `unknown` while it cannot be worked out."""
    due = work_out(limit, dates, today)
    return "unknown" if due is None else due.status


def state_at(moved: Move, plain: date, today: date) -> Status:
    """The state of a limit whose latest span ends on `plain`, before any move."""
    try:
        last_day = MOVES[moved](plain)[0]
        working_day_from(plain, -DAY)
    except BankHolidaysUnknown:
        return _status_unmoved(plain, today)
    return _status(last_day, plain, today)[0]
