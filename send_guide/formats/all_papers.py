"""All papers of a call at once, by the name of the file that each is saved under."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from send_guide.engine.guidance import Guidance
from send_guide.formats import html, ics, message, note, sms


def papers_for(
    shown: Guidance,
    said: frozenset[str] = frozenset(),
    *,
    started: datetime | None = None,
    ended: datetime | None = None,
    large_print: bool = False,
    also: Sequence[Guidance] = (),
) -> Mapping[str, str]:
    """Hand-out, message, text message, note and calendar: file name to text.

    `said`: ids of the steps ticked or read aloud. The calendar is left out where it would be empty.
    """
    papers = {
        "hand-out.html": html.render(shown, large_print=large_print, also=also),
        "message.txt": message.render(shown),
        "text-message.txt": sms.render(shown),
        "call-note.txt": note.render(shown, said=said, started=started, ended=ended),
    }
    calendar = ics.render(shown, also=also)
    if "BEGIN:VEVENT" in calendar:
        papers["dates.ics"] = calendar
    return papers
