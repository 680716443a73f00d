"""Writes docs/step-8.md and docs/facts.md from the flows, so that they cannot drift.

Run it after an edit of sources.
"""

from collections.abc import Iterable
from pathlib import Path

from send_guide.authoring.citations import cited_by
from send_guide.language import catalogue, plain_yaml

DOCS = Path(__file__).parent
STEP_8 = """# Step 8, sentence by sentence

Luton Council's page "Step 8: Resolving disagreements" is the seed of the guide. \
Each row is one sentence or list item of the page,
in our words, with the parts of the guide that carry it. \
Made by `python docs/make_tables.py`; a test keeps it true.

| sentence | says | carried by |
|---|---|---|
"""
FACTS = """# Facts and where they are used

Each fact of the research notes that the guide rests on, and the parts that cite it. \
Made by `python docs/make_tables.py`; a test keeps it true.

| fact | source | used by |
|---|---|---|
"""
UNUSED = """
## Facts that are not used, and why

| fact | why |
|---|---|
"""


def step_8() -> str:
    """The table of Luton's page."""
    guide = catalogue.open_guide(None, DOCS.parent / "flows")
    rows = "".join(
        _row(source, guide.sources[source].title.split(": ", 1)[1], names)
        for source, names in cited_by(guide).items()
        if source.startswith("S8.")
    )
    return STEP_8 + rows


def _row(source: str, title: str, names: Iterable[str]) -> str:
    """A line of a table: a source, and the parts of the guide that cite it."""
    cited = " ".join(f"`{name}`" for name in names)
    return f"| {source} | {title} | {cited} |\n"


def facts() -> str:
    """The table of facts, and of those left out."""
    guide = catalogue.open_guide(None, DOCS.parent / "flows")
    rows = "".join(
        _row(source, guide.sources[source].title, names)
        for source, names in cited_by(guide).items()
        if not source.startswith("S8.")
    )
    return (
        FACTS + rows + UNUSED + "".join(f"| {fact} | {why} |\n" for fact, why in not_used().items())
    )


def not_used() -> dict[str, str]:
    """Why a fact is left out, by its id."""
    file = DOCS / "facts_not_used.yaml"
    reasons = plain_yaml.read_answers(file.name, file.read_bytes())
    return {fact: str(why) for fact, why in reasons.items()}


if __name__ == "__main__":
    (DOCS / "step-8.md").write_text(step_8(), encoding="utf-8")
    (DOCS / "facts.md").write_text(facts(), encoding="utf-8")
