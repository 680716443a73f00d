"""Commands for those who write the guidance: faults, scenarios, reviews, the guide on paper.

What only these commands need is imported inside them: a call must not wait for it.
"""

from pathlib import Path
from typing import Annotated

import typer

from send_guide import output
from send_guide.cli.options import (
    FlowsOption,
    GuideArgument,
    JsonOption,
    OutputOption,
    PageFormat,
    TodayOption,
    read_today,
)
from send_guide.cli.screen import draw, page_format, say, write
from send_guide.errors import UsageError
from send_guide.extras import how_to_install, missing
from send_guide.formats import json
from send_guide.language import catalogue, faults


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Flow folders or guide files; the supplied flows if none is named."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List every fault in flows. Exit 3 if there is any."""
    problems = faults.examine(paths or [catalogue.flows_folder(None)])
    if as_json:
        keys = ("file", "line", "column", "rule", "message", "fix")
        output.write(
            json.dump(
                {"problems": [{key: getattr(problem, key) for key in keys} for problem in problems]}
            ),
            None,
            exact=True,
        )
    else:
        output.write("".join(f"{problem}\n" for problem in problems) or "No faults found.\n", None)
    if missing("authors"):
        say(
            "Not checked: reading age and American spellings. The packages for it are missing: "
            f"{how_to_install('authors')}."
        )
    if problems:
        raise typer.Exit(3)


def run_scenarios(
    flows: FlowsOption = None,
    fail_under: Annotated[
        float,
        typer.Option(
            "--fail-under", metavar="PERCENT", help="Fail when less of a guide is covered."
        ),
    ] = 0,
    suggest: Annotated[
        bool,
        typer.Option(
            "--suggest", help="Print scenarios that would cover the rest, ready to paste and check."
        ),
    ] = False,
    today: TodayOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run the scenarios, which are callers and the advice they must get.

    Exit 3 if any gets other advice, or if too little of a guide is covered.
    """
    from send_guide.authoring import scenario_report as reports

    if not 0 <= fail_under <= 100:
        raise UsageError(f"--fail-under {fail_under}: give a percentage from 0 to 100.")
    found = reports.report(catalogue.flows_folder(flows))
    if suggest:
        output.write(reports.suggestions(found, read_today(today)), None)
        return
    if as_json:
        output.write(json.dump(reports.as_data(found)), None, exact=True)
    else:
        output.write(reports.in_words(found), None)
    if found.failed or found.problems or found.least_covered < fail_under:
        raise typer.Exit(3)


def stale(
    guide: GuideArgument = None,
    today: TodayOption = None,
    flows: FlowsOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what is due for review, what was never confirmed, and what to do before release."""
    from send_guide.authoring import reviews

    found = reviews.stale(catalogue.open_guide(guide, flows), read_today(today))
    if as_json:
        output.write(json.dump(reviews.as_data(found)), None, exact=True)
    else:
        write(draw(tuple(reviews.in_blocks(found)), page_format()))


def print_guide(
    guide: GuideArgument = None,
    flows: FlowsOption = None,
    format: Annotated[
        PageFormat, typer.Option("--format", help="How to write it.")
    ] = PageFormat.markdown,
    today: TodayOption = None,
    output_file: OutputOption = None,
) -> None:
    """Write out a whole guide in reading order, for a person to check line by line."""
    from send_guide.authoring.handbook import handbook

    if output_file is not None:
        output.check_writable(output_file)
    write(
        draw(
            tuple(handbook(catalogue.open_guide(guide, flows), read_today(today))),
            format,
            output_file,
        ),
        output_file,
    )


def print_schema(
    output_file: OutputOption = None,
    scenarios: Annotated[
        bool, typer.Option("--scenarios", help="The schema of files of scenarios instead.")
    ] = False,
) -> None:
    """Print the JSON Schema of the flow language, for editors that complete and warn."""
    from send_guide.language import json_schema, scenario_file

    made = scenario_file.schema() if scenarios else json_schema.schema()
    output.write(json.dump(made), output_file, exact=True)
