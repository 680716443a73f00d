"""The end of a call: the card is the screen, and every key of it comes back to it."""

import base64
import re
from pathlib import Path

import pytest

from .conftest import ENTER, KINDS, Opens, Terminal

KNOWN = ("council=luton", "parts=needs", "letter_date=2026-11-02", "told=yes_told")
ALL = (*KINDS, *(word for answer in KNOWN for word in ("-a", answer)))
TITLE = "You can appeal"


@pytest.fixture(params=[False, True], ids=["menu", "plain"])
def plain(request: pytest.FixtureRequest) -> bool:
    """Both ways to ask."""
    return bool(request.param)


def ended(opens: Opens, plain: bool, folder: Path | None = None) -> Terminal:
    """A call at its card."""
    return opens(*ALL, *(["--plain"] if plain else []), folder=folder).asks(TITLE)


def press(call: Terminal, key: str, plain: bool) -> Terminal:
    return call.press(key, ENTER) if plain else call.press(key)


OPENS = {
    "1": "There is a free local advice service",
    "d": "How this is worked out",
    "t": "How this is worked out",
    "m": "more help",
    "e": "Your answers",
    "?": "Keys of the card",
    "w": "Which council do you pay",
    "c": "01632 960001",
    "g": "Words explained",
    "!": "In immediate danger ring 999",
    "k": "send-guide resume",
}


@pytest.mark.parametrize(("key", "shown"), OPENS.items())
def test_a_key_opens_a_screen_and_another_comes_back_to_the_card(
    opens: Opens, key: str, shown: str
) -> None:
    """The card stands again as it was, to the last sign."""
    call = ended(opens, plain=False)
    before = call.window
    call.press(key).shows(shown).holds("Any key goes back").press("x").asks(TITLE)

    assert call.window == before


@pytest.mark.parametrize(("key", "shown"), OPENS.items())
def test_in_plain_lines_the_same_is_written_below(opens: Opens, key: str, shown: str) -> None:
    """Nothing is drawn anew: the card is written once, and the keys are named after each answer."""
    call = ended(opens, plain=True)
    call.press(key, ENTER).shows(shown).waits()

    assert call.text.count(f"\n{TITLE}\n") == (2 if key == "e" else 1)


@pytest.mark.parametrize("keys", [(ENTER,), (ENTER, ENTER), ("7",), ("x",), ("\x1b",), (" ",)])
def test_stray_keys_do_nothing_at_the_card(opens: Opens, keys: tuple[str, ...]) -> None:
    """Enter, a step that is not there, Esc and Space leave the card as it is."""
    call = ended(opens, plain=False)
    before = call.window
    call.press(*keys).press("?").shows("Keys of the card").press("x").asks(TITLE)

    assert call.window == before


def test_read_aloud_one_line_at_a_time(opens: Opens, plain: bool) -> None:
    """A line a screen, Enter for the next and b for the one before; other keys work meanwhile."""
    call = press(ended(opens, plain), "s", plain).asks("1 of 5")
    assert f"“{TITLE}.”" in call.flowed
    call.press(ENTER).asks("2 of 5")
    assert "last day Monday 4 January 2027" in call.flowed
    call.press(ENTER).asks("3 of 5").press(ENTER).asks("4 of 5")
    assert "oh one six three two, nine six oh, oh oh one" in call.flowed
    press(call, "!", plain).shows("999")
    if not plain:
        call.press("x")
    press(call.waits(), "b", plain).asks("3 of 5")
    press(call, "q", plain).waits()


def test_change_an_answer_and_see_what_is_new(opens: Opens, plain: bool) -> None:
    """The card comes again with what changed marked, and undo brings the first one back."""
    call = press(ended(opens, plain), "a", plain).asks("Which answer do you want to change?")
    press(press(call, "1", plain).asks("(until now: Luton)"), "2", plain).asks("Get advice first")
    assert "* marks what is new" in call.flowed
    press(call, "u", plain).asks(TITLE)
    assert re.search(r"^\d\* ", call.text, re.MULTILINE) or "* marks" in call.flowed


def test_back_goes_to_the_last_question(opens: Opens, plain: bool) -> None:
    """At the card, too, one key goes back."""
    call = press(ended(opens, plain), "b", plain).asks("Answered before: It has been told")
    press(call, "2", plain).shows("= It has not been told").waits()
    assert "The card says the same as before the change." in call.flowed


def test_another_problem_of_the_family_keeps_what_stays_the_same(
    opens: Opens, plain: bool, tmp_path: Path
) -> None:
    """Council and the like are not asked again, and the papers then hold both problems."""
    call = press(ended(opens, plain, tmp_path), "n", plain).asks("Which parts of the plan")
    assert "Which council do you pay council tax to? Luton" in call.flowed
    call.press("2", ENTER).asks("What date").press("9/11", ENTER).asks("Has anybody")
    press(call, "1", plain).asks(TITLE)
    press(call, "p", plain).asks("Papers:")
    press(call, "4", plain).shows("goes back. >").press(ENTER).asks("Saved as")

    text = (tmp_path / "message.txt").read_text(encoding="utf-8")
    assert "11 January 2027" in text
    assert "4 January 2027" in text


def test_the_message_is_copied_to_the_clipboard(opens: Opens) -> None:
    """The terminal gets the message as OSC 52."""
    call = ended(opens, plain=False).press("y").holds("Sent the message to the clipboard")
    copied = re.search(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)\x07", call.written)

    assert copied is not None
    assert "not legal advice" in base64.b64decode(copied[1]).decode()


PAPERS = [
    ("3", "hand out.html", "<h1"),
    ("4", "message.txt", "not legal advice"),
    ("6", "note", "Luton"),
    ("7", "dates.ics", "DTSTART;VALUE=DATE:20270104"),
]


