"""What the Tab key offers: guides, areas, questions and answers, read from the flows.

A fault in the flows offers nothing.
"""

import os
from collections.abc import Mapping, MutableMapping
from pathlib import Path

import typer

from send_guide.errors import SendGuideError
from send_guide.guide import Guide, Question
from send_guide.kinds import kind_of
from send_guide.language import catalogue

_INSTRUCTION = "_SEND_GUIDE_COMPLETE"
_QUESTION = "_SEND_GUIDE_QUESTION"


def rejoin_words(environment: MutableMapping[str, str]) -> None:
    """Undo what Bash does to `-a decision=re`, which it hands over as three words.

    Pairs typed before become one word again. Of the pair at the cursor Bash completes only what
    stands behind the sign, so its question is handed on beside the words.
    """
    if environment.get(_INSTRUCTION) != "complete_bash" or "\n" not in environment.get(
        "COMP_WORDS", ""
    ):
        return
    at = environment.get("COMP_CWORD", "0")
    if not at.isdecimal():
        return
    typed = environment["COMP_WORDS"].split("\n")[: int(at) + 1]
    words: list[str] = []
    for word in typed:
        if words and (word == "=" or words[-1].endswith("=")):
            words[-1] += word
        else:
            words.append(word)
    question, sign, begun = words[-1].partition("=")
    if sign and not question.startswith("-"):
        environment[_QUESTION] = question
        words[-1] = begun
    environment["COMP_WORDS"], environment["COMP_CWORD"] = "\n".join(words), str(len(words) - 1)


def is_asked_for(environment: Mapping[str, str]) -> bool:
    """Whether a shell asks what the Tab key offers."""
    return _INSTRUCTION in environment


def guides(ctx: typer.Context, incomplete: str) -> list[str]:
    """The guides that begin so."""
    try:
        return [name for name in catalogue.guides(_folder(ctx)) if name.startswith(incomplete)]
    except SendGuideError:
        return []


def areas(ctx: typer.Context, incomplete: str) -> list[str]:
    """The areas of the guide that begin so."""
    guide = _guide(ctx)
    return [area for area in guide.areas if area.startswith(incomplete)] if guide else []


def contacts(ctx: typer.Context, incomplete: str) -> list[str]:
    """The contacts of the guide that begin so."""
    guide = _guide(ctx)
    names = sorted({contact.id for contact in guide.all_contacts}) if guide else []
    return [name for name in names if name.startswith(incomplete)]


def answers(ctx: typer.Context, incomplete: str) -> list[str]:
    """Questions that begin so, or answers once the question stands there."""
    guide = _guide(ctx)
    if guide is None:
        return []
    apart = os.environ.get(_QUESTION)
    if apart is not None:
        return _values(guide.questions.get(apart), incomplete)
    name, sign, begun = incomplete.partition("=")
    if sign:
        return [f"{name}={value}" for value in _values(guide.questions.get(name), begun)]
    names = [each for each in guide.questions if each.startswith(name)]
    if len(names) == 1:
        # the shell adds a space behind the only choice, so the answers are offered at once
        return [f"{names[0]}={value}" for value in _values(guide.questions[names[0]], "")] or [
            f"{names[0]}="
        ]
    return [f"{each}=" for each in names]


def _values(question: Question | None, begun: str) -> list[str]:
    """The answers that begin so; where several may be given, behind the last comma."""
    if question is None:
        return []
    return kind_of(question).completions(question, begun)


def _guide(ctx: typer.Context) -> Guide | None:
    try:
        folder = _folder(ctx)
        # with an option still unfinished the guide typed is among the words not yet told apart
        named = ctx.params.get("guide") or next(
            iter(ctx.args if "guide" in ctx.params else []), None
        )
        return catalogue.load(folder, named)
    except SendGuideError:
        return None


def _folder(ctx: typer.Context) -> Path:
    flows = ctx.params.get("flows")
    return catalogue.flows_folder(Path(flows) if flows else None)
