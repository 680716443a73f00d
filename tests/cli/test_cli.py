"""The commands by script: exit codes, streams, messages, and what is never imported."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from send_guide.guide import Guide

TOP = Path(__file__).parents[2]
CALLER = [
    "council=luton",
    "caller=parent",
    "past_school_age=no",
    "issue=decision_letter",
    "decision=cease_plan",
    "letter_date=2026-11-09",
]
WHOLE = [*CALLER, "mediation=not_contacted"]
TODAY = ("--today", "2026-11-23")


def given(answers: list[str]) -> list[str]:
    return [word for answer in answers for word in ("-a", answer)]


def run(*words: str, stdin: str | None = None, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "send_guide", *words],
        input=stdin or "",
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "COLUMNS": "80", **more},
        timeout=120,
        check=False,
    )


def test_a_whole_call_by_script() -> None:
    """All answers given: exit 0, the guidance on standard output, nothing on standard error."""
    done = run("run", "disagreements", *given(WHOLE), *TODAY)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Monday 11 January 2027" in done.stdout
    assert "\x1b" not in done.stdout


def test_json_is_one_object() -> None:
    """`--format json` writes one object that a script can read."""
    found = json.loads(run("run", *given(WHOLE), *TODAY, "--format", "json").stdout)

    assert found["outcome"]["id"] == "appeal_with_certificate"
    assert found["time_limits"][0]["last_day"] == "2027-01-08"


def test_answers_come_from_standard_input_or_a_file(tmp_path: Path) -> None:
    """`--answers -` and `--answers FILE` give the same call, in YAML or JSON.

    -a stands in front.
    """
    answers = dict(pair.split("=") for pair in WHOLE)
    (tmp_path / "answers.yaml").write_text(
        "".join(f"{name}: {value}\n" for name, value in answers.items()), encoding="utf-8"
    )
    by_file = run("run", "--answers", str(tmp_path / "answers.yaml"), *TODAY)
    by_input = run("run", "--answers", "-", *TODAY, stdin=json.dumps(answers))
    in_front = run(
        "run", "--answers", "-", *TODAY, "-a", "council=another", stdin=json.dumps(answers)
    )

    assert by_file.stdout == by_input.stdout == run("run", *given(WHOLE), *TODAY).stdout
    assert "Another council" in in_front.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["run", "disagrements"], 2, "Did you mean 'disagreements'?"),
        (["run", "--frobnicate"], 2, "--frobnicate"),
        (["run", "-a", "council"], 2, "QUESTION=ANSWER"),
        (["run", "--today", "23/11/2026"], 2, "YYYY-MM-DD"),
        (["run", "--answers", "nowhere.yaml"], 2, "cannot be read"),
        (["run", "-a", "council=luton", "-a", "council=another"], 2, "answered twice"),
        (["run", "--area", "lutton"], 2, "Did you mean 'luton'?"),
        (["run", "--output", "/nowhere/at/all.txt", *given(WHOLE)], 2, "there is no folder"),
        (["run", "--output", ".", *given(WHOLE)], 2, "is a folder"),
        (["run", "--flows", "nowhere"], 3, "[missing-folder]"),
        (["check", "nowhere"], 3, "[missing-folder]"),
        (["run", *given(CALLER)], 4, "mediation: an answer is needed"),
        ([], 4, "issue: an answer is needed"),
        (["run", *given([*CALLER, "mediation=soon"])], 5, "mediation: 'soon' is not an answer"),
        (["run", *given([*CALLER, "mediation=mediatin"])], 5, "Did you mean 'mediating'?"),
        (["run", "-a", "letter_date=2026-02-30"], 5, "a date as YYYY-MM-DD"),
        (["run", "-a", "councl=luton"], 5, "Did you mean 'council'?"),
        (["run", *given([*WHOLE, "draft_date=2026-11-09"])], 5, "not asked on this route"),
        (["deadline", "--letter", "1 October"], 2, "YYYY-MM-DD"),
        (["contacts", "nobody-at-all"], 2, "No contact matches"),
    ],
)
def test_every_failure_has_its_code_and_says_what_to_do(
    words: list[str], code: int, said: str
) -> None:
    """What a person can get wrong ends with the contract's exit code and a message.

    The message stands on standard error, and is never a traceback.
    """
    done = run(*words)

    assert done.returncode == code, done.stderr
    assert said in " ".join((done.stderr + (done.stdout if words[:1] == ["check"] else "")).split())
    assert "Traceback" not in done.stderr
    assert words[:1] == ["check"] or done.stdout == ""


def test_unused_answers_pass_when_allowed_and_are_listed() -> None:
    """`--allow-unused` takes answers off the route, even to questions that are not there.

    Lists them.
    """
    done = run(
        "run",
        *given([*WHOLE, "draft_date=2026-11-09", "shoe_size=9"]),
        *TODAY,
        "--allow-unused",
        "--format",
        "json",
    )

    assert done.returncode == 0
    assert json.loads(done.stdout)["unused"] == ["draft_date", "shoe_size"]


def test_a_scripted_run_imports_neither_questionary_nor_rich() -> None:
    """What only a terminal, or only `send-guide check`, needs is not loaded for a script."""
    words = ["run", *given(WHOLE), *TODAY]
    code = (
        f"import sys; from send_guide.cli import main; code = main({words!r}); "
        "never = {'questionary', 'rich', 'prompt_toolkit', 'asyncio', 'pydantic', "
        "'send_guide.language.checks.wording', 'breame', 'readability'}; "
        "print(code, sorted(never & {*sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=True,
    )

    assert done.stderr.strip() == "0 []"


def test_a_scripted_run_for_json_does_not_load_what_weighs_open_answers() -> None:
    """JSON has no section on what to find out, so its run must not pay for it."""
    words = ["run", *given(WHOLE), *TODAY, "--format", "json"]
    code = (
        f"import sys; from send_guide.cli import main; code = main({words!r}); "
        "never = {'send_guide.possible', 'send_guide.page.find_out'}; "
        "print(code, sorted(never & {*sys.modules}), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=True,
    )

    assert done.stderr.strip() == "0 []"


def test_a_closed_pipe_ends_quietly() -> None:
    """`| head` gets its lines, and nothing is said about the pipe."""
    command = f"{sys.executable} -m send_guide run {' '.join(given(WHOLE))} | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


def test_output_goes_to_a_file_whole(tmp_path: Path) -> None:
    """`--output` writes the guidance to the file and nothing to standard output."""
    file = tmp_path / "guidance.md"
    done = run("run", *given(WHOLE), *TODAY, "--format", "markdown", "--output", str(file))

    assert (done.returncode, done.stdout) == (0, "")
    assert file.read_text(encoding="utf-8").startswith("# ")
    assert [each.name for each in tmp_path.iterdir()] == ["guidance.md"]


@pytest.mark.skipif(
    os.geteuid() == 0 if hasattr(os, "geteuid") else True,
    reason="who may do everything is refused nothing",
)
def test_a_folder_without_permission_is_named_before_the_call(tmp_path: Path) -> None:
    """An output that cannot be written is told at once."""
    tmp_path.chmod(0o500)
    done = run("run", *given(WHOLE), "--output", str(tmp_path / "x.txt"))
    tmp_path.chmod(0o700)

    assert done.returncode == 2
    assert "no permission" in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_old_consoles_get_plainer_signs(encoding: str) -> None:
    """A console without typographic signs shows straight ones.

    Not question marks and not a traceback.
    """
    words = [sys.executable, "-m", "send_guide", "run", *given(WHOLE), *TODAY]
    done = subprocess.run(
        words,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=True,
    )
    text = done.stdout.decode(encoding)

    assert "Monday 11 January 2027" in text
    assert "?" not in text.replace("?\n", "").split("Who to contact")[0].replace("? ", "")


def test_deadline_shows_both_limits_with_their_working() -> None:
    """The calculator gives the later of two dates, moved as the rules say, and says why."""
    done = run("deadline", "--letter", "2026-10-01", "--certificate", "2026-11-29", *TODAY)
    found = json.loads(
        run(
            "deadline",
            "--letter",
            "2026-10-01",
            "--certificate",
            "2026-11-29",
            *TODAY,
            "--format",
            "json",
        ).stdout
    )

    assert "Monday 4 January 2027" in done.stdout
    assert "The later of the two counts: Tuesday 29 December 2026." in " ".join(done.stdout.split())
    last_days = {limit["id"]: limit["last_day"] for limit in found["time_limits"]}
    assert last_days["mediation_contact"] == "2026-12-01"
    assert last_days["tribunal_appeal"] == "2027-01-04"


def test_check_and_test_are_clean_and_machine_readable() -> None:
    """The shipped flows have no fault and their scenarios pass; both report as JSON."""
    assert json.loads(run("check", "--json").stdout) == {"problems": []}
    report = json.loads(run("test", "--json", "--fail-under", "100").stdout)
    assert (report["failed"], report["problems"], report["coverage"]) == (
        [],
        [],
        {"disagreements": 100.0},
    )


def test_a_failing_scenario_says_what_differs(small_flows: Path, tmp_path: Path) -> None:
    """Exit 3, with the scenario's place, the answers that lead there and what differs.

    --fail-under judges the coverage.
    """
    (tmp_path / "example.yaml").write_text(
        (small_flows / "example.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (tmp_path / "scenarios").mkdir()
    scenario = (
        "- name: A caller\n  today: 2026-11-23\n"
        "  answers: {council: luton, letter_date: 2026-11-09}\n  expect:\n    "
    )
    (tmp_path / "scenarios" / "one.yaml").write_text(
        scenario
        + "steps: [ask_for_time]\n    time_limits: {tribunal_appeal: {last_day: 2027-01-12}}\n",
        encoding="utf-8",
    )
    failing = run("test", "--flows", str(tmp_path))
    (tmp_path / "scenarios" / "one.yaml").write_text(
        scenario + "steps: [contact_sendias]\n", encoding="utf-8"
    )

    assert failing.returncode == 3
    assert "scenarios/one.yaml:1: A caller" in failing.stdout
    assert "answers: council=luton, letter_date=2026-11-09" in failing.stdout
    assert "steps: ask_for_time is missing" in failing.stdout
    assert "last_day is 2027-01-11, expected 2027-01-12" in failing.stdout
    assert run("test", "--flows", str(tmp_path)).returncode == 0
    assert run("test", "--flows", str(tmp_path), "--fail-under", "100").returncode == 3


def test_suggested_scenarios_cover_the_rest_and_pass(small_flows: Path, tmp_path: Path) -> None:
    """What `--suggest` prints can be pasted: it passes and leaves nothing uncovered."""
    (tmp_path / "example.yaml").write_text(
        (small_flows / "example.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "all.yaml").write_text(
        run("test", "--flows", str(tmp_path), "--suggest", *TODAY).stdout, encoding="utf-8"
    )

    assert run("test", "--flows", str(tmp_path), "--fail-under", "100").returncode == 0
    assert "Everything is covered" in run("test", "--flows", str(tmp_path), "--suggest").stdout


def test_stale_lists_what_a_person_still_owes() -> None:
    """What is due for review on a day, what nobody has confirmed, the state of the law.

    The work before release.
    """
    early, late = (
        json.loads(run("stale", "--json", "--today", day).stdout)
        for day in ("2026-11-24", "2028-01-01")
    )
    told = run("stale", "--today", "2026-11-24").stdout

    assert (early["overdue"], early["reviewed"], early["old_sources"]) == ([], None, [])
    assert "L3.1" in late["old_sources"]
    assert {"sendias", "tribunal", "child_at_risk"} <= set(late["overdue"])
    assert "sendias" in early["unconfirmed"]
    assert "Ring Luton SENDIAS on 01582 548156." in told
    assert "Law as of: " in told
    assert "No person has confirmed the law yet." in told


def test_contacts_answer_in_one_screen() -> None:
    """A look-up by a word gives the contact with its number.

    How far to trust it and where it comes from.
    """
    told = run("contacts", "mediation", "--area", "luton").stdout

    assert len(told.splitlines()) <= 40
    assert all(
        said in told
        for said in (
            "020 7359 3635",
            "Use the number on the decision letter.",
            "Not confirmed",
            "LUT-21",
        )
    )
    assert run("contacts", "zebra").returncode == 2


def test_print_writes_out_the_whole_guide(shipped: Guide) -> None:
    """A reviewer finds every question, option, outcome, step, limit, contact.

    Term and source on paper.
    """
    told = run("print").stdout
    entries = [
        *shipped.questions,
        *shipped.outcomes,
        *shipped.steps,
        *shipped.time_limits,
        *shipped.sources,
    ]

    assert [entry for entry in entries if f"- {entry}: " not in told] == []
    assert [
        option.id
        for question in shipped.questions.values()
        for option in question.options
        if f"Answer {option.id}: " not in told
    ] == []
    assert all(
        contact.name in told for contact in shipped.contacts.values() if "!" not in contact.name
    )


def test_a_message_never_steers_the_terminal() -> None:
    """What was typed is named in a message without its control characters."""
    done = run("run", "-a", "council=\x1b[2Jluton", *TODAY)

    assert done.returncode == 5
    assert "\x1b" not in done.stderr


def _code(*answers: str) -> str:
    """The code of a finished run."""
    return str(
        json.loads(run("run", *given(list(answers)), *TODAY, "--format", "json").stdout)[
            "resume_code"
        ]
    )


def test_resume_gives_the_guidance_of_the_code() -> None:
    """The code of a finished run leads to the same page, however it is typed."""
    code = _code(*WHOLE)
    done = run("resume", *code.lower().split("-"), *TODAY)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run("run", *given(WHOLE), *TODAY).stdout


def test_resume_by_script_names_the_missing_answer_and_takes_it() -> None:
    """A code of fewer answers than the route now asks for: exit 4; `-a` goes on."""
    code = _code(*WHOLE)
    missing = run("resume", code, "-a", "issue=draft_plan", *TODAY)
    done = run(
        "resume",
        code,
        "-a",
        "issue=draft_plan",
        "-a",
        "draft_date=2026-11-16",
        "--defaults",
        *TODAY,
        "--format",
        "json",
    )

    assert (missing.returncode, "an answer is needed" in missing.stderr) == (4, True)
    assert done.returncode == 0
    unused = json.loads(done.stdout)["unused"]
    assert {"decision", "letter_date", "mediation"} <= set(unused)


def test_resume_refuses_a_slip_and_a_code_that_no_guide_reads() -> None:
    """A mistyped code ends with 2 and what to do."""
    code = _code(*WHOLE)
    done = run("resume", code[:-1] + ("0" if code[-1] != "0" else "1"), *TODAY)

    assert (done.returncode, "four at a time" in done.stderr) == (2, True)


@pytest.mark.parametrize("format", ["html", "ics", "note", "message"])
@pytest.mark.parametrize(
    "command", [("print",), ("deadline", "--letter", "2026-11-02"), ("diff", "flows", "flows")]
)
def test_a_format_that_a_command_does_not_write_is_refused(
    command: tuple[str, ...], format: str
) -> None:
    """Nobody gets plain text under the name of another format."""
    assert run(*command, "--format", format).returncode == 2


@pytest.mark.parametrize("command", ["run", "graph", "watch"])
def test_a_misspelt_question_is_named_with_its_nearest(command: str) -> None:
    """The same slip gets the same message, wherever answers are taken."""
    done = run(command, "-a", "councl=luton", "--defaults")

    assert (done.returncode, "Did you mean 'council'?" in done.stderr) == (5, True)


def test_an_answer_given_to_resume_off_the_route_is_refused() -> None:
    """A code brings the answers of its route; one that belongs elsewhere was given by mistake."""
    code = json.loads(run("run", *given(WHOLE), *TODAY, "--format", "json").stdout)["resume_code"]
    done = run("resume", code, "-a", "draft_date=2026-11-02", *TODAY)

    assert (done.returncode, "not asked on this route" in done.stderr) == (5, True)


LONG = "y" * 300


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("run", *given(WHOLE), *TODAY, "--output", LONG), 2),
        (("graph", "--output", LONG), 2),
        (("list", "--flows", LONG), 3),
        (("check", LONG), 3),
        (("diff", LONG, "flows"), 2),
        (("test", "--fail-under", "nan"), 2),
        (("deadline", "--letter", "9999-12-31"), 2),
        (("run", ""), 2),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_the_file_system_or_the_calendar_refuses_is_told(
    command: tuple[str, ...], code: int
) -> None:
    """Names that are too long and years out of all bounds get a message and their exit code.

    Never a traceback.
    """
    done = run(*command)

    assert (done.returncode, "Traceback" in done.stdout + done.stderr) == (code, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "command",
    [("run", *given(WHOLE), *TODAY), ("list",), ("schema",), ("--help",)],
    ids=lambda command: command[0],
)
def test_an_output_that_is_full_is_told(command: tuple[str, ...]) -> None:
    """A full disk behind standard output is no bug of ours: exit 2 and one line."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "send_guide", *command],
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert (done.returncode, done.stderr) == (
        2,
        "The output could not be written: No space left on device.\n",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a shell that closes streams is needed")
@pytest.mark.parametrize(("closed", "code"), [(">&-", 2), ("2>&-", 0), ("<&-", 0)])
def test_a_closed_stream_is_no_bug(closed: str, code: int) -> None:
    """Closed standard streams end in the exit code of the contract."""
    command = f"exec {sys.executable} -m send_guide list {closed}"

    assert (
        subprocess.run(["sh", "-c", command], capture_output=True, check=False).returncode == code
    )


def test_answers_without_an_end_are_not_read_for_ever() -> None:
    """Only as much is read as answers may hold."""
    done = run("run", "--answers", os.devnull if not Path("/dev/zero").exists() else "/dev/zero")

    assert done.returncode == 2


def test_deadline_says_what_a_guide_without_roles_lacks(small_flows: Path, tmp_path: Path) -> None:
    """No date is worked out from a question that only happens to have the right name."""
    text = (small_flows / "example.yaml").read_text(encoding="utf-8")
    changed = text.replace("letter_date: letter_date, ", "")
    (tmp_path / "example.yaml").write_text(changed, encoding="utf-8")
    done = run("deadline", "--letter", "2026-10-01", "--flows", str(tmp_path), *TODAY)

    assert changed != text
    assert done.returncode == 2
    assert "Add `letter_date` to `roles`" in done.stderr
