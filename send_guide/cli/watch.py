"""The command for an author at work: after each save, the faults and one caller's outcome."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from send_guide import output
from send_guide.authoring import saves
from send_guide.cli.options import (
    AnswerOption,
    AnswersOption,
    AreaOption,
    DefaultsOption,
    FlowsOption,
    Format,
    GuideArgument,
    TodayOption,
    check_area,
    check_known,
    read_answers,
    read_today,
)
from send_guide.cli.screen import render
from send_guide.engine.guidance import Guidance, guidance
from send_guide.engine.walk import complete, unused
from send_guide.errors import SendGuideError, Stopped, UnsoundFlows, UsageError
from send_guide.language import catalogue, faults
from send_guide.suggestions import did_you_mean


def watch(
    guide: GuideArgument = None,
    answer: AnswerOption = None,
    answers: AnswersOption = None,
    defaults: DefaultsOption = False,
    today: TodayOption = None,
    flows: FlowsOption = None,
    area: AreaOption = None,
) -> None:
    """Watch the flows while they are edited, and list the faults after each save.

    With answers, say also what changes for that caller. Ctrl-C ends it.
    """
    given = read_answers(answer, answers)
    folder = catalogue.flows_folder(flows)
    _check_guide(folder, guide)
    caller = (
        _Caller(folder, guide, given, read_today(today), area, defaults)
        if given or answers is not None or defaults
        else None
    )
    try:
        _watch(folder, caller)
    except KeyboardInterrupt:
        raise Stopped("Stopped watching.") from None


def _check_guide(folder: Path, guide: str | None) -> None:
    """Raise UsageError for a guide that is not there, rather than once a file is saved."""
    known = catalogue.guides(folder)
    if guide is not None and guide not in known:
        raise UsageError(
            f"There is no guide '{guide}'.{did_you_mean(guide, known)} Guides: {', '.join(known)}."
        )


def _watch(folder: Path, caller: "_Caller | None") -> None:
    # what is there is noted before the first look, so that no save falls between the two
    notices = saves.saved(folder)
    _say(
        *_faults(folder),
        *(
            caller.first()
            if caller
            else [
                "No answers given, so only faults are shown. "
                "Add -a, --answers or --defaults to see an outcome too."
            ]
        ),
    )
    _say(f"Watching {folder}. Ctrl-C ends it.")
    for names in notices:
        _say(
            "",
            f"== {datetime.now():%H:%M:%S} {', '.join(names)}",
            *_faults(folder),
            *(caller.again() if caller else ()),
        )


def _say(*lines: str) -> None:
    output.write("".join(f"{line}\n" for line in lines), None)


def _faults(folder: Path) -> Iterable[str]:
    return [str(problem) for problem in faults.examine([folder])] or ["No faults."]


@dataclass
class _Caller:
    """One caller, whose answers are kept, and what the guide told them last."""

    folder: Path
    guide: str | None
    given: Mapping[str, object]
    today: date
    area: str | None
    defaults: bool
    told: Guidance | None = field(default=None, init=False)

    def first(self) -> list[str]:
        """The outcome in full.

        Raises SendGuideError for wrong answers, but not for faults in flows.
        """
        try:
            self.told = self._ending()
        except UnsoundFlows:
            return ["The outcome is shown once these faults are gone."]
        return [render(self.told, Format.plain)]

    def again(self) -> list[str]:
        """What is different since it could last be shown, and then the outcome in full."""
        # imported here: it is first needed when something was saved
        from send_guide.authoring.caller_changes import changes

        before = self.told
        try:
            self.told = self._ending()
        except UnsoundFlows:
            return ["The outcome is shown once these faults are gone."]
        except SendGuideError as failure:
            return [f"This caller does not come to an outcome: {failure}"]
        different = list(changes(before, self.told)) if before else []
        if before and not different:
            return ["Nothing changes for this caller."]
        return [
            *(["What changes for this caller:", *different, ""] if different else []),
            render(self.told, Format.plain),
        ]

    def _ending(self) -> Guidance:
        loaded = catalogue.open_guide(self.guide, self.folder)
        check_area(loaded, self.area)
        check_known(loaded, self.given)
        walk = complete(loaded, self.given, self.today, defaults=self.defaults)
        return guidance(walk, self.area, unused=unused(walk, self.given))
