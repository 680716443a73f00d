"""Run everything that must be green: format, lint, types, the flows, their scenarios and the tests.

`python tests/run_all.py --lowest` runs only the tests of the packages, for an environment that
holds the lowest versions that pyproject.toml allows.
"""

import os
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[1]
COVERAGE = "80"
"""Percent of lines and branches that the tests must reach."""

ALL = (
    ("-m", "ruff", "format", "--check", "."),
    ("-m", "ruff", "check", "."),
    (
        "-m",
        "mypy",
    ),
    ("-m", "send_guide", "check"),
    ("-m", "send_guide", "test", "--fail-under", "100"),
    ("-m", "send_guide", "prove"),
    ("tests/fuzz/fuzz_flows.py", "--seconds", "30"),
    (
        *("-m", "pytest", "-n", "auto", "--dist", "worksteal"),
        *("--cov", f"--cov-fail-under={COVERAGE}", "--cov-report="),
    ),
)
LOWEST = (
    (
        *("-m", "pytest"),
        *("tests/engine", "tests/language", "tests/formats", "tests/page", "tests/cli"),
        *("-n", "auto"),
    ),
)


def main(words: list[str]) -> int:
    """Run each command in turn from the top of the checkout; stop at the first that fails."""
    for command in LOWEST if "--lowest" in words else ALL:
        print("==", *command, flush=True)
        environment = {**os.environ, "PYTHONUTF8": "1"}
        done = subprocess.run([sys.executable, *command], cwd=TOP, env=environment, check=False)
        if done.returncode:
            return done.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