@pytest.mark.parametrize(("key", "name", "holds"), PAPERS)
def test_saving_writes_the_file_named_and_no_other(
    opens: Opens, plain: bool, tmp_path: Path, key: str, name: str, holds: str
) -> None:
    """Each paper is written where the person says, with the right ending, and only there."""
    call = press(ended(opens, plain, tmp_path), "p", plain).asks("Papers:")
    press(call, key, plain).shows("goes back. >").press(name, ENTER)
    press(call.asks("Saved as"), "q", plain)

    assert call.ends() == 0
    name = name if "." in name else f"{name}.txt"
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert holds in (tmp_path / name).read_text(encoding="utf-8")


def test_enter_takes_the_name_that_is_suggested(opens: Opens, plain: bool, tmp_path: Path) -> None:
    """The file goes into the current folder, and its whole path is said."""
    call = press(ended(opens, plain, tmp_path), "p", plain).asks("Papers:")
    press(call, "6", plain).shows("goes back. >").press(ENTER).asks("Saved as")

    assert str(tmp_path / "call-note.txt").replace(" ", "") in call.flowed.replace(" ", "")
    assert [path.name for path in tmp_path.iterdir()] == ["call-note.txt"]


def test_an_absolute_path_works(opens: Opens, plain: bool, tmp_path: Path) -> None:
    """A path that begins with a stroke is no search."""
    target = tmp_path / "n"
    call = press(ended(opens, plain), "p", plain).asks("Papers:")
    press(call, "6", plain).shows("goes back. >").press(str(target), ENTER).shows("Saved as")

    call.waits()
    assert "CALL NOTE" in target.with_suffix(".txt").read_text(encoding="utf-8").upper()


def test_all_papers_go_into_one_folder(opens: Opens, plain: bool, tmp_path: Path) -> None:
    """The folder is made; a second time it is asked before anything is written over."""
    call = press(ended(opens, plain, tmp_path), "p", plain).asks("Papers:")
    press(call, "2", plain).shows("goes back. >").press("all", ENTER).shows("Saved in")
    names = {path.name for path in (tmp_path / "all").iterdir()}
    assert {"hand-out.html", "message.txt", "call-note.txt", "dates.ics"} <= names

    press(call.waits(), "p", plain).asks("Papers:")
    press(call, "2", plain).shows("goes back. >").press("all", ENTER).asks("already.")
    press(call, "0", plain).shows("goes back. >").press("b", ENTER).waits()
    assert "Nothing was saved." in call.flowed


def test_saving_says_what_is_wrong_and_asks_again(
    opens: Opens, plain: bool, tmp_path: Path
) -> None:
    """A folder, a place that is not there, a file that is: nothing is lost."""
    (tmp_path / "old.txt").write_text("old", encoding="utf-8")
    call = press(ended(opens, plain, tmp_path), "p", plain).asks("Papers:")
    press(call, "6", plain).shows("goes back. >")
    for typed, why in (
        (".", "is a folder"),
        ("nowhere/x.txt", "there is no folder"),
        ("~nosuchuser/x", "home directory"),
        ("y" * 300, "cannot be written"),
        ("!", "999"),
    ):
        call.press(typed, ENTER).shows(why)
        if typed == "!" and not plain:
            call.holds("Any key goes back").press("x")
        call.shows("goes back. >")
    press(call.press("old.txt", ENTER).asks("old.txt already."), "0", plain).shows("goes back. >")
    call.press("b", ENTER).waits()

    assert [path.name for path in tmp_path.iterdir()] == ["old.txt"]
    assert (tmp_path / "old.txt").read_text(encoding="utf-8") == "old"


def test_a_new_call_clears_the_screen(opens: Opens) -> None:
    """The next family must not read what stands above: screen and history are cleared."""
    call = ended(opens, False).press("N").asks("Question 1, at most 3 more")

    assert b"\x1b[3J" in call.written
    assert "\n".join(call.window).lstrip().startswith("Question 1")
    assert "Known already" not in "\n".join(call.window)


def test_a_new_call_in_plain_lines_says_where_it_starts(opens: Opens) -> None:
    """Plain lines are never taken away, so a line parts the calls."""
    ended(opens, True).press("new", ENTER).shows("A new call.").asks("Question 1, at most 3 more")


def test_the_card_stays_on_the_screen_when_the_call_ends(opens: Opens) -> None:
    """What the menu drew is taken away, so the card is written once more."""
    call = ended(opens, False).press("q")

    assert call.ends() == 0
    assert TITLE in call.window
    assert "? all keys" not in "\n".join(call.window)


def test_nothing_is_offered_where_the_guidance_goes_to_a_file(opens: Opens, tmp_path: Path) -> None:
    """With --output the call is over when the file is written."""
    call = opens(*ALL, "--output", str(tmp_path / "page.txt"))

    assert call.ends() == 0
    assert "all keys" not in call.text
    page = (tmp_path / "page.txt").read_text(encoding="utf-8")
    assert page.startswith("YOU CAN APPEAL\n==============\n")


def test_standard_output_takes_the_guidance_alone(opens: Opens, tmp_path: Path) -> None:
    """With standard output sent to a file, the questions stay on the terminal."""
    call = opens(*ALL[:-2], into=tmp_path / "page.txt")
    call.asks("Has anybody told the council?").press("1", ENTER)

    assert call.ends() == 0
    assert TITLE not in call.text
    page = (tmp_path / "page.txt").read_text(encoding="utf-8")
    assert page.startswith("YOU CAN APPEAL\n")
    assert "Has anybody told the council?" not in page.split("Your answers")[0]
