"""A plain install holds what an adviser needs, and says how to install what others need."""

import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[2]
# stands in front of the installed packages and hides those that only the extras bring
HIDE = """
import importlib.util, sys
real = importlib.util.find_spec
hidden = {"breame", "readability", "graphlay"}
importlib.util.find_spec = lambda name, *more: None if name in hidden else real(name, *more)
from send_guide.cli import main
sys.exit(main(sys.argv[1:]))
"""


def run_without_extras(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a command as on a plain install."""
    command = [sys.executable, "-c", HIDE, *words]
    return subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)


def test_check_says_which_rules_it_could_not_run() -> None:
    """Without the authors' packages every other rule is checked, and the missing ones are named."""
    done = run_without_extras("check", "flows")

    assert done.returncode == 0
    assert "Not checked: reading age and American spellings." in done.stderr
    assert 'pip install "send-guide[authors]"' in done.stderr


def test_the_page_of_the_picture_says_what_to_install() -> None:
    """The drawing cannot be made without its package; Mermaid can."""
    page = run_without_extras("graph", "--format", "html")
    mermaid = run_without_extras("graph", "--format", "mermaid")

    assert page.returncode == 2
    assert 'pip install "send-guide[picture]"' in page.stderr
    assert mermaid.returncode == 0
