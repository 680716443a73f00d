"""Two versions of a small guide.

Whose guidance changes, which words change, and how the command says so.
"""

import json
import subprocess
from datetime import date
from pathlib import Path

import pytest

from send_guide.authoring import diff_report as change_note
from send_guide.cli import main
from send_guide.formats import plain
from send_guide.language import catalogue
from send_guide.proof.diff import Diff, diff
from send_guide.proof.differences import Detail, Difference

TODAYS = (date(2026, 11, 23), date(2026, 11, 24))


def edited(flows: Path, place: Path, *edits: tuple[str, str]) -> Path:
    """A copy of a flows folder with texts replaced; each must be there."""
    text = (flows / "example.yaml").read_text(encoding="utf-8")
    for written, instead in edits:
        assert written in text
        text = text.replace(written, instead)
    place.mkdir(exist_ok=True)
    (place / "example.yaml").write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def compare(small_flows: Path, tmp_path: Path) -> "Comparer":
    """Compares the example of the flow language's reference with an edited copy."""
    return Comparer(small_flows, tmp_path / "new")


class Comparer:
    """The example guide, and a place for its next version."""

    def __init__(self, flows: Path, place: Path) -> None:
        self.flows, self.place = flows, place

    def __call__(self, *edits: tuple[str, str]) -> Diff:
        """The difference that these edits make."""
        new = edited(self.flows, self.place, *edits)
        return diff(catalogue.load(self.flows, "example"), catalogue.load(new, "example"), TODAYS)


def _abouts(found: Diff) -> set[str]:
    """What the first difference of each change is about."""
    return {change.differences[0].about for change in found.changes}


def test_nothing_changes_for_anyone(compare: Comparer) -> None:
    """The same text, and a condition said in another way, change nothing."""
    assert (compare().changes, compare().words) == ((), ())
    other_words = compare(
        (
            "when: {council: luton, letter_date: given}",
            "when: {letter_date: given, council: {only: [luton]}}",
        )
    )
    assert (other_words.changes, other_words.words) == ((), ())


def test_a_step_that_comes_for_more_callers_is_one_cause(compare: Comparer) -> None:
    """One edit is one entry, with the callers it is about and one of them to walk."""
    [change] = compare(
        ("when: {tribunal_appeal: passed}", "when: {tribunal_appeal: [today, passed]}")
    ).changes

    assert change.differences == (Difference("step", after="ask_for_time"),)
    assert (change.outcomes, dict(change.states)) == (("appeal",), {"tribunal_appeal": ("today",)})
    assert change.caller.answers == {"council": "luton", "letter_date": date(2026, 9, 23)}


def test_a_changed_ending_is_one_cause_with_what_goes_along(compare: Comparer) -> None:
    """Who ends elsewhere is told so once.

    The steps and time limits that change with it stand beside.
    """
    [change] = compare(
        (
            "when: {council: luton, letter_date: given}",
            "when: {council: [luton, another], letter_date: given}",
        )
    ).changes

    assert change.differences == (Difference("outcome", "advice", "appeal"),)
    assert change.beside == (Detail("step", "", "ask_for_time"),)
    assert change.who == {"council": (("another",),), "letter_date": (("date",),)}


def test_two_edits_are_two_causes(compare: Comparer) -> None:
    """Edits about different callers are told apart."""
    found = compare(
        (
            "call: [contact_sendias]",
            "call:\n      - step: contact_sendias\n        when: {council: [luton, another]}",
        ),
        ("when: {tribunal_appeal: passed}", "when: {tribunal_appeal: [today, passed]}"),
    )

    assert [change.outcomes for change in found.changes] == [("advice",), ("appeal",)]


def test_the_order_of_steps_is_part_of_the_guidance(compare: Comparer) -> None:
    """Steps in another order are reported for those who see both."""
    first = "      - contact_sendias\n"
    second = "      - step: ask_for_time\n        when: {tribunal_appeal: passed}\n"
    [change] = compare((first + second, second + first)).changes

    assert change.differences == (Difference("order", "contact_sendias", "contact_sendias"),)
    assert change.beside == (Detail("step above “contact_sendias”", "none", "ask_for_time"),)


def test_words_and_rules_that_change_are_reported(compare: Comparer) -> None:
    """A text and a time limit's length are no change of route, and still to be signed off."""
    found = compare(
        (
            "find: The council's website names it.",
            "find: Ring the council.\n    phone: 01582 548156",
        ),
        ("{months: 2,", "{months: 3,"),
    )
    words = {
        (word.kind, word.id, word.key): (
            change_note.said(word.before),
            change_note.said(word.after),
        )
        for word in found.words
    }

    assert words == {
        ("contact", "sendias", "phone"): ("nothing", "01582 548156"),
        ("contact", "sendias", "find"): ("The council's website names it.", "Ring the council."),
        ("time limit", "tribunal_appeal", "spans"): (
            "2 months from the letter (letter_date)",
            "3 months from the letter (letter_date)",
        ),
    }
    assert _abouts(found) == {"state", "step"}


