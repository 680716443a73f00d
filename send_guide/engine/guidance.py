"""What a finished walk has to say: which limits, steps, contacts and warnings, in which order."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain

from send_guide.dates import in_words
from send_guide.engine.answers import Answer
from send_guide.engine.conditions import dates, holds
from send_guide.engine.time_limits import Due, urgency, work_out
from send_guide.engine.walk import Walk, is_slip
from send_guide.guide import (
    Area,
    Contact,
    Faq,
    Guide,
    Outcome,
    Part,
    Question,
    Source,
    Step,
    Term,
    TimeLimit,
    Use,
    Whose,
)

MOST_IN_A_CALL = 4
"""How many steps are said in a call. An outcome lists its steps for the call by importance."""

BY = "{by}"
"""What a step's `say` holds where the day of the limit named in `by` is to stand."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it is shown.

    `question`: its question's id. `answer`: an option's id, several ids, or a date.
    `label`: the answer in words.
    """

    question: str
    text: str
    answer: Answer
    label: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """A time limit that applies and has no last day here: its rule in words.

    `missing`: the date questions that it is counted from; none for a limit that is known by its
    rule alone, or counted in school days.
    """

    id: str
    label: str
    rule: str
    missing: tuple[str, ...]
    sources: tuple[str, ...]
    whose: Whose = "family"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Guidance:
    """Everything a finished walk has to say, in the order it is shown.

    `walk`: what it was worked out from. `area`: whose contacts are used; None where no council's
    own apply. `service`: the contact that the adviser works for. `time_limits`: the family's
    before the council's, most urgent first. `parts`: by step, where it stands.
    `terms`: words of the field that the guidance uses. `faqs`: questions that callers with these
    answers ask. `unused`: answers given to questions off the route.
    `doubts`: those of the warnings that say a date may have been misread.
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
    service: str | None = None
    faqs: tuple[Faq, ...] = ()
    parts: Mapping[str, Part] = field(default_factory=dict)
    doubts: tuple[str, ...] = ()

    @property
    def alternatives(self) -> tuple[Step, ...]:
        """The steps that are options to be weighed against each other."""
        return tuple(step for step in self.steps if step.alternative)

    def due(self, limit_id: str | None) -> Due | None:
        """The worked-out time limit with this id, if it applies here."""
        return next((due for due in self.time_limits if due.id == limit_id), None)

    def part(self, step_id: str) -> Part:
        """Where a step stands: in the call, in the papers, or under more."""
        return self.parts[step_id]

    @property
    def call(self) -> tuple[Step, ...]:
        """The steps to say in the call."""
        return self._steps_in("call")

    @property
    def papers(self) -> tuple[Step, ...]:
        """The steps for the papers."""
        return self._steps_in("papers")

    @property
    def more(self) -> tuple[Step, ...]:
        """The steps that nobody asked for yet."""
        return self._steps_in("more")

    def _steps_in(self, part: Part) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if self.parts[step.id] == part)


def guidance(
    walk: Walk,
    area: str | None = None,
    service: str | None = None,
    unused: tuple[str, ...] = (),
) -> Guidance:
    """The guidance at the end of a walk.

    `area` asks for one council's contacts by id, whatever the answers. `service` is the contact
    that the adviser works for: steps that would send the caller there say what it does next.
    `unused`: answers that the walk did not use.
    Raises ValueError if the walk has not ended, KeyError if the guide has no such area or contact.
    """
    if not isinstance(walk.here, Outcome):
        raise ValueError(f"the walk has not ended: it is at {walk.here.id}")
    outcome, guide = walk.here, walk.guide
    if service is not None and all(contact.id != service for contact in guide.all_contacts):
        raise KeyError(service)
    own = guide.areas[area] if area else area_of(walk)
    due, unknown = _time_limits(walk, outcome)
    uses = uses_of(walk, outcome)
    steps = [guide.steps[use.id] for use in uses]
    contacts = contacts_of(guide, own, steps)
    said = tuple(_as_said(step, due, unknown, service) for step in steps)
    doubts = (*_future_dates(walk), *_dates_out_of_order(walk, due))
    faqs = tuple(faq for faq in guide.faqs.values() if _is_asked_by(walk, faq))
    return Guidance(
        walk=walk,
        guide=guide,
        area=own,
        today=walk.today,
        answers=tuple(_given(walk, question) for question in walk.answers),
        outcome=outcome,
        time_limits=due,
        unknown_limits=unknown,
        steps=said,
        contacts=contacts,
        warnings=(*doubts, *_warnings(walk, due, unknown, contacts, unused)),
        sources=_sources(guide, (*due, *unknown, *said, outcome, *contacts, *faqs)),
        terms=_terms(guide, outcome, due, said, contacts),
        unused=unused,
        service=service,
        faqs=faqs,
        parts={use.id: use.part for use in uses},
        doubts=doubts,
    )


