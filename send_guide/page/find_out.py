"""What each answer not known yet decides, and what holds whatever it turns out to be."""

from collections.abc import Iterator, Sequence

from send_guide.engine.guidance import Guidance
from send_guide.engine.open_answers import Decides, Possible
from send_guide.engine.time_limits import Due
from send_guide.page.blocks import (
    Block,
    Entry,
    Heading,
    Line,
    Paragraph,
)
from send_guide.page.entries import when_due

MOST_LISTED = 6
"""Outcomes, steps or contacts named for one open answer; more would bury the rest of the page."""

ONE_OPEN = "This answer is not known yet. It changes what comes next."
SEVERAL_OPEN = "These answers are not known yet. Each one changes what comes next."


def find_out(shown: Guidance, found: Possible) -> Iterator[Block]:
    """The section on what is not known yet; nothing where it changes nothing.

    `found`: what is possible for the guidance that is shown.
    """
    if found.decides:
        yield Heading("Find this out")
        yield Paragraph(ONE_OPEN if len(found.decides) == 1 else SEVERAL_OPEN)
        yield from map(_decides_entry, found.decides)
        yield from _in_any_case(shown, found)


def _decides_entry(decides: Decides) -> Entry:
    """An open answer with how to find it out and what it decides."""
    applies = "this applies" if len(decides.steps) == 1 else "these apply"
    kinds = (
        ("It decides between", [outcome.title for outcome in decides.outcomes]),
        (f"It decides whether {applies}", [step.text for step in decides.steps]),
        (
            "It decides who to contact",
            [contact.name for contact in decides.contacts if not decides.steps],
        ),
        ("It fixes the last day for", [limit.label for limit in decides.limits]),
    )
    help_ = decides.question.not_sure
    lines = [Line(help_, "How to find out", tone="strong")] if help_ else []
    for label, texts in kinds:
        lines += _quoted(label, texts)
    return Entry(decides.question.ask, tuple(lines))


def _quoted(label: str, texts: Sequence[str]) -> Iterator[Line]:
    """Some texts under one label; past the first few, only how many more there are."""
    few = texts if len(texts) <= MOST_LISTED + 1 else texts[:MOST_LISTED]
    for number, text in enumerate(few):
        yield Line(f"“{text}”", label if number == 0 else "")
    if len(few) < len(texts):
        yield Line(f"and {len(texts) - len(few)} more.")


def _in_any_case(shown: Guidance, found: Possible) -> Iterator[Block]:
    others = [contact for contact in found.contacts if contact not in shown.contacts]
    lines = (
        *_steps_in_any_case(shown, found),
        *(Line(contact.name, "Contact") for contact in others),
        *_earliest(shown, found.earliest),
    )
    if lines:
        yield Entry("Whatever else is true, these hold", lines)


def _steps_in_any_case(shown: Guidance, found: Possible) -> Iterator[Line]:
    """The steps that hold, those shown further down by their numbers."""
    numbers = {step.id: str(number) for number, step in enumerate(shown.steps, start=1)}
    below = [numbers[step.id] for step in found.steps if step.id in numbers]
    if below:
        steps = "Steps" if len(below) > 1 else "Step"
        yield Line(f"{steps} {_and(below)} below.", tone="strong")
    yield from _quoted("Also", [step.text for step in found.steps if step.id not in numbers])


def _earliest(shown: Guidance, due: Due | None) -> Iterator[Line]:
    if due is not None and shown.due(due.id) is None:
        yield Line(due.label, "The earliest time limit that may apply")
        yield from (Line(text, tone="strong") for text in when_due(due))


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
