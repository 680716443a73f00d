"""Every key at every kind of question: what it does, that it comes back to the same question, and that nothing is answered by accident."""

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
    "next": (NEXT, "What next?"),
}
LOOKS_UP = {
    "w": "Why we ask: ",
    "g": "Words explained: plan: A paper",
    "c": "Contacts: Your local advice service",
    "!": "In immediate danger ring 999.",
    "?": "stops and shows how to go on",
}


def at(opens: Opens, kind: str) -> Terminal:
    words, text = ASKED[kind]
    return opens(*words).asks(text)


@pytest.mark.parametrize("kind", ASKED)
def test_every_key_that_looks_up_comes_back(opens: Opens, kind: str) -> None:
    """Why, words, contacts, a child at risk, time limits and the keys: one key each, at every kind of question, and back again."""
    call, text = at(opens, kind), ASKED[kind][1]
    for key, shown in LOOKS_UP.items():
        call.press(key).shows(shown).asks(text)
    call.press("t").shows("it needs a date" if kind == "date" else "Monday 4 January 2027").asks(
        text
    )


@pytest.mark.parametrize("kind", ASKED)
def test_every_key_that_moves(opens: Opens, kind: str) -> None:
    """Back, undo, answers and find: at every kind of question, with a way back out of each."""
    call, text = at(opens, kind), ASKED[kind][1]
    call.press("u").shows("There is nothing to undo.").asks(text)
    call.press("a").asks("Which answer do you want to change?").press("w").shows(
        "Nothing changes until you pick."
    ).asks("Which answer")
    call.press("b").asks(text).press("a").asks("Which answer").press("0").asks(text)
    call.press("/").shows("type some words").rests().press(ENTER).asks(text)
    call.press("/").shows("type some words").rests().press("plan", ENTER).asks("Found for").press(
        "0"
    ).asks(text)
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
    """Enter on nothing, double Enter, Esc then Enter, letters and keys without a meaning never answer."""
    call = at(opens, kind).press(*keys).rests()

    assert "\n= " not in call.text
    assert call.child.isalive()


@pytest.mark.parametrize("kind", ["one", "several", "next"])
def test_a_paste_answers_nothing(opens: Opens, kind: str) -> None:
    """Text pasted on a list is not taken for keys."""
    call = at(opens, kind).press("\x1b[200~1\r1\r\x1b[201~").rests()

    assert "\n= " not in call.text
    assert call.press("?").shows("stops and shows how to go on").child.isalive()


def test_a_day_can_be_pasted(opens: Opens) -> None:
    """A date copied from a letter or an email, with the line's end, waits for Enter."""
    call = at(opens, "date").press("\x1b[200~2 November 2026\r\n\x1b[201~").rests()

    assert "\n= " not in call.text
    call.press(ENTER).shows("= Monday 2 November 2026")


def test_keys_typed_ahead_do_not_answer_the_next_question(opens: Opens) -> None:
    """A burst answers the question it was typed at and no question that had not been shown."""
    call = (
        at(opens, "one")
        .press("1", "1", "1", "1", ENTER, ENTER)
        .shows("= Luton")
        .asks("Which parts")
        .rests()
    )

    assert call.text.count("\n= ") == 1
    assert "   [ ] 1  The needs" in call.lines or " > [ ] 1  The needs" in call.lines


def test_several_answers_cannot_be_none_and_a_stray_letter_ticks_nothing(opens: Opens) -> None:
    """Enter without a choice asks again; `i` does not invert, `a` does not tick all; a second press takes a tick away."""
    call = (
        at(opens, "several")
        .press(ENTER)
        .holds("Pick at least one.")
        .rests()
        .press("i")
        .press(ESC, ENTER)
        .press("1", "1", "3", UP, " ")
        .rests()
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
        .rests()
    )
    assert [line[3:8] for line in call.lines if "[x]" in line] == ["[x] 0"]

    call.press("3").rests()
    assert [line[3:8] for line in call.lines if "[x]" in line] == ["[x] 3"]


def test_arrow_keys_reach_every_row_and_go_round(opens: Opens) -> None:
    """Down from the last row comes to the first, on which Enter answers nothing; Left goes back."""
    call = at(opens, "one").press(DOWN, DOWN, DOWN, DOWN, ENTER).rests()

    assert " > nothing picked yet" in call.lines
    call.press(UP, ENTER).shows("= Not sure").asks("Which parts").press(LEFT).asks(
        "Answered before: Not sure"
    )


def test_a_letter_in_a_day_is_no_command(opens: Opens) -> None:
    """Once a day has been started, letters belong to it."""
    at(opens, "date").press("2 ", "a", "u", "g", " 2026", ENTER).shows("= Sunday 2 August 2026")


def test_a_command_while_another_question_is_put(opens: Opens) -> None:
    """While an answer is being changed, looking up comes back to it, and going back leaves it as it was."""
    call = (
        at(opens, "date")
        .press("a")
        .asks("Which answer")
        .press("1")
        .asks("(until now: Luton)")
        .press("g")
        .shows("A paper")
        .asks("Which council")
    )
    call.press("b").shows("Nothing was changed.").asks("What date").press(CTRL_D)

    assert call.ends() == 130
