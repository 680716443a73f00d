"""Time and memory of `send-guide prove`: on the main guide, and along chains of questions.

Run `python bench/prove.py` from the top of a checkout. Each run is a process of its own, so that
its memory is its own.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HEAD = """guide:
  {{id: chain, title: A chain, version: "1", law_as_of: 2026-05-31, reviewed: not yet, start: q0}}
outcomes:
  end: {{title: End, summary: The end., call: [ask]}}
  early: {{title: End, summary: The end., call: [ask]}}
steps: {{ask: {{text: Ask., contact: sendias, if_it_fails: Ask again., sources: [L1]}}}}
contacts:
  sendias: {{name: Advice, purpose: Advice, find: Look., checked: 2026-11-23, sources: [L1]}}
sources: {{L1: {{title: A rule, checked: 2026-11-23}}}}
questions:
"""
QUESTION = """  q{number}:
    {{kind: one, ask: Ask?, why: Why., options: {{a: A, b: B, c: C}}, go: [{early}{{to: {to}}}]}}
"""
EARLY = "{{when: {{q{before}: a, q{number}: c}}, to: early}}, "


def chain(length: int) -> str:
    """A guide of questions in a row, each of which looks at the answer before it.

    Each has 3 answers, so that one question more means about 2.6 times as many walks.
    """
    questions = (
        QUESTION.format(
            number=number,
            early=EARLY.format(before=number - 1, number=number) if number else "",
            to=f"q{number + 1}" if number + 1 < length else "end",
        )
        for number in range(length)
    )
    return HEAD.format() + "".join(questions)


def measure(words: list[str]) -> tuple[float, int, str]:
    """Seconds, megabytes and the last lines of a run."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "send_guide", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    shown = process.communicate()[0] if process.stdout is None else process.stdout.read()
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - begun, usage.ru_maxrss // 1024, shown.splitlines()[-3]


def main() -> None:
    """The main guide against its target, then chains of twice the length each."""
    seconds, megabytes, figures = measure(["prove"])
    print(f"main guide: {seconds:.2f} s of 5, {megabytes} MB of 300; {figures}")
    with tempfile.TemporaryDirectory() as place:
        for length in (100, 200, 400, 800):
            (Path(place) / "chain.yaml").write_text(chain(length), encoding="utf-8")
            seconds, megabytes, figures = measure(["prove", "--flows", place])
            print(
                f"chain of {length}: {seconds:.2f} s, {megabytes} MB; {figures[:30]}…, "
                f"{len(figures)} characters"
            )


if __name__ == "__main__":
    main()
