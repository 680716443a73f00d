"""Every key at every kind of question.

What it does, that it comes back to the same question, and that nothing is answered by accident.
"""

import pytest

from .conftest import CTRL_D, DOWN, ENTER, ESC, KINDS, LEFT, UP, Opens, Terminal

ONE = (*KINDS, "-a", "letter_date=2026-11-02")
SEVERAL = (*ONE, "-a", "council=luton")
DAY = (*KINDS, "-a", "council=luton", "-a", "parts=needs")
NEXT = (*SEVERAL, "-a", "parts=needs", "-a", "told=yes_told")
ASKED = {
    "one": (ONE, "Which council do you pay"),
    "several": (SEVERAL, "Which parts"),
    "date": (DAY, "What date"),
    "next": (NEXT, "You can appeal"),
}
CLEARS = "\x15"
"""Ctrl-U, which empties a line, as Esc does."""

LOOKS_UP = {
    "w": "Why we ask: ",
    "g": "Words explained: plan: A paper",
    "c": "Contacts: Your local advice service",
    "!": "In immediate danger ring 999.",
    "?": "go back",
    "k": "send-guide resume",
}

AT_THE_CARD = {"w": "Which council", "c": "For this caller:"}


def at(opens: Opens, kind: str) -> Terminal:
    words, text = ASKED[kind]
    return opens(*words).asks(text)


@pytest.mark.parametrize("kind", ASKED)
def test_every_key_that_looks_up_comes_back(opens: Opens, kind: str) -> None:
    """One key each at every kind of question, on a screen of its own; a key comes back to it."""
    call, text = at(opens, kind), ASKED[kind][1]
    before = call.window
    for key, shown in LOOKS_UP.items():
        shown = AT_THE_CARD.get(key, shown) if kind == "next" else shown
        call.press(key).shows(shown).shows("Any key goes back").returns()
        assert call.window == before
    times = "it needs a date" if kind == "date" else "Monday 4 January 2027"
    call.press("t").shows(times).shows("Any key goes back").returns()
    assert text in " ".join(call.window)


@pytest.mark.parametrize("kind", ASKED)
def test_every_key_that_moves(opens: Opens, kind: str) -> None:
    """Back, undo, answers and find: at every kind of question, with a way back out of each."""
    call, text = at(opens, kind), ASKED[kind][1]
    call.press("u").shows("There is nothing to undo.").asks(text)
    call.press("a").asks("Which answer do you want to change?").press("w").shows(
        "Nothing changes until you pick."
    ).shows("goes back").returns()
    call.press("b").asks(text).press("a").asks("Which answer").press("0").asks(text)
    call.press("/").shows("goes back. >").press(ENTER).asks(text)
    call.press("/").shows("goes back. >").press("plan", ENTER).asks("Found for").press("0").asks(
        text
    )
    call.press("b")
    if kind == "one":
        call.shows("This is the first question.").asks(text)
    else:
        call.asks("Answered before:").press("u").shows("Undone.").asks(text)


@pytest.mark.parametrize("kind", ["one", "several", "date", "next"])
@pytest.mark.parametrize(
    "keys",
    [
        (ENTER,),
        (ENTER, ENTER),
        (ESC, ENTER),
        ("j", ENTER),
        ("x", "\t", ENTER),
        ("\x1a", "\x00", ENTER),
        ("\x1b[5~", "\x1b[3~", ENTER),
    ],
)
def test_stray_keys_answer_nothing(opens: Opens, kind: str, keys: tuple[str, ...]) -> None:
    """Enter on nothing, double Enter, Esc then Enter.

    Letters and keys without a meaning never answer.
    """
    call = at(opens, kind).press(*keys).press("?").shows("go back")

    assert "\n= " not in call.text
    call.shows("Any key goes back").returns()
    assert ASKED[kind][1] in " ".join(call.window)


@pytest.mark.parametrize("kind", ["one", "several", "next"])
def test_a_paste_answers_nothing(opens: Opens, kind: str) -> None:
    """Text pasted on a list is not taken for keys."""
    call = at(opens, kind).press("\x1b[200~1\r1\r\x1b[201~?").shows("go back")

    assert "\n= " not in call.text


def test_a_day_can_be_pasted(opens: Opens) -> None:
    """A date copied from a letter or an email, with the line's end, waits for Enter."""
    call = at(opens, "date").press("\x1b[200~2 November 2026\r\n\x1b[201~")
    call.shows("= Monday 2 November 2026, 21 days ago")

    assert "\n= " not in call.text
    call.press(ENTER).shows("= Monday 2 November 2026")


def test_keys_typed_ahead_do_not_answer_the_next_question(opens: Opens) -> None:
    """A burst answers the question it was typed at and no question that had not been shown."""
    call = (
        at(opens, "one")
        .press("1", "1", "1", "1", ENTER, ENTER)
        .shows("= Luton")
        .asks("Which parts")
        .press("?")
        .shows("Any key goes back")
        .returns()
    )

    assert call.text.count("\n= ") == 1
    assert "   [ ] 1  The needs" in call.lines or " > [ ] 1  The needs" in call.lines


def test_several_answers_cannot_be_none_and_a_stray_letter_ticks_nothing(opens: Opens) -> None:
    """Enter without a choice asks again; `i` does not invert, `a` does not tick all.

    A second press takes a tick away.
    """
    call = (
        at(opens, "several")
        .press(ENTER)
        .holds("Pick at least one.")
        .press("i")
        .press(ESC, ENTER)
        .press("1", "1", "3", UP, " ")
        .holds("[x] 2")
    )

    assert [line[3:8] for line in call.lines if "[" in line and "]" in line] == [
        "[ ] 1",
        "[x] 2",
        "[x] 3",
    ]
    call.press(ENTER).shows("= The support; The school")


