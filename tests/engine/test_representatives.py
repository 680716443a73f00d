"""Answers that stand for all others: one of each class that a guide can tell apart."""

from dataclasses import replace
from datetime import date

from send_guide.engine.answers import Answer
from send_guide.engine.representatives import representatives
from send_guide.engine.time_limits import state
from send_guide.engine.walk import answer, start
from send_guide.guide import Guide

TODAY = date(2026, 11, 23)


def test_every_state_of_a_long_limit_has_a_date(small: Guide) -> None:
    """However long a limit is, dates make it passed and leave it open, and one makes it today."""
    limit = small.time_limits["tribunal_appeal"]
    long = replace(limit, spans=(replace(limit.spans[0], count=40),))
    guide = replace(small, time_limits={limit.id: long})
    offered: tuple[Answer, ...] = representatives(answer(start(guide, TODAY), "luton"))

    assert {"passed", "today", "open"} <= {
        state(long, {"letter_date": day}, TODAY) for day in offered if isinstance(day, date)
    }
