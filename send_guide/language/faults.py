"""Every fault in flow folders and files."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from send_guide.errors import Problem, UnsoundFlows
from send_guide.language.assemble import (
    Document,
)
from send_guide.language.catalogue import (
    CALLERS_SAY,
    GUARANTEES,
    SCENARIOS,
    flows_folder,
    guides,
    is_folder,
    read_guide,
    scenarios,
)

EXTRAS = (GUARANTEES, CALLERS_SAY)
"""Files of the main guide that no guide includes by name."""


def examine(paths: Iterable[Path]) -> tuple[Problem, ...]:
    """Every fault in these flow folders and guide files, scenarios included."""
    problems: list[Problem] = []
    for path in paths:
        try:
            problems += (
                _examine_folder(flows_folder(path))
                if is_folder(path) or not path.exists()
                else _examine_guide(path.parent, path)[0]
            )
        except UnsoundFlows as unsound:
            problems += unsound.problems
    return tuple(dict.fromkeys(sorted(problems)))


def _examine_folder(folder: Path) -> list[Problem]:
    problems: list[Problem] = []
    used: set[Path] = {(folder / extra).resolve() for extra in EXTRAS}
    for path in guides(folder).values():
        faults, documents = _examine_guide(folder, path)
        problems += faults
        used |= {path.resolve(), *((folder / document.file).resolve() for document in documents)}
    for path in sorted(folder.rglob("*.y*ml")):
        if SCENARIOS not in path.relative_to(folder).parts and path.resolve() not in used:
            name = str(path.relative_to(folder))
            problems.append(
                Problem(
                    name,
                    1,
                    1,
                    "never-included",
                    "no guide includes this file",
                    "name it under `include`, or delete it",
                )
            )
    return [*problems, *scenarios(folder)[1]]


def _examine_guide(folder: Path, path: Path) -> tuple[list[Problem], Sequence[Document]]:
    """The faults that keep a guide from being walked, and those of its wording, which do not."""
    # imported here: only a check looks at words, and its word lists take time to load
    from send_guide.language.checks.outcomes import outcomes
    from send_guide.language.checks.wording import wording

    guide, problems, documents = read_guide(folder, path, EXTRAS)
    words = wording(guide) if guide else ()
    # an outcome lacks much while a name in it is misspelt: that fault says it better
    lacking = tuple(outcomes(guide)) if guide and not problems else ()
    return sorted((*problems, *words, *lacking)), documents