def test_not_sure_goes_with_no_other_answer(opens: Opens) -> None:
    """Ticking not sure takes the other ticks away, and the other way round."""
    known = (
        "-a",
        "council=luton",
        "-a",
        "caller=parent",
        "-a",
        "past_school_age=no",
        "-a",
        "issue=decision_letter",
        "-a",
        "decision=plan_contents",
    )
    call = (
        opens("run", *known, "-a", "plan_stage=not_sure", "--today", "2026-11-23")
        .asks("Which parts")
        .press("1", "2", "0")
        .holds("[x] 0")
    )
    assert [line[3:8] for line in call.lines if "[x]" in line] == ["[x] 0"]

    call.press("3").holds("[x] 3")
    assert [line[3:8] for line in call.lines if "[x]" in line] == ["[x] 3"]


def test_arrow_keys_reach_every_row_and_go_round(opens: Opens) -> None:
    """Down from the last row comes to the first, on which Enter answers nothing; Left goes back."""
    call = at(opens, "one").press(DOWN, DOWN, DOWN, DOWN, ENTER)

    call.press("?").shows("Any key goes back").returns()
    assert " > nothing picked yet" in call.lines
    call.press(UP, ENTER).shows("= Not sure").asks("Which parts").press(LEFT).asks(
        "Answered before: Not sure"
    )


def test_a_letter_in_a_day_is_no_command(opens: Opens) -> None:
    """Once a day has been started, letters belong to it."""
    at(opens, "date").press("2 ", "a", "u", "g", " 2026", ENTER).shows("= Sunday 2 August 2026")


def test_a_command_while_another_question_is_put(opens: Opens) -> None:
    """While an answer is being changed, looking up comes back to it.

    Going back leaves it as it was.
    """
    call = (
        at(opens, "date")
        .press("a")
        .asks("Which answer")
        .press("1")
        .asks("(until now: Luton)")
        .press("g")
        .shows("A paper")
        .shows("goes back")
        .returns()
    )
    call.press("b").shows("Nothing was changed.").asks("What date").press(CTRL_D)

    assert call.ends() == 130


def test_what_is_ticked_and_typed_outlives_looking_up(opens: Opens) -> None:
    """Ticks, and a day half typed, stand as they did after every key that looks something up."""
    call = at(opens, "several").press("1", "3").holds("[x] 3")
    ticked = call.window
    for key in "w?ctgk!":
        call.press(key).shows("Any key goes back").returns()
        assert call.window == ticked
    call.press("/").shows("goes back. >").press("plan", ENTER).asks("Found for").press("0")
    call.asks("Which parts").holds("[x] 1")
    call.press(ENTER).shows("= The needs; The school")

    call = at(opens, "date").press("9 N").shows("9 N")
    call.press("?").shows("Any key goes back").returns().press("ov", ENTER)
    call.shows("= Monday 9 November 2026, 14 days ago")


def test_changing_several_answers_starts_with_the_old_ticks(opens: Opens) -> None:
    """Who changes an answer of several adds a tick or takes one away."""
    call = (
        at(opens, "date").press("a").asks("Which answer").press("2").asks("(until now: The needs)")
    )
    call.holds("[x] 1 The needs").press("2", ENTER).shows("= The needs; The support")


def test_going_back_to_a_day_shows_it_and_enter_keeps_it(opens: Opens) -> None:
    """The day stands in the line; Enter keeps it, a figure replaces it, and commands still work."""
    call = at(opens, "date").press("9 Nov", ENTER).asks("Has anybody").press("b")
    call.asks("Answered before: Monday 9 November 2026").holds("> 9 November 2026")
    call.press("w").shows("Any key goes back").returns().press(ENTER)
    call.shows("= Monday 9 November 2026").asks("Has anybody").press("b").asks("Answered before")
    call.press("2/11", ENTER).shows("= Monday 2 November 2026, 21 days ago")


def test_a_paragraph_pasted_for_a_day_is_one_entry_that_can_be_cleared(opens: Opens) -> None:
    """Several lines and thousands of characters leave one line, which Esc empties."""
    call = at(opens, "date").press("\x1b[200~" + "We write to you.\r\n" * 300 + "\x1b[201~")
    call.holds("Esc clears").press(ENTER).holds("could not be read as a day")
    call.press(ESC).holds("if not sure > b back").press("9 Nov", ENTER).shows(
        "= Monday 9 November 2026"
    )


def test_a_paste_that_never_ends_leaves_the_menu_listening(opens: Opens) -> None:
    """A terminal that says a paste begins and never that it ends must not make the keys dead."""
    call = at(opens, "one").press("\x1b[200~12")
    call.press("1")
    while not call.soon("= Luton"):
        call.press("1")


def test_no_question_is_put_to_the_terminal(opens: Opens) -> None:
    """Some terminals never say where the cursor is, so they are never asked."""
    assert b"\x1b[6n" not in at(opens, "several").written


def test_a_doubtful_day_is_asked_about(opens: Opens) -> None:
    """What may mean two days is asked, with the weekday of each; none of them asks again."""
    call = at(opens, "date").press("Monday", ENTER).asks("1 Monday 23").press("0").asks("What date")
    call.press("1 Dec", ENTER).asks("2 Tuesday 1 December 2026, in 8 days")
    call.press("1").shows("= Monday 1 December 2025, 357 days ago")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("31/02/2026", "February 2026 has 28"),
        ("31/11/2026", "November has 30"),
        ("soon", "Try 9 Nov"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(opens: Opens, typed: str, why: str) -> None:
    """A slip is told at once and can be put right."""
    call = at(opens, "date").press(typed, ENTER).holds(why)

    call.press(CLEARS, "9/11", ENTER).shows("= Monday 9 November 2026, 14 days ago")
