"""The built wheel, installed in an empty environment and run from another folder."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from send_guide.language import catalogue
from send_guide.language.compiled import load_compiled

TOP = Path(__file__).parents[2]
ANSWERS = [
    "council=luton",
    "caller=parent",
    "past_school_age=no",
    "issue=no_decision",
    "waiting_for=letter_in_writing",
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, as `pip install` would build it."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "--outdir",
            str(out),
            str(TOP),
        ],
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


def test_the_wheel_carries_exactly_the_flows_that_git_keeps(wheel: Path) -> None:
    """No flow is left behind, and nothing that git ignores is shipped."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "flows"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("not a checkout")
    carried = {
        name.removeprefix("send_guide/")
        for name in zipfile.ZipFile(wheel).namelist()
        if name.startswith("send_guide/flows/")
    }

    assert carried == {*listed.stdout.split(), "flows/compiled.json"}


def test_the_wheel_carries_the_main_guide_compiled(wheel: Path, tmp_path: Path) -> None:
    """What is compiled is the guide that its flow files give; it falls away when one changes."""
    with zipfile.ZipFile(wheel) as packed:
        flows = [name for name in packed.namelist() if name.startswith("send_guide/flows/")]
        packed.extractall(tmp_path, flows)
    folder = tmp_path / "send_guide" / "flows"
    read = catalogue.load(TOP / "flows", "disagreements")

    assert load_compiled(folder, None) == read
    assert load_compiled(folder, "disagreements") == read
    assert load_compiled(folder, "another") is None

    contacts = folder / "contacts.yaml"
    text = contacts.read_text(encoding="utf-8")
    contacts.write_text(text.replace("0300 303 5857", "0300 303 5858"), encoding="utf-8")

    assert load_compiled(folder, None) is None


def test_a_second_guide_beside_it_makes_the_compiled_one_fall_away(
    wheel: Path, tmp_path: Path
) -> None:
    """Which guide is the main one is then asked of the flow files."""
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path)
    folder = tmp_path / "send_guide" / "flows"
    (folder / "second.yaml").write_text("guide: {id: second}\n", encoding="utf-8")

    assert load_compiled(folder, None) is None


def test_the_wheel_runs_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    """A scripted call works from the installed wheel alone, with its own flows, from any folder."""
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [
            scripts / "python",
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-deps",
            "--no-index",
            str(wheel),
        ],
        check=True,
        capture_output=True,
    )
    # the libraries come from the environment of the tests; a plain path, so that its editable
    # send_guide is not seen
    site = subprocess.run(
        [scripts / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    )
    (Path(site.stdout.strip()) / "libraries.pth").write_text(
        sysconfig.get_path("purelib") + "\n", encoding="utf-8"
    )
    words = ["run", "disagreements", "--defaults"]
    for answer in ANSWERS:
        words += ["-a", answer]
    done = subprocess.run(
        [scripts / "send-guide", *words],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    where = subprocess.run(
        [
            scripts / "python",
            "-c",
            "from send_guide.shipped import shipped_flows; print(shipped_flows())",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "There is nothing to appeal until the letter comes".upper() in done.stdout
    assert Path(where.stdout.strip()).is_relative_to(environment)


def test_the_wheel_carries_what_the_picture_is_made_of(wheel: Path) -> None:
    """The page's own style, script and frame are shipped with the module that fills them."""
    carried = {
        Path(name).name
        for name in zipfile.ZipFile(wheel).namelist()
        if name.startswith("send_guide/picture/web_page.")
    }

    assert carried == {"web_page.py", "web_page.html", "web_page.css", "web_page.js"}
