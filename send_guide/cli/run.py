"""Commands that walk a guide: by script with answers, or with a person at a terminal."""

import os
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from send_guide import output
from send_guide.cli.options import (
    AnswerOption,
    AnswersOption,
    AreaOption,
    DefaultsOption,
    FlowsOption,
    FormatOption,
    GuideArgument,
    LargePrintOption,
    NoInputOption,
    OutputOption,
    PlainOption,
    ServiceOption,
    SourcesOption,
    TodayOption,
    UnusedOption,
    VersionOption,
    check_area,
    check_known,
    check_large_print,
    check_service,
    read_answers,
    read_today,
    refuse_unused,
)
from send_guide.cli.screen import is_terminal, say
from send_guide.cli.writer import Writer
from send_guide.engine import resume_code
from send_guide.engine.answers import read_answer
from send_guide.engine.guidance import label
from send_guide.engine.walk import Walk, complete, unused
from send_guide.errors import AnswerNeeded
from send_guide.guide import Guide
from send_guide.language import catalogue


def start(
    context: typer.Context, plain: PlainOption = False, version: VersionOption = False
) -> None:
    """On a terminal, start the main guide."""
    if context.invoked_subcommand is None:
        run(plain=plain, service=os.environ.get("SEND_GUIDE_SERVICE"))
    elif plain:
        # meant for the command that follows, which looks there too
        os.environ["SEND_GUIDE_PLAIN"] = "1"


def run(
    guide: GuideArgument = None,
    answer: AnswerOption = None,
    answers: AnswersOption = None,
    defaults: DefaultsOption = False,
    allow_unused: UnusedOption = False,
    no_input: NoInputOption = False,
    today: TodayOption = None,
    flows: FlowsOption = None,
    area: AreaOption = None,
    service: ServiceOption = None,
    format: FormatOption = None,
    sources: SourcesOption = False,
    output_file: OutputOption = None,
    large_print: LargePrintOption = False,
    plain: PlainOption = False,
) -> None:
    """Walk a guide: ask on a terminal, or take the answers given and ask nothing."""
    check_large_print(large_print, format)
    day = read_today(today)
    given = read_answers(answer, answers)
    if output_file is not None:
        output.check_writable(output_file)
    loaded = catalogue.open_guide(guide, flows)
    check_area(loaded, area)
    service = check_service(loaded, service)
    if not allow_unused:
        check_known(loaded, given)
    writer = Writer(area, service, format, output_file, plain, today is None, sources, large_print)
    if answers is None and not no_input and _can_ask():
        _talk(loaded, given, today, flows, defaults, writer)
        return
    walk = _walk_by_script(loaded, given, day, defaults)
    left_over = unused(walk, given)
    if not allow_unused:
        refuse_unused(walk, left_over, "Leave the answer out, or add --allow-unused.")
    writer.write(walk, left_over)


def resume(
    code: Annotated[
        list[str],
        typer.Argument(
            help="The code from the screen, the note or the JSON of a call. "
            "Spaces and hyphens do not matter."
        ),
    ],
    answer: AnswerOption = None,
    defaults: DefaultsOption = False,
    no_input: NoInputOption = False,
    today: TodayOption = None,
    flows: FlowsOption = None,
    area: AreaOption = None,
    service: ServiceOption = None,
    format: FormatOption = None,
    sources: SourcesOption = False,
    output_file: OutputOption = None,
    large_print: LargePrintOption = False,
    plain: PlainOption = False,
) -> None:
    """Continue from a short code, which holds answers. `-a` adds an answer or replaces one."""
    check_large_print(large_print, format)
    day = read_today(today)
    if output_file is not None:
        output.check_writable(output_file)
    loaded = _guide_of(" ".join(code), flows)
    check_area(loaded, area)
    service = check_service(loaded, service)
    resumed = resume_code.decode(loaded, " ".join(code), day)
    more = read_answers(answer, None)
    check_known(loaded, more)
    before = {**resumed.answers, **resumed.ahead}
    given = {**before, **more}
    if changed := resume_code.what_changed(resumed):
        say(changed)
    _say_what_is_new(loaded, before, more)
    writer = Writer(area, service, format, output_file, plain, today is None, sources, large_print)
    if no_input or not _can_ask():
        walk = _walk_by_script(loaded, given, day, defaults)
        refuse_unused(walk, unused(walk, more))
        writer.write(walk, unused(walk, given))
    else:
        _talk(loaded, given, today, flows, defaults, writer)


def _say_what_is_new(
    guide: Guide, before: Mapping[str, object], more: Mapping[str, object]
) -> None:
    """Say which answers of the code are replaced."""
    for name, given in more.items():
        question = guide.questions[name]
        if name in before and read_answer(question, given) != before[name]:
            was = label(question, read_answer(question, before[name]))
            say(f"“{question.ask}” is answered anew; until now: {was}")


def _can_ask() -> bool:
    """Whether a person can type, and sees what is asked."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


def _guide_of(code: str, flows: Path | None) -> Guide:
    """Return the guide that a code was made with, or else the main guide."""
    folder = catalogue.flows_folder(flows)
    names = list(catalogue.guides(folder))
    for name in names:
        guide = catalogue.load(folder, name)
        if resume_code.made_with(guide, code):
            return guide
    return catalogue.load(folder, names[0])


def _walk_by_script(guide: Guide, given: Mapping[str, object], day: date, defaults: bool) -> Walk:
    try:
        return complete(guide, given, day, defaults=defaults)
    except AnswerNeeded as missing:
        raise AnswerNeeded(
            f"{missing}\nGive it as `-a QUESTION=ANSWER`, in a file with `--answers FILE`, "
            "or take the guide's own with `--defaults`."
            f"\nTo be asked instead, run `send-guide run {guide.id}` on a terminal."
        ) from missing


def _talk(
    guide: Guide,
    given: Mapping[str, object],
    today: str | None,
    flows: Path | None,
    defaults: bool,
    writer: Writer,
) -> None:
    # imported here: a scripted run must not pay for prompts
    from send_guide.cli.talk import Talk

    Talk(guide, today, flows, defaults, writer, _again(today, flows, writer)).run(given)


def _again(today: str | None, flows: Path | None, writer: Writer) -> Sequence[str]:
    """Return the options needed to continue the call later."""
    given = {
        "--today": today,
        "--flows": flows,
        "--area": writer.area,
        "--service": writer.service,
    }
    words: list[str] = []
    for name, value in given.items():
        if value is not None:
            words += [name, str(value)]
    return [*words, "--plain"] if writer.plain else words
