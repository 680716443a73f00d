"""Groups of dates that time limits tell apart: every date is in the group of its own states."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from send_guide.engine.date_stretches import CERTAIN, STATES, Counting, date_classes
from send_guide.engine.time_limits import state
from send_guide.guide import DayOfYear, InYear, LeftOut, Move, Span, TimeLimit, Unit

TODAYS = tuple(date(2026, 12, 22) + timedelta(days=day) for day in range(0, 14, 6))


def _counted(unit: Unit, count: int, starting_with: bool, back: int) -> Span:
    return Span("span", count, unit, "q", "it", starting_with, then_back_weeks=back)


def _fixed(unit: Unit, month: int, in_year: InYear, back: int) -> Span:
    day = DayOfYear(month, 14)
    return Span("span", 0, unit, "q", "it", False, day, in_year, back)


by_length: st.SearchStrategy[Span] = st.builds(
    _counted,
    st.sampled_from(
        [
            "months",
            "weeks",
            "days",
            "working_days",
            "school_days",
            "months_before",
            "weeks_before",
            "days_before",
            "working_days_before",
        ]
    ),
    st.integers(1, 20),
    st.booleans(),
    st.integers(0, 5),
)
by_day: st.SearchStrategy[Span] = st.builds(
    _fixed,
    st.sampled_from(["on_day", "before_day"]),
    st.integers(1, 12),
    st.sampled_from(["same", "next", "school_year"]),
    st.integers(0, 9),
)
moves: st.SearchStrategy[Move] = st.sampled_from(
    ["tribunal", "next_working_day", "back_to_working_day", "none"]
)
left_out: st.SearchStrategy[tuple[LeftOut, ...]] = st.sampled_from(
    [(), ("christmas",), ("christmas", "august")]
)


def _limit(span: Span, moved: Move, leave_out: tuple[LeftOut, ...]) -> TimeLimit:
    return TimeLimit("limit", "A limit", "A rule.", (span,), moved, (), leave_out=leave_out)


limits = st.builds(_limit, st.one_of(by_length, by_day), moves, left_out)


@given(limits, limits, st.integers(0, 800), st.sampled_from(range(len(TODAYS))))
@settings(deadline=None, max_examples=60)
def test_every_date_stands_in_a_group_with_its_states(
    one: TimeLimit, other: TimeLimit, ago: int, number: int
) -> None:
    """Some group has the states of any date gone by, and its latest date is not before that date.

    The latest date has the very states that its group says.
    """
    today = TODAYS[number]
    both = (one, other)
    counted = tuple(Counting.of(limit, limit.spans[0]) for limit in both)
    groups = date_classes(counted, TODAYS)
    day = today - timedelta(days=ago)
    wanted = tuple(state(limit, {"q": day}, today) for limit in both)

    alike = []
    for stretches, latest in groups.items():
        if number in latest:
            said = tuple(STATES[stretch | CERTAIN] for stretch in stretches)
            found = tuple(state(limit, {"q": latest[number]}, today) for limit in both)
            assert said == found
            if said == wanted:
                alike.append(latest[number])

    assert max(alike) >= day
