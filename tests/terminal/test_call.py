"""Whole calls on a real pseudo-terminal: arrow keys, number keys, back, change, stop, narrow screens, plain lines."""

import re
import shlex

import pytest

from .conftest import CTRL_C, CTRL_D, DOWN, ENTER, ESC, LEFT, UP, Opens, Terminal

KNOWN = ("-a", "council=luton", "-a", "caller=parent", "-a", "past_school_age=no")
TODAY = ("--today", "2026-11-23")
ESCAPE = re.compile(rb"\x1b|\x07|\x08")


def to_decision(terminal: Terminal) -> Terminal:
    return terminal.shows("What is it about?").shows("0 Not sure").press("1").shows("What has the council decided?").shows("0 Not sure")


def test_a_whole_call_with_numbers_arrows_and_back(opens: Opens) -> None:
    """From the first question to the last day: number keys pick at once, arrows with Enter too, b goes back and loses nothing."""
    call = opens("run", *TODAY)
    call.shows("Which council's area").shows("0 Not sure").press("1")
    call.shows("Who is calling?").shows("4 A relative").press(DOWN, DOWN, UP, ENTER)
    call.shows("= A parent").shows("past compulsory school age?").shows("0 Not sure").press("1")
    to_decision(call).press("3")
    call.shows("Is this plan new").shows("0 Not sure").press("1")
    call.shows("Which parts of the plan").shows("7 Other parts").press("2", DOWN, " ", ENTER)
    call.shows("= The special educational support (section F); The school or setting that is named")
    call.shows("What date is on the decision letter?").shows("2026-11-02").press("9/11/2026", ENTER)
    call.shows("= Monday 9 November 2026").shows("How far has mediation got?").shows("5 The certificate").press("b")
    call.shows("Answered before: Monday 9 November 2026").press("2 November 2026", ENTER)
    call.shows("= Monday 2 November 2026").shows("5 The certificate").press(LEFT).shows("2026-11-02, or 0").press("9 Nov 2026", ENTER)
    call.shows("Question 9, at most 2 more").shows("5 The certificate").press("1")

    assert call.shows("In short").ends() == 0
    assert "The last day is Monday 11 January 2027 (49 days left)." in call.flowed
    assert call.flowed.index("Time limits") < call.flowed.index("What you can do, in this order") < call.flowed.index("Who to contact")
    assert call.flowed.endswith("This is information, not legal advice.")


def test_going_back_keeps_later_answers_that_still_hold(opens: Opens) -> None:
    """Three questions back and the same answer again: the call is where it was. Another answer names what became void."""
    call = to_decision(opens("run", *KNOWN, *TODAY)).press("1")
    call.shows("What date is on the decision letter?").shows("2026-11-02, or 0").press("9/11/2026", ENTER).shows("How far has mediation got?").press(
        "b"
    ).shows("Answered before: Monday")
    call.press("b").shows("Answered before: Not to carry out").press("5")
    call.shows("Still holds:").shows("How far has mediation got?").press("b").shows("2026-11-02, or 0").press("b").shows("0 Not sure").press(
        "b"
    ).shows("Answered before: The council has sent").shows("0 Not sure").press("3")

    call.shows("No longer needed: What has the council decided? Not to amend").shows("No longer needed: What date is on the decision letter?")
    call.shows("What date is on the letter that came with the draft?")


def test_change_an_earlier_answer_and_undo(opens: Opens) -> None:
    """`a` lists the answers, a number picks one, its new answer is taken, and the call goes on where it was; `u` undoes it."""
    call = to_decision(opens("run", *KNOWN, *TODAY)).press("a")
    call.shows("Which answer do you want to change?").shows("Change nothing").press("1")
    call.shows("(until now: Luton)").shows("0 Not sure").press("2").shows("= Another council").shows("Still holds: Who is calling?")
    call.shows("Question 5").shows("0 Not sure").press("u").shows("Undone.").shows("0 Not sure").press("a").shows("live in? Luton")


def test_why_contacts_times_risk_and_keys(opens: Opens) -> None:
    """Each looks something up and comes back to the same question."""
    call = to_decision(opens("run", *KNOWN, *TODAY)).press("w")
    call.shows("Why we ask: The law lists the decisions").shows("Look for the words assess").press("?").shows("a child is at risk").press("c")
    call.shows("01582 548156").press("!").shows("01582 547653").shows("999").press("t").shows("No time limit can be worked out yet")

    assert call.flowed.count("What has the council decided?") == 6
    call.press("1").shows("What date is on the decision letter?")


@pytest.mark.parametrize("stops", [CTRL_C, CTRL_D])
def test_stopping_says_how_to_go_on_and_that_works(opens: Opens, stops: str) -> None:
    """Ctrl-C and Ctrl-D at a question: exit 130, and the command printed goes on at that question."""
    call = to_decision(opens("run", *KNOWN, *TODAY)).press("6").shows("What date is on the decision letter?").shows("2026-11-02").press(stops)

    assert call.ends() == 130
    command = shlex.split(call.written.decode().rsplit("go on with these answers:", 1)[1])
    assert command[:3] == ["send-guide", "run", "disagreements"]
    again = opens(*command[1:]).shows("What date is on the decision letter?")
    assert "What has the council decided? To end (cease to maintain) the plan" in again.flowed


