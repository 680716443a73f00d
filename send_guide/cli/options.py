"""The options that commands share, and what their values mean."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from send_guide import output
from send_guide.cli import completion
from send_guide.dates import FIRST_YEAR, LAST_YEAR, read_date, without_weekday
from send_guide.engine.walk import Walk
from send_guide.errors import AnswerNotAllowed, UsageError
from send_guide.guide import Guide
from send_guide.language import catalogue
from send_guide.suggestions import did_you_mean
from send_guide.version import __version__


class Format(StrEnum):
    """How the guidance is written."""

    card = "card"
    plain = "plain"
    terminal = "terminal"
    markdown = "markdown"
    json = "json"
    html = "html"
    note = "note"
    message = "message"
    sms = "sms"
    csv = "csv"
    ics = "ics"


class ReportFormat(StrEnum):
    """How a report is written: as a page for people, or as data."""

    plain = "plain"
    terminal = "terminal"
    markdown = "markdown"
    json = "json"


class PageFormat(StrEnum):
    """How a page for people is written."""

    plain = "plain"
    terminal = "terminal"
    markdown = "markdown"


GuideArgument = Annotated[
    str | None,
    typer.Argument(
        help="The guide's id (see `send-guide list`); the main guide if none is named.",
        autocompletion=completion.guides,
    ),
]
AnswerOption = Annotated[
    list[str] | None,
    typer.Option(
        "--answer",
        "-a",
        metavar="QUESTION=ANSWER",
        help="An answer known already. Repeat; several answers with commas.",
        autocompletion=completion.answers,
    ),
]
AnswersOption = Annotated[
    str | None,
    typer.Option(
        "--answers",
        metavar="FILE",
        help="Answers from a YAML or JSON file; - for standard input. Never asks.",
    ),
]
DefaultsOption = Annotated[
    bool, typer.Option("--defaults", help="Take a question's own default where no answer is given.")
]
UnusedOption = Annotated[
    bool,
    typer.Option(
        "--allow-unused",
        help="Let answers pass that belong to no question on the route, and list them.",
    ),
]
NoInputOption = Annotated[
    bool, typer.Option("--no-input", help="Never ask; exit 4 where an answer is missing.")
]
TodayOption = Annotated[
    str | None,
    typer.Option("--today", metavar="YYYY-MM-DD", help="Work out as if today were this day."),
]
FlowsOption = Annotated[
    Path | None,
    typer.Option(
        "--flows", metavar="DIR", help="Guides from this folder instead of those supplied."
    ),
]
AreaOption = Annotated[
    str | None,
    typer.Option(
        "--area",
        metavar="ID",
        help="Use this council's contacts, whatever the answers.",
        autocompletion=completion.areas,
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        help="How to write it. Default: the card on a terminal; elsewhere plain, the whole page.",
    ),
]
ReportFormatOption = Annotated[
    ReportFormat | None,
    typer.Option("--format", help="How to write it. On a terminal: terminal; else plain."),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="Write to this file instead of standard output."
    ),
]
LargePrintOption = Annotated[
    bool, typer.Option("--large-print", help="A hand-out (--format html) in 16 point.")
]
PlainOption = Annotated[
    bool,
    typer.Option("--plain", help="Plain numbered lines: no colour, no boxes, nothing redrawn."),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Report as JSON.")]


ServiceOption = Annotated[
    str | None,
    typer.Option(
        "--service",
        metavar="ID",
        envvar="SEND_GUIDE_SERVICE",
        help="The adviser works for this contact, so no step sends the caller there.",
        autocompletion=completion.contacts,
    ),
]
SourcesOption = Annotated[
    bool, typer.Option("--sources", help="Name the source of each fact on the page.")
]


def _say_version(wanted: bool) -> None:
    if wanted:
        output.write(f"{version_line()}\n", None)
        raise typer.Exit


def version_line() -> str:
    """Return the version of the program and that of the main guide."""
    guide = catalogue.open_guide()
    law = without_weekday(guide.law_as_of)
    return f"send-guide {__version__}; guide {guide.id} {guide.version}, law as of {law}"


VersionOption = Annotated[
    bool,
    typer.Option(
        "--version",
        help="Show the version of the program and of the guide.",
        is_eager=True,
        callback=_say_version,
    ),
]


def check_large_print(large_print: bool, format: Format | None) -> None:
    """Raise UsageError for large print of something that is not printed."""
    if large_print and format is not Format.html:
        raise UsageError("--large-print belongs to the hand-out. Add --format html.")


def check_area(guide: Guide, area: str | None) -> None:
    """Raise UsageError for an area that the guide does not have."""
    if area is not None and area not in guide.areas:
        raise UsageError(
            f"There is no area '{area}'.{did_you_mean(area, guide.areas)} "
            f"Areas: {', '.join(guide.areas) or 'none'}."
        )


def check_service(guide: Guide, service: str | None) -> str | None:
    """Return the service; empty counts as none. Raises UsageError if it is no contact."""
    known = {contact.id for contact in guide.all_contacts}
    if service and service not in known:
        raise UsageError(
            f"There is no contact '{service}' to work for.{did_you_mean(service, known)} "
            "`send-guide contacts` lists them."
        )
    return service or None


def check_known(guide: Guide, given: Mapping[str, object]) -> None:
    """Raise AnswerNotAllowed for an answer to a question that the guide does not have."""
    for question in given:
        if question not in guide.questions:
            raise AnswerNotAllowed(
                f"'{question}' is not a question of the guide '{guide.id}'."
                f"{did_you_mean(question, guide.questions)}"
            )


def refuse_unused(
    walk: Walk, left_over: Sequence[str], advice: str = "Leave the answer out."
) -> None:
    """Raise AnswerNotAllowed if there are answers to questions that the walk did not come to."""
    if left_over:
        named = ", ".join(f"'{question}'" for question in left_over)
        raise AnswerNotAllowed(
            f"{named}: not asked on this route, which asks {', '.join(walk.answers)}. {advice}"
        )


def read_answers(pairs: Sequence[str] | None, file: str | None) -> dict[str, object]:
    """Answers from the file first; those on the command line stand in front of them."""
    return {**(_answers_file(file) if file is not None else {}), **_answer_pairs(pairs or [])}


def _answers_file(name: str) -> Mapping[str, object]:
    # imported here: a call without a file reads no YAML
    from send_guide.language import plain_yaml
    from send_guide.language.yaml_tree import LARGEST

    most = LARGEST + 1
    if name == "-" and sys.stdin is None:
        raise UsageError("--answers -: there is no standard input. Name a file.")
    try:
        # one byte more than is allowed tells a file that is too large, however long it goes on
        data = sys.stdin.buffer.read(most) if name == "-" else _start_of(Path(name), most)
    except (OSError, ValueError) as failure:
        raise UsageError(
            f"--answers {name} cannot be read: {getattr(failure, 'strerror', None) or failure}. "
            "Check the file's name."
        ) from failure
    return plain_yaml.read_answers("standard input" if name == "-" else name, data)


def _start_of(path: Path, most: int) -> bytes:
    with path.open("rb") as file:
        return file.read(most)


def _answer_pairs(pairs: Sequence[str]) -> dict[str, object]:
    given: dict[str, object] = {}
    for pair in pairs:
        question, sign, value = pair.partition("=")
        question = question.strip()
        if not sign or not question:
            raise UsageError(f"-a {pair}: write it as QUESTION=ANSWER, such as `-a council=luton`.")
        if given.get(question, value) != value:
            raise UsageError(
                f"-a {pair}: '{question}' is answered twice, first with '{given[question]}'. "
                "Give one answer."
            )
        given[question] = value
    return given


def read_today(text: str | None) -> date:
    """The day given with --today, or today."""
    return date.today() if text is None else read_day(text, "--today")


def read_day(text: str, option: str) -> date:
    """The day given with an option. Raises UsageError."""
    day = read_date(text.strip())
    if day is None:
        raise UsageError(
            f"{option} {text}: not a date from {FIRST_YEAR} to {LAST_YEAR}. "
            "Write it as YYYY-MM-DD, such as 2026-11-23."
        )
    return day
