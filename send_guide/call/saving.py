"""Save papers at the end of a call: where the adviser says, and nothing overwritten unasked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from send_guide import output
from send_guide.call.asking.commands import LOOKING_UP, named
from send_guide.call.asking.tell import tell
from send_guide.call.conversation import Call
from send_guide.engine.guidance import Guidance
from send_guide.errors import UsageError
from send_guide.formats import render
from send_guide.formats.all_papers import papers_for
from send_guide.page.screens import papers_page

_READ, _ALL = "read", "all"
_PAPERS = {
    "html": ("A hand-out for the family, to print", "hand-out.html"),
    "message": ("A message to the family", "message.txt"),
    "sms": ("A text message to the family", "text-message.txt"),
    "note": ("The call note", "call-note.txt"),
    "ics": ("The dates as a calendar file", "dates.ics"),
    "csv": ("A line for your statistics", "statistics.csv"),
}
"""What can be saved, by its format: what it is, and the file name that is suggested."""

_FOLDER = "papers-{today}"
_NOTHING = "Nothing was saved."


@dataclass(frozen=True, slots=True)
class Papers:
    """What papers are made of.

    `also`: other problems of the same family. `said`: ids of the steps read aloud.
    """

    shown: Guidance
    also: tuple[Guidance, ...] = ()
    said: frozenset[str] = frozenset()
    started: datetime | None = None

    def text(self, format: str, ended: datetime | None) -> str:
        """Return one paper. Those that are plain text hold one problem after the other."""
        if format in ("html", "ics"):
            return render(format, self.shown, also=self.also)
        options: dict[str, object] = {}
        if format == "note":
            options = {"said": self.said, "started": self.started, "ended": ended}
        return "\n".join(render(format, shown, **options) for shown in (self.shown, *self.also))

    def all(self, ended: datetime | None) -> Mapping[str, str]:
        """Return every paper by its file name."""
        found = papers_for(self.shown, self.said, started=self.started, ended=ended, also=self.also)
        joined = {
            name: self.text(format, ended) for format, (_, name) in _PAPERS.items() if name in found
        }
        return {**found, **joined}


def save(call: Call, papers: Papers) -> str:
    """Let the person pick papers and say where they go. Returns what was done, in a sentence."""
    rows = {_READ: "Read here how to do it, and what follows", _ALL: "All of them, into one folder"}
    rows |= {format: label for format, (label, _) in _PAPERS.items()}
    picked = call.pick("Papers: which do you want to save?", rows, "None")
    ended = call.now() if call.now else None
    if picked is None:
        return ""
    if picked == _READ:
        call.show(papers_page(papers.shown))
        return ""
    if picked == _ALL:
        return _save_all(call, papers.all(ended), _FOLDER.format(today=papers.shown.today))
    label, name = _PAPERS[picked]
    return _save_one(call, label, name, papers.text(picked, ended))


def _save_one(call: Call, label: str, name: str, text: str) -> str:
    def write(path: Path) -> str | None:
        if not path.suffix and not path.is_dir():
            path = path.with_suffix(Path(name).suffix)
        output.check_writable(path)
        if path.exists() and not _may_replace(call, f"There is a file {path} already."):
            return None
        output.write(text, path)
        return f"Saved as {path.absolute()}"

    return _until_saved(call, f"{label}: save as", Path(name), write)


def _save_all(call: Call, texts: Mapping[str, str], folder: str) -> str:
    def write(path: Path) -> str | None:
        if path.is_dir():
            there = [name for name in texts if (path / name).exists()]
            ask = f"{path} holds {', '.join(there)} already."
            if there and not _may_replace(call, ask):
                return None
        else:
            # the folder is made where it is named, and none above it
            path.mkdir()
        for name, text in texts.items():
            output.write(text, path / name)
        return f"Saved in {path.absolute()}: {', '.join(texts)}"

    return _until_saved(call, "All papers: save in the folder", Path(folder), write)


def _until_saved(
    call: Call, what: str, suggestion: Path, write: Callable[[Path], str | None]
) -> str:
    """Ask for a path until it can be written to, or the person goes back."""
    prompt = f"{what} {suggestion.absolute()}? Enter says yes; or type a name or path. b goes back."
    while True:
        typed = call.line(prompt, str(suggestion))
        if typed is None:
            return _NOTHING
        key = named(typed)
        if key in LOOKING_UP:
            call.look_up(key, None)
        elif key is not None:
            return _NOTHING
        elif (done := _tried(Path(typed), write)) is not None:
            return done


def _tried(path: Path, write: Callable[[Path], str | None]) -> str | None:
    """Write there; where that cannot be done, tell why."""
    try:
        return write(path.expanduser())
    except (UsageError, RuntimeError) as refused:
        tell(str(refused))
    except OSError as refused:
        tell(f"{path} cannot be written: {refused.strerror}. Choose another place.")
    return None


def _may_replace(call: Call, ask: str) -> bool:
    rows = {"replace": "Write over what is there"}
    return call.pick(ask, rows, "Choose another name") == "replace"
