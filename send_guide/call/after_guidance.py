"""The end of a call: show the guidance, then read it aloud, change an answer, save what is asked for, or start anew."""

from collections.abc import Callable
from pathlib import Path

from send_guide import output
from send_guide.call.asking.commands import LOOKING_UP, Command, Find
from send_guide.call.asking.tell import tell
from send_guide.call.asking.typed import command
from send_guide.call.conversation import Call
from send_guide.engine.guidance import Guidance, guidance
from send_guide.engine.walk import Walk
from send_guide.errors import UsageError
from send_guide.formats import document
from send_guide.guide import Option, Question
from send_guide.page.sections import in_short

_SAVED = {
    "note": ("note", "call-note.txt"),
    "message": ("message", "message.txt"),
    "handout": ("html", "hand-out.html"),
    "calendar": ("ics", "dates.ics"),
}
"""What can be saved: its format and a file name to suggest."""

_NEXT = Question(
    id="next",
    ask="What next?",
    kind="one",
    why="The guidance is above. Back goes to the last question.",
    options=(
        Option("say", "Read aloud, one line at a time"),
        Option("change", "Change an answer, and see the new guidance"),
        Option("note", "Save a call note"),
        Option("message", "Save a message to the family"),
        Option("handout", "Save a hand-out to print"),
        Option("calendar", "Save the dates as a calendar file"),
        Option("new", "New call: clears the screen"),
        Option("quit", "Finish"),
    ),
)


def stay(
    call: Call, show: Callable[[Walk, tuple[str, ...]], None], area: str | None = None
) -> bool:
    """Conduct a call, show its guidance and offer what can be done with it; whether another call is wanted.

    `show` takes the walk and what is known and belongs to no question on it. `area`: the council asked for by name.
    """
    shown: Walk | None = None
    while True:
        walk = call.run()
        if walk != shown:
            show(walk, tuple(call.later))
            shown = walk
            # the guidance has pushed these lines off the screen
            for lost in call.lost:
                tell(f"No longer needed since the last change (u undoes it): {lost}", rest="  ")
        call.tell_code()
        tell(_NEXT.ask)
        chosen = call.reply(_NEXT)
        if isinstance(chosen, Command | Find):
            call.obey(chosen)
        elif chosen == "change":
            call.change_one()
        elif chosen == "say":
            _read_aloud(call, guidance(walk, area))
        elif chosen in _SAVED:
            _save(call, guidance(walk, area), *_SAVED[str(chosen)])
        elif chosen == "new":
            if not call.clear():
                tell("A new call. What stands above belongs to the one before.")
            return True
        else:
            return False


_ALOUD = Question(
    id="aloud",
    ask="And then?",
    kind="one",
    why="One line at a time can be read without haste.",
    options=(
        Option("next", "The next line"),
        Option("before", "The line before"),
        Option("enough", "Enough"),
    ),
)


def _read_aloud(call: Call, shown: Guidance) -> None:
    """Show what to say one line at a time: the time limits, then the lines of the steps. All keys work meanwhile."""
    lines = [f"{line.label}. {line.text}" for line in in_short(shown)] + [
        step.say for step in shown.steps if step.say
    ]
    at = 0
    while at < len(lines):
        tell()
        tell(f"{at + 1} of {len(lines)}: “{lines[at]}”", rest="  ")
        tell(_ALOUD.ask)
        chosen = call.reply(_ALOUD)
        if chosen in ("before", Command.BACK):
            at = max(0, at - 1)
        elif chosen == "next":
            at += 1
        elif chosen == "enough":
            return
        else:
            tell("Finish reading first, with “Enough”.")
    tell("That was the last line.")


def _save(call: Call, shown: Guidance, format: str, suggestion: str) -> None:
    """Ask for a file's name and write there, and nowhere else; ask again where that cannot be done."""
    while True:
        typed = call.line(f"Name of the file, such as {suggestion}. Enter alone: save nothing.")
        key = command(typed)
        if isinstance(key, Command) and key in LOOKING_UP:
            call.look_up(key, _NEXT)
            continue
        if not typed or key is not None:
            tell("Nothing was saved.")
            return
        try:
            path = Path(typed).expanduser()
            output.check_writable(path)
            if path.exists() and not _may_replace(call, path):
                continue
            output.write(document(shown, format), path)
        except (UsageError, RuntimeError) as refused:
            tell(str(refused))
        else:
            tell(f"Saved as {path.absolute()}")
            return


def _may_replace(call: Call, path: Path) -> bool:
    return (
        call.pick(
            f"There is a file {path} already.", {"replace": "Write over it"}, "Choose another name"
        )
        == "replace"
    )
