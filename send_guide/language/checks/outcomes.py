"""What each outcome must have."""

from collections.abc import Iterator, Mapping, Sequence

from send_guide.errors import Problem
from send_guide.guide import Guide, Outcome, Step, TimeLimit
from send_guide.language.checks.references import date_questions
from send_guide.routes import reachable

RULES = ("outcome-without-advice", "outcome-without-fallback", "outcome-without-limit")
"""The names of the rules, as a problem shows them."""


def outcomes(guide: Guide) -> Iterator[Problem]:
    """Every outcome has what a caller must not go without.

    It names the advice service, says what to do when something fails, and shows the time limits of
    the dates asked before it.
    """
    asked_before = _dates_asked_before(guide)
    for outcome in guide.outcomes.values():
        steps = [guide.steps[use.id] for use in outcome.steps if use.id in guide.steps]
        yield from _without_advice(guide, outcome, steps)
        if not any(step.if_it_fails for step in steps):
            message = f"'{outcome.id}' says nothing for when a step fails"
            fix = "give a step `if_it_fails`"
            yield outcome.place.problem("outcome-without-fallback", message, fix)
        yield from _without_limit(guide, outcome, asked_before[outcome.id])


def _without_advice(guide: Guide, outcome: Outcome, steps: Sequence[Step]) -> Iterator[Problem]:
    services = {*guide.roles.advice_service}
    if services and all(services.isdisjoint(step.contacts) for step in steps):
        message = f"'{outcome.id}' does not name the advice service"
        fix = "add a step that contacts the advice service"
        yield outcome.place.problem("outcome-without-advice", message, fix)


def _without_limit(guide: Guide, outcome: Outcome, asked: set[str]) -> Iterator[Problem]:
    limits = [limit.id for limit in guide.time_limits.values() if asked & _counted_from(limit)]
    if limits and not outcome.time_limits:
        message = f"'{outcome.id}' comes after a date and shows no time limit"
        fix = f"add one of {', '.join(limits)}"
        yield outcome.place.problem("outcome-without-limit", message, fix)


def _counted_from(limit: TimeLimit) -> set[str]:
    """The questions whose dates a time limit is counted from."""
    return {span.from_question for span in limit.spans}


def _dates_asked_before(guide: Guide) -> Mapping[str, set[str]]:
    """For each outcome, the date questions on some route to it."""
    found: dict[str, set[str]] = {outcome: set() for outcome in guide.outcomes}
    for question in date_questions(guide):
        for node in reachable(guide, question):
            if node in found:
                found[node].add(question)
    return found