def _given(walk: Walk, question_id: str) -> Given:
    question, answer = walk.guide.questions[question_id], walk.answers[question_id]
    return Given(question.id, question.ask, answer, label(question, answer, walk))


def label(question: Question, answer: Answer, walk: Walk | None = None) -> str:
    """An answer in words: the option's label, several labels, or weekday and full date.

    With a walk, the labels are those of the season in which it takes place.
    """
    if isinstance(answer, date):
        return in_words(answer)
    options = (answer,) if isinstance(answer, str) else answer
    return "; ".join(_option_label(question, option, walk) for option in options)


def _option_label(question: Question, answer: str, walk: Walk | None) -> str:
    option = question.option(answer)
    if option is None:
        return answer.replace("_", " ").capitalize()
    return option.label_on(walk.guide, walk.today) if walk else option.label


def area_of(walk: Walk) -> Area | None:
    """The area whose own contacts these answers call for, if there is one."""
    areas = walk.guide.areas.values()
    return next((area for area in areas if _holds(walk, area)), None)


def _holds(walk: Walk, conditional: Area | Faq) -> bool:
    return holds(conditional.when, walk.guide, walk.answers, walk.today)


def _is_asked_by(walk: Walk, faq: Faq) -> bool:
    """Whether callers with these answers ask a question; one without conditions is for all."""
    return bool(faq.when) and _holds(walk, faq)


def uses_of(walk: Walk, outcome: Outcome) -> tuple[Use, ...]:
    """The mentions of steps that are shown: for each step, the first that applies.

    A call holds MOST_IN_A_CALL steps. Those that come after them stand first in the papers.
    """
    shown = _first_that_apply(walk, outcome.steps, walk.guide.steps)
    said = sum(use.part == "call" for use in shown)
    beyond = shown[MOST_IN_A_CALL:said]
    kept = tuple(replace(use, part="papers") for use in beyond)
    return (*shown[: said - len(beyond)], *kept, *shown[said:])


def steps_of(walk: Walk, outcome: Outcome) -> tuple[Step, ...]:
    """The steps that apply, each once, at the first place where it applies."""
    return tuple(walk.guide.steps[use.id] for use in uses_of(walk, outcome))


def limits_of(walk: Walk, outcome: Outcome) -> tuple[TimeLimit, ...]:
    """The limits that apply, each once, in the outcome's order."""
    declared = walk.guide.time_limits
    uses = _first_that_apply(walk, outcome.time_limits, declared)
    return tuple(declared[use.id] for use in uses)


def _first_that_apply(
    walk: Walk, uses: Iterable[Use], declared: Mapping[str, Step] | Mapping[str, TimeLimit]
) -> tuple[Use, ...]:
    found: dict[str, Use] = {}
    for use in uses:
        when = (*use.when, *declared[use.id].when)
        if use.id not in found and holds(when, walk.guide, walk.answers, walk.today):
            found[use.id] = use
    return tuple(found.values())


def _as_said(
    step: Step, due: tuple[Due, ...], unknown: tuple[Unknown, ...], service: str | None
) -> Step:
    """A step as this adviser says it to this caller.

    The day stands where `{by}` stood. A limit that is not shown is not spoken of. For the service
    itself its own words are said, and it is not named as somebody to contact.
    """
    limit = next((limit for limit in due if limit.id == step.by), None)
    by = _by_in_words(limit)
    if step.as_service and service in step.contacts:
        others = tuple(contact for contact in step.contacts if contact != service)
        step = replace(step, say=step.as_service, text=step.as_service, contacts=others)
    if BY in f"{step.say}{step.text}":
        say = step.say.replace(BY, by) if step.say else None
        step = replace(step, say=say, text=step.text.replace(BY, by))
    is_shown = limit is not None or any(step.by == shown.id for shown in unknown)
    return step if step.by is None or is_shown else replace(step, by=None)


def _by_in_words(limit: Due | None) -> str:
    """What stands for `{by}`: the day, today, or as soon as you can where no day can be given."""
    if limit is None or limit.last_day is None or limit.status in ("passed", "unknown"):
        return "as soon as you can"
    return "today" if limit.status == "today" else f"by {in_words(limit.last_day)}"


