"""Every fault in flow folders and files."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from send_guide.errors import Problem, UnsoundFlows
from send_guide.guide import Guide, Place
from send_guide.language.assemble import Document
from send_guide.language.catalogue import flows_folder, guides, is_folder
from send_guide.language.files import same_file, yaml_files
from send_guide.language.reading import (
    CALLERS_SAY,
    GUARANTEES,
    SCENARIOS,
    read_guide,
    scenarios,
)

EXTRAS = (GUARANTEES, CALLERS_SAY)
"""Files of the main guide that no guide includes by name."""


def examine(paths: Iterable[Path]) -> tuple[Problem, ...]:
    """Every fault in these flow folders and guide files, scenarios included."""
    problems: set[Problem] = set()
    for path in paths:
        try:
            problems.update(_examine(path))
        except UnsoundFlows as unsound:
            problems.update(unsound.problems)
    return tuple(sorted(problems))


def _examine(path: Path) -> Sequence[Problem]:
    if is_folder(path) or not path.exists():
        return _examine_folder(flows_folder(path))
    return _examine_guide(path.parent, path)[1]


def _examine_folder(folder: Path) -> list[Problem]:
    files, problems = yaml_files(folder)
    used = {same_file(folder / extra) for extra in EXTRAS}
    sound: list[Guide] = []
    for path in guides(folder).values():
        guide, faults, documents = _examine_guide(folder, path)
        problems += faults
        used.add(same_file(path))
        used.update(same_file(folder / document.file) for document in documents)
        sound += [guide] if guide else []
    problems += _told_apart(sound)
    for path in files:
        name = path.relative_to(folder)
        if SCENARIOS not in name.parts and same_file(path) not in used:
            problems.append(_never_included(name))
    return [*problems, *scenarios(folder)[1]]


def _never_included(name: Path) -> Problem:
    fix = "name it under `include`, or delete it"
    if name.suffix == ".yml":
        fix = f"a flow's name ends in .yaml: rename it to {name.stem}.yaml"
    message = "no guide includes this file"
    return Place(str(name)).problem("never-included", message, fix)


def _told_apart(found: Iterable[Guide]) -> Iterator[Problem]:
    """Guides can be told apart by their ids, and at most one of them is the main guide."""
    by_id: dict[str, Guide] = {}
    main: Guide | None = None
    for guide in sorted(found, key=lambda guide: guide.place):
        first = by_id.setdefault(guide.id, guide)
        if first is not guide:
            message = f"the guide '{guide.id}' is declared in {first.place.file} already"
            yield guide.place.problem("duplicate-id", message, "give one of them another id")
        if guide.main and main is not None:
            message = f"'{main.id}' in {main.place.file} is the main guide already"
            yield guide.place.problem("main-twice", message, "let one of them say `main: yes`")
        main = guide if guide.main else main


def _examine_guide(
    folder: Path, path: Path
) -> tuple[Guide | None, list[Problem], Sequence[Document]]:
    """The faults that keep a guide from being walked, and those of its wording, which do not."""
    # imported here: only a check looks at words, and its word lists take time to load
    from send_guide.language.checks.numbers import numbers, rule_and_spans
    from send_guide.language.checks.outcomes import outcomes
    from send_guide.language.checks.wording import wording

    guide, problems, documents = read_guide(folder, path, EXTRAS)
    found = [*problems]
    if guide is not None:
        found += [*wording(guide), *numbers(guide), *rule_and_spans(guide)]
    if guide is not None and not problems:
        # an outcome lacks much while a name in it is misspelt: that fault says it better
        found += outcomes(guide)
    return guide, sorted(found), documents
