"""What `send-guide diff` has to say: a change note that a reviewer can sign off, and the same as data."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from send_guide.authoring.proof_report import as_caller, command_line
from send_guide.guide import Alternative, Hours, Question
from send_guide.page.blocks import (
    Block,
    Entry,
    Heading,
    Line,
    Paragraph,
)
from send_guide.proof.diff import (
    ORDER,
    STANDS,
    Change,
    Diff,
    Part,
    Word,
)

MOST_BESIDE = 12
"""How many things that change along with an outcome are listed before the rest is counted."""


def in_blocks(found: Diff, flows: Path | None = None) -> Iterator[Block]:
    """The difference for a person: causes first, each with who it is about and a caller to walk; then the words that change.

    `flows`: the folder in which the callers are to be walked, where it is not the supplied one.
    """
    yield Heading(f"What changes in “{found.new.title}”", level=1)
    yield Paragraph(
        f"Version {found.old.version} against version {found.new.version}, for every caller from {found.todays[0]} to {found.todays[-1]}."
    )
    if found.old.version == found.new.version and (found.changes or found.words):
        yield Paragraph(
            "Both versions have the same number. Give the newer one its own before it is used.",
            "warning",
        )
    if not found.changes:
        yield Paragraph(
            "Nothing changes for anyone: the same outcome, steps, contacts and time limits for every caller.",
            "strong",
        )
    else:
        yield Heading(f"Whose guidance changes ({_counted(len(found.changes), 'cause')})")
        yield from (
            Entry(
                _lead(found, change),
                (*_lines(found, change), _walked(found, change, flows)),
                number,
            )
            for number, change in enumerate(found.changes, start=1)
        )
    if found.words:
        yield Heading(f"Texts, numbers and rules that change ({len(found.words)})")
        yield from (_word(word) for word in found.words)
    elif not found.changes:
        yield Paragraph("No text changes either.")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _lead(found: Diff, change: Change) -> str:
    return "; ".join(_part(found, part) for part in change.parts) + "."


def _part(found: Diff, part: Part) -> str:
    what, before, after = part
    if what == ORDER:
        return f"step “{after}” stands elsewhere in the order"
    if what == STANDS:
        return f"time limit “{after}” is open, passed or unknown otherwise than before"
    if before and after:
        return f"{what}: “{_named(found, what, after)}” instead of “{_named(found, what, before)}”"
    return f"{what} “{_named(found, what, before or after)}” {'is now shown' if after else 'is no longer shown'}"


def _named(found: Diff, what: str, id_: str) -> str:
    """An outcome or a limit by its title, with the id; all else by its id."""
    outcome = (
        found.new.outcomes.get(id_) or found.old.outcomes.get(id_) if what == "outcome" else None
    )
    return f"{outcome.title} ({id_})" if outcome else id_


def _lines(found: Diff, change: Change) -> Iterator[Line]:
    for question, answers in change.who.items():
        yield Line(_answered(found, question, answers), f"Who answers {question}")
    for limit, states in change.states.items():
        yield Line(" or ".join(states), f"Whose time limit {limit} is")
    if not (change.who or change.states):
        yield Line("everybody who comes to these outcomes", "Who")
    yield Line(", ".join(change.outcomes), "Outcomes")
    if change.beside:
        more = (
            f"; and {len(change.beside) - MOST_BESIDE} more"
            if len(change.beside) > MOST_BESIDE
            else ""
        )
        yield Line(
            "; ".join(_part(found, part) for part in change.beside[:MOST_BESIDE]) + more, "With it"
        )
    yield Line(f"{change.classes:,} of {found.classes:,} classes of callers", "How many")


def _walked(found: Diff, change: Change, flows: Path | None) -> Line:
    return Line(command_line(found.new.id, change.caller, flows), "For one", verbatim=True)


def _answered(found: Diff, question_id: str, answers: tuple[tuple[str, ...], ...]) -> str:
    question = found.new.questions.get(question_id) or found.old.questions[question_id]
    if question.kind != "several":
        return " or ".join(
            _label(question, option)
            for option in ("date", *question.allowed)
            if (option,) in answers
        )
    always = [option for option in question.allowed if all(option in each for each in answers)]
    never = [option for option in question.allowed if not any(option in each for each in answers)]
    said = [f"with {' and '.join(_label(question, option) for option in always)}"] if always else []
    said += (
        [f"without {' or '.join(_label(question, option) for option in never)}"] if never else []
    )
    return ", ".join(said) or f"one of {len(answers)} combinations"


def _label(question: Question, option_id: str) -> str:
    option = question.option(option_id)
    return f"“{option.label}”" if option else "a date" if option_id == "date" else "not sure"


def _word(word: Word) -> Entry:
    what = f"{word.kind} {word.id}" + (f": {word.key}" if word.key else "")
    if word.key:
        return Entry(what, (Line(said(word.before), "Before"), Line(said(word.after), "After")))
    gone = word.after is None
    return Entry(
        what,
        (Line(said(word.before if gone else word.after), "No longer there" if gone else "New"),),
    )


def said(value: object) -> str:
    """A value of a flow file in words."""
    if value is None or value == ():
        return "nothing"
    if isinstance(value, tuple):
        return "; ".join(map(said, value))
    if isinstance(value, Alternative):
        return f"{value.name}; {value.takes}; {value.keeps_open}"
    if isinstance(value, Hours):
        return f"weekday {value.weekday + 1}, {value.opens:%H:%M} to {value.closes:%H:%M}"
    return str(value)


def as_data(found: Diff, flows: Path | None = None) -> Mapping[str, object]:
    """The difference for a script; `flows` as above."""
    return {
        "guide": found.new.id,
        "old_version": found.old.version,
        "new_version": found.new.version,
        "from": found.todays[0],
        "to": found.todays[-1],
        "classes": found.classes,
        "changes": [_change(found, change, flows) for change in found.changes],
        "words": [
            {
                "kind": word.kind,
                "id": word.id,
                "key": word.key or None,
                "before": word.before and said(word.before),
                "after": word.after and said(word.after),
            }
            for word in found.words
        ],
    }


def _change(found: Diff, change: Change, flows: Path | None) -> Mapping[str, object]:
    return {
        "parts": _parts(change.parts),
        "beside": _parts(change.beside),
        "outcomes": change.outcomes,
        "who": change.who,
        "states": change.states,
        "classes": change.classes,
        "caller": as_caller(found.new.id, change.caller, flows),
    }


def _parts(parts: Iterable[Part]) -> list[Mapping[str, str | None]]:
    return [
        {"what": what, "before": before or None, "after": after or None}
        for what, before, after in parts
    ]
