"""Commands that walk a guide: by script with answers, or with a person at a terminal."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from send_guide import catalogue, output, resume_code
from send_guide.cli.options import (
    AnswerOption,
    AnswersOption,
    AreaOption,
    DefaultsOption,
    FlowsOption,
    Format,
    FormatOption,
    GuideArgument,
    NoInputOption,
    OutputOption,
    PlainOption,
    TodayOption,
    UnusedOption,
    check_area,
    did_you_mean,
    load,
    read_answers,
    read_today,
)
from send_guide.cli.screen import is_terminal, render, say, wants_plain, write
from send_guide.errors import AnswerNeeded, AnswerNotAllowed
from send_guide.guidance import Guidance, guidance
from send_guide.guide import Guide
from send_guide.walk import Walk, complete, unused


def start(context: typer.Context, plain: PlainOption = False) -> None:
    """On a terminal, start the main guide."""
    if context.invoked_subcommand is None:
        run(plain=plain)


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
    format: FormatOption = None,
    output_file: OutputOption = None,
    plain: PlainOption = False,
) -> None:
    """Walk a guide: asks on a terminal, or by script with answers."""
    day = read_today(today)
    given = read_answers(answer, answers)
    if output_file is not None:
        output.check_writable(output_file)
    loaded = load(flows, guide)
    check_area(loaded, area)
    _check_known(loaded, given, allow_unused)
    by_script = answers is not None or no_input or not is_terminal(sys.stdin)
    walk = _walk_by_script(loaded, given, day, defaults) if by_script else _interview(loaded, given, day, defaults, plain)
    left_over = unused(walk, given)
    if by_script and left_over and not allow_unused:
        raise AnswerNotAllowed(_off_route(walk, left_over))
    _show(guidance(walk, area, left_over), format, output_file, plain)


def resume(
    code: Annotated[list[str], typer.Argument(help="The code from the screen, the note or the JSON of a call. Spaces and hyphens do not matter.")],
    answer: AnswerOption = None,
    defaults: DefaultsOption = False,
    no_input: NoInputOption = False,
    today: TodayOption = None,
    flows: FlowsOption = None,
    area: AreaOption = None,
    format: FormatOption = None,
    output_file: OutputOption = None,
    plain: PlainOption = False,
) -> None:
    """Go on from a short code, with the answers it holds. `-a` gives more, or another answer instead."""
    day = read_today(today)
    if output_file is not None:
        output.check_writable(output_file)
    loaded = _guide_of(" ".join(code), flows)
    check_area(loaded, area)
    resumed = resume_code.decode(loaded, " ".join(code), day)
    more = read_answers(answer, None)
    _check_known(loaded, more, allow_unused=False)
    given = {**resumed.answers, **more}
    if changed := resume_code.what_changed(resumed):
        say(changed)
    by_script = no_input or not is_terminal(sys.stdin)
    walk = _walk_by_script(loaded, given, day, defaults) if by_script else _interview(loaded, given, day, defaults, plain)
    _show(guidance(walk, area, unused(walk, given)), format, output_file, plain)


def _guide_of(code: str, flows: Path | None) -> Guide:
    """The guide that a code was made with, or else the main guide, in which it may still be read."""
    folder = catalogue.flows_folder(flows)
    names = sorted(catalogue.guides(folder), key=lambda name: name != catalogue.MAIN)
    here = (guide for name in names if resume_code.made_with(guide := catalogue.load(folder, name), code))
    return next(here, None) or catalogue.load(folder, names[0])


def _show(shown: Guidance, format: Format | None, output_file: Path | None, plain: bool) -> None:
    on_screen = output_file is None and is_terminal(sys.stdout) and not wants_plain(plain)
    chosen = format or (Format.terminal if on_screen else Format.plain)
    write(render(shown, chosen), output_file, chosen)


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
    return interview.conduct(guide, day, known, plain=wants_plain(plain) or not is_terminal(sys.stderr) or not is_terminal(sys.stdout))


def _off_route(walk: Walk, left_over: Sequence[str]) -> str:
    route = ", ".join(walk.answers)
    named = ", ".join(f"'{question}'" for question in left_over)
    return f"{named}: not asked on this route, which asks {route}. Leave the answer out, or add --allow-unused."


def _check_known(guide: Guide, given: Mapping[str, object], allow_unused: bool) -> None:
    for question in given:
        if question not in guide.questions and not allow_unused:
            raise AnswerNotAllowed(f"'{question}' is not a question of the guide '{guide.id}'.{did_you_mean(question, guide.questions)}")
