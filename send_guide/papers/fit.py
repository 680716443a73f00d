"""Keeps a matter to two pages of A4: what is needed least is left out first.

Heights are counted in lines of body text, rounded up, so that a page that fits here fits in print:
a browser test prints hand-outs and counts their pages. Steps, dates and numbers are never left out.
"""

import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from send_guide.papers.by_when import ByWhen
from send_guide.papers.matter import Matter, Task
from send_guide.papers.people import Person
from send_guide.papers.sentences import first_sentence

_Wish = Callable[[Matter], Matter]

LINES = 50.5
"""Lines of body text on a page of A4, at 12 points with its margins."""

_WHOLE = 92
_HALF = 42
_TITLE = 50
_BOLD = 9
_HEADING = 1.75
_GAP = 0.22
_ROOM = 1.9
_BOX = 2.0
_CODE = 5.0


def fitted(matter: Matter) -> Matter:
    """The matter with as much as its two pages have room for, most needed first.

    Should even one sentence for each step be too much, the last steps make way for a line that
    says so.
    """
    kept = _filled(_least(matter), first_page, _first_page_wishes(matter))
    while second_page(kept) > LINES and kept.later:
        kept = replace(kept, later=kept.later[:-1], left_out=kept.left_out + 1)
    return _filled(kept, second_page, _second_page_wishes(matter))


def _filled(kept: Matter, height: Callable[[Matter], float], wishes: Iterable[_Wish]) -> Matter:
    for wish in wishes:
        fuller = wish(kept)
        if height(fuller) <= LINES:
            kept = fuller
    return kept


def _least(matter: Matter) -> Matter:
    """What must stand on the paper: dates, numbers, and each step in a sentence."""
    first = matter.first_call
    return replace(
        matter,
        summary="",
        dates=_least_dates(matter.dates),
        first_call=replace(first, note="", hours="") if first else None,
        tasks=tuple(replace(task, moved=True) for task in matter.tasks),
        later=tuple(replace(task, rest="", have_ready="", if_it_fails="") for task in matter.later),
        people=(),
        words=(),
        questions=(),
        codes=(),
    )


def _least_dates(dates: tuple[ByWhen, ...]) -> tuple[ByWhen, ...]:
    """The first date whole; the others without room to write, and with one sentence each."""
    others = (replace(date, room=False, more=first_sentence(date.more)) for date in dates[1:])
    return (*dates[:1], *others)


def _first_page_wishes(full: Matter) -> Iterator[_Wish]:
    """More on whom to ring and on each task; then room for dates, and the summary."""
    yield partial(replace, first_call=full.first_call)
    for task in full.tasks:
        yield partial(_with_task, task=task)
    yield partial(replace, dates=full.dates)
    yield partial(replace, summary=full.summary)


def _second_page_wishes(full: Matter) -> Iterator[_Wish]:
    """Everything that may be left out, the most needed first."""
    for task in full.later:
        yield partial(_with_later, task=replace(task, have_ready="", if_it_fails=""))
    yield partial(replace, people=full.people)
    for count in range(1, len(full.words) + 1):
        yield partial(replace, words=full.words[:count])
    for count in range(1, len(full.questions) + 1):
        yield partial(replace, questions=full.questions[:count])
    for task in full.later:
        yield partial(_with_later, task=replace(task, if_it_fails=""))
    yield partial(replace, codes=full.codes)
    for task in full.later:
        yield partial(_with_later, task=task)


def _with_task(kept: Matter, task: Task) -> Matter:
    tasks = (task if old.number == task.number else old for old in kept.tasks)
    return replace(kept, tasks=tuple(tasks))


def _with_later(kept: Matter, task: Task) -> Matter:
    later = (task if old.number == task.number else old for old in kept.later)
    return replace(kept, later=tuple(later))


def first_page(matter: Matter) -> float:
    """The height of the first page, in lines."""
    parts = (
        1.8,
        1.5 * _lines(matter.title, _TITLE),
        _lines(matter.summary, _WHOLE) + _GAP,
        _BOX + sum(_dates(matter.dates)),
        sum(_lines(f"Check: {doubt}", _WHOLE - 6) + _GAP for doubt in matter.doubts),
        _BOX + _first_call(matter),
        _HEADING + 1.3,
        sum(_task(task, matter.first_call) for task in matter.tasks),
        _HEADING + 2 * _ROOM,
        _helper(matter),
    )
    return sum(parts)


