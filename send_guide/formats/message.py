"""Guidance -> the text of a message to the family, to send after the call."""

from collections.abc import Iterator

from send_guide.dates import in_words
from send_guide.engine.guidance import Guidance
from send_guide.guide import Step
from send_guide.papers.by_when import family_limits
from send_guide.papers.endings import in_short
from send_guide.papers.people import Person, advice_service, people
from send_guide.papers.sentences import first_sentence

MOST_WORDS = 200
"""Words of a message, subject included: what is read on a telephone without scrolling for long."""


def render(shown: Guidance) -> str:
    """The message as plain text: a subject, the dates, what can be done, and who to ask again.

    A paragraph stands on one line, so that every mail program wraps it as it likes. It names
    nobody. Where it would be too long, it says less about where to find a number, and then
    nothing about limits that have no date any more or not yet.
    """
    full = _message(shown, finding=True, undated=True)
    if len(full.split()) <= MOST_WORDS:
        return full
    shorter = _message(shown, finding=False, undated=True)
    if len(shorter.split()) <= MOST_WORDS:
        return shorter
    return _message(shown, finding=False, undated=False)


def _message(shown: Guidance, *, finding: bool, undated: bool) -> str:
    limits = family_limits(shown)
    told = [limit for limit in limits if undated or limit.dated]
    dates = [f"- {limit.in_a_line if undated else limit.in_short}" for limit in told]
    doubts = [f"- Check: {doubt}" for doubt in shown.doubts]
    lines = [
        f"Subject: After our talk on {in_words(shown.today)}",
        "",
        f"{shown.outcome.title}.",
        *(["", "By when:", *doubts, *dates] if dates or doubts else []),
        "",
        "You can do one of these, several or none:",
        *_steps(shown, finding=finding),
        *_ask_again(shown, finding=finding),
        "",
        in_short(shown.guide),
    ]
    return "\n".join(lines) + "\n"


def _steps(shown: Guidance, *, finding: bool) -> Iterator[str]:
    named: set[str] = set()
    for number, step in enumerate(shown.call, start=1):
        yield f"{number}. {spoken(step)}"
        for someone in people(shown, (step,))[:1]:
            if someone.id not in named:
                yield f"   {_reach(someone, finding=finding)}"
            named.add(someone.id)


def spoken(step: Step) -> str:
    """What is said of a step, or the first sentence of its text."""
    return step.say or first_sentence(step.text)


def _reach(someone: Person, *, finding: bool) -> str:
    if someone.ways and someone.find and finding:
        return f"{someone.in_a_line}. {first_sentence(someone.find)}"
    return someone.in_a_line if finding else someone.in_short


def _ask_again(shown: Guidance, *, finding: bool) -> Iterator[str]:
    helper = advice_service(shown)
    if helper:
        yield ""
        yield f"To ask again: {helper.in_a_line if finding else helper.in_short}"
