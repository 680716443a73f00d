"""Time from a key to the next question, drawn to its end, on a pseudo-terminal.

Medians, beside those of a bare questionary select.

Run `python bench/next_question.py` with the package and its development tools installed.
"""

import os
import statistics
import sys
import time

import pexpect

QUIET = 0.12
"""Seconds without output after which a question is taken to be drawn."""
CALL = ["-m", "send_guide", "run", "--today", "2026-11-23"]
BARE = """
import questionary
for number in range(1, 9):
    options = [f"{key}  An answer that somebody may give" for key in range(1, 8)]
    questionary.select(f"Question {number}", options).unsafe_ask()
"""
RUNS = {
    "bare questionary select": (["-c", BARE], "\r" * 7),
    "send-guide": (CALL, "1111311"),
    "send-guide --plain": ([*CALL, "--plain"], "1111311"),
}


def drawn(child: "pexpect.spawn[str]") -> float:
    """Read until the screen is at rest; the time of the last byte."""
    last = time.perf_counter()
    patience = 1.0
    while True:
        try:
            child.read_nonblocking(65536, timeout=patience)
        except pexpect.TIMEOUT:
            return last
        last, patience = time.perf_counter(), QUIET


def once(words: list[str], keys: str, columns: int) -> list[float]:
    """Milliseconds from each key to the end of the question that follows."""
    # this terminal does not answer questions about its cursor, for which a bare select would wait
    environment = {**os.environ, "TERM": "xterm-256color", "PROMPT_TOOLKIT_NO_CPR": "1"}
    child = pexpect.spawn(
        sys.executable, words, env=environment, dimensions=(50, columns), timeout=20
    )
    child.delaybeforesend = None
    drawn(child)
    # the first question's text comes before its menu is loaded
    time.sleep(1)
    drawn(child)
    taken = []
    for key in keys:
        drawn_at = time.perf_counter()
        child.send(key + "\r" if "--plain" in words else key)
        taken.append((drawn(child) - drawn_at) * 1000)
    child.close(force=True)
    return taken


def main(rounds: int = 5) -> None:
    """Take turns, so that a busy machine slows all of them alike."""
    for columns in (40, 80, 120):
        taken: dict[str, list[float]] = {name: [] for name in RUNS}
        for _ in range(rounds):
            for name, (words, keys) in RUNS.items():
                taken[name] += once(words, keys, columns)
        base = statistics.median(taken["bare questionary select"])
        for name, times in taken.items():
            median = statistics.median(times)
            print(
                f"{columns:4} columns  {name:24} {median:6.1f} ms  "
                f"(slowest {max(times):.1f})  {median / base:.2f} of a bare select"
            )


if __name__ == "__main__":
    main()
