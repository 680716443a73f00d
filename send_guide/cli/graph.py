"""The command that draws a guide.

What only it needs is imported inside it: a call must not wait for it.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from send_guide import output
from send_guide.cli.options import (
    AnswerOption,
    AnswersOption,
    DefaultsOption,
    FlowsOption,
    GuideArgument,
    OutputOption,
    TodayOption,
    check_known,
    read_answers,
    read_today,
    refuse_unused,
)
from send_guide.engine.walk import complete, unused
from send_guide.errors import UsageError
from send_guide.language import catalogue

if TYPE_CHECKING:
    from send_guide.picture.graph import Graph, Paint


class PictureFormat(StrEnum):
    """How a picture is written."""

    mermaid = "mermaid"
    html = "html"


def draw_guide(
    guide: GuideArgument = None,
    answer: AnswerOption = None,
    answers: AnswersOption = None,
    defaults: DefaultsOption = False,
    coverage: Annotated[
        bool,
        typer.Option(
            "--coverage", help="Paint what the scenarios come by, and what none of them does."
        ),
    ] = False,
    today: TodayOption = None,
    flows: FlowsOption = None,
    format: Annotated[
        PictureFormat | None,
        typer.Option(
            "--format",
            help="mermaid or html (one page). Default: by the ending of the file; else mermaid.",
        ),
    ] = None,
    output_file: OutputOption = None,
) -> None:
    """Draw a guide: every question, answer, condition and outcome.

    With answers, one caller's route is painted on it.
    """
    from send_guide.picture.graph import graph

    day = read_today(today)
    given = read_answers(answer, answers)
    if output_file is not None:
        output.check_writable(output_file)
    drawn = graph(catalogue.open_guide(guide, flows))
    asked = bool(given) or answers is not None or defaults
    if coverage and asked:
        raise UsageError("Paint either one caller's route (answers) or --coverage, not both.")
    paint = (
        _covered(drawn, flows)
        if coverage
        else _route(drawn, given, day, defaults)
        if asked
        else None
    )
    by_name = (
        PictureFormat.html
        if output_file is not None and output_file.suffix.lower() in (".html", ".htm")
        else PictureFormat.mermaid
    )
    output.write(_draw(drawn, paint, format or by_name), output_file, exact=True)


def _draw(drawn: "Graph", paint: "Paint | None", chosen: PictureFormat) -> str:
    if chosen is PictureFormat.html:
        from send_guide.picture import web_page as picture

        return picture.render(drawn, paint)
    from send_guide.picture import mermaid

    return mermaid.render(drawn, paint)


def _route(drawn: "Graph", given: Mapping[str, object], day: date, defaults: bool) -> "Paint":
    from send_guide.picture.graph import route_of

    check_known(drawn.guide, given)
    walk = complete(drawn.guide, given, day, defaults=defaults)
    refuse_unused(walk, unused(walk, given))
    return route_of(drawn, walk)


def _covered(drawn: "Graph", flows: Path | None) -> "Paint":
    from send_guide.authoring.scenario_report import report
    from send_guide.picture.graph import covered_by

    results = report(catalogue.flows_folder(flows)).results
    return covered_by(
        drawn,
        (
            result.walk
            for result in results
            if result.walk and result.walk.guide.id == drawn.guide.id
        ),
    )
