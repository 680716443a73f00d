"""Hostile and broken flow files: a message with a place, never a traceback or a wrong reading."""

import os
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from send_guide.errors import UnsoundFlows, UsageError
from send_guide.guide import Guide
from send_guide.language import (
    assemble as parse,
)
from send_guide.language import (
    catalogue,
    faults,
    plain_yaml,
)
from send_guide.language import (
    yaml_tree as nodes,
)

GOOD = (Path(__file__).parents[1] / "bad_flows" / "unused-step.yaml").read_text(encoding="utf-8")
BOMB = "guide: x\na0: &a0 [x, x]\n" + "".join(
    f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60)
)


def rules(tmp_path: Path, data: bytes) -> set[str]:
    (tmp_path / "flow.yaml").write_bytes(data)
    return {problem.rule for problem in faults.examine([tmp_path])}


@given(data=st.binary(max_size=300))
@example(data=b"[" * 100_000)
@example(data=b"{a: " * 5_000)
@example(data=b"? ? ? x")
@example(data="é\r!\u2028# x".encode())
@example(data=b"\xff\xfe\x00g")
@example(data=BOMB.encode())
@settings(deadline=None, max_examples=300)
def test_any_bytes_are_read_or_refused_with_a_place(data: bytes) -> None:
    """Whatever a file holds, reading it ends with a guide or with faults that have a place."""
    document = parse.read_document("flow.yaml", data)
    guide, problems = parse.build_guide([document])
    root = document.tree.root
    has_head = isinstance(root, nodes.Keys) and "guide" in root.keys

    assert guide is not None or problems or not has_head
    assert all(
        problem.line >= 1 and problem.column >= 1 and problem.message and problem.fix
        for problem in problems
    )


@given(
    cut=st.integers(0, len(GOOD)),
    put=st.text(alphabet="abc:-#&*!%@`'\"[]{}>|,?\n\t \u00a0\u2028\x07é", max_size=6),
)
@settings(deadline=None, max_examples=300)
def test_a_damaged_flow_is_read_or_refused(cut: int, put: str) -> None:
    """A slip of the keyboard anywhere in a flow never ends in a traceback."""
    parse.build_guide([parse.read_document("flow.yaml", (GOOD[:cut] + put + GOOD[cut:]).encode())])


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"x" * (nodes.LARGEST + 1), "too-large"),
        (BOMB.encode(), "anchor-or-tag"),
        (b"guide: " + b"[" * 5000, "too-deep"),
        (b"", "empty-file"),
        (GOOD.encode("utf-16"), "not-utf8"),
        (GOOD.replace("Free advice", "Free \x1b[2Jadvice").encode(), "control-character"),
    ],
)
def test_hostile_files_are_refused(tmp_path: Path, data: bytes, rule: str) -> None:
    """Size, aliases, depth and encoding are limited before anything is built from them."""
    assert rule in rules(tmp_path, data)


def test_a_file_of_ten_megabytes_is_not_even_read(tmp_path: Path) -> None:
    """The size is looked at first."""
    with (tmp_path / "flow.yaml").open("wb") as file:
        file.truncate(10_000_000)

    with pytest.raises(UnsoundFlows, match=r"\[too-large\]"):
        catalogue.load(tmp_path, "flow")


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(
    small_flows: Path, tmp_path: Path
) -> None:
    """Files saved by Windows editors are read."""
    text = (small_flows / "example.yaml").read_text(encoding="utf-8")
    (tmp_path / "example.yaml").write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())

    assert catalogue.load(tmp_path, "example").title == "An example"


@pytest.mark.parametrize("written", ["0300 303 5857", "01582 548156", "999", "020 7359 3635"])
def test_a_number_stays_as_written(written: str) -> None:
    """No number becomes another one: YAML would make 192 of an unquoted 0300."""
    answers = plain_yaml.read_answers("x", f"phone: {written}\nno: 0300\nat: 9:30\n".encode())

    assert answers == {"phone": written, "no": "0300", "at": "9:30"}


def test_a_missing_folder_says_so() -> None:
    """Flows that are not there are a fault with a name, not a traceback."""
    with pytest.raises(UnsoundFlows, match=r"\[missing-folder\]"):
        catalogue.flows_folder(Path("nowhere"))


