"""Everything that must be green: format, lint, types, the flows, their scenarios and the tests."""

import subprocess
import sys
from pathlib import Path

COMMANDS = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("send_guide", "check"),
    ("send_guide", "test", "--fail-under", "100"),
    ("send_guide", "prove"),
    ("pytest",),
)


def main() -> int:
    """Run each command in turn from the top of the checkout; stop at the first that fails."""
    top = Path(__file__).parents[1]
    for command in COMMANDS:
        print("==", *command, flush=True)
        code = subprocess.run([sys.executable, "-m", *command], cwd=top, check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main())
