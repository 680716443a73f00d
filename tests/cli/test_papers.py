"""Papers from the command line: large print, text messages, and statistics that are added up."""

import subprocess
import sys
from pathlib import Path

TOLD = ["run", "--no-input", "--defaults", "--allow-unused", "--today", "2026-11-23"]
TOLD += ["-a", "council=luton", "-a", "caller=parent", "-a", "past_school_age=no"]
TOLD += ["-a", "issue=decision_letter", "-a", "decision=refuse_assessment"]
TOLD += ["-a", "letter_date=2026-11-02", "-a", "mediation=not_contacted"]


def run(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "send_guide", *TOLD, *options]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_large_print_is_for_the_hand_out(tmp_path: Path) -> None:
    """It makes the hand-out larger, and with another format it is refused."""
    assert '<html lang="en-GB" class="large">' in run("--format", "html", "--large-print").stdout
    refused = run("--format", "note", "--large-print")

    assert refused.returncode == 2
    assert "--format html" in refused.stderr


def test_a_text_message_is_one_line() -> None:
    """With the date first."""
    told = run("--format", "sms").stdout

    assert told.startswith("By Thursday 31 December 2026: Contact the mediation adviser.")
    assert told.count("\n") == 1


def test_statistics_are_added_to_the_file_named(tmp_path: Path) -> None:
    """The columns once, then a line for each call; without a file, only the line."""
    file = tmp_path / "calls.csv"
    for _ in range(2):
        run("--format", "csv", "--output", str(file))
    header, first, second = file.read_text(encoding="utf-8").splitlines()

    assert header.startswith("day,guide,version,")
    assert first == second
    assert run("--format", "csv").stdout == f"{first}\n"


def test_a_file_that_is_no_table_is_left_alone(tmp_path: Path) -> None:
    """Nothing is added to what cannot be read as text."""
    file = tmp_path / "picture.png"
    file.write_bytes(b"\x89PNG\xff\xfe")

    assert run("--format", "csv", "--output", str(file)).returncode == 2
    assert file.read_bytes() == b"\x89PNG\xff\xfe"