def second_page(matter: Matter) -> float:
    """The height of the second page, in lines."""
    fails = [_lines(task.if_it_fails, _WHOLE - 5) + _GAP for task in matter.may_fail]
    others = [_lines(date.in_a_line, _WHOLE - 5) + _GAP for date in matter.others_dates]
    questions = [_lines(f"{faq.ask} {faq.answer}", _WHOLE) + _GAP for faq in matter.questions]
    words = [_lines(f"{word.term} {word.meaning}", _HALF) + _GAP for word in matter.words]
    parts = (
        _section([*map(_moved, matter.moved), *map(_later, matter.later)]),
        1.2 if matter.left_out else 0.0,
        _section(others),
        _section(fails),
        _section(_people(matter)) if len(matter.people) == 1 else _in_two(_people(matter)),
        _section(questions),
        _in_two(words),
        _CODE if matter.codes else 0.0,
        _lines(" ".join(matter.ending), _WHOLE) + 2.0,
    )
    return sum(parts)


def _lines(text: str, width: int) -> int:
    return len(textwrap.wrap(text, width))


def _bold(text: str) -> str:
    """The text made longer by as much as bold type is wider."""
    return f"{text} {'x' * (len(text) // _BOLD)}".rstrip()


def _section(heights: list[float]) -> float:
    return _HEADING + sum(heights) if heights else 0.0


def _in_two(heights: list[float]) -> float:
    """A list set in two columns, which may differ by one entry."""
    return _HEADING + (sum(heights) + max(heights)) / 2 if heights else 0.0


def _dates(dates: tuple[ByWhen, ...]) -> Iterator[float]:
    if not dates:
        yield 2.0
        return
    first, *rest = dates
    room = _ROOM if first.room else 0.0
    lead = 1.0 if first.lead else 0.0
    yield _lines(first.label, _WHOLE - 5) + lead + 2.1 + _lines(first.more, _WHOLE - 5) + room
    heights = [_next(date) for date in rest]
    pairs = [max(heights[at : at + 2]) for at in range(0, len(heights), 2)]
    yield sum(pairs) + (0.7 if pairs else 0.0)


def _next(date: ByWhen) -> float:
    room = _ROOM if date.room else 0.0
    when = 1.1 * _lines(date.when, _HALF - 5) if date.dated else 0.0
    return _lines(date.label, _HALF - 2) + when + _lines(date.more, _HALF - 2) + room + _GAP


def _first_call(matter: Matter) -> float:
    first = matter.first_call
    if first is None:
        return 0.0
    texts = (first.short, first.find, first.hours, first.note)
    left = sum(_lines(text, _WHOLE * 5 // 9) + _GAP for text in texts if text)
    return max(left, (1.9 if first.ways else 0.0) + (_ROOM if first.find else 0.0))


def _task(task: Task, first: Person | None) -> float:
    ready = f"Have ready: {task.have_ready}" if task.have_ready else ""
    again = task.person is not None and first is not None and task.person.id == first.id
    reach = task.person.in_a_line if task.person and not again else ""
    lead = _bold(f"{task.number}. {task.lead}")
    texts = (lead, task.by, reach) if task.moved else (f"{lead} {task.rest}", task.by, reach, ready)
    return sum(_lines(text, _WHOLE - 6) for text in texts) + 0.45


def _later(task: Task) -> float:
    ready = f"Have ready: {task.have_ready}" if task.have_ready else ""
    fails = f"If this does not work: {task.if_it_fails}" if task.if_it_fails else ""
    lead = _bold(task.lead) if task.rest else task.lead
    way = task.person.first_way.text if task.person and task.person.first_way else ""
    text = " ".join(filter(None, (lead, task.rest, way, task.by, ready, fails)))
    return _lines(text, _WHOLE - 5) + _GAP


def _moved(task: Task) -> float:
    return _lines(f"{task.rest} Have ready: {task.have_ready}", _WHOLE - 5) + _GAP


def _helper(matter: Matter) -> float:
    helper = matter.helper
    if helper is None:
        return 0.0
    way = helper.first_way.text if helper.first_way else helper.find
    return _lines(f"{helper.name}. {helper.purpose}. {way}", _WHOLE) + _GAP


def _people(matter: Matter) -> list[float]:
    heights = []
    for person in matter.people:
        ways = ", ".join(way.text for way in person.ways) or person.find
        heights.append(_lines(f"{person.short} {ways}", _HALF) + _GAP)
    return heights
