"""What one entry of a guide says of another.

Everything that is named is there, everything that is there is named, and says its source.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import chain

from send_guide.errors import Problem
from send_guide.guide import (
    Contact,
    Faq,
    Guarantee,
    Guide,
    Outcome,
    Question,
    Source,
    Step,
    Term,
    TimeLimit,
    Use,
)
from send_guide.kinds import kind_of
from send_guide.suggestions import suggest

Citing = Step | TimeLimit | Contact | Question | Outcome | Term | Faq | Guarantee


def date_questions(guide: Guide) -> list[str]:
    """The ids of the questions that ask for a date."""
    questions = guide.questions.values()
    return [question.id for question in questions if kind_of(question).takes_a_day]


def references(guide: Guide) -> Iterator[Problem]:
    """Every step, time limit, contact and date question that is named exists."""
    for outcome in guide.outcomes.values():
        yield from _unknown_uses(outcome.steps, guide.steps, "step")
        yield from _unknown_uses(outcome.time_limits, guide.time_limits, "limit")
    yield from _named_by_steps(guide)
    dates = date_questions(guide)
    for limit in guide.time_limits.values():
        for span in limit.spans:
            if span.from_question not in dates:
                message = f"'{span.from_question}' is not a question that asks for a date"
                fix = suggest(span.from_question, dates)
                yield span.place.problem("not-a-date", message, fix)


def _named_by_steps(guide: Guide) -> Iterator[Problem]:
    contacts = dict.fromkeys(contact.id for contact in guide.all_contacts)
    for step in guide.steps.values():
        for contact in step.contacts:
            if contact not in contacts:
                message = f"the step '{step.id}' names the contact '{contact}'"
                fix = suggest(contact, contacts)
                yield step.place.problem("unknown-contact", message, fix)
        if step.by is not None and step.by not in guide.time_limits:
            message = f"the step '{step.id}' is due by '{step.by}'"
            fix = suggest(step.by, guide.time_limits)
            yield step.place.problem("unknown-limit", message, fix)


def _unknown_uses(uses: Iterable[Use], known: Mapping[str, object], kind: str) -> Iterator[Problem]:
    for use in uses:
        if use.id not in known:
            message = f"'{use.id}' is not declared"
            yield use.place.problem(f"unknown-{kind}", message, suggest(use.id, known))


def guarantees(guide: Guide) -> Iterator[Problem]:
    """Every guarantee asks for something, and of entries that exist."""
    contacts = dict.fromkeys(contact.id for contact in guide.all_contacts)
    for guarantee in guide.guarantees.values():
        pairs = chain.from_iterable(guarantee.before)
        steps = [*guarantee.steps, *guarantee.not_steps, *guarantee.any_step, *pairs]
        steps += [*guarantee.call, *guarantee.not_call]
        steps += [*guarantee.first_call, *guarantee.only_when]
        limits = [*guarantee.time_limits, *guarantee.no_time_limits]
        ways = [*guarantee.contacts, *guarantee.not_contacts]
        yield from _unknown_in(guarantee, "unknown-step", steps, guide.steps)
        yield from _unknown_in(guarantee, "unknown-contact", ways, contacts)
        yield from _unknown_in(guarantee, "unknown-limit", limits, guide.time_limits)
        yield from _unknown_in(guarantee, "unknown-target", guarantee.outcome, guide.outcomes)
        if not (steps or limits or ways or guarantee.outcome):
            message = f"the guarantee '{guarantee.id}' holds whatever is shown"
            fix = "add `steps`, `before`, `outcome` or the like"
            yield guarantee.place.problem("guarantee-asks-nothing", message, fix)


def _unknown_in(
    guarantee: Guarantee, rule: str, ids: Iterable[str], known: Mapping[str, object]
) -> Iterator[Problem]:
    for id_ in ids:
        if id_ not in known:
            message = f"the guarantee '{guarantee.id}' names '{id_}'"
            yield guarantee.place.problem(rule, message, suggest(id_, known))


def twice(guide: Guide) -> Iterator[Problem]:
    """No outcome names a step or limit again after naming it without condition."""
    for outcome in guide.outcomes.values():
        for uses in (outcome.steps, outcome.time_limits):
            yield from _twice(outcome, uses)


def _twice(outcome: Outcome, uses: Iterable[Use]) -> Iterator[Problem]:
    always: set[str] = set()
    for use in uses:
        if use.id in always:
            message = f"'{use.id}' stands in '{outcome.id}' already"
            yield use.place.problem("named-twice", message, "delete one of the two")
        if not use.when:
            always.add(use.id)


def sourced(guide: Guide) -> Iterator[Problem]:
    """What states facts says where they come from, and every source named exists."""
    for entry in (*_factual(guide), *guide.guarantees.values()):
        if not entry.sources:
            message = f"'{entry.id}' does not say where it comes from"
            yield entry.place.problem("missing-source", message, "add `sources`")
    for entry in (*_citing(guide), *guide.guarantees.values()):
        for source in entry.sources:
            if source not in guide.sources:
                message = f"'{entry.id}' names the source '{source}'"
                yield entry.place.problem("unknown-source", message, suggest(source, guide.sources))


def _factual(guide: Guide) -> list[Citing]:
    """The entries that must cite a source."""
    return [
        *guide.steps.values(),
        *guide.time_limits.values(),
        *guide.all_contacts,
        *guide.faqs.values(),
    ]


def _citing(guide: Guide) -> list[Citing]:
    """The entries that may cite a source and that callers or families see."""
    return [
        *_factual(guide),
        *guide.questions.values(),
        *guide.outcomes.values(),
        *guide.glossary.values(),
    ]


def unused(guide: Guide) -> Iterator[Problem]:
    """Nothing is declared that no outcome shows: it would be written, reviewed and never seen."""
    steps, limits, cited = set[str](), set[str](), set[str]()
    for outcome in guide.outcomes.values():
        steps.update(use.id for use in outcome.steps)
        limits.update(use.id for use in outcome.time_limits)
    for entry in _citing(guide):
        cited.update(entry.sources)
    yield from _unused("step", guide.steps.values(), steps)
    yield from _unused("limit", guide.time_limits.values(), limits)
    yield from _unused("source", guide.sources.values(), cited)


def _unused(
    kind: str, declared: Iterable[Step | TimeLimit | Source], used: Container[str]
) -> Iterator[Problem]:
    for entry in declared:
        if entry.id not in used:
            message = f"nothing uses the {kind} '{entry.id}'"
            yield entry.place.problem(f"unused-{kind}", message, "use it, or delete it")
