"""The command line: commands, options, streams and exit codes. The only importer of typer."""

import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from send_guide import catalogue, output, parse
from send_guide.errors import AnswerNeeded, AnswerNotAllowed, SendGuideError, UsageError
from send_guide.guidance import Guidance, guidance
from send_guide.guide import Contact, Guide
from send_guide.page import Block, Heading, contact_entry, footer, page, time_limit_blocks
from send_guide.render import json, markdown, plain
from send_guide.time_limits import urgency, work_out
from send_guide.walk import Walk, complete, read_date, unused

app = typer.Typer(
    name="send-guide",
    help="Guided advice for families who disagree with a council about special educational needs.",
    # boxes are read aloud line by line, and rich costs time at start-up
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """How the guidance is written."""

    plain = "plain"
    terminal = "terminal"
    markdown = "markdown"
    json = "json"


AnswerOption = Annotated[
    list[str] | None, typer.Option("--answer", "-a", metavar="QUESTION=ANSWER", help="An answer known already. Repeat; several answers with commas.")
]
AnswersOption = Annotated[
    str | None, typer.Option("--answers", metavar="FILE", help="Answers from a YAML or JSON file; - for standard input. Never asks.")
]
DefaultsOption = Annotated[bool, typer.Option("--defaults", help="Take a question's own default where no answer is given.")]
UnusedOption = Annotated[bool, typer.Option("--allow-unused", help="Let answers pass that belong to no question on the route, and list them.")]
NoInputOption = Annotated[bool, typer.Option("--no-input", help="Never ask; exit 4 where an answer is missing.")]
TodayOption = Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help="Work out as if today were this day.")]
FlowsOption = Annotated[Path | None, typer.Option("--flows", metavar="DIR", help="Guides from this folder instead of those supplied.")]
AreaOption = Annotated[str | None, typer.Option("--area", metavar="ID", help="Use this council's contacts, whatever the answers.")]
FormatOption = Annotated[Format | None, typer.Option("--format", help="How to write it. On a terminal: terminal; else plain.")]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of standard output.")]
PlainOption = Annotated[bool, typer.Option("--plain", help="Plain numbered lines: no colour, no boxes, nothing redrawn.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Report as JSON.")]


@app.callback(invoke_without_command=True)
def start(context: typer.Context, plain: PlainOption = False) -> None:
    """On a terminal, start the main guide."""
    if context.invoked_subcommand is None:
        run(plain=plain)


@app.command()
def run(
    guide: Annotated[str | None, typer.Argument(help="The guide's id (see `send-guide list`).")] = None,
    answer: AnswerOption = None,
    answers: AnswersOption = None,
    defaults: DefaultsOption = False,
    allow_unused: UnusedOption = False,
    no_input: NoInputOption = False,
    today: TodayOption = None,
    flows: FlowsOption = None,
    area: AreaOption = None,
    format: FormatOption = None,
    output_file: OutputOption = None,
    plain: PlainOption = False,
) -> None:
    """Walk a guide: asks on a terminal, or by script with answers."""
    day = _today(today)
    given = _answers(answer, answers)
    if output_file is not None:
        output.check_writable(output_file)
    loaded = _load(flows, guide)
    _check_area(loaded, area)
    _check_known(loaded, given, allow_unused)
    by_script = answers is not None or no_input or not _is_terminal(sys.stdin)
    walk = _walk_by_script(loaded, given, day, defaults) if by_script else _interview(loaded, given, day, defaults, plain)
    left_over = unused(walk, given)
    if by_script and left_over and not allow_unused:
        raise AnswerNotAllowed(_off_route(walk, left_over))
    chosen = format or (Format.terminal if output_file is None and _is_terminal(sys.stdout) and not _wants_plain(plain) else Format.plain)
    _write(_render(guidance(walk, area, left_over), chosen), output_file, chosen)


