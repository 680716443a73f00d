"""The end of a call: read aloud, change an answer and see the new guidance, save, start anew."""

from pathlib import Path

import pytest

from .conftest import ENTER, KINDS, Opens, Terminal

ALL = (
    *KINDS,
    "-a",
    "council=luton",
    "-a",
    "parts=needs",
    "-a",
    "letter_date=2026-11-02",
    "-a",
    "told=yes_told",
)


@pytest.fixture(params=[False, True], ids=["menu", "plain"])
def plain(request: pytest.FixtureRequest) -> bool:
    """Both ways to ask."""
    return bool(request.param)


def ended(opens: Opens, plain: bool, folder: Path | None = None) -> Terminal:
    return (
        opens(*ALL, *(["--plain"] if plain else []), folder=folder)
        .shows("You can appeal")
        .asks("What next?")
    )


def press(call: Terminal, key: str, plain: bool) -> Terminal:
    return call.press(key, ENTER) if plain else call.press(key)


def test_read_aloud_one_line_at_a_time(opens: Opens, plain: bool) -> None:
    """The time limits first, then each line of the steps, one key on and one back; a child at risk is a key away meanwhile."""
    call = press(ended(opens, plain), "1", plain).shows(
        "1 of 3: “The Tribunal must receive the appeal. Aim for Thursday 31 December 2026."
    )
    press(call.asks("And then?"), "1", plain).shows(
        "2 of 3: “There is a free local advice service.”"
    )
    press(call.asks("And then?"), "!", plain).shows("999")
    press(call.asks("And then?"), "2", plain).shows("1 of 3:")
    press(call.asks("And then?"), "3", plain).asks("What next?")


def test_a_key_typed_for_a_file_name_saves_nothing(
    opens: Opens, plain: bool, tmp_path: Path
) -> None:
    """Who asks for help or for a child at risk where a name is wanted gets it, and no file of that name."""
    call = (
        press(ended(opens, plain, tmp_path), "3", plain)
        .shows("Name of the file")
        .rests()
        .press("!", ENTER)
        .shows("999")
    )
    call.shows("Name of the file").rests().press("~nosuchuser/x", ENTER).shows(
        "home directory"
    ).shows("Name of the file").rests()
    call.press("y" * 300, ENTER).shows("cannot be written").shows("Name of the file").rests().press(
        ENTER
    ).asks("What next?")

    assert list(tmp_path.iterdir()) == []


def test_change_an_answer_and_see_the_new_guidance(opens: Opens, plain: bool) -> None:
    """The call ends anew with what the changed answer leads to, and undo brings the first outcome back."""
    call = press(
        press(ended(opens, plain), "2", plain).asks("Which answer do you want to change?"),
        "1",
        plain,
    ).asks("(until now: Luton)")
    press(call, "2", plain).shows("Still holds:").shows("Get advice first").asks("What next?")
    press(call, "u", plain).shows("Undone.").shows("You can appeal").asks("What next?")


def test_back_goes_to_the_last_question(opens: Opens, plain: bool) -> None:
    """At the end, too, one key goes back."""
    call = press(ended(opens, plain), "b", plain).asks("Answered before: It has been told")
    press(call, "2", plain).shows("= It has not been told").shows("You can appeal").asks(
        "What next?"
    )


@pytest.mark.parametrize(
    ("key", "name", "holds"),
    [
        ("3", "note.txt", "Case reference"),
        ("4", "message.txt", "Subject: After our talk"),
        ("5", "hand out.html", "<h1>You can appeal</h1>"),
        ("6", "dates.ics", "DTSTART;VALUE=DATE:20270104"),
    ],
)
def test_saving_writes_the_file_named_and_no_other(
    opens: Opens, plain: bool, tmp_path: Path, key: str, name: str, holds: str
) -> None:
    """Each document is written where the person says, and only there."""
    call = (
        press(ended(opens, plain, tmp_path), key, plain).shows("Enter alone: save nothing.").rests()
    )
    call.press(name, ENTER).shows("Saved as").asks("What next?")
    press(call, "8", plain)

    assert call.ends() == 0
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert holds in (tmp_path / name).read_text(encoding="utf-8")
    assert "not legal advice" in (tmp_path / name).read_text(encoding="utf-8").replace("\r\n ", "")


def test_saving_says_what_is_wrong_and_asks_again(
    opens: Opens, plain: bool, tmp_path: Path
) -> None:
    """A folder, a place that is not there, a file that is: nothing is lost, and Enter alone saves nothing."""
    (tmp_path / "old.txt").write_text("old", encoding="utf-8")
    call = (
        press(ended(opens, plain, tmp_path), "3", plain)
        .shows("save nothing.")
        .rests()
        .press(".", ENTER)
        .shows("is a folder")
        .shows("save nothing.")
    )
    call.rests().press("nowhere/x.txt", ENTER).shows("there is no folder").shows(
        "save nothing."
    ).rests().press("old.txt", ENTER)
    press(call.asks("There is a file old.txt already."), "0", plain).shows(
        "save nothing."
    ).rests().press(ENTER).shows("Nothing was saved.")

    assert (tmp_path / "old.txt").read_text(encoding="utf-8") == "old"
    press(call.asks("What next?"), "3", plain).shows("save nothing.").rests().press(
        "old.txt", ENTER
    )
    press(call.asks("There is a file"), "1", plain).shows("Saved as").asks("What next?")
    assert "CALL NOTE" in (tmp_path / "old.txt").read_text(encoding="utf-8")


def test_a_new_call_clears_the_screen(opens: Opens) -> None:
    """The next caller's family must not read what stands above: screen and scroll-back are cleared, and nothing is known any more."""
    call = ended(opens, False).press("7").asks("Question 1, at most 3 more").rests()

    assert b"\x1b[3J" in call.written
    assert (
        "\n".join(line.rstrip() for line in call.screen.display).lstrip().startswith("Question 1")
    )


def test_a_new_call_in_plain_lines_says_where_it_starts(opens: Opens) -> None:
    """Plain lines are never taken away, so a line parts the calls."""
    ended(opens, True).press("new", ENTER).shows("A new call.").asks("Question 1, at most 3 more")


def test_nothing_is_offered_where_the_guidance_goes_to_a_file(opens: Opens, tmp_path: Path) -> None:
    """With --output the call is over when the file is written."""
    call = opens(*ALL, "--output", str(tmp_path / "page.txt"))

    assert call.ends() == 0
    assert "What next?" not in call.text
    assert (
        (tmp_path / "page.txt")
        .read_text(encoding="utf-8")
        .startswith("YOU CAN APPEAL\n==============\n")
    )


def test_standard_output_takes_the_guidance_alone(opens: Opens, tmp_path: Path) -> None:
    """With standard output sent to a file the questions stay on the terminal, the file holds the page, and nothing is offered."""
    call = (
        opens(*ALL[:-2], into=tmp_path / "page.txt")
        .asks("Has anybody told the council?")
        .press("1", ENTER)
    )

    assert call.ends() == 0
    assert "What next?" not in call.text
    page = (tmp_path / "page.txt").read_text(encoding="utf-8")
    assert page.startswith("YOU CAN APPEAL\n")
    assert "Has anybody told the council?" not in page.split("Your answers")[0]
