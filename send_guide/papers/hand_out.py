"""Guidance -> the hand-out for a family as data: what stands on its two pages, in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from send_guide.dates import in_words
from send_guide.engine.guidance import Guidance
from send_guide.guide import Step
from send_guide.papers.by_when import family_limits, other_limits
from send_guide.papers.endings import ending
from send_guide.papers.fit import fitted
from send_guide.papers.matter import Matter, Task
from send_guide.papers.people import Person, advice_service, people
from send_guide.papers.sentences import first_and_rest
from send_guide.papers.words import words_used

MOST_CODES = 2
"""QR codes on a page; more would make a reader choose."""


@dataclass(frozen=True, slots=True)
class HandOut:
    """The whole paper: the day of the call in words, and a matter for each problem."""

    day: str
    matters: tuple[Matter, ...]


def hand_out(shown: Guidance, also: Sequence[Guidance] = ()) -> HandOut:
    """The hand-out for one problem, or for several of the same family."""
    return HandOut(
        day=in_words(shown.today),
        matters=tuple(fitted(matter(each)) for each in (shown, *also)),
    )


def matter(shown: Guidance) -> Matter:
    """All that two pages could say about one problem; not all of it may fit."""
    tasks = tuple(_tasks(shown, shown.call, first=1))
    called = people(shown, shown.call)
    helper = advice_service(shown)
    first_page = {someone.id for someone in (*called, *([helper] if helper else []))}
    numbered = _tasks(shown, shown.papers, first=len(tasks) + 1)
    later = tuple(_with_new_people(numbered, first_page))
    questions = tuple(faq for faq in shown.faqs if faq.papers)
    everybody = _once((*called, *people(shown, shown.papers), *([helper] if helper else [])))
    texts = (shown.outcome.title, *_texts(tasks), *_texts(later))
    return Matter(
        title=shown.outcome.title,
        summary=shown.outcome.summary,
        doubts=shown.doubts,
        dates=family_limits(shown),
        first_call=called[0] if called else helper,
        tasks=tasks,
        helper=helper,
        later=later,
        others_dates=other_limits(shown),
        people=everybody,
        words=words_used(shown.guide, texts),
        questions=questions,
        codes=_codes(called, helper),
        ending=ending(shown),
    )


def _tasks(shown: Guidance, steps: Sequence[Step], first: int) -> Iterator[Task]:
    days = {limit.label: limit.when for limit in family_limits(shown)}
    for number, step in enumerate(steps, start=first):
        lead, rest = first_and_rest(step.text)
        due = shown.due(step.by)
        reached = people(shown, (step,))
        yield Task(
            number=number,
            lead=lead,
            rest=rest,
            by=days.get(due.label, "") if due else "",
            person=reached[0] if reached else None,
            have_ready=step.have_ready or "",
            if_it_fails=step.if_it_fails or "",
        )


def _with_new_people(tasks: Iterator[Task], known: set[str]) -> Iterator[Task]:
    """The tasks, each with its person only if no earlier one and not the first page has it."""
    seen = set(known)
    for task in tasks:
        new = task.person if task.person and task.person.id not in seen else None
        seen |= {new.id} if new else set()
        yield replace(task, person=new)


def _once(several: Sequence[Person]) -> tuple[Person, ...]:
    return tuple({each.id: each for each in several}.values())


def _codes(called: Sequence[Person], helper: Person | None) -> tuple[str, ...]:
    """The web addresses worth a code: those of the first people to reach, then the helper's."""
    everybody = [*called, *([helper] if helper else [])]
    addresses: list[str] = []
    for someone in everybody:
        addresses += [way.link for way in someone.ways if way.link.startswith("http")]
    return tuple(dict.fromkeys(addresses))[:MOST_CODES]


def _texts(tasks: Sequence[Task]) -> Iterator[str]:
    for task in tasks:
        yield from (task.lead, task.rest, task.have_ready, task.if_it_fails)
