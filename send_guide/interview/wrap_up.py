"""The end of a call: show the guidance, then read it aloud, change an answer, save what is asked for, or start anew."""

from collections.abc import Callable
from pathlib import Path

from send_guide import output
from send_guide.ask import Command, Find
from send_guide.ask.tell import tell
from send_guide.errors import UsageError
from send_guide.guidance import Guidance, guidance
from send_guide.guide import Option, Question
from send_guide.interview.call import Call
from send_guide.page.whole import in_short
from send_guide.render import document
from send_guide.walk import Walk

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


def stay(call: Call, show: Callable[[Walk, tuple[str, ...]], None], area: str | None = None) -> bool:
    """Conduct a call, show its guidance and offer what can be done with it; whether another call is wanted.

    `show` takes the walk and what is known and belongs to no question on it. `area`: the council asked for by name.
    """
    shown: Walk | None = None
    while True:
        walk = call.run()
        if walk != shown:
            show(walk, tuple(call.later))
            shown = walk
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


def _read_aloud(call: Call, shown: Guidance) -> None:
    """Show what to say one line at a time: the time limits, then the lines of the steps."""
    lines = [f"{line.label}. {line.text}" for line in in_short(shown)] + [step.say for step in shown.steps if step.say]
    at = 0
    while at < len(lines):
        tell()
        tell(f"{at + 1} of {len(lines)}: “{lines[at]}”", rest="  ")
        typed = call.line("Enter: the next line. b: the one before. q: enough.").lower()
        if typed in ("q", "quit"):
            return
        at = max(0, at - 1) if typed in ("b", "back") else at + 1
    tell("That was the last line.")


def _save(call: Call, shown: Guidance, format: str, suggestion: str) -> None:
    """Ask for a file's name and write there, and nowhere else; ask again where that cannot be done."""
    while True:
        typed = call.line(f"Name of the file, such as {suggestion}. Enter alone: save nothing.")
        if not typed:
            tell("Nothing was saved.")
            return
        path = Path(typed).expanduser()
        try:
            output.check_writable(path)
            if path.exists() and not _may_replace(call, path):
                continue
            output.write(document(shown, format), path)
        except UsageError as refused:
            tell(str(refused))
        else:
            tell(f"Saved as {path.absolute()}")
            return


def _may_replace(call: Call, path: Path) -> bool:
    return call.pick(f"There is a file {path} already.", {"replace": "Write over it"}, "Choose another name") == "replace"
