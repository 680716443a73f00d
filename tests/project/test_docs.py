"""What the documents say is what the code does."""

import re
from pathlib import Path

import pytest
import typer.main

from send_guide.cli import command_line
from send_guide.language import (
    assemble as parse,
)
from send_guide.language import (
    catalogue,
    faults,
)
from send_guide.language import (
    checks as check,
)
from send_guide.language import (
    sections as language,
)
from send_guide.language.checks import numbers, outcomes, wording
from send_guide.language.values import Table
from send_guide.proof import findings

TOP = Path(__file__).parents[2]
README = (TOP / "README.md").read_text(encoding="utf-8")
LANGUAGE = (TOP / "flows" / "README.md").read_text(encoding="utf-8")
MACHINERY = {"--help", "--install-completion", "--show-completion"}


def test_every_command_and_option_stands_in_the_readme() -> None:
    """Nobody has to guess what the tool can do."""
    top = typer.main.get_group(command_line())
    missing = [f"send-guide {name}" for name in top.commands if f"`send-guide {name}" not in README]
    options = {
        option
        for command in (top, *top.commands.values())
        for each in command.params
        for option in each.opts
        if option.startswith("--")
    }
    missing += [
        option for option in sorted(options - MACHINERY) if not re.search(rf"`{option}[` ]", README)
    ]

    assert missing == []


def test_the_pictures_are_there_and_fetch_nothing() -> None:
    """Each picture of the README is a file of its own that loads nothing from the network."""
    pictures = re.findall(r"!\[[^]]+\]\((docs/[^)]+\.svg)\)", README)

    assert len(pictures) >= 3
    assert [
        name
        for name in pictures
        if re.search(
            r"@font-face|@import|<script|href=|url\(http", (TOP / name).read_text(encoding="utf-8")
        )
    ] == []


def test_every_exit_code_stands_in_the_readme() -> None:
    """Scripts rely on the codes."""
    assert re.findall(r"^\| (\d+) \|", README, re.MULTILINE) == [
        "0",
        "1",
        "2",
        "3",
        "4",
        "5",
        "130",
    ]


def test_every_package_stands_in_the_architecture() -> None:
    """A newcomer finds each package, and each file that is named is there."""
    text = (TOP / "docs" / "architecture.md").read_text(encoding="utf-8")
    packages = {path.parent.name for path in (TOP / "send_guide").glob("*/__init__.py")}
    named = set(re.findall(r"`([a-z_/]+\.(?:py|md|yaml))`", text))
    beside = [TOP / "send_guide", TOP, TOP / "send_guide" / "engine", TOP / "send_guide" / "call"]
    gone = [name for name in named if not any((folder / name).exists() for folder in beside)]

    assert [name for name in sorted(packages) if f"{name}" not in text] == []
    assert gone == []


def test_decision_records_are_numbered_in_order() -> None:
    """No two records share a number, none is missing, and each says its own number."""
    records = sorted((TOP / "docs" / "decisions").glob("*.md"))

    assert [int(path.name[:4]) for path in records] == list(range(1, len(records) + 1))
    assert [
        path.name
        for path in records
        if not path.read_text(encoding="utf-8").startswith(f"# {int(path.name[:4])}. ")
    ] == []


@pytest.mark.parametrize(
    ("section", "table"),
    [
        ("guide", language.GUIDE),
        *((name, section.table) for name, section in language.SECTIONS.items()),
    ],
)
def test_every_key_of_the_flow_language_is_explained(section: str, table: Table) -> None:
    """An author finds each key under the section it belongs to."""
    chapter = re.search(rf"^### .*`{section}`.*?(?=^##)", LANGUAGE, re.MULTILINE | re.DOTALL)
    assert chapter
    text = chapter[0].replace("go` and `when`", "")

    assert [
        key for key in table if f"`{key}`" not in text and key not in ("when", "later_of")
    ] == []


def explained(chapter: str) -> set[str]:
    text = LANGUAGE[LANGUAGE.index(f"## {chapter}") :].split("\n## ")[0]
    return set(re.findall(r"^\| `([a-z0-9-]+)` \|", text, re.MULTILINE))


def test_every_rule_is_explained() -> None:
    """Each rule has a line in its table, and no line names a rule that is gone."""
    assert explained("Faults") == {
        *parse.RULES,
        *catalogue.RULES,
        *check.RULES,
        *wording.RULES,
        *outcomes.RULES,
        *numbers.RULES,
    }
    assert explained("Findings") == {*findings.RULES}


def test_the_example_of_the_reference_has_no_fault(small_flows: Path) -> None:
    """Whoever starts from the example starts clean."""
    assert tuple(faults.examine([small_flows])) == ()
