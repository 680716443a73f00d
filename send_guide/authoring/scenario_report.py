"""What `send-guide test` has to say: which scenarios fail, what they cover, and scenarios for the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from send_guide.authoring import scenarios
from send_guide.authoring.coverage import (
    KINDS,
    Coverage,
    coverage,
    suggest,
)
from send_guide.authoring.scenarios import Result
from send_guide.errors import Problem, UsageError
from send_guide.guide import Guide
from send_guide.language import catalogue


@dataclass(frozen=True)
class Report:
    """The results of all scenarios of a folder, faults in their files, and what they cover of each guide."""

    guides: Mapping[str, Guide]
    results: tuple[Result, ...]
    problems: tuple[Problem, ...]
    covered: Mapping[str, Coverage]

    @property
    def failed(self) -> tuple[Result, ...]:
        """The results in which something differs."""
        return tuple(result for result in self.results if result.differences)

    @property
    def least_covered(self) -> float:
        """The share covered of the guide that is covered least, from 0 to 100."""
        return min(each.percent for each in self.covered.values())


def report(folder: Path) -> Report:
    """Run every scenario of a folder. Raises UnsoundFlows, or UsageError for a scenario of a guide that is not there."""
    found, problems = catalogue.scenarios(folder)
    guides = {guide: catalogue.load(folder, guide) for guide in catalogue.guides(folder)}
    for scenario in found:
        if scenario.guide not in (None, *guides):
            raise UsageError(
                f"{scenario.file}:{scenario.line}: there is no guide '{scenario.guide}'. Guides: {', '.join(guides)}."
            )
    main = catalogue.main_guide(folder)
    results = tuple(scenarios.run(guides[scenario.guide or main], scenario) for scenario in found)
    walks = [result.walk for result in results if result.walk]
    covered = {
        name: coverage(guide, (walk for walk in walks if walk.guide is guide))
        for name, guide in guides.items()
    }
    return Report(guides, results, tuple(problems), covered)


def in_words(report: Report) -> str:
    """The report for a person."""
    last = f"{len(report.results)} scenarios, {len(report.failed)} failed."
    return (
        "\n".join((*map(str, report.problems), *_failures(report), *_covered(report), last)) + "\n"
    )


def _failures(report: Report) -> Iterator[str]:
    for each in report.failed:
        answered = ", ".join(
            f"{question}={given}" for question, given in each.scenario.answers.items()
        )
        yield f"{each.scenario.file}:{each.scenario.line}: {each.scenario.name}"
        yield f"  answers: {answered}"
        yield from (f"  {text}" for text in each.differences)


def _covered(report: Report) -> Iterator[str]:
    for name, each in report.covered.items():
        counts = ((kind, *each.counts(kind)) for kind in KINDS)
        yield f"{name}: {', '.join(f'{kind} {there} of {of}' for kind, there, of in counts)} ({each.percent:.1f} % covered)"
        yield from (
            f"  no scenario reaches {item.kind.removesuffix('s')} {item.id}"
            for item in each.missing()
        )


def as_data(report: Report) -> Mapping[str, object]:
    """The report for a script."""
    return {
        "scenarios": len(report.results),
        "failed": [
            {
                "name": each.scenario.name,
                "file": each.scenario.file,
                "line": each.scenario.line,
                "differences": each.differences,
            }
            for each in report.failed
        ],
        "problems": [str(problem) for problem in report.problems],
        "coverage": {name: round(each.percent, 2) for name, each in report.covered.items()},
        "not_covered": {
            name: {kind: [item.id for item in each.missing(kind)] for kind in KINDS}
            for name, each in report.covered.items()
        },
    }


def suggestions(report: Report, today: date) -> str:
    """Scenarios that would cover what no scenario reaches, ready to paste, for a person to check."""
    walks = [
        walk
        for name, guide in report.guides.items()
        for walk in suggest(guide, report.covered[name].missing(), today)
    ]
    return "\n".join(map(scenarios.written, walks)) or "# Everything is covered.\n"
