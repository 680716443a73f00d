"""Commands that walk a guide: by script with answers, or with a person at a terminal."""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from send_guide import formats, output
from send_guide.cli.options import (
    AnswerOption,
    AnswersOption,
    AreaOption,
    DefaultsOption,
    FlowsOption,
    Format,
    FormatOption,
    GuideArgument,
    LargePrintOption,
    NoInputOption,
    OutputOption,
    PlainOption,
    TodayOption,
    UnusedOption,
    check_area,
    check_known,
    check_large_print,
    read_answers,
    read_today,
    refuse_unused,
)
from send_guide.cli.screen import (
    is_terminal,
    on_screen,
    render,
    say,
    wants_plain,
    with_line,
    write,
)
from send_guide.engine import resume_code
from send_guide.engine.answers import read_answer
from send_guide.engine.guidance import guidance, label
from send_guide.engine.walk import Walk, complete, unused
from send_guide.errors import AnswerNeeded
from send_guide.guide import Guide
from send_guide.language import catalogue

if TYPE_CHECKING:
    from send_guide.call.conversation import Call


def start(context: typer.Context, plain: PlainOption = False) -> None:
    """On a terminal, start the main guide."""
    if context.invoked_subcommand is None:
        run(plain=plain)
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
    format: FormatOption = None,
    output_file: OutputOption = None,
    large_print: LargePrintOption = False,
    plain: PlainOption = False,
) -> None:
    """Walk a guide: asks on a terminal, or by script with answers."""
    check_large_print(large_print, format)
    day = read_today(today)
    given = read_answers(answer, answers)
    if output_file is not None:
        output.check_writable(output_file)
    loaded = catalogue.open_guide(guide, flows)
    check_area(loaded, area)
    if not allow_unused:
        check_known(loaded, given)
    show = _Show(area, format, output_file, plain, today is None, large_print)
    if answers is None and not no_input and _can_ask():
        _talk(loaded, given, today, defaults, show, _again(today, flows, area, plain))
        return
    walk = _walk_by_script(loaded, given, day, defaults)
    left_over = unused(walk, given)
    if not allow_unused:
        refuse_unused(walk, left_over, "Leave the answer out, or add --allow-unused.")
    show(walk, left_over)


def resume(
    code: Annotated[
        list[str],
        typer.Argument(
            help="The code from the screen, the note or the JSON of a call. Spaces and hyphens do not matter."
        ),
    ],
    answer: AnswerOption = None,
    defaults: DefaultsOption = False,
    no_input: NoInputOption = False,
    today: TodayOption = None,
    flows: FlowsOption = None,
    area: AreaOption = None,
    format: FormatOption = None,
    output_file: OutputOption = None,
    large_print: LargePrintOption = False,
    plain: PlainOption = False,
) -> None:
    """Go on from a short code, with the answers it holds. `-a` gives more, or another answer instead."""
    check_large_print(large_print, format)
    day = read_today(today)
    if output_file is not None:
        output.check_writable(output_file)
    loaded = _guide_of(" ".join(code), flows)
    check_area(loaded, area)
    resumed = resume_code.decode(loaded, " ".join(code), day)
    more = read_answers(answer, None)
    check_known(loaded, more)
    given = {**resumed.answers, **more}
    if changed := resume_code.what_changed(resumed):
        say(changed)
    for name, given_now in more.items():
        if (
            name in resumed.answers
            and read_answer(loaded.questions[name], given_now) != resumed.answers[name]
        ):
            was = label(loaded.questions[name], resumed.answers[name])
            say(f"“{loaded.questions[name].ask}” is answered anew; until now: {was}")
    show = _Show(area, format, output_file, plain, today is None, large_print)
    if no_input or not _can_ask():
        walk = _walk_by_script(loaded, given, day, defaults)
        refuse_unused(walk, unused(walk, more))
        show(walk, unused(walk, given))
    else:
        _talk(loaded, given, today, defaults, show, _again(today, flows, area, plain))