def _walk_by_script(guide: Guide, given: Mapping[str, object], day: date, defaults: bool) -> Walk:
    try:
        return complete(guide, given, day, defaults=defaults)
    except AnswerNeeded as missing:
        raise AnswerNeeded(
            f"{missing}\nGive it as `-a QUESTION=ANSWER`, in a file with `--answers FILE`, or take the guide's own with `--defaults`."
            f"\nTo be asked instead, run `send-guide run {guide.id}` on a terminal."
        ) from missing


def _interview(guide: Guide, given: Mapping[str, object], day: date, defaults: bool, plain: bool) -> Walk:
    # imported here: a scripted run must not pay for prompts
    from send_guide import interview

    known = {**({question.id: question.default for question in guide.questions.values() if question.default} if defaults else {}), **given}
    return interview.conduct(guide, day, known, plain=_wants_plain(plain) or not _is_terminal(sys.stderr) or not _is_terminal(sys.stdout))


def _off_route(walk: Walk, left_over: Sequence[str]) -> str:
    route = ", ".join(walk.answers)
    named = ", ".join(f"'{question}'" for question in left_over)
    return f"{named}: not asked on this route, which asks {route}. Leave the answer out, or add --allow-unused."


def _check_known(guide: Guide, given: Mapping[str, object], allow_unused: bool) -> None:
    for question in given:
        if question not in guide.questions and not allow_unused:
            raise AnswerNotAllowed(f"'{question}' is not a question of the guide '{guide.id}'.{_did_you_mean(question, guide.questions)}")


def _check_area(guide: Guide, area: str | None) -> None:
    if area is not None and area not in guide.areas:
        raise UsageError(f"There is no area '{area}'.{_did_you_mean(area, guide.areas)} Areas: {', '.join(guide.areas) or 'none'}.")


@app.command("list")
def list_guides(flows: FlowsOption = None, as_json: JsonOption = False) -> None:
    """List the guides."""
    folder = catalogue.flows_folder(flows)
    guides = [catalogue.load(folder, guide) for guide in catalogue.guides(folder)]
    if as_json:
        keys = ("id", "title", "version", "law_as_of", "reviewed")
        output.write(json.dump({"guides": [{key: getattr(guide, key) for key in keys} for guide in guides]}), None, exact=True)
        return
    output.write("".join(f"{guide.id}: {guide.title} (version {guide.version}, law as of {guide.law_as_of})\n" for guide in guides), None)