@pytest.mark.parametrize(
    "keys", [(ENTER,), (ENTER, ENTER), (ESC, ENTER), ("j", ENTER), ("k", ENTER), ("x", "\t", "9", ENTER), ("\x1b[200~1\r1\r\x1b[201~",)]
)
def test_stray_keys_answer_nothing(opens: Opens, keys: tuple[str, ...]) -> None:
    """Enter on nothing, Esc then Enter, letters, a key without option and a paste never pick an answer."""
    call = to_decision(opens("run", *KNOWN, *TODAY)).press(*keys)
    call.press("?").shows("go back one question")

    assert "Question 6" not in call.flowed
    call.press("1").shows("= Not to carry out an EHC needs assessment")


def test_keys_typed_ahead_do_not_answer_the_next_question(opens: Opens) -> None:
    """A burst answers the question it was typed at and no question that had not been shown."""
    call = opens("run", *TODAY).shows("Which council's area").shows("0 Not sure").press("1", "1", "1", "1", ENTER, ENTER)
    call.shows("Who is calling?").shows("4 A relative").press("?").shows("go back one question")

    assert "Question 3" not in call.flowed


def test_several_answers_cannot_be_none_and_a_stray_letter_ticks_nothing(opens: Opens) -> None:
    """Enter without a choice asks again; `i` does not invert and `a` does not tick all."""
    call = to_decision(opens("run", *KNOWN, *TODAY)).press("3").shows("Is this plan new").shows("0 Not sure").press("1")
    call.shows("7 Other parts").press(ENTER).shows("Pick at least one.").shows("7 Other parts").press("i").press(ESC, ENTER).press(
        "6", "6", "7", ENTER
    )

    call.shows("= Other parts, such as outcomes or a personal budget")
    assert call.shows("These parts of the plan cannot be appealed alone").ends() == 0


@pytest.mark.parametrize("typed", ["31/02/2026", "soon", "11/2026", "9/11/26"])
def test_what_is_not_a_day_is_not_taken(opens: Opens, typed: str) -> None:
    """A slip is told at once and can be put right; a day after today is echoed with a warning."""
    call = to_decision(opens("run", *KNOWN, *TODAY)).press("1").shows("2026-11-02").press(typed, ENTER).shows("That is not a day.")
    call.press("\x7f" * len(typed)).press("9 November 2027", ENTER).shows("= Tuesday 9 November 2027").shows("That is after today")


def test_not_sure_says_how_to_find_out(opens: Opens) -> None:
    """0 is an answer like any other, and brings help."""
    call = to_decision(opens("run", *KNOWN, *TODAY)).press("1").shows("2026-11-02").press("0", ENTER)
    call.shows("How to find out: The date is near the top of the first page.")


@pytest.mark.parametrize("columns", [40, 60, 120])
def test_nothing_is_cut_on_any_width(opens: Opens, columns: int) -> None:
    """Options and guidance are wrapped, never cut, and no line is longer than the screen."""
    call = opens("run", "-a", "council=luton", *TODAY, columns=columns, lines=60)
    call.shows("A parent, or anyone with parental responsibility or care of the child").press("1").shows("past compulsory").shows("0 Not sure").press(
        "1"
    )
    to_decision(call).press("1").shows("2026-11-02").press("9/11/2026", ENTER).shows("5 The certificate").press("1")

    assert call.shows("In short").ends() == 0
    assert any("01582 548156" in line for line in call.lines)
    assert "The last day is Monday 11 January 2027" in call.flowed


def test_a_call_in_plain_lines(opens: Opens) -> None:
    """--plain: numbers and words are typed, and not one escape sequence, bell or backspace is written."""
    call = opens("run", "--plain", *KNOWN, *TODAY)
    call.shows("What is it about?").press("1\r").shows("What has the council decided?").press("plan_contents\r").shows("Is this plan new").press(
        "1\r"
    )
    call.shows("Which parts").press("8\r").shows("is not one of the answers").press("1, 3\r").shows("What date is on the decision letter?").press(
        "b\r"
    )
    call.shows("Answered before: The needs").press("1 3\r").shows("Question 8").press("9/11/2026\r").shows("How far").press("w\r")
    call.shows("Why we ask").press("1\r")

    assert call.ends() == 0
    assert not ESCAPE.search(call.written)
    assert "The last day is Monday 11 January 2027" in call.flowed


@pytest.mark.parametrize("environment", [{"TERM": "dumb"}, {"SEND_GUIDE_PLAIN": "1"}])
def test_plain_by_itself_where_a_menu_cannot_work(opens: Opens, environment: dict[str, str]) -> None:
    """A dumb terminal, or the environment's wish, gets plain lines without being told."""
    call = opens("run", *TODAY, **environment).shows("Which council's area").press("3\r").shows("is not one of").press("0\r").shows("Who is calling?")
    call.press(CTRL_D)

    assert call.ends() == 130
    assert not ESCAPE.search(call.written)


def test_no_colour_when_asked(opens: Opens) -> None:
    """NO_COLOR: bold may be, colour not."""
    call = opens("run", "-a", "issue=not_sure", *KNOWN, *TODAY, NO_COLOR="1")

    assert call.shows("What you can do").ends() == 0
    assert not re.search(rb"\x1b\[[0-9;]*(3[0-7]|4[0-7]|9[0-7])m", call.written)
