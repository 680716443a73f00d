"""Plain lines.

Numbers and words are typed, everything is only ever added, and nothing but text is written.
"""

import re

import pytest

from .conftest import CTRL_D, KINDS, Opens, Terminal
from .test_call import KNOWN, TODAY
from .test_keys import ASKED

NOT_TEXT = re.compile(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]|\r(?!\n)")
"""Anything but letters, signs and ends of lines.

Escape sequences, bells, backspaces, returns without a new line.
"""
BOXES = re.compile("[\u2500-\u259f]")


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_whole_call_in_plain_lines(opens: Opens, columns: int) -> None:
    """The same call as with the menu: numbers, ids, commands as words and letters.

    Not one escape sequence, box or overlong line.
    """
    call = opens("run", "--plain", *KNOWN, *TODAY, columns=columns)
    call.asks("What is it about?").press("1\r").asks("What has the council decided?").press(
        "plan_contents\r"
    ).asks("Is this plan new").press("1\r")
    call.asks("Which parts").press("8\r").asks("is not one of the answers").press("1, 3\r").asks(
        "What date is on the decision letter?"
    ).press("b\r")
    call.asks("Answered before: The needs").press("1 3\r").asks("Question 8").press(
        "9/11/2026\r"
    ).asks("How far").press("w\r")
    call.shows("Why we ask").asks("How far").press("1\r").shows("last day").waits().press("quit\r")

    assert call.ends() == 0
    assert not NOT_TEXT.search(call.written)
    assert not BOXES.search(call.text)
    assert "last day Monday 11 January 2027" in call.flowed
    written = call.written.decode().split("\r\n")
    assert [
        line
        for line in written
        if len(line) > min(columns, 100) and "http" not in line and "@" not in line
    ] == []


def test_the_lines_at_40_columns(opens: Opens) -> None:
    """Nothing is cut, and a long option goes on below its first word."""
    call = (
        opens(*KINDS, "--plain", columns=40).asks("Which council").press("2\r").asks("Which parts")
    )

    assert call.lines[:19] == [
        "",
        "Question 1, at most 3 more",
        "Which council do you pay council tax",
        "to?",
        "Say: “Who sends you the bill for",
        "  council tax?”",
        " 1  Luton",
        " 2  A different council, which may be",
        "    one of the many councils that stand",
        "    around Luton or further away",
        " 0  Not sure",
        "Type a number. Help lists the words to",
        "type.",
        "> 2",
        "= A different council, which may be one",
        "  of the many councils that stand",
        "  around Luton or further away",
        "",
        "Question 2, at most 2 more",
    ]


def comes_back(call: Terminal, kind: str) -> None:
    """The question is put again; the card, which is never written twice, stands above."""
    call.waits() if kind == "next" else call.asks(ASKED[kind][1])


@pytest.mark.parametrize("kind", ASKED)
def test_every_word_at_every_kind_of_question(opens: Opens, kind: str) -> None:
    """Each command has a word and a letter; each comes back to the same question."""
    words, text = ASKED[kind]
    call = opens(*words, "--plain").asks(text)
    why = "Which council do you" if kind == "next" else "Why we ask: "
    for word, key, shown in (
        ("why", "w", why),
        ("glossary", "g", "Words explained:"),
        ("contacts", "c", "01632 960001"),
        ("times", "t", "date" if kind == "date" else "Monday 4 January 2027"),
        ("risk", "!", "In immediate danger ring 999."),
        ("help", "?", "b or back: go back"),
        ("code", "k", "send-guide resume"),
        ("undo", "u", "There is nothing to undo."),
    ):
        for typed in (word, key.upper()):
            call.press(typed, "\r").shows(shown)
            comes_back(call, kind)
    for ask in ("answers\r", "a\r"):
        call.press(ask).asks("Which answer do you want to change?").press("back\r")
        comes_back(call, kind)
    for ask in ("find advice service\r", "/advice service\r"):
        call.press(ask).asks("Found for “advice service”:").press("0\r")
        comes_back(call, kind)
    for ask in ("find\r", "/\r"):
        call.press(ask).asks("goes back.").press("\r")
        comes_back(call, kind)
    call.press("back\r").asks(
        "This is the first question." if kind == "one" else "Answered before:"
    ).press(CTRL_D)

    assert call.ends() == 130
    assert not NOT_TEXT.search(call.written)


@pytest.mark.parametrize(
    "typed", ["", "7", "-1", "1.", "maybe", "１", "yes_told", "\x1b[A", "1\x1b[D", " "]
)
def test_what_is_no_answer_is_not_taken(opens: Opens, typed: str) -> None:
    """What was typed is named, and the question stands."""
    call = opens(*KINDS, "--plain").asks("Which council").press(typed, "\r")

    assert (
        "= "
        not in call.asks(
            "is not one of the answers" if typed.strip() else "Nothing was typed"
        ).flowed.split("Question 1")[1]
    )


def test_lines_typed_ahead_do_not_answer_the_next_question(opens: Opens) -> None:
    """A paste of several lines answers the question it was typed at.

    It answers no question that had not been shown.
    """
    call = (
        opens(*KINDS, "--plain")
        .asks("Which council")
        .press("1\r1\r2/11/2026\r1\r")
        .asks("Which parts")
        .rests()
    )

    assert call.text.count("\n= ") == 1
    call.press("2\r").shows("= The support")


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"SEND_GUIDE_PLAIN": "1"}, {"TERM": ""}])
def test_plain_by_itself_where_a_menu_cannot_work(
    opens: Opens, environment: dict[str, str]
) -> None:
    """A dumb terminal, or the environment's wish, gets plain lines without being told."""
    call = (
        opens(*KINDS, **environment)
        .asks("Which council")
        .press("0\r")
        .asks("Which parts")
        .press(CTRL_D)
    )

    assert call.ends() == 130
    assert not NOT_TEXT.search(call.written)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_an_old_console(opens: Opens, encoding: str) -> None:
    """Every sign that the console lacks has a plainer one.

    What it cannot read is no answer, and no fault either.
    """
    call = (
        opens(*KINDS, "--plain", PYTHONUTF8="0", PYTHONIOENCODING=encoding)
        .asks("Which council")
        .press("caf\u00e9\r")
    )
    call.asks("Nothing was typed" if encoding == "ascii" else "is not one of the answers").press(
        "1\r"
    ).asks("Which parts").press("1\r").asks("What date").press("0\r").asks("told").press("1\r")

    call.shows("information, not legal advice").waits().press("quit\r")
    assert call.ends() == 0
    assert "Traceback" not in call.text


def test_plain_may_stand_before_the_command(opens: Opens) -> None:
    """`send-guide --plain run` is as good as `send-guide run --plain`."""
    call = opens("--plain", *KINDS).asks("Which council").press(CTRL_D)

    assert call.ends() == 130
    assert not NOT_TEXT.search(call.written)


def test_a_menu_that_cannot_be_drawn_becomes_plain_lines(opens: Opens) -> None:
    """A terminal whose kind nobody knows still gets every question."""
    opens(*KINDS, TERM="no-such-terminal").asks("Which council").press("1").shows("= Luton").asks(
        "Which parts"
    )
