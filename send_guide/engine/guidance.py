"""What a finished walk has to say: which time limits, steps, contacts and warnings, and in which order."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from send_guide.dates import in_words
from send_guide.engine.answers import Answer
from send_guide.engine.conditions import dates, holds
from send_guide.engine.time_limits import Due, urgency, work_out
from send_guide.engine.walk import Walk, is_slip
from send_guide.guide import (
    Area,
    Contact,
    Guide,
    Option,
    Outcome,
    Question,
    Source,
    Step,
    Term,
    TimeLimit,
    Use,
)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it is shown: the question's id and text, the answer (id, ids or date) and its label in words."""

    question: str
    text: str
    answer: Answer
    label: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A time limit that applies but cannot be worked out: the rule in words, and the questions whose dates are missing."""

    id: str
    label: str
    rule: str
    missing: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guidance:
    """Everything a finished walk has to say, in the order it is shown.

    `walk`: what it was worked out from. `area`: whose contacts are used; None where no council's own apply.
    `terms`: words of the field that the guidance uses.
    `unused`: answers given to questions off the route.
    """

    walk: Walk
    guide: Guide
    area: Area | None
    today: date
    answers: tuple[Given, ...]
    outcome: Outcome
    time_limits: tuple[Due, ...]
    unknown_limits: tuple[Unknown, ...]
    steps: tuple[Step, ...]
    contacts: tuple[Contact, ...]
    warnings: tuple[str, ...]
    sources: tuple[Source, ...]
    terms: tuple[Term, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def alternatives(self) -> tuple[Step, ...]:
        """The steps that are options to be weighed against each other."""
        return tuple(step for step in self.steps if step.alternative)

    def due(self, limit_id: str | None) -> Due | None:
        """The worked-out time limit with this id, if it applies here."""
        return next((due for due in self.time_limits if due.id == limit_id), None)


def guidance(walk: Walk, area_id: str | None = None, unused: tuple[str, ...] = ()) -> Guidance:
    """The guidance at the end of a walk. `area_id` asks for one council's contacts by name, whatever the answers.

    Raises ValueError if the walk has not ended, KeyError if the guide has no such area.
    """
    if not isinstance(walk.here, Outcome):
        raise ValueError(f"the walk has not ended: it is at {walk.here.id}")
    outcome = walk.here
    guide = walk.guide
    area = guide.areas[area_id] if area_id else area_of(walk)
    due, unknown = _time_limits(walk, outcome)
    shown_limits = {*(limit.id for limit in due), *(limit.id for limit in unknown)}
    steps = tuple(_only_limits_shown(step, shown_limits) for step in steps_of(walk, outcome))
    contacts = contacts_of(guide, area, steps)
    return Guidance(
        walk=walk,
        guide=guide,
        area=area,
        today=walk.today,
        answers=tuple(
            _given(guide.questions[question], answer) for question, answer in walk.answers.items()
        ),
        outcome=outcome,
        time_limits=due,
        unknown_limits=unknown,
        steps=steps,
        contacts=contacts,
        warnings=_warnings(walk, due, unknown, contacts, unused),
        sources=_sources(guide, outcome, due, unknown, steps, contacts),
        terms=_terms(guide, outcome, due, steps, contacts),
        unused=unused,
    )


def _given(question: Question, answer: Answer) -> Given:
    return Given(question.id, question.ask, answer, label(question, answer))


def label(question: Question, answer: Answer) -> str:
    """An answer in words: the option's label, several labels, or weekday and full date."""
    if isinstance(answer, date):
        return in_words(answer)
    if isinstance(answer, tuple):
        return "; ".join(_option_label(question.option(part), part) for part in answer)
    return _option_label(question.option(answer), answer)


def _option_label(option: Option | None, answer: str) -> str:
    return option.label if option else answer.replace("_", " ").capitalize()


def area_of(walk: Walk) -> Area | None:
    """The area whose own contacts these answers call for, if there is one."""
    return next(
        (
            area
            for area in walk.guide.areas.values()
            if holds(area.when, walk.guide, walk.answers, walk.today)
        ),
        None,
    )


def _applies(walk: Walk, use: Use, declared: Step | TimeLimit) -> bool:
    return holds((*use.when, *declared.when), walk.guide, walk.answers, walk.today)


def steps_of(walk: Walk, outcome: Outcome) -> tuple[Step, ...]:
    """The steps that apply, each once, at the first place where it applies."""
    steps = walk.guide.steps
    return tuple(
        {
            use.id: steps[use.id] for use in outcome.steps if _applies(walk, use, steps[use.id])
        }.values()
    )


def _only_limits_shown(step: Step, shown: set[str]) -> Step:
    return step if step.by is None or step.by in shown else replace(step, by=None)


