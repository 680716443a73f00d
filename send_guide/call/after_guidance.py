"""The end of a call: the card is the screen, and everything else is a key away from it."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from send_guide.call import card_keys
from send_guide.call.asking import Screen
from send_guide.call.asking.commands import LOOKING_UP, Command, Find
from send_guide.call.asking.tell import forget_told, last_told, tell, tell_line, whole_width
from send_guide.call.conversation import Call
from send_guide.engine.guidance import Guidance, guidance
from send_guide.page.blocks import Block
from send_guide.page.card import card
from send_guide.page.lines import TextLine
from send_guide.page.screens import dates_page, more_page, step_page
from send_guide.page.sections import page

Next = Literal["new", "another", "quit"]
"""What comes after a call: another family, another problem of the same one, or nothing."""

_CHANGED = "* marks what is new since the change; u undoes it."

_AS_BEFORE = "The card says the same as before the change."


@dataclass
class Wrap:
    """The end of one call.

    `area`: the council asked for by name. `service`: the contact that the adviser works for.
    `also`: the problems of this family that were dealt with before. `said`: ids of steps read out.
    `shown`: the guidance on the card. `before`: that of the card before an answer was changed.
    """

    call: Call
    area: str | None = None
    service: str | None = None
    also: tuple[Guidance, ...] = ()
    started: datetime | None = None
    said: set[str] = field(default_factory=set)
    shown: Guidance | None = None
    before: Guidance | None = None
    notice: str = ""

    def dealt_with(self) -> tuple[Guidance, ...]:
        """Return the family's problems dealt with so far, this one first."""
        return (self.shown, *self.also) if self.shown is not None else self.also


def stay(wrap: Wrap) -> Next:
    """Conduct a call, show its card, and do what its keys ask for until the person is done."""
    while True:
        shown = _brought_up_to_date(wrap)
        key = wrap.call.key(_screen(wrap, shown))
        wrap.notice = ""
        forget_told()
        if key == card_keys.NEW:
            if not wrap.call.clear():
                tell("A new call. What stands above belongs to the one before.")
            return "new"
        if key in (card_keys.ANOTHER, card_keys.QUIT):
            _leave_on_screen(wrap, shown)
            return "another" if key == card_keys.ANOTHER else "quit"
        _obey(wrap, shown, key)


def _brought_up_to_date(wrap: Wrap) -> Guidance:
    """Return the guidance; if an answer has changed, what is new will be marked on the card."""
    walk = wrap.call.run()
    shown = guidance(walk, wrap.area, wrap.service, tuple(wrap.call.later))
    if wrap.shown is not None and shown.walk.answers != wrap.shown.walk.answers:
        wrap.before = wrap.shown
        same = card(shown).lines == card(wrap.shown).lines
        wrap.notice = _AS_BEFORE if same else _CHANGED
    wrap.shown = shown
    return shown


def _screen(wrap: Wrap, shown: Guidance) -> Screen:
    def lines(width: int, height: int) -> Sequence[TextLine]:
        return card(shown, width, height=height, before=wrap.before).lines

    keys = card_keys.keys(len(shown.call))
    return Screen(lines, keys, card_keys.BAR, card_keys.NARROW_BAR, wrap.notice)


def _leave_on_screen(wrap: Wrap, shown: Guidance) -> None:
    """Write the card once more, as what the menu drew is taken away when it ends."""
    if wrap.call.has_own_screen:
        for line in card(shown, whole_width()).lines:
            tell_line(line.text)


def _obey(wrap: Wrap, shown: Guidance, key: str) -> None:
    """Do what a key of the card asks for."""
    call = wrap.call
    if key.isdigit():
        call.show(step_page(shown, shown.call[int(key) - 1]))
    elif key in _LOOKED_UP:
        call.show(_LOOKED_UP[key](wrap, shown))
    elif key in _DONE:
        _DONE[key](wrap, shown)
    elif key.startswith(Command.FIND) and key != Command.FIND:
        call.obey(Find(key[len(Command.FIND) :]))
    elif Command(key) in LOOKING_UP:
        call.look_up(Command(key), None)
    else:
        call.obey(Command(key))
    # the card covers what was told, so its last passage stands below it
    wrap.notice = wrap.notice or last_told()


def _dates(_: Wrap, shown: Guidance) -> tuple[Block, ...]:
    return dates_page(shown)


def _more(_: Wrap, shown: Guidance) -> tuple[Block, ...]:
    return more_page(shown)


def _everything(wrap: Wrap, shown: Guidance) -> tuple[Block, ...]:
    now = wrap.call.now() if wrap.call.now else None
    return page(shown, now=now)


def _keys(_: Wrap, __: Guidance) -> tuple[Block, ...]:
    return card_keys.in_full()


def _read_aloud(wrap: Wrap, shown: Guidance) -> None:
    # imported here: not every call is read aloud
    from send_guide.call.reading import read_aloud

    read_aloud(wrap.call, shown, wrap.said)


def _papers(wrap: Wrap, shown: Guidance) -> None:
    # imported here: papers need libraries that a call does not
    from send_guide.call.saving import Papers, save

    papers = Papers(shown, wrap.also, frozenset(wrap.said), wrap.started)
    wrap.notice = save(wrap.call, papers)


def _copy(wrap: Wrap, shown: Guidance) -> None:
    """Copy the message for the family to the clipboard of the terminal."""
    if not wrap.call.has_own_screen:
        wrap.notice = "Plain lines have no clipboard: p saves the message."
        return
    # imported here: as for papers
    from send_guide.formats import render
    from send_guide.formats.clipboard import osc52

    message = "\n".join(render("message", problem) for problem in (shown, *wrap.also))
    sys.stderr.write(osc52(message))
    sys.stderr.flush()
    wrap.notice = "Sent the message to the clipboard; some terminals do not take it."


_LOOKED_UP: Mapping[str, Callable[[Wrap, Guidance], tuple[Block, ...]]] = {
    card_keys.DATES: _dates,
    Command.TIMES.value: _dates,
    card_keys.MORE: _more,
    card_keys.EVERYTHING: _everything,
    Command.HELP.value: _keys,
}

_DONE: Mapping[str, Callable[[Wrap, Guidance], None]] = {
    card_keys.ALOUD: _read_aloud,
    card_keys.PAPERS: _papers,
    card_keys.COPY: _copy,
}
