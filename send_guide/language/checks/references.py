"""What one entry of a guide says of another: everything named is there, everything there is named, and says its source."""

from collections.abc import Iterable, Iterator, Mapping

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


def references(guide: Guide) -> Iterator[Problem]:
    """Every step, time limit, contact and date question that is named exists."""
    contacts = dict.fromkeys(contact.id for contact in guide.all_contacts)
    for outcome in guide.outcomes.values():
        yield from _unknown_uses(outcome.steps, guide.steps, "step")
        yield from _unknown_uses(outcome.time_limits, guide.time_limits, "limit")
    for step in guide.steps.values():
        for contact in step.contacts:
            if contact not in contacts:
                message = f"the step '{step.id}' names the contact '{contact}'"
                fix = suggest(contact, contacts)
                yield step.place.problem("unknown-contact", message, fix)
        if step.by is not None and step.by not in guide.time_limits:
            yield step.place.problem(
                "unknown-limit",
                f"the step '{step.id}' is due by '{step.by}'",
                suggest(step.by, guide.time_limits),
            )
    for limit in guide.time_limits.values():
        for span in limit.spans:
            question = guide.questions.get(span.from_question)
            if question is None or not kind_of(question).takes_a_day:
                dates = [
                    asked.id for asked in guide.questions.values() if kind_of(asked).takes_a_day
                ]
                yield span.place.problem(
                    "not-a-date",
                    f"'{span.from_question}' is not a question that asks for a date",
                    suggest(span.from_question, dates),
                )


def guarantees(guide: Guide) -> Iterator[Problem]:
    """Every guarantee asks for something, of steps, contacts, time limits and outcomes that exist."""
    contacts = dict.fromkeys(contact.id for contact in guide.all_contacts)
    for guarantee in guide.guarantees.values():
        named: list[tuple[str, Iterable[str], Iterable[str]]] = [
            (
                "unknown-step",
                (
                    *guarantee.steps,
                    *guarantee.not_steps,
                    *guarantee.any_step,
                    *(step for pair in guarantee.before for step in pair),
                ),
                guide.steps,
            ),
            ("unknown-contact", (*guarantee.contacts, *guarantee.not_contacts), contacts),
            (
                "unknown-limit",
                (*guarantee.time_limits, *guarantee.no_time_limits),
                guide.time_limits,
            ),
            ("unknown-target", guarantee.outcome, guide.outcomes),
        ]
        for rule, ids, known in named:
            yield from (
                guarantee.place.problem(
                    rule, f"the guarantee '{guarantee.id}' names '{id_}'", suggest(id_, known)
                )
                for id_ in ids
                if id_ not in known
            )
        if not any(ids for _, ids, _ in named):
            yield guarantee.place.problem(
                "guarantee-asks-nothing",
                f"the guarantee '{guarantee.id}' holds whatever is shown",
                "add `steps`, `before`, `outcome` or the like",
            )


def _unknown_uses(uses: Iterable[Use], known: Mapping[str, object], kind: str) -> Iterator[Problem]:
    for use in uses:
        if use.id not in known:
            yield use.place.problem(
                f"unknown-{kind}", f"'{use.id}' is not declared", suggest(use.id, known)
            )


def twice(guide: Guide) -> Iterator[Problem]:
    """No outcome names a step or limit again after naming it without condition."""
    for outcome in guide.outcomes.values():
        for uses in (outcome.steps, outcome.time_limits):
            always: set[str] = set()
            for use in uses:
                if use.id in always:
                    yield use.place.problem(
                        "named-twice",
                        f"'{use.id}' stands in '{outcome.id}' already",
                        "delete one of the two",
                    )
                always |= set() if use.when else {use.id}


def sourced(guide: Guide) -> Iterator[Problem]:
    """Steps, time limits and contacts say where they come from, and every source named exists."""
    factual: list[Citing] = [
        *guide.steps.values(),
        *guide.time_limits.values(),
        *guide.all_contacts,
        *guide.faqs.values(),
        *guide.guarantees.values(),
    ]
    for each in factual:
        if not each.sources:
            yield each.place.problem(
                "missing-source", f"'{each.id}' does not say where it comes from", "add `sources`"
            )
    for each in (
        *factual,
        *guide.questions.values(),
        *guide.outcomes.values(),
        *guide.glossary.values(),
    ):
        for source in each.sources:
            if source not in guide.sources:
                yield each.place.problem(
                    "unknown-source",
                    f"'{each.id}' names the source '{source}'",
                    suggest(source, guide.sources),
                )


def unused(guide: Guide) -> Iterator[Problem]:
    """Nothing is declared that no outcome shows: it would be written, reviewed and never seen."""
    steps = {use.id for outcome in guide.outcomes.values() for use in outcome.steps}
    limits = {use.id for outcome in guide.outcomes.values() for use in outcome.time_limits}
    citing: list[Citing] = [*guide.steps.values(), *guide.time_limits.values(), *guide.all_contacts]
    citing += [*guide.questions.values(), *guide.outcomes.values()]
    citing += [*guide.glossary.values(), *guide.faqs.values()]
    cited = {source for each in citing for source in each.sources}
    declared: list[tuple[str, Iterable[Step | TimeLimit | Source], set[str]]] = [
        ("step", guide.steps.values(), steps),
        ("limit", guide.time_limits.values(), limits),
        ("source", guide.sources.values(), cited),
    ]
    for kind, entries, used in declared:
        for each in entries:
            if each.id not in used:
                yield each.place.problem(
                    f"unused-{kind}", f"nothing uses the {kind} '{each.id}'", "use it, or delete it"
                )
