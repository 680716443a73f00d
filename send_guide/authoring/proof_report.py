"""What `send-guide prove` has to say, in words and as data."""

import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

from send_guide.engine.answers import Answer
from send_guide.proof.findings import Finding
from send_guide.proof.prove import Proof
from send_guide.proof.states import Caller

MOST_WRITTEN = 10**18
"""Numbers from this on are rounded for a person; the report as data has them in full."""


def command_line(guide_id: str, caller: Caller, flows: Path | None = None) -> str:
    """The command that walks as this caller did, ready to paste."""
    words = ["send-guide", "run", guide_id]
    for question, given in caller.answers.items():
        words += ["-a", f"{question}={_written(given)}"]
    words += ["--today", str(caller.today), *(("--flows", str(flows)) if flows else ())]
    return shlex.join(words)


def _written(given: Answer) -> str:
    return ",".join(given) if isinstance(given, tuple) else str(given)


def in_words(proof: Proof, flows: Path | None = None) -> str:
    """The proof for a person: what is wrong first, each with a caller to walk; then what to know."""
    return (
        "\n".join(
            (*_findings(proof, flows), *_notes(proof), *_figures(proof, flows), _verdict(proof))
        )
        + "\n"
    )


def _findings(proof: Proof, flows: Path | None) -> Iterator[str]:
    for each in proof.findings:
        yield f"{each.place.file}:{each.place.line}:{each.place.column} [{each.rule}] {each.message}"
        if each.caller:
            yield f"  {command_line(proof.guide.id, each.caller, flows)}"


def _notes(proof: Proof) -> Iterator[str]:
    if proof.notes:
        yield "To know, no faults:"
    yield from (f"  {note.place.file}:{note.place.line} {note.message}" for note in proof.notes)


def _figures(proof: Proof, flows: Path | None) -> Iterator[str]:
    for name, caller in (("Shortest", proof.shortest), ("Longest", proof.longest)):
        yield f"{name} call, {len(caller.answers)} questions: {command_line(proof.guide.id, caller, flows)}"
    yield f"{len(proof.guide.guarantees)} guarantees; {_many(proof.walks)} walks on {proof.todays[0]}."
    yield f"{proof.states:,} states in the whole time, {proof.classes:,} classes of callers at the end."


def _many(number: int) -> str:
    return f"{number:,}" if number < MOST_WRITTEN else f"about 10^{len(str(number)) - 1}"


def _verdict(proof: Proof) -> str:
    if proof.findings:
        return f"{len(proof.findings)} finding{'s' if len(proof.findings) != 1 else ''} in '{proof.guide.id}'."
    return f"Proved for every caller of '{proof.guide.id}' from {proof.todays[0]} to {proof.todays[-1]}: nothing is found, and every guarantee holds."


def as_data(proof: Proof, flows: Path | None = None) -> Mapping[str, object]:
    """The proof for a script."""
    return {
        "guide": proof.guide.id,
        "from": proof.todays[0],
        "to": proof.todays[-1],
        "walks": proof.walks,
        "states": proof.states,
        "classes": proof.classes,
        "guarantees": list(proof.guide.guarantees),
        "shortest": as_caller(proof.guide.id, proof.shortest, flows),
        "longest": as_caller(proof.guide.id, proof.longest, flows),
        "findings": [_finding(proof, each, flows) for each in proof.findings],
        "notes": [
            {
                "file": each.place.file,
                "line": each.place.line,
                "kind": each.kind,
                "message": each.message,
            }
            for each in proof.notes
        ],
    }


def _finding(proof: Proof, finding: Finding, flows: Path | None) -> Mapping[str, object]:
    return {
        "file": finding.place.file,
        "line": finding.place.line,
        "column": finding.place.column,
        "rule": finding.rule,
        "message": finding.message,
        "caller": finding.caller and as_caller(proof.guide.id, finding.caller, flows),
    }


def as_caller(guide_id: str, caller: Caller, flows: Path | None = None) -> Mapping[str, object]:
    """A caller for a script: the answers, the day of the call, the command to walk so."""
    return {
        "answers": caller.answers,
        "today": caller.today,
        "command": command_line(guide_id, caller, flows),
    }
