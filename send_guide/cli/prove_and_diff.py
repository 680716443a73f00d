"""Commands that look at every possible caller: what holds for all of them.

Whose advice changes.

What only these commands need is imported inside them: a call must not wait for it.
"""

import sys
import time
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from send_guide import output
from send_guide.cli.options import (
    FlowsOption,
    GuideArgument,
    JsonOption,
    PageFormat,
    ReportFormat,
    ReportFormatOption,
    TodayOption,
    read_today,
)
from send_guide.cli.screen import (
    draw,
    page_format,
    say,
    write,
)
from send_guide.errors import UsageError
from send_guide.formats import json
from send_guide.language import catalogue

LATEST = date(9000, 1, 1)
QUIET = 1.0
"""Seconds before progress is told, and between two lines of it."""


def prove(
    guide: GuideArgument = None,
    flows: FlowsOption = None,
    today: TodayOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what holds for every possible caller, with a caller to walk for each finding.

    Exit 3 if anything is found.
    """
    from send_guide.authoring import proof_report as report
    from send_guide.proof.prove import prove as look_at_everybody

    # walks are counted exactly, and written out however many digits that takes
    sys.set_int_max_str_digits(0)
    folder = catalogue.flows_folder(flows)
    loaded = catalogue.load(folder, guide, guarantees=True)
    proof = report.WholeProof.of(look_at_everybody(loaded, _year_from(today), Clock()))
    if as_json:
        output.write(json.dump(report.as_data(proof, flows)), None, exact=True)
    else:
        output.write(report.in_words(proof, flows), None)
    if proof.findings:
        raise typer.Exit(3)


def diff(
    old: Annotated[
        str, typer.Argument(help="The older flows: a folder, or a git revision of the flows.")
    ],
    new: Annotated[
        str, typer.Argument(help="The newer flows: a folder, or a git revision of the flows.")
    ],
    guide: GuideArgument = None,
    flows: FlowsOption = None,
    today: TodayOption = None,
    format: ReportFormatOption = None,
) -> None:
    """Say whose guidance changes between two versions of the flows, and how.

    Exit 0 whether or not something changes.
    """
    from send_guide.authoring import diff_report as change_note
    from send_guide.authoring.revisions import version
    from send_guide.proof.diff import diff as compare

    folder = catalogue.flows_folder(flows)
    days = _year_from(today)
    with version(old, folder) as old_folder, version(new, folder) as new_folder:
        named = guide or catalogue.main_guide(new_folder)
        before, after = catalogue.load(old_folder, named), catalogue.load(new_folder, named)
    found = compare(before, after, days, Clock())
    # a caller is walked in the newer version, where that is a folder
    walked = new_folder if new_folder == Path(new) else flows
    if format is ReportFormat.json:
        output.write(json.dump(change_note.as_data(found, walked)), None, exact=True)
    else:
        chosen = PageFormat(format) if format else page_format()
        write(draw(tuple(change_note.in_blocks(found, walked)), chosen))


def _year_from(text: str | None) -> tuple[date, ...]:
    from send_guide.engine.date_stretches import earliest
    from send_guide.proof.period import days_to_prove

    first = read_today(text)
    if not earliest() <= first <= LATEST:
        raise UsageError(
            f"--today {first}: bank holidays are not known around this day. "
            f"Choose one from {earliest()} to {LATEST}."
        )
    return days_to_prove(first)


class Clock:
    """Tells how far the work has got, on standard error, once it takes longer than a second."""

    def __init__(self) -> None:
        self.told = time.monotonic()

    def __call__(self, node: str, states: int) -> None:
        """Say it, unless it was said a moment ago."""
        if time.monotonic() - self.told > QUIET:
            self.told = time.monotonic()
            say(f"{states:,} states so far; now at '{node}'.")
