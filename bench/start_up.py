"""How long a scripted run takes against merely loading its libraries: medians of alternating runs.

Run `python bench/start_up.py` with the package installed (not editable: finders cost time).
"""

import os
import statistics
import subprocess
import sys
import time

SCRIPTED = [
    *(
        "-m",
        "send_guide",
        "run",
        "disagreements",
        "--defaults",
        "--today",
        "2026-11-23",
        "--format",
        "json",
    ),
    *(
        "-a",
        "council=luton",
        "-a",
        "caller=parent",
        "-a",
        "past_school_age=no",
        "-a",
        "issue=decision_letter",
    ),
    *(
        "-a",
        "decision=refuse_assessment",
        "-a",
        "letter_date=2026-11-02",
        "-a",
        "mediation=not_contacted",
    ),
]
RUNS = {
    "bare interpreter": ["-c", "pass"],
    "import typer, yaml": ["-c", "import typer, yaml"],
    "scripted run": SCRIPTED,
}


def main(rounds: int = 21) -> None:
    """Time each in turn, so that a busy machine slows all of them alike."""
    environment = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    taken: dict[str, list[float]] = {name: [] for name in RUNS}
    for _ in range(rounds):
        for name, words in RUNS.items():
            start = time.perf_counter()
            subprocess.run(
                [sys.executable, *words],
                check=True,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                env=environment,
            )
            taken[name].append((time.perf_counter() - start) * 1000)
    base = statistics.median(taken["import typer, yaml"])
    for name, times in taken.items():
        median = statistics.median(times)
        print(
            f"{name:20} {median:7.1f} ms  (fastest {min(times):.1f})  "
            f"{median / base:.2f} times import typer, yaml"
        )


if __name__ == "__main__":
    main()