@app.command()
def contacts(
    words: Annotated[list[str] | None, typer.Argument(help="Words to look for in names and purposes.")] = None,
    flows: FlowsOption = None,
    area: AreaOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show contacts, each with its source and the day it was checked."""
    day = date.today()
    guide = _load(flows, None)
    _check_area(guide, area)
    areas = [guide.areas[area]] if area else list(guide.areas.values())
    own = {contact.id: contact for each in areas for contact in each.contacts.values()}
    found = [contact for contact in {**guide.contacts, **own}.values() if _mentions(contact, words or [])]
    if not found:
        raise UsageError(f"No contact matches '{' '.join(words or [])}'. Contacts: {', '.join({**guide.contacts, **own})}.")
    if as_json:
        output.write(json.dump({"contacts": json.contacts(found, guide)}), None, exact=True)
        return
    blocks: tuple[Block, ...] = (Heading("Contacts"), *(contact_entry(contact, day) for contact in found), *footer(guide, day))
    _write(_draw(blocks, _page_format()), None, Format.plain)


def _mentions(contact: Contact, words: Sequence[str]) -> bool:
    text = " ".join((contact.id, contact.name, contact.purpose)).lower()
    return all(word.lower() in text for word in words)


@app.command()
def deadline(
    letter: Annotated[str, typer.Option("--letter", metavar="DATE", help="The date on the decision letter, YYYY-MM-DD.")],
    certificate: Annotated[
        str | None, typer.Option("--certificate", metavar="DATE", help="The date on the mediation certificate, YYYY-MM-DD.")
    ] = None,
    today: TodayOption = None,
    flows: FlowsOption = None,
    format: FormatOption = None,
    output_file: OutputOption = None,
) -> None:
    """Work out the last days to contact the mediation adviser and to appeal, with the working."""
    day = _today(today)
    dates = {"letter_date": _date(letter, "--letter")}
    if certificate is not None:
        dates["certificate_date"] = _date(certificate, "--certificate")
        if dates["certificate_date"] < dates["letter_date"]:
            _say(f"The certificate is dated {certificate}, before the letter ({letter}). Check both dates.")
    guide = _load(flows, None)
    asked_here = {"letter_date", "certificate_date"}
    limits = [limit for limit in guide.time_limits.values() if all(span.from_question in asked_here for span in limit.spans)]
    worked_out = [work_out(limit, dates, day) for limit in limits]
    due = sorted((each for each in worked_out if each), key=urgency)
    chosen = format or _page_format()
    if chosen is Format.json:
        text = json.dump({"time_limits": json.time_limits(due)})
    else:
        text = _draw((*time_limit_blocks(due), *footer(guide, day)), chosen)
    _write(text, output_file, chosen)


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Flow folders or guide files; the supplied flows if none is named.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List every fault in flows. Exit 3 if there is any."""
    problems = catalogue.examine(paths or [catalogue.flows_folder(None)])
    if as_json:
        keys = ("file", "line", "column", "rule", "message", "fix")
        output.write(json.dump({"problems": [{key: getattr(problem, key) for key in keys} for problem in problems]}), None, exact=True)
    else:
        output.write("".join(f"{problem}\n" for problem in problems) or "No faults found.\n", None)
    if problems:
        raise typer.Exit(3)


@app.command()
def stale(
    guide: Annotated[str | None, typer.Argument(help="The guide's id; the main guide if none is named.")] = None,
    today: TodayOption = None,
    flows: FlowsOption = None,
    as_json: JsonOption = False,
) -> None:
    """List what is due for review, what was never confirmed, and what a person must do before release."""
    # imported here, like the modules of the other reports: a call needs none of them
    from send_guide import stale as reviews

    found = reviews.stale(_load(flows, guide), _today(today))
    if as_json:
        output.write(json.dump(reviews.as_data(found)), None, exact=True)
    else:
        _write(_draw(tuple(reviews.in_blocks(found)), _page_format()), None, Format.plain)


@app.command("print")
def print_guide(
    guide: Annotated[str | None, typer.Argument(help="The guide's id; the main guide if none is named.")] = None,
    flows: FlowsOption = None,
    format: Annotated[Format, typer.Option("--format", help="markdown, plain or terminal.")] = Format.markdown,
    output_file: OutputOption = None,
) -> None:
    """Write out a whole guide in reading order, for a person to check line by line."""
    from send_guide.handbook import handbook

    if format is Format.json:
        raise UsageError("`print` writes for people: choose markdown, plain or terminal.")
    if output_file is not None:
        output.check_writable(output_file)
    _write(_draw(tuple(handbook(_load(flows, guide), date.today())), format), output_file, format)


@app.command("test")
def run_scenarios(
    flows: FlowsOption = None,
    fail_under: Annotated[float, typer.Option("--fail-under", metavar="PERCENT", help="Fail when less of a guide is covered.")] = 0,
    suggest: Annotated[bool, typer.Option("--suggest", help="Print scenarios that would cover the rest, ready to paste and check.")] = False,
    today: TodayOption = None,
    as_json: JsonOption = False,
) -> None:
    """Run the scenarios: callers and the advice they must get. Exit 3 if any gets other advice, or too little is covered."""
    # imported here: only this command needs it
    from send_guide import report as reports

    found = reports.report(catalogue.flows_folder(flows))
    if suggest:
        output.write(reports.suggestions(found, _today(today)), None)
        return
    if as_json:
        output.write(json.dump(reports.as_data(found)), None, exact=True)
    else:
        output.write(reports.in_words(found), None)
    if found.failed or found.problems or found.least_covered < fail_under:
        raise typer.Exit(3)


def _load(flows: Path | None, guide: str | None) -> Guide:
    folder = catalogue.flows_folder(flows)
    return catalogue.load(folder, guide or catalogue.main_guide(folder))


def _answers(pairs: Sequence[str] | None, file: str | None) -> dict[str, object]:
    """Answers from the file first; those on the command line stand in front of them."""
    return {**(_answers_file(file) if file is not None else {}), **_answer_pairs(pairs or [])}


def _answers_file(name: str) -> Mapping[str, object]:
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except (OSError, ValueError) as failure:
        raise UsageError(f"--answers {name} cannot be read: {getattr(failure, 'strerror', None) or failure}. Check the file's name.") from failure
    return parse.read_answers("standard input" if name == "-" else name, data)


def _answer_pairs(pairs: Sequence[str]) -> dict[str, object]:
    given: dict[str, object] = {}
    for pair in pairs:
        question, sign, value = pair.partition("=")
        question = question.strip()
        if not sign or not question:
            raise UsageError(f"-a {pair}: write it as QUESTION=ANSWER, such as `-a council=luton`.")
        if given.get(question, value) != value:
            raise UsageError(f"-a {pair}: '{question}' is answered twice, first with '{given[question]}'. Give one answer.")
        given[question] = value
    return given


def _today(text: str | None) -> date:
    return date.today() if text is None else _date(text, "--today")


def _date(text: str, option: str) -> date:
    day = read_date(text)
    if day is None:
        raise UsageError(f"{option} {text}: not a date. Write it as YYYY-MM-DD, such as 2026-11-23.")
    return day


def _did_you_mean(word: str, known: Mapping[str, object]) -> str:
    close = get_close_matches(word, known, n=1)
    return f" Did you mean '{close[0]}'?" if close else ""


def _is_terminal(stream: object) -> bool:
    try:
        return bool(stream is not None and stream.isatty())  # type: ignore[attr-defined]  # a closed stream is None or raises
    except ValueError:
        return False


def _wants_plain(plain: bool) -> bool:
    return plain or os.environ.get("SEND_GUIDE_PLAIN", "") not in ("", "0") or os.environ.get("TERM", "") in ("", "dumb")


def _page_format() -> Format:
    return Format.terminal if _is_terminal(sys.stdout) and not _wants_plain(False) else Format.plain


def _render(shown: Guidance, chosen: Format) -> str:
    return json.render(shown) if chosen is Format.json else _draw(page(shown, on_screen=chosen is Format.terminal), chosen)


def _draw(blocks: Sequence[Block], chosen: Format) -> str:
    width = min(shutil.get_terminal_size().columns, 100) if _is_terminal(sys.stdout) else 80
    if chosen is Format.terminal:
        # imported here: only a person at a terminal needs it
        from send_guide.render import terminal

        if terminal.encodable():
            return terminal.render(blocks, width, colour="NO_COLOR" not in os.environ)
    return markdown.render(blocks) if chosen is Format.markdown else plain.render(blocks, width)


def _write(text: str, file: Path | None, chosen: Format) -> None:
    try:
        output.write(text, file, exact=chosen is Format.json)
    except UsageError:
        # the call is over: its guidance must not be lost with the file
        output.write(text, None, exact=chosen is Format.json)
        raise


def _say(text: str) -> None:
    print(text, file=sys.stderr)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code; the one place where failures become messages."""
    try:
        app(args=list(arguments) if arguments is not None else None)
    except SendGuideError as failure:
        _say(str(failure))
        return failure.exit_code
    except BrokenPipeError:
        # the reader has what it wanted (`| head`); nothing more can be said to it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 0
    return 0
