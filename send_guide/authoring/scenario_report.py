"""What `send-guide test` reports: failed scenarios, what they cover, and scenarios for the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from send_guide.authoring import scenarios
from send_guide.authoring.coverage import (
    KINDS,
    Coverage,
    coverage,
)
from send_guide.authoring.scenarios import Result
from send_guide.authoring.suggest import suggest
from send_guide.errors import Problem, UsageError
from send_guide.guide import Guide
from send_guide.language import catalogue, reading
from send_guide.language.scenario_file import Scenario


@dataclass(frozen=True)
class Report:
    """The results of all scenarios of a folder, faults in their files, and what they cover."""

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
        return min(covered.percent for covered in self.covered.values())


def report(folder: Path) -> Report:
    """Run every scenario of a folder.

    Raises UnsoundFlows, or UsageError for a scenario of a guide that is not there.
    """
    found, problems = reading.scenarios(folder)
    guides = {guide: catalogue.load(folder, guide) for guide in catalogue.guides(folder)}
    main = catalogue.main_guide(folder)
    results = [scenarios.run(_guide_of(scenario, guides, main), scenario) for scenario in found]
    covered = {name: _covered_by(results, guide) for name, guide in guides.items()}
    return Report(guides, tuple(results), tuple(problems), covered)


def _guide_of(scenario: Scenario, guides: Mapping[str, Guide], main: str) -> Guide:
    name = scenario.guide or main
    if name not in guides:
        raise UsageError(
            f"{scenario.file}:{scenario.line}: there is no guide '{name}'."
            f" Guides: {', '.join(guides)}."
        )
    return guides[name]


def _covered_by(results: list[Result], guide: Guide) -> Coverage:
    walks = [result.walk for result in results if result.walk]
    return coverage(guide, (walk for walk in walks if walk.guide is guide))


def in_words(report: Report) -> str:
    """The report for a person."""
    last = f"{len(report.results)} scenarios, {len(report.failed)} failed."
    lines = (*map(str, report.problems), *_failures(report), *_covered(report), last)
    return "\n".join(lines) + "\n"


def _failures(report: Report) -> Iterator[str]:
    for result in report.failed:
        scenario = result.scenario
        answers = (f"{question}={given}" for question, given in scenario.answers.items())
        yield f"{scenario.file}:{scenario.line}: {scenario.name}"
        yield f"  answers: {', '.join(answers)}"
        yield from (f"  {text}" for text in result.differences)


def _covered(report: Report) -> Iterator[str]:
    for name, covered in report.covered.items():
        counts = ((kind, *covered.counts(kind)) for kind in KINDS)
        shares = ", ".join(f"{kind} {there} of {of}" for kind, there, of in counts)
        yield f"{name}: {shares} ({covered.percent:.1f} % covered)"
        for item in covered.missing():
            yield f"  no scenario reaches {item.kind.removesuffix('s')} {item.id}"


def as_data(report: Report) -> Mapping[str, object]:
    """The report for a script."""
    return {
        "scenarios": len(report.results),
        "failed": [_as_data(result) for result in report.failed],
        "problems": [str(problem) for problem in report.problems],
        "coverage": {name: round(found.percent, 2) for name, found in report.covered.items()},
        "not_covered": {name: _missing(found) for name, found in report.covered.items()},
    }


def _as_data(result: Result) -> Mapping[str, object]:
    return {
        "name": result.scenario.name,
        "file": result.scenario.file,
        "line": result.scenario.line,
        "differences": result.differences,
    }


def _missing(covered: Coverage) -> Mapping[str, list[str]]:
    return {kind: [item.id for item in covered.missing(kind)] for kind in KINDS}


def suggestions(report: Report, today: date) -> str:
    """Scenarios that would cover what no scenario reaches, ready to paste, for a person to check.

    What could not be looked for within the budgets of `coverage.suggest` is named at the end.
    """
    lines: list[str] = []
    for name, guide in report.guides.items():
        found = suggest(guide, report.covered[name].missing(), today)
        lines += map(scenarios.written, found.walks)
        if found.is_cut_short:
            left = ", ".join(item.id for item in found.left)
            lines.append(f"# Not all callers of '{name}' were looked at. Still missing: {left}\n")
    return "\n".join(lines) or "# Everything is covered.\n"
