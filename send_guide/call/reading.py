"""Read a card aloud, one line at a time, as a person would say it; every key works meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass

from send_guide.call import spoken
from send_guide.call.asking import ENTER, Screen, plain_lines
from send_guide.call.asking.commands import LOOKING_UP, Command
from send_guide.call.conversation import Call
from send_guide.engine.guidance import Guidance
from send_guide.page.card import limit_phrases
from send_guide.page.lines import TextLine, wrap

_NEXT, _BEFORE, _ENOUGH = "next", "before", "enough"
_BAR = (
    "Enter or Space next",
    "b the line before",
    "q enough",
    "! risk",
    "c contacts",
    "? all keys",
)
_NARROW_BAR = ("Enter next", "b before", "q enough", "! risk", "? all keys")


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line to read aloud, and the step whose words it holds."""

    text: str
    step: str | None = None


def spoken_lines(shown: Guidance) -> Iterator[Spoken]:
    """Say the card: its title, the time limits, and each step with its number."""
    yield Spoken(f"{shown.outcome.title}.")
    for due in shown.time_limits:
        yield Spoken(" ".join(phrase.text for phrase in limit_phrases(due, shown.today)) + ".")
    for unknown in shown.unknown_limits:
        yield Spoken(f"{unknown.label}: {unknown.rule}")
    contacts = {contact.id: contact for contact in shown.contacts}
    for step in shown.call:
        yield Spoken(step.say or step.text, step.id)
        contact = contacts.get(step.contact or "")
        way = spoken.way(contact) if contact is not None and contact.id != shown.service else ""
        if way:
            yield Spoken(way)


def read_aloud(call: Call, shown: Guidance, said: set[str]) -> None:
    """Show one line after another. `said`: takes the ids of the steps whose words were shown."""
    lines = list(spoken_lines(shown))
    at = 0
    while at < len(lines):
        if (step := lines[at].step) is not None:
            said.add(step)
        key = call.key(_screen(lines[at].text, at + 1, len(lines)))
        if key == _NEXT:
            at += 1
        elif key == _BEFORE:
            at = max(0, at - 1)
        elif key == _ENOUGH:
            return
        else:
            call.look_up(Command(key), None)


def _screen(text: str, number: int, count: int) -> Screen:
    def lines(width: int, _: int) -> list[TextLine]:
        return plain_lines((f"{number} of {count}", "", *wrap(f"“{text}”", width), ""))

    keys = {ENTER: _NEXT, " ": _NEXT, "next": _NEXT, Command.BACK.value: _BEFORE}
    keys |= {"back": _BEFORE, "before": _BEFORE, "q": _ENOUGH, "enough": _ENOUGH, "s": _ENOUGH}
    keys |= {command.value: command.value for command in LOOKING_UP}
    return Screen(lines, keys, _BAR, _NARROW_BAR)
