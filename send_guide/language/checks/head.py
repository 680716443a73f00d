"""What the head of a guide declares: its roles, things and seasons, and the state of its law."""

from collections.abc import Iterator

from send_guide.errors import Problem
from send_guide.guide import Guide
from send_guide.language.checks.references import date_questions
from send_guide.suggestions import suggest


def roles(guide: Guide) -> Iterator[Problem]:
    """Every role names questions or contacts that exist, and a date's role a date question."""
    named = guide.roles
    contacts = dict.fromkeys(contact.id for contact in guide.all_contacts)
    for role, ids in (
        ("advice_service", named.advice_service),
        ("child_at_risk", named.child_at_risk),
    ):
        for contact in ids:
            if contact not in contacts:
                message = f"the role `{role}` names the contact '{contact}'"
                fix = suggest(contact, contacts)
                yield named.place.problem("unknown-contact", message, fix)
    for question in named.statistics:
        if question not in guide.questions:
            message = f"the role `statistics` names the question '{question}'"
            fix = suggest(question, guide.questions)
            yield named.place.problem("unknown-question", message, fix)
    yield from _date_role(guide, "letter_date", named.letter_date)
    yield from _date_role(guide, "certificate_date", named.certificate_date)


def _date_role(guide: Guide, role: str, question: str | None) -> Iterator[Problem]:
    dates = date_questions(guide)
    if question is not None and question not in dates:
        message = f"the role `{role}` names '{question}', which is no question for a date"
        yield guide.roles.place.problem("not-a-date", message, suggest(question, dates))


def things(guide: Guide) -> Iterator[Problem]:
    """Every thing that a step needs is declared."""
    for step in guide.steps.values():
        for thing in step.needs:
            if thing not in guide.things:
                message = f"the step '{step.id}' needs '{thing}'"
                yield step.place.problem("unknown-thing", message, suggest(thing, guide.things))


def seasons(guide: Guide) -> Iterator[Problem]:
    """Every season in which an option has another label is declared."""
    for question in guide.questions.values():
        for option in question.options:
            for label in option.labels:
                if label.during not in guide.seasons:
                    message = f"the option '{option.id}' has a label during '{label.during}'"
                    fix = suggest(label.during, guide.seasons)
                    yield label.place.problem("unknown-season", message, fix)


def law_as_of(guide: Guide) -> Iterator[Problem]:
    """No law is newer than the day on which any source was last looked at."""
    looked_at = [source.checked for source in guide.sources.values()]
    if looked_at and guide.law_as_of > max(looked_at):
        message = f"`law_as_of` is {guide.law_as_of}, and no source was looked at since"
        yield guide.place.problem(
            "law-newer-than-sources", message, f"the newest check of a source is {max(looked_at)}"
        )


def must_have(guide: Guide) -> Iterator[Problem]:
    """Every area has the contacts of its own that it must have."""
    for area in guide.areas.values():
        for contact in area.must_have:
            if contact not in area.contacts:
                message = f"the area '{area.id}' must have a contact '{contact}' of its own"
                fix = "add it under `contacts` of the area"
                yield area.place.problem("area-without-contact", message, fix)


def by_without_limit(guide: Guide) -> Iterator[Problem]:
    """A step whose words to say hold `{by}` has a time limit to take the day from."""
    for step in guide.steps.values():
        said = f"{step.say or ''} {step.as_service or ''}"
        if "{by}" in said and step.by is None:
            message = f"the step '{step.id}' says {{by}} and has no time limit"
            yield step.place.problem("by-without-limit", message, "add `by`, or write no {by}")
