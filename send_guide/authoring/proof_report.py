"""What `send-guide prove` reports, in words and as data."""

import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from send_guide.authoring.card_lengths import CardLengths, card_lengths
from send_guide.engine.answers import Answer
from send_guide.proof.findings import Finding, Note, in_the_files
from send_guide.proof.period import ends_with_what_is_known, last_known_day
from send_guide.proof.prove import Proof
from send_guide.proof.states import Caller

MOST_WRITTEN = 10**18
"""Numbers from this on are rounded for a person; the report as data has them in full."""


@dataclass(frozen=True)
class WholeProof:
    """A proof together with the lengths of the cards, which only the page knows."""

    proof: Proof
    cards: CardLengths

    @classmethod
    def of(cls, proof: Proof) -> "WholeProof":
        """Measure the card of every caller of a proof."""
        return cls(proof, card_lengths(proof.everybody))

    @property
    def findings(self) -> list[Finding]:
        """All findings, in the order of the flow files."""
        return sorted((*self.proof.findings, *self.cards.findings), key=in_the_files)


def command_line(guide_id: str, caller: Caller, flows: Path | None = None) -> str:
    """The command that walks as this caller did, ready to paste."""
    words = ["send-guide", "run", guide_id]
    for question, given in caller.answers.items():
        words += ["-a", f"{question}={_written(given)}"]
    words += ["--today", str(caller.today), *(("--flows", str(flows)) if flows else ())]
    return shlex.join(words)


def _written(given: Answer) -> str:
    return ",".join(given) if isinstance(given, tuple) else str(given)


def in_words(whole: WholeProof, flows: Path | None = None) -> str:
    """The proof for a person: what is wrong first, each with a caller to walk; then the rest."""
    lines = (
        *_findings(whole, flows),
        *_notes(whole.proof),
        *_figures(whole, flows),
        *_limits_of_the_proof(whole.proof),
        _verdict(whole),
    )
    return "\n".join(lines) + "\n"


def _findings(whole: WholeProof, flows: Path | None) -> Iterator[str]:
    for finding in whole.findings:
        place = finding.place
        yield f"{place.file}:{place.line}:{place.column} [{finding.rule}] {finding.message}"
        if finding.caller:
            yield f"  {command_line(whole.proof.guide.id, finding.caller, flows)}"


def _notes(proof: Proof) -> Iterator[str]:
    if proof.notes:
        yield "To know, no faults:"
    yield from (f"  {note.place.file}:{note.place.line} {note.message}" for note in proof.notes)


def _figures(whole: WholeProof, flows: Path | None) -> Iterator[str]:
    proof = whole.proof
    for name, caller in (("Shortest", proof.shortest), ("Longest", proof.longest)):
        walked = command_line(proof.guide.id, caller, flows)
        yield f"{name} call, {len(caller.answers)} questions: {walked}"
    for longest in whole.cards.longest:
        size = f"{longest.lines} of {longest.room} lines at {longest.width} columns"
        yield f"Longest card, {size}: {command_line(proof.guide.id, longest.caller, flows)}"
    guarantees = len(proof.guide.guarantees)
    yield f"{guarantees} guarantees; {_many(proof.walks)} walks on {proof.todays[0]}."
    yield (
        f"{proof.states:,} states in the whole time, {proof.classes:,} classes of callers at the"
        " end."
    )


def _many(number: int) -> str:
    return f"{number:,}" if number < MOST_WRITTEN else f"about 10^{len(str(number)) - 1}"


def _limits_of_the_proof(proof: Proof) -> Iterator[str]:
    """What the proof leaves out: days beyond the known bank holidays, or beyond its budget."""
    if ends_with_what_is_known(proof.todays):
        yield (
            f"Bank holidays are known to {last_known_day()}, so nothing is proved for days after"
            " it. Add those of the next years to flows/law/bank_holidays.txt before then."
        )
    if proof.is_cut_short:
        yield (
            f"The guide has too many states for a whole year: {len(proof.todays)} days were looked"
            " at, and nothing is proved for other days."
        )


def _verdict(whole: WholeProof) -> str:
    proof = whole.proof
    number = len(whole.findings)
    if number:
        return f"{number} finding{'s' if number != 1 else ''} in '{proof.guide.id}'."
    days = f"from {proof.todays[0]} to {proof.todays[-1]}"
    if proof.is_cut_short:
        days = f"on {len(proof.todays)} days {days}"
    return (
        f"Proved for every caller of '{proof.guide.id}' {days}: nothing is found, and every"
        " guarantee holds."
    )


def as_data(whole: WholeProof, flows: Path | None = None) -> Mapping[str, object]:
    """The proof for a script."""
    proof = whole.proof
    guide_id = proof.guide.id
    return {
        "guide": guide_id,
        "from": proof.todays[0],
        "to": proof.todays[-1],
        "days": len(proof.todays),
        "bank_holidays_known_to": last_known_day(),
        "walks": proof.walks,
        "states": proof.states,
        "classes": proof.classes,
        "guarantees": list(proof.guide.guarantees),
        "shortest": as_caller(guide_id, proof.shortest, flows),
        "longest": as_caller(guide_id, proof.longest, flows),
        "longest_cards": _cards(whole, flows),
        "findings": [_finding(proof, finding, flows) for finding in whole.findings],
        "notes": [_note(note) for note in proof.notes],
    }


def _cards(whole: WholeProof, flows: Path | None) -> list[Mapping[str, object]]:
    found: list[Mapping[str, object]] = []
    for longest in whole.cards.longest:
        caller = as_caller(whole.proof.guide.id, longest.caller, flows)
        size = {"width": longest.width, "lines": longest.lines, "room": longest.room}
        found.append({**size, "caller": caller})
    return found


def _finding(proof: Proof, finding: Finding, flows: Path | None) -> Mapping[str, object]:
    return {
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "rule": finding.rule,
        "message": finding.message,
        "caller": finding.caller and as_caller(proof.guide.id, finding.caller, flows),
    }


def _note(note: Note) -> Mapping[str, object]:
    return {
        "file": note.place.file,
        "line": note.place.line,
        "kind": note.kind,
        "message": note.message,
    }


def as_caller(guide_id: str, caller: Caller, flows: Path | None = None) -> Mapping[str, object]:
    """A caller for a script: the answers, the day of the call, the command to walk so."""
    return {
        "answers": caller.answers,
        "today": caller.today,
        "command": command_line(guide_id, caller, flows),
    }
