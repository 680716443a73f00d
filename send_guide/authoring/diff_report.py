"""What `send-guide diff` reports: a change note that a reviewer can sign off, and as data."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from send_guide.authoring.proof_report import as_caller, command_line
from send_guide.guide import Alternative, Hours, Question
from send_guide.kinds import kind_of
from send_guide.page.blocks import (
    Block,
    Entry,
    Heading,
    Line,
    Paragraph,
)
from send_guide.proof.changed_words import Word
from send_guide.proof.diff import Change, Diff
from send_guide.proof.differences import Detail, Difference

MOST_BESIDE = 12
"""How many things that change along with an outcome are listed before the rest is counted."""

ABOUT: Mapping[str, str] = {
    "order": "place in the order of the step",
    "part": "part of the step",
    "state": "state of the time limit",
}
"""What differences are called in the report as data, where not by their own name."""


def in_blocks(found: Diff, flows: Path | None = None) -> Iterator[Block]:
    """The difference for a person: causes, each with a caller to walk, then the changed words.

    `flows`: the folder in which the callers are to be walked, where it is not the supplied one.
    """
    yield Heading(f"What changes in “{found.new.title}”", level=1)
    yield Paragraph(
        f"Version {found.old.version} against version {found.new.version}, for every caller from"
        f" {found.todays[0]} to {found.todays[-1]}."
    )
    if found.old.version == found.new.version and (found.changes or found.words):
        same = "Both versions have the same number. Give the newer one its own before it is used."
        yield Paragraph(same, "warning")
    yield from _changes(found, flows)
    if found.words:
        yield Heading(f"Texts, numbers and rules that change ({len(found.words)})")
        yield from (_word(word) for word in found.words)
    elif not found.changes:
        yield Paragraph("No text changes either.")


def _changes(found: Diff, flows: Path | None) -> Iterator[Block]:
    if not found.changes:
        yield Paragraph(
            "Nothing changes for anyone: the same outcome, steps, contacts and time limits for"
            " every caller.",
            "strong",
        )
        return
    yield Heading(f"Whose guidance changes ({_counted(len(found.changes), 'cause')})")
    for number, change in enumerate(found.changes, start=1):
        lines = (*_lines(found, change), _walked(found, change, flows))
        yield Entry(_lead(found, change), lines, number)


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _lead(found: Diff, change: Change) -> str:
    return "; ".join(_difference(found, each) for each in change.differences) + "."


def _difference(found: Diff, difference: Difference | Detail) -> str:
    what = difference.what if isinstance(difference, Detail) else difference.about
    before, after = difference.before, difference.after
    if what == "order":
        return f"step “{after}” stands elsewhere in the order"
    if what == "part":
        return f"step “{after}” stands in another part of the guidance"
    if what == "state":
        return f"time limit “{after}” is open, passed or unknown otherwise than before"
    if before and after:
        return f"{what}: “{_named(found, what, after)}” instead of “{_named(found, what, before)}”"
    state = "is now shown" if after else "is no longer shown"
    return f"{what} “{_named(found, what, before or after)}” {state}"


def _named(found: Diff, what: str, id_: str) -> str:
    """An outcome by its title, with the id; all else by its id."""
    if what != "outcome":
        return id_
    outcome = found.new.outcomes.get(id_) or found.old.outcomes.get(id_)
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
        yield Line(_beside(found, change), "With it")
    yield Line(f"{change.classes:,} of {found.classes:,} classes of callers", "How many")


def _beside(found: Diff, change: Change) -> str:
    listed = "; ".join(_difference(found, each) for each in change.beside[:MOST_BESIDE])
    left = len(change.beside) - MOST_BESIDE
    return f"{listed}; and {left} more" if left > 0 else listed


def _walked(found: Diff, change: Change, flows: Path | None) -> Line:
    return Line(command_line(found.new.id, change.caller, flows), "For one", verbatim=True)


Picks = tuple[tuple[str, ...], ...]
"""Answers, each as the options it picks."""


def _answered(found: Diff, question_id: str, answers: Picks) -> str:
    """The answers in the words of the guide."""
    question = found.new.questions.get(question_id) or found.old.questions[question_id]
    if kind_of(question).combines:
        return _combined(question, answers)
    given = [id_ for id_ in ("date", *question.allowed) if (id_,) in answers]
    return " or ".join(_label(question, id_) for id_ in given)


def _combined(question: Question, answers: Picks) -> str:
    """Sets of options by what all of them hold and what none of them holds."""
    picks = [set(picked) for picked in answers]
    in_all, in_any = set.intersection(*picks), set.union(*picks)
    always = [_label(question, id_) for id_ in question.allowed if id_ in in_all]
    never = [_label(question, id_) for id_ in question.allowed if id_ not in in_any]
    said = [f"with {' and '.join(always)}"] if always else []
    said += [f"without {' or '.join(never)}"] if never else []
    return ", ".join(said) or f"one of {len(answers)} combinations"


def _label(question: Question, option_id: str) -> str:
    option = question.option(option_id)
    return f"“{option.label}”" if option else "a date" if option_id == "date" else "not sure"


def _word(word: Word) -> Entry:
    if word.key:
        lines = (Line(said(word.before), "Before"), Line(said(word.after), "After"))
        return Entry(f"{word.kind} {word.id}: {word.key}", lines)
    title = f"{word.kind} {word.id}"
    if word.after is None:
        return Entry(title, (Line(said(word.before), "No longer there"),))
    return Entry(title, (Line(said(word.after), "New"),))


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
        "words": [_word_as_data(word) for word in found.words],
    }


def _word_as_data(word: Word) -> Mapping[str, object]:
    return {
        "kind": word.kind,
        "id": word.id,
        "key": word.key or None,
        "before": word.before and said(word.before),
        "after": word.after and said(word.after),
    }


def _change(found: Diff, change: Change, flows: Path | None) -> Mapping[str, object]:
    return {
        "parts": _parts(change.differences),
        "beside": _parts(change.beside),
        "outcomes": change.outcomes,
        "who": change.who,
        "states": change.states,
        "classes": change.classes,
        "caller": as_caller(found.new.id, change.caller, flows),
    }


def _parts(differences: Iterable[Difference | Detail]) -> list[Mapping[str, str | None]]:
    found: list[Mapping[str, str | None]] = []
    for difference in differences:
        what = difference.what if isinstance(difference, Detail) else difference.about
        before, after = difference.before or None, difference.after or None
        found.append({"what": ABOUT.get(what, what), "before": before, "after": after})
    return found
