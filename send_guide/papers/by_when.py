"""Time limits as papers state them: true on any later day, so without days left."""

from dataclasses import dataclass

from send_guide.dates import in_words
from send_guide.engine.guidance import Guidance, Unknown
from send_guide.engine.time_limits import Due

SOON = "as soon as you can"


@dataclass(frozen=True, slots=True)
class ByWhen:
    """One time limit in words.

    `label`: what must be done. `lead` and `day` belong together ("Aim for", "Thursday 31 December
    2026"). `more`: a sentence that completes them. `last`: the last day, where `day` is an earlier
    one, for papers with little room. `room`: whether to leave room to write a date.
    """

    label: str
    lead: str
    day: str
    more: str = ""
    last: str = ""
    room: bool = False

    @property
    def in_a_line(self) -> str:
        """The time limit on one line, as messages and notes state it."""
        return f"{self.label}: {self._when}. {self.more}".rstrip()

    @property
    def in_short(self) -> str:
        """The same without a sentence that names no other day."""
        return self.in_a_line if self.last else f"{self.label}: {self._when}."

    @property
    def dated(self) -> bool:
        """Whether it names a day that is still to come."""
        return self.day != SOON

    @property
    def when(self) -> str:
        """The lead and the day as a sentence: By Thursday 31 December 2026."""
        return f"{self._when[0].upper()}{self._when[1:]}."

    @property
    def _when(self) -> str:
        return f"{self.lead} {self.day}" if self.lead else self.day


def family_limits(shown: Guidance) -> tuple[ByWhen, ...]:
    """The time limits that the family must keep: those still to come first, then those gone by."""
    own = [due for due in shown.time_limits if due.whose == "family"]
    ahead = [_of_due(due, shown) for due in own if due.status != "passed"]
    gone = [_of_due(due, shown) for due in own if due.status == "passed"]
    unknown = [_of_unknown(limit) for limit in shown.unknown_limits if limit.whose == "family"]
    return (*ahead, *unknown, *gone)


def other_limits(shown: Guidance) -> tuple[ByWhen, ...]:
    """The time limits that the council and others must keep."""
    dated = [_of_others(due) for due in shown.time_limits if due.whose != "family"]
    undated = [
        ByWhen(limit.label, "", limit.rule.rstrip("."))
        for limit in shown.unknown_limits
        if limit.whose != "family"
    ]
    return (*dated, *undated)


def _of_due(due: Due, shown: Guidance) -> ByWhen:
    if due.last_day is None or due.aim_for is None:
        check = "This day is not certain. Ask the advice service to check it."
        return ByWhen(due.label, "about", in_words(due.plain_last_day), check)
    last_day = in_words(max(due.last_day, due.plain_last_day))
    if due.status == "passed":
        return ByWhen(due.label, "", SOON, f"The usual last day has gone by: {last_day}.")
    if due.status == "unknown":
        later = "It may be later. Until that is known, count on this day."
        return ByWhen(due.label, "at the earliest", in_words(due.last_day), later)
    if due.status == "today":
        if last_day == in_words(shown.today):
            return ByWhen(due.label, "on", last_day, "That is the last day.")
        more = f"The last day is {last_day}."
        return ByWhen(due.label, "on", in_words(shown.today), more, f"last day {last_day}")
    if due.aim_for == due.last_day or due.aim_for < shown.today:
        return ByWhen(due.label, "by", in_words(due.last_day), "This is the last day.")
    last = in_words(due.last_day)
    return ByWhen(
        due.label, "aim for", in_words(due.aim_for), f"The last day is {last}.", f"last day {last}"
    )


def _of_unknown(limit: Unknown) -> ByWhen:
    if limit.missing:
        return ByWhen(limit.label, "", SOON, limit.rule, room=True)
    return ByWhen(limit.label, "", SOON, limit.rule)


def _of_others(due: Due) -> ByWhen:
    day = in_words(due.last_day or due.plain_last_day)
    late = due.status == "passed" or bool(due.days_late)
    return ByWhen(due.label, "was due by" if late else "due by", day)