def limits_of(walk: Walk, outcome: Outcome) -> tuple[TimeLimit, ...]:
    """The limits that apply, each once, in the outcome's order."""
    declared = walk.guide.time_limits
    return tuple(
        {
            use.id: declared[use.id]
            for use in outcome.time_limits
            if _applies(walk, use, declared[use.id])
        }.values()
    )


def _time_limits(walk: Walk, outcome: Outcome) -> tuple[tuple[Due, ...], tuple[Unknown, ...]]:
    """The limits that apply, most urgent first, and those that lack a date."""
    limits = limits_of(walk, outcome)
    worked_out = [(limit, work_out(limit, dates(walk.answers), walk.today)) for limit in limits]
    due = [done for _, done in worked_out if done]
    unknown = [
        Unknown(
            limit.id,
            limit.label,
            limit.rule,
            tuple(span.from_question for span in limit.spans),
            limit.sources,
        )
        for limit, done in worked_out
        if done is None
    ]
    return tuple(sorted(due, key=urgency)), tuple(unknown)


def contacts_of(guide: Guide, area: Area | None, steps: Iterable[Step]) -> tuple[Contact, ...]:
    """The contacts the steps name, in their order; the area's own stand in front of the guide's.

    A step may name one council's service to a caller who is not sure of the council: then that council's contact is shown.
    """
    known = {**{contact.id: contact for contact in guide.all_contacts}, **guide.contacts_in(area)}
    named = dict.fromkeys(contact for step in steps for contact in step.contacts)
    return tuple(known[contact] for contact in named if contact in known)


def _warnings(
    walk: Walk,
    due: Iterable[Due],
    unknown: Iterable[Unknown],
    contacts: Iterable[Contact],
    unused: Iterable[str],
) -> tuple[str, ...]:
    questions = walk.guide.questions
    future = [
        f"{in_words(day)} is after today. Check the answer to “{questions[question].ask}”"
        for question, day in dates(walk.answers).items()
        if is_slip(walk, question, day)
    ]
    out_of_order = [
        warning
        for limit in due
        for warning in _out_of_order(walk.guide.time_limits[limit.id], dates(walk.answers))
    ]
    missing = [
        f"{limit.label}: this cannot be worked out without a date. {limit.rule}"
        for limit in unknown
    ]
    beyond = [f"{limit.label}: {limit.working[-1]}" for limit in due if limit.last_day is None]
    overdue = [
        f"The details of {contact.name} were to be reviewed by {in_words(contact.review_by)}. Look them up before you give them."
        for contact in contacts
        if contact.review_by and contact.review_by < walk.today
    ]
    left_over = [
        f"The answer to '{question}' was not used: that question is not asked on this route."
        for question in unused
    ]
    return (*future, *dict.fromkeys(out_of_order), *missing, *beyond, *overdue, *left_over)


def _out_of_order(limit: TimeLimit, known: Mapping[str, date]) -> Iterator[str]:
    """Dates that cannot both be right: what a later span counts from comes after what the first counts from."""
    first, *later = limit.spans
    for span in later:
        if (
            first.from_question in known
            and span.from_question in known
            and known[span.from_question] < known[first.from_question]
        ):
            earlier, day = in_words(known[span.from_question]), in_words(known[first.from_question])
            yield f"{span.label.capitalize()} is dated {earlier}, before {first.label} ({day}). Check both dates."


def _sources(
    guide: Guide,
    outcome: Outcome,
    due: Iterable[Due],
    unknown: Iterable[Unknown],
    steps: Iterable[Step],
    contacts: Iterable[Contact],
) -> tuple[Source, ...]:
    """Every source behind what is shown, each once, in the order of use."""
    shown: tuple[Due | Unknown | Step | Outcome | Contact, ...] = (
        *due,
        *unknown,
        *steps,
        outcome,
        *contacts,
    )
    cited = [source for each in shown for source in each.sources]
    return tuple(guide.sources[source] for source in dict.fromkeys(cited))


def _terms(
    guide: Guide,
    outcome: Outcome,
    due: Iterable[Due],
    steps: Iterable[Step],
    contacts: Iterable[Contact],
) -> tuple[Term, ...]:
    """The terms of the glossary that the guidance uses, in the glossary's order."""
    texts = [
        outcome.title,
        outcome.summary,
        *(limit.label for limit in due),
        *(contact.name for contact in contacts),
    ]
    texts += [
        text
        for step in steps
        for text in (step.text, step.note, step.have_ready, step.if_it_fails)
        if text
    ]
    shown = " ".join(texts).casefold()
    return tuple(
        term
        for term in guide.glossary.values()
        if re.search(rf"\b{re.escape(term.term.casefold())}\b", shown)
    )
