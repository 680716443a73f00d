"""Guidance -> one line of comma-separated values for a service's own statistics, naming nobody."""

import csv
import io

from send_guide.engine.answers import Answer
from send_guide.engine.guidance import Guidance


def render(shown: Guidance, *, minutes: int | None = None, header: bool = False) -> str:
    """The line: day, guide, version, the answers that the guide counts, outcome and minutes.

    Answers are ids, several with a space between. `minutes`: how long the call took, if it is
    known. `header`: with the names of the columns above it.
    """
    answers = dict(shown.walk.answers)
    counted = {name: _text(answers.get(name)) for name in shown.guide.roles.statistics}
    row = {
        "day": shown.today.isoformat(),
        "guide": shown.guide.id,
        "version": shown.guide.version,
        **counted,
        "outcome": shown.outcome.id,
        "minutes": "" if minutes is None else str(minutes),
    }
    written = io.StringIO()
    table = csv.DictWriter(written, list(row), lineterminator="\n")
    if header:
        table.writeheader()
    table.writerow(row)
    return written.getvalue()


def _text(answer: Answer | None) -> str:
    if answer is None:
        return ""
    if isinstance(answer, tuple):
        return " ".join(answer)
    return str(answer)
