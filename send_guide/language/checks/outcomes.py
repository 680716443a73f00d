"""What each outcome must have."""

from collections.abc import Iterator

from send_guide.errors import Problem
from send_guide.guide import Guide
from send_guide.kinds import kind_of
from send_guide.routes import reachable

RULES = ("outcome-without-advice", "outcome-without-fallback", "outcome-without-limit")
"""The names of the rules, as a problem shows them."""


def outcomes(guide: Guide) -> Iterator[Problem]:
    """Every outcome has the advice service, a way on when something fails, and the time limits of the dates asked before it."""
    services = set(guide.roles.advice_service)
    for outcome in guide.outcomes.values():
        steps = [guide.steps[use.id] for use in outcome.steps if use.id in guide.steps]
        where = outcome.place
        if services and not any(services & {*step.contacts} for step in steps):
            yield where.problem(
                "outcome-without-advice",
                f"'{outcome.id}' does not name the advice service",
                "add a step that contacts the advice service",
            )
        if not any(step.if_it_fails for step in steps):
            yield where.problem(
                "outcome-without-fallback",
                f"'{outcome.id}' says nothing for when a step fails",
                "give a step `if_it_fails`",
            )
        asked = _dates_asked(guide, outcome.id)
        limits = [
            limit
            for limit in guide.time_limits.values()
            if asked & {span.from_question for span in limit.spans}
        ]
        if limits and not outcome.time_limits:
            yield where.problem(
                "outcome-without-limit",
                f"'{outcome.id}' comes after a date and shows no time limit",
                f"add one of {', '.join(limit.id for limit in limits)}",
            )


def _dates_asked(guide: Guide, node: str) -> set[str]:
    """The date questions on some route to an outcome."""
    return {
        question.id
        for question in guide.questions.values()
        if kind_of(question).takes_a_day and node in reachable(guide, question.id)
    }