def _can_ask() -> bool:
    """Whether a person can type, and sees what is asked."""
    return is_terminal(sys.stdin) and is_terminal(sys.stderr)


@dataclass(frozen=True)
class _Show:
    """How the guidance at the end of a walk is written. `live`: today is today, so that the time of day counts."""

    area: str | None
    format: Format | None
    file: Path | None
    plain: bool
    live: bool
    large_print: bool = False

    def __call__(self, walk: Walk, left_over: tuple[str, ...] = ()) -> None:
        """Write the guidance. Raises UsageError where the file cannot be written."""
        chosen = self.format or (
            Format.terminal if self.on_screen and not wants_plain(self.plain) else Format.plain
        )
        now = datetime.now() if self.live and self.on_screen else None
        exact = chosen in (Format.json, Format.html, Format.csv, Format.ics)
        shown = guidance(walk, self.area, unused=left_over)
        if chosen is Format.csv:
            text = with_line(shown, self.file)
        elif chosen is Format.html:
            text = formats.render("html", shown, large_print=self.large_print)
        else:
            text = render(shown, chosen, self.file, now)
        write(text, self.file, exact=exact)

    @property
    def on_screen(self) -> bool:
        """Whether it is written where the person sees it."""
        return on_screen(self.file)


def _guide_of(code: str, flows: Path | None) -> Guide:
    """The guide that a code was made with, or else the main guide, in which it may still be read."""
    folder = catalogue.flows_folder(flows)
    names = list(catalogue.guides(folder))
    here = (
        guide
        for name in names
        if resume_code.made_with(guide := catalogue.load(folder, name), code)
    )
    return next(here, None) or catalogue.load(folder, names[0])


def _walk_by_script(guide: Guide, given: Mapping[str, object], day: date, defaults: bool) -> Walk:
    try:
        return complete(guide, given, day, defaults=defaults)
    except AnswerNeeded as missing:
        raise AnswerNeeded(
            f"{missing}\nGive it as `-a QUESTION=ANSWER`, in a file with `--answers FILE`, or take the guide's own with `--defaults`."
            f"\nTo be asked instead, run `send-guide run {guide.id}` on a terminal."
        ) from missing


def _talk(
    guide: Guide,
    given: Mapping[str, object],
    today: str | None,
    defaults: bool,
    show: _Show,
    options: Sequence[str],
) -> None:
    """One call after another with a person, until they have had enough. The day is read anew for each."""
    # imported here: a scripted run must not pay for prompts
    from send_guide.call import after_guidance as wrap_up
    from send_guide.call.asking.typed import PlainAsker
    from send_guide.call.conversation import Call
    from send_guide.call.interruptions import losing_nothing

    known = given
    plain = wants_plain(show.plain) or not is_terminal(sys.stdout)
    again = True
    while again:
        asker = PlainAsker() if plain else None
        call = Call(
            guide,
            read_today(today),
            _search,
            asker,
            now=datetime.now if show.live else None,
            defaults=defaults,
        )
        with losing_nothing(call, options):
            call.take(known)
            if call.later:
                # imported here: few calls start with facts, and the first question comes sooner without
                from send_guide.call.out_of_turn import fit_together

                fit_together(call)
            if show.on_screen:
                again = wrap_up.stay(call, show, show.area)
            else:
                show(call.run(), tuple(call.later))
                again = False
        known = {}


def _search(call: "Call", words: str) -> None:
    # imported here: few calls search, and the first question comes sooner without
    from send_guide.call.out_of_turn import search

    search(call, words)


def _again(today: str | None, flows: Path | None, area: str | None, plain: bool) -> list[str]:
    """The options that going on later needs once more."""
    given = {"--today": today, "--flows": flows, "--area": area}
    words = [
        word for name, value in given.items() if value is not None for word in (name, str(value))
    ]
    return [*words, "--plain"] if plain else words