def test_an_unknown_guide_names_the_nearest(small_flows: Path) -> None:
    """A slip in the guide's name gets a suggestion."""
    with pytest.raises(UsageError, match="Did you mean 'example'"):
        catalogue.load(small_flows, "exampel")


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path, small: Guide) -> None:
    """A symbolic link inside the folder does not lead out of it."""
    outside = tmp_path / "outside.yaml"
    outside.write_text("sources:\n", encoding="utf-8")
    folder = tmp_path / "flows"
    folder.mkdir()
    (folder / "link.yaml").symlink_to(outside)
    (folder / "flow.yaml").write_text(
        GOOD.replace("questions:", "include: [link.yaml]\nquestions:", 1), encoding="utf-8"
    )

    assert "leaves-folder" in {problem.rule for problem in faults.examine([folder])}


def test_a_control_character_written_as_an_escape_is_found(
    small_flows: Path, tmp_path: Path
) -> None:
    """A quoted text may spell out what a terminal would obey; it is refused all the same."""
    text = (small_flows / "example.yaml").read_text(encoding="utf-8")
    (tmp_path / "example.yaml").write_text(
        text.replace("An example", '"An \\x1b[2J example"'), encoding="utf-8"
    )

    assert [problem.rule for problem in faults.examine([tmp_path])] == ["control-character"]


def test_a_file_that_is_too_large_has_one_fault(tmp_path: Path) -> None:
    """One fault is not reported as two."""
    with (tmp_path / "flow.yaml").open("wb") as file:
        file.truncate(10_000_000)

    assert [problem.rule for problem in faults.examine([tmp_path])] == ["too-large"]


INVISIBLE = (0x61C, 0x180E, 0x3164, 0x115F, 0x1160, 0x2800, 0xE0041, 0xFE0F, 0x34F, 0x206A, 0x206F)


@pytest.mark.parametrize("code", INVISIBLE, ids=hex)
def test_an_invisible_character_is_found(tmp_path: Path, code: int) -> None:
    """Nobody sees it, and it parts words or turns them round."""
    data = GOOD.replace("Free advice", f"Free{chr(code)} advice").encode()

    assert "odd-space" in rules(tmp_path, data)


def flows_with(folder: Path, include: str) -> set[str]:
    """The rules that a flow breaks when it includes this path."""
    text = GOOD.replace("questions:", f"include: ['{include}']\nquestions:", 1)
    (folder / "flow.yaml").write_text(text, encoding="utf-8")
    return {problem.rule for problem in faults.examine([folder])}


def test_a_circle_of_links_is_a_fault(tmp_path: Path) -> None:
    """As a guide of its own, and as a file that is included."""
    (tmp_path / "round.yaml").symlink_to(tmp_path / "round.yaml")

    assert "unreadable" in flows_with(tmp_path, "round.yaml")
    with pytest.raises(UnsoundFlows, match=r"\[unreadable\]"):
        catalogue.load(tmp_path, "round")


def test_a_folder_that_leads_to_itself_is_walked_once(tmp_path: Path) -> None:
    """A link to a folder is not followed."""
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)

    assert rules(tmp_path, GOOD.encode()) == {"unused-step"}


@pytest.mark.parametrize("length", [300, 5000])
def test_a_name_that_is_too_long_is_a_fault(tmp_path: Path, length: int) -> None:
    """The file system refuses to look; the message does not repeat it all."""
    name = "a" * length + ".yaml"

    assert "unreadable" in flows_with(tmp_path, name)
    assert all(len(str(problem)) < 300 for problem in faults.examine([tmp_path]))
    with pytest.raises(UnsoundFlows):
        catalogue.flows_folder(Path(name))


def test_a_name_with_an_escape_is_a_fault(tmp_path: Path) -> None:
    """A zero byte in a path ends no program."""
    text = GOOD.replace("questions:", 'include: ["a\\0.yaml"]\nquestions:', 1)

    assert rules(tmp_path, text.encode()) >= {"control-character"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open everything")
def test_a_folder_that_nobody_may_open_is_told(tmp_path: Path) -> None:
    """It is not passed over with "No faults found"."""
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0)
    try:
        assert "unreadable" in rules(tmp_path, GOOD.encode())
    finally:
        closed.chmod(0o700)