def test_a_new_question_takes_its_default(compare: Comparer) -> None:
    """Callers of the old version get the default of a new question.

    The question is reported as new.
    """
    weather = (
        "  weather:\n    kind: one\n    ask: Is it raining?\n    why: It matters.\n"
        "    {}options:\n      rain: Rain\n      sun: Sun\n"
        "    go:\n      - when: {{weather: rain}}\n        to: advice\n      - to: letter_date\n"
        "  letter_date:\n"
    )
    edits = (
        ("    go: letter_date\n", "    go: weather\n"),
        ("  letter_date:\n    kind: date\n", weather + "    kind: date\n"),
    )
    with_default = compare(
        *(
            (written, instead.format("default: sun\n    ") if "{}" in instead else instead)
            for written, instead in edits
        )
    )
    without = compare(
        *(
            (written, instead.format("") if "{}" in instead else instead)
            for written, instead in edits
        )
    )

    assert with_default.changes == ()
    assert [(word.kind, word.id, word.before) for word in with_default.words] == [
        ("question", "weather", None),
        ("answer", "weather=rain", None),
        ("answer", "weather=sun", None),
    ]
    assert _abouts(without) == {"outcome", "state"}
    assert all(change.who["weather"] == (("rain",),) for change in without.changes)


def test_a_question_that_is_gone_is_compared_for_every_answer(compare: Comparer) -> None:
    """Whoever answered a question that is asked no longer is still compared.

    The question is reported as gone.
    """
    edits = (
        ("  council:\n    kind: one\n", "  area:\n    kind: one\n"),
        ("start: council", "start: area"),
        ("{council: luton, ", "{area: luton, "),
    )
    found = compare(*edits)

    # the new question has a default, not_sure,
    # so callers from Luton are no longer told that they can appeal
    assert [change.differences for change in found.changes] == [
        (Difference("outcome", "appeal", "advice"),),
        (Difference("state", "tribunal_appeal", "tribunal_appeal"),),
    ]
    assert [(word.id, word.before is None) for word in found.words if word.kind == "question"] == [
        ("council", False),
        ("area", True),
    ]


def test_the_command_compares_folders_and_says_when_nothing_changes(
    small_flows: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 0 and a clear line when nothing changes.

    When something does, exit 0 with the causes as JSON.
    """
    new = edited(
        small_flows,
        tmp_path / "new",
        ("when: {tribunal_appeal: passed}", "when: {tribunal_appeal: [today, passed]}"),
    )

    assert (
        main(
            [
                "diff",
                str(small_flows),
                str(small_flows),
                "--format",
                "plain",
                "--today",
                "2026-11-23",
            ]
        )
        == 0
    )
    assert "Nothing changes for anyone" in capsys.readouterr().out
    assert (
        main(["diff", str(small_flows), str(new), "--format", "json", "--today", "2026-11-23"]) == 0
    )
    [change] = json.loads(capsys.readouterr().out)["changes"]
    assert change["parts"] == [{"what": "step", "before": None, "after": "ask_for_time"}]
    assert change["caller"]["command"].startswith(
        "send-guide run example -a council=luton -a letter_date="
    )


def test_the_command_compares_git_revisions(
    small_flows: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Revisions of one flows folder are laid out and compared.

    A name that is neither folder nor revision is refused.
    """
    flows = edited(small_flows, tmp_path / "flows")
    git = [
        "git",
        "-C",
        str(tmp_path),
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@example.org",
        "-c",
        "commit.gpgsign=false",
    ]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "flows"], check=True)
    subprocess.run([*git, "commit", "-q", "-m", "old"], check=True)
    edited(flows, flows, ("Free, impartial advice", "Advice without charge"))
    words = [
        "diff",
        "HEAD",
        str(flows),
        "--flows",
        str(flows),
        "--format",
        "markdown",
        "--today",
        "2026-11-23",
    ]

    assert main(words) == 0
    assert "contact sendias: purpose" in capsys.readouterr().out
    assert main(["diff", "nosuch", str(flows), "--flows", str(flows)]) == 2
    assert "neither a folder nor a git revision" in capsys.readouterr().err


def test_the_note_names_who_before_and_after(compare: Comparer) -> None:
    """A reviewer reads outcome, callers in the words of the guide, and a command to walk."""
    found = compare(
        (
            "when: {council: luton, letter_date: given}",
            "when: {council: [luton, another], letter_date: given}",
        )
    )
    note = plain.render(change_note.in_blocks(found), 200)

    assert "outcome: “You can appeal (appeal)” instead of “Get advice first (advice)”" in note
    assert "Who answers council: “A different council”" in note
    assert "send-guide run example -a council=another" in note
