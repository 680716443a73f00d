"""What each answer not known yet decides, and what holds whatever it turns out to be."""

from collections.abc import Iterator, Sequence

from send_guide.engine.guidance import Guidance
from send_guide.engine.open_answers import Decides, Possible
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


def find_out(shown: Guidance, found: Possible) -> Iterator[Block]:
    """The section on what is not known yet; nothing where it changes nothing. `found`: what is possible for what is shown."""
    if found.decides:
        yield Heading("Find this out")
        one = len(found.decides) == 1
        yield Paragraph(
            f"{'This answer is' if one else 'These answers are'} not known yet. {'It' if one else 'Each one'} changes what comes next."
        )
        yield from map(_decides_entry, found.decides)
        yield from _in_any_case(shown, found)


def _decides_entry(decides: Decides) -> Entry:
    """An open answer with how to find it out and what it decides."""
    kinds = (
        ("It decides between", [outcome.title for outcome in decides.outcomes]),
        (
            f"It decides whether {'this applies' if len(decides.steps) == 1 else 'these apply'}",
            [step.text for step in decides.steps],
        ),
        (
            "It decides who to contact",
            [contact.name for contact in decides.contacts if not decides.steps],
        ),
        ("It fixes the last day for", [limit.label for limit in decides.limits]),
    )
    help_ = decides.question.not_sure
    lines = [Line(help_, "How to find out", tone="strong")] if help_ else []
    return Entry(
        decides.question.ask,
        (*lines, *(line for label, texts in kinds for line in _quoted(label, texts))),
    )


def _quoted(label: str, texts: Sequence[str]) -> Iterator[Line]:
    """Some texts under one label; past the first few, only how many more there are."""
    few = texts if len(texts) <= MOST_LISTED + 1 else texts[:MOST_LISTED]
    for number, text in enumerate(few):
        yield Line(f"“{text}”", label if number == 0 else "")
    if len(few) < len(texts):
        yield Line(f"and {len(texts) - len(few)} more.")


def _in_any_case(shown: Guidance, found: Possible) -> Iterator[Block]:
    numbers = {step.id: number for number, step in enumerate(shown.steps, start=1)}
    below = [str(numbers[step.id]) for step in found.steps if step.id in numbers]
    lines = (
        [Line(f"Step{'s' if len(below) > 1 else ''} {_and(below)} below.", tone="strong")]
        if below
        else []
    )
    lines += _quoted("Also", [step.text for step in found.steps if step.id not in numbers])
    lines += [
        Line(contact.name, "Contact") for contact in found.contacts if contact not in shown.contacts
    ]
    due = found.earliest
    if due is not None and shown.due(due.id) is None:
        lines += [
            Line(due.label, "The earliest time limit that may apply"),
            *(Line(text, tone="strong") for text in when_due(due)),
        ]
    if lines:
        yield Entry("Whatever else is true, these hold", tuple(lines))


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