def test_a_device_that_never_ends_is_a_fault(tmp_path: Path) -> None:
    """Only files are read; nothing waits for a pipe that nobody fills."""
    (tmp_path / "inside").mkdir()
    os.mkfifo(tmp_path / "inside" / "pipe.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")

    assert "unreadable" in flows_with(tmp_path, "inside/pipe.yaml")
    assert set(catalogue.guides(tmp_path)) == {"bad", "pipe", "zero"}
    with pytest.raises(UnsoundFlows, match=r"\[unreadable\]"):
        catalogue.load(tmp_path, "pipe")
    with pytest.raises(UnsoundFlows, match=r"\[leaves-folder\]"):
        catalogue.load(tmp_path, "zero")


@pytest.mark.parametrize("name", ["other.yaml", "guarantees.yaml", "scenarios/one.yaml"])
def test_no_link_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    """Guides, guarantees and scenarios are no exception."""
    outside = tmp_path / "outside.yaml"
    outside.write_text(GOOD, encoding="utf-8")
    folder = tmp_path / "flows"
    (folder / "scenarios").mkdir(parents=True)
    (folder / name).symlink_to(outside)

    assert "leaves-folder" in rules(folder, GOOD.encode())


def test_guarantees_beside_two_guides_are_no_fault(tmp_path: Path) -> None:
    """They belong to the main guide; without one, nobody reads them."""
    for name in ("one", "two"):
        text = GOOD.replace("id: bad", f"id: {name}")
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "guarantees.yaml").write_text("guarantees: {}\n", encoding="utf-8")

    assert {problem.rule for problem in faults.examine([tmp_path])} == {"unused-step"}


def test_an_empty_mapping_is_an_empty_file(tmp_path: Path) -> None:
    """It says so where it is included, and where it stands for a guide."""
    (tmp_path / "more.yaml").write_text("{}", encoding="utf-8")

    assert "empty-file" in flows_with(tmp_path, "more.yaml")
    assert set(catalogue.guides(tmp_path)) == {"bad"}
    with pytest.raises(UnsoundFlows, match=r"\[empty-file\]"):
        catalogue.load(tmp_path, "bad")


def test_a_file_without_a_guide_is_told_as_what_it_is(tmp_path: Path) -> None:
    """A part of a guide cannot be checked alone."""
    (tmp_path / "part.yaml").write_text("steps: {}\n", encoding="utf-8")

    [problem] = faults.examine([tmp_path / "part.yaml"])
    assert problem.rule == "no-guide"


def test_a_name_that_ends_in_yml_is_told_as_what_it_is(tmp_path: Path) -> None:
    """Alone, and beside a guide."""
    (tmp_path / "a.yml").write_text(GOOD, encoding="utf-8")

    [alone] = faults.examine([tmp_path])
    assert (alone.rule, alone.fix) == ("no-guide", "a flow's name ends in .yaml: rename a.yml")
    (tmp_path / "flow.yaml").write_text(GOOD, encoding="utf-8")
    beside = [problem.fix for problem in faults.examine([tmp_path]) if "a.yml" in problem.file]
    assert beside == ["a flow's name ends in .yaml: rename it to a.yaml"]


def test_guides_are_told_apart_by_their_id(tmp_path: Path) -> None:
    """A guide is addressed by its id; a second one with the same id is a fault."""
    (tmp_path / "first.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "second.yaml").write_text(GOOD, encoding="utf-8")
    found = faults.examine([tmp_path])

    assert set(catalogue.guides(tmp_path)) == {"bad", "second"}
    assert [problem.file for problem in found if problem.rule == "duplicate-id"] == ["second.yaml"]


def test_what_a_terminal_would_obey_is_spelt_out(tmp_path: Path) -> None:
    """Names of files stand in messages."""
    (tmp_path / "a\x1b[2J\u202e.yaml").write_text("steps: {}\n", encoding="utf-8")
    rules(tmp_path, GOOD.encode())
    told = "\n".join(map(str, faults.examine([tmp_path])))

    assert r"a\u001b[2J\u202e.yaml" in told
    assert "\x1b" not in told