def _time_limits(walk: Walk, outcome: Outcome) -> tuple[tuple[Due, ...], tuple[Unknown, ...]]:
    """The limits that apply, most urgent first, and those that have no last day."""
    known = dates(walk.answers)
    due: list[Due] = []
    unknown: list[Unknown] = []
    for limit in limits_of(walk, outcome):
        found = work_out(limit, known, walk.today)
        if found is None:
            unknown.append(_unknown(limit))
        else:
            due.append(found)
    return tuple(sorted(due, key=urgency)), tuple(unknown)


def _unknown(limit: TimeLimit) -> Unknown:
    missing = (span.from_question for span in limit.spans if span.unit != "school_days")
    return Unknown(
        id=limit.id,
        label=limit.label,
        rule=limit.rule,
        missing=tuple(missing),
        sources=limit.sources,
        whose=limit.whose,
        note=limit.note,
    )


def contacts_of(guide: Guide, area: Area | None, steps: Iterable[Step]) -> tuple[Contact, ...]:
    """The contacts the steps name, in their order; the area's own stand in front of the guide's.

    A step may name one council's service to a caller who is not sure of the council: then that
    council's contact is shown.
    """
    everywhere = {contact.id: contact for contact in guide.all_contacts}
    known = {**everywhere, **guide.contacts_in(area)}
    named = dict.fromkeys(chain.from_iterable(step.contacts for step in steps))
    return tuple(known[contact] for contact in named if contact in known)


def _warnings(
    walk: Walk,
    due: Iterable[Due],
    unknown: Iterable[Unknown],
    contacts: Iterable[Contact],
    unused: Iterable[str],
) -> tuple[str, ...]:
    return (
        *(_not_worked_out(walk, limit) for limit in unknown if limit.missing),
        *(f"{limit.label}: {limit.working[-1]}" for limit in due if limit.last_day is None),
        *(_overdue(contact) for contact in contacts if _is_overdue(contact, walk.today)),
        *(_not_used(question) for question in unused),
    )


def _future_dates(walk: Walk) -> Iterator[str]:
    for question, day in dates(walk.answers).items():
        if is_slip(walk, question, day):
            asked = walk.guide.questions[question].ask
            yield f"{in_words(day)} is after today. Check the answer to “{asked}”"


def _dates_out_of_order(walk: Walk, due: Iterable[Due]) -> Iterator[str]:
    """Pairs of dates that cannot both be right, each pair once."""
    known = dates(walk.answers)
    limits = [walk.guide.time_limits[limit.id] for limit in due]
    yield from dict.fromkeys(chain.from_iterable(_out_of_order(limit, known) for limit in limits))


def _out_of_order(limit: TimeLimit, known: Mapping[str, date]) -> Iterator[str]:
    """What a later span counts from comes after what the first counts from."""
    first, *later = limit.spans
    day = known.get(first.from_question)
    for span in later:
        other = known.get(span.from_question)
        if day and other and other < day:
            yield (
                f"{span.label.capitalize()} is dated {in_words(other)}, before {first.label} "
                f"({in_words(day)}). Check both dates."
            )


def _not_worked_out(walk: Walk, limit: Unknown) -> str:
    """Why a limit has no last day: a date is missing, or the working days are not known."""
    known = dates(walk.answers)
    if any(question in known for question in limit.missing):
        why = "this cannot be worked out, as bank holidays are not known for those years"
    else:
        why = "this cannot be worked out without a date"
    return f"{limit.label}: {why}. {limit.rule}"


def _is_overdue(contact: Contact, today: date) -> bool:
    return contact.review_by is not None and contact.review_by < today


def _overdue(contact: Contact) -> str:
    day = in_words(contact.review_by) if contact.review_by else ""
    return (
        f"The details of {contact.name} were to be reviewed by {day}. "
        "Look them up before you give them."
    )


def _not_used(question: str) -> str:
    return f"The answer to '{question}' was not used: that question is not asked on this route."


def _sources(
    guide: Guide, shown: Iterable[Due | Unknown | Step | Outcome | Contact | Faq]
) -> tuple[Source, ...]:
    """Every source behind what is shown, each once, in the order of use."""
    cited = dict.fromkeys(chain.from_iterable(part.sources for part in shown))
    return tuple(guide.sources[source] for source in cited)


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
        *chain.from_iterable(map(_texts_of, steps)),
    ]
    shown = " ".join(texts).casefold()
    return tuple(term for term in guide.glossary.values() if _is_used(term, shown))


def _texts_of(step: Step) -> Iterator[str]:
    texts = (step.text, step.note, step.have_ready, step.if_it_fails)
    return (text for text in texts if text)


def _is_used(term: Term, shown: str) -> bool:
    word = term.term.casefold()
    # most terms are not used at all, and a pattern costs far more than a look
    return word in shown and re.search(rf"\b{re.escape(word)}\b", shown) is not None
