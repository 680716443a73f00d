"""Whole calls on a real pseudo-terminal.

Arrow keys, number keys, back, change, narrow screens, resizing.
"""

import re
from pathlib import Path

import pytest

from .conftest import CTRL_D, DOWN, ENTER, KINDS, LEFT, UP, Opens, Terminal

KNOWN = ("-a", "council=luton", "-a", "caller=parent", "-a", "past_school_age=no")
BRANCHING = str(Path(__file__).parent / "branching")
TODAY = ("--flows", BRANCHING, "--today", "2026-11-23")


def to_decision(terminal: Terminal) -> Terminal:
    return terminal.asks("What is it about?").press("1").asks("What has the council decided?")


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_a_whole_call_with_numbers_arrows_and_back(opens: Opens, columns: int) -> None:
    """From the first question to the last day, on any width.

    Number keys pick at once, arrows with Enter too, b goes back and loses nothing.
    """
    call = opens("run", *TODAY, columns=columns)
    call.asks("Which council's area").press("1")
    call.asks("Who is calling?").press(DOWN, DOWN, UP, ENTER)
    call.shows("= A parent").asks("past compulsory school age?").press("1")
    to_decision(call).press("3")
    call.asks("Is this plan new").press("1")
    call.asks("Which parts of the plan").press("2", DOWN, " ", ENTER)
    call.shows("= The support (section F); The school that is named")
    call.asks("What date is on the decision letter?").press("9/11/2026", ENTER)
    call.shows("= Monday 9 November 2026").asks("How far has mediation got?").press("b")
    call.asks("Answered before: Monday 9 November 2026").press("2 November 2026", ENTER)
    call.shows("= Monday 2 November 2026").asks("How far has mediation got?").press(LEFT).asks(
        "decision letter?"
    ).press("9 Nov 2026", ENTER)
    call.asks("Question 9, at most").press("1").shows("last day").waits().press("q")

    assert call.ends() == 0
    assert "last day Monday 11 January 2027" in call.flowed
    assert "This is information, not legal advice." in call.flowed
    assert any("01632 960001" in line for line in call.lines)


def test_the_screen_at_80_columns(opens: Opens) -> None:
    """Earlier answers stay above as plain text.

    The menu stands below its question and leaves nothing behind.
    """
    call = (
        opens(*KINDS).asks("Which council").press("1").asks("Which parts").press("2").holds("[x] 2")
    )
    lines = [re.sub(r"k code [0-9A-Z-]+", "k code (code)", line) for line in call.lines]

    assert lines == [
        "",
        "Question 1, at most 3 more",
        "Which council do you pay council tax to?",
        "Say: “Who sends you the bill for council tax?”",
        "= Luton",
        "",
        "Question 2, at most 2 more",
        "Which parts of the plan are wrong?",
        "   [ ] 1  The needs",
        " > [x] 2  The support",
        "   [ ] 3  The school",
        " Numbers or space to tick, as many as apply; Enter when done",
        " b back  a answers  u undo  / find  w why  g words  t times  c contacts",
        " ! risk  k code (code)  ? all keys",
    ]


def test_the_screen_at_40_columns(opens: Opens) -> None:
    """Nothing is cut.

    A long option goes on below its first word, and the keys take as many lines as they need.
    """
    call = opens(*KINDS, columns=40).asks("Which council")

    assert call.lines == [
        "",
        "Question 1, at most 3 more",
        "Which council do you pay council tax",
        "to?",
        "Say: “Who sends you the bill for",
        "  council tax?”",
        " > nothing picked yet",
        "   1  Luton",
        "   2  A different council, which may be",
        "      one of the many councils that",
        "      stand around Luton or further",
        "      away",
        "   0  Not sure",
        " Pick with a number, or the arrow keys",
        " and Enter",
        " b back  a answers  u undo  / find",
        " w why  g words  t times  c contacts",
        " ! risk  k code  ? all keys",
    ]


def test_resizing_in_the_middle_of_a_question(opens: Opens) -> None:
    """A window made narrow while a menu stands shows every option whole.

    The menu still takes keys.
    """
    call = opens(*KINDS, columns=100).asks("Which council").resize(44)

    call.holds("one of the many councils that stand around Luton")
    call.press("2").shows("= A different council").asks("Which parts").resize(100)
    call.press("1", ENTER).shows("= The needs")


def test_a_window_of_few_lines(opens: Opens) -> None:
    """On eight lines the menu scrolls to the pointer.

    Every option can be reached and is shown before it is picked.
    """
    call = opens("run", *KNOWN, *TODAY, lines=8).asks("What is it about?").press(*[DOWN] * 30)
    call.press(UP, UP, UP, DOWN, DOWN).holds("> 4 An old letter")
    call.press(ENTER).shows("= An old letter")


def test_going_back_keeps_later_answers_that_still_hold(opens: Opens) -> None:
    """Three questions back and the same answer again: the call is where it was.

    Another answer names what became void, and u brings it back.
    """
    call = (
        to_decision(opens("run", *KNOWN, *TODAY))
        .press("1")
        .asks("decision letter?")
        .press("9/11/2026", ENTER)
        .asks("How far has mediation got?")
    )
    call.press("b").asks("Answered before: Monday").press("b").asks(
        "Answered before: Not to carry out"
    ).press("5")
    call.shows("Still holds:").asks("How far has mediation got?").press("b").asks(
        "Answered before: Monday"
    ).press("b")
    call.asks("Answered before: Not to amend").press("b").asks(
        "Answered before: The council has sent"
    ).press("3")

    call.shows("No longer needed, as these are not asked after “A draft plan").shows(
        "What has the council decided? Not to amend"
    )
    call.shows("What date is on the decision letter? Monday 9 November 2026").asks(
        "What date is on the letter that came with the draft?"
    )
    call.press("u").shows("Undone.").asks("Answered before: The council has sent")


def test_change_an_earlier_answer_and_undo(opens: Opens) -> None:
    """`a` lists the answers, a number picks one, its new answer is taken.

    The call goes on where it was; `u` undoes it.
    """
    call = (
        to_decision(opens("run", *KNOWN, *TODAY))
        .press("a")
        .asks("Which answer do you want to change?")
        .press("1")
    )
    call.asks("(until now: Luton)").press("2").shows("= Another council").shows(
        "Still holds: Who is calling?"
    )
    call.asks("Question 5").press("u").shows("Undone.").asks("Question 5").press("a").asks(
        "live in? Luton"
    )


def test_any_of_many_answers_can_be_changed(opens: Opens) -> None:
    """With more answers than number keys, two figures and Enter reach every one."""
    more = [
        "decision=plan_contents",
        "plan_stage=amended",
        "plan_parts=needs",
        "letter_date=2026-11-09",
        "mediation=has_certificate",
    ]
    more += ["certificate_date=2026-11-16", "draft_date=2026-11-02"]
    call = (
        opens("run", *KNOWN, *(word for each in more for word in ("-a", each)), *TODAY, lines=70)
        .asks("What is it about?")
        .press("a")
    )
    call.asks("Which answer do you want to change?")
    last = max(int(found[1]) for line in call.lines if (found := re.match(r"   (\d+)  ", line)))

    assert last >= 10
    call.press(*str(last)).holds(f"> {last} ")
    call.press(ENTER).asks("(until now:")


def test_what_is_known_is_not_asked(opens: Opens) -> None:
    """`-a` gives facts before their turn: their question is shown as known when its turn comes."""
    call = (
        opens("run", *KNOWN, *TODAY, "-a", "decision=cease_plan")
        .shows("Known already:")
        .asks("What is it about?")
        .press("1")
    )

    call.shows(
        "Known already: What has the council decided? To end (cease to maintain) the plan"
    ).asks("What date is on the decision letter?")
    assert call.flowed.count("Say: “What does the letter say the council has decided?”") == 0


def test_an_answer_against_what_is_known_is_not_settled_silently(opens: Opens) -> None:
    """The person is asked which to keep; keeping what is known asks the question again."""
    call = (
        opens("run", *KNOWN, *TODAY, "-a", "decision=cease_plan")
        .asks("What is it about?")
        .press("3")
    )
    call.shows("This does not fit what is known already:").asks("Which do you want to keep?").press(
        "2"
    ).asks("Question 4").press("3")
    call.asks("Which do you want to keep?").press("1").shows("= A draft plan").shows(
        "No longer needed"
    )
    call.asks("What date is on the letter that came with the draft?")


def test_two_facts_that_do_not_fit_together(opens: Opens) -> None:
    """Facts given at the start that leave no room for each other are shown at once.

    One is chosen.
    """
    facts = ("-a", "issue=draft_plan", "-a", "decision=cease_plan")
    call = (
        opens("run", *TODAY, *facts)
        .shows("These do not fit together:")
        .asks("Which do you want to keep?")
    )
    row = next(
        line for line in call.lines if re.match(r"   \d  What has the council decided\?", line)
    )
    call.press(row.strip()[0]).asks("Question 1").press("1").asks("Question 2").press("1").asks(
        "Question 3"
    ).press("1").asks("What is it about?")

    call.press("1").shows("Known already: What has the council decided? To end")


def test_what_belongs_to_no_question_on_the_route_is_named(opens: Opens) -> None:
    """A fact that the route has no question for is not lost silently: the guidance says so."""
    call = opens(
        *KINDS,
        "-a",
        "council=luton",
        "-a",
        "parts=needs",
        "-a",
        "letter_date=2026-11-02",
        "-a",
        "told=yes_told",
    ).asks("You can appeal")
    assert "was not used" not in call.flowed

    facts = ("-a", "issue=no_decision", "-a", "decision=cease_plan")
    call = opens("run", *KNOWN, *TODAY, *facts).asks("Talk to the advice").press("e")
    call.shows("The answer to 'decision' was not used")


def test_defaults_are_taken_when_their_turn_comes_and_can_be_gone_back_to(opens: Opens) -> None:
    """--defaults answers for the person, shows what it took, and b asks after all."""
    call = opens(
        "run",
        *KNOWN,
        *TODAY,
        "-a",
        "issue=decision_letter",
        "-a",
        "decision=plan_contents",
        "--defaults",
    ).shows("Is this plan new")
    call.shows("= A first final plan").asks("Which parts of").press("b").asks(
        "Answered before: A first"
    ).press("0").shows("= Not sure").asks("Which parts")


def test_find_an_answer_and_take_it_as_known(opens: Opens) -> None:
    """`/` finds by words; an answer picked there is not asked for again."""
    call = (
        opens("run", *KNOWN, *TODAY)
        .asks("What is it about?")
        .press("/")
        .shows("goes back. >")
        .press("cease the plan", ENTER)
    )
    call.asks("Found for “cease the plan”:").press("1").shows(
        "Known from now on: What has the council decided? To end"
    )
    call.asks("What is it about?").press("1").shows("Known already:").asks(
        "What date is on the decision letter?"
    )


def test_find_something_that_does_not_fit(opens: Opens) -> None:
    """A found answer that another one leaves no room for.

    Which to keep is asked, and one u undoes the change.
    """
    call = (
        opens("run", *KNOWN, *TODAY)
        .asks("What is it about?")
        .press("3")
        .asks("came with the draft?")
        .press("/")
        .shows("goes back. >")
    )
    call.press("cease the plan", ENTER).asks("Found for").press("1").shows(
        "does not fit what is known"
    ).shows("What is it about? A draft plan")
    call.asks("Which do you want to keep?").press("2").asks("came with the draft?").press(
        "/"
    ).shows("goes back. >")
    call.press("cease the plan", ENTER).asks("Found for").press("1").asks(
        "Which do you want to keep?"
    ).press("1")
    call.asks("(to make room for the new answer)").press("1").shows("Known already:").asks(
        "What date is on the decision letter?"
    ).press("u").shows("Undone.").asks("came with the draft?")


def test_find_what_can_only_be_shown(opens: Opens) -> None:
    """Contacts, steps and words are shown, a question can be answered out of its turn.

    The call comes back to where it was.
    """
    call = (
        opens(*KINDS)
        .asks("Which council")
        .press("/")
        .shows("goes back. >")
        .press("advice service", ENTER)
        .asks("Found for")
        .rests()
    )
    for kind, more in (("Contact", "01632 960001"), ("Step", "Say: “There is a free")):
        number = next(
            found[1] for line in call.lines if (found := re.match(rf"   (\d)  {kind}: ", line))
        )
        call.press(number).shows(more).holds("goes back").press("x").asks("Question 1").press(
            "/"
        ).shows("goes back. >").press("advice service", ENTER)
        call.asks("Found for").rests()
    call.press("0").asks("Question 1").press("/").shows("goes back. >").press(
        "date letter", ENTER
    ).asks("Found for").press("1")
    call.asks("(asked out of its turn)").press("2/11/2026", ENTER).shows(
        "Known from now on: What date is on the letter? Monday 2 November 2026"
    )
    call.asks("Question 1, at most 2 more").press("/").shows("goes back. >").press(
        "xyzzy", ENTER
    ).shows("Nothing fits “xyzzy”")


def test_not_sure_says_how_to_find_out_and_the_ending_what_it_decides(opens: Opens) -> None:
    """0 is an answer like any other, and brings help at once and at the end."""
    call = to_decision(opens("run", *KNOWN, *TODAY)).press("1").asks("letter?").press("0", ENTER)
    call.shows("How to find out: The date is near the top of the first page.")
    call.asks("How far").press("1").asks("can be appealed").press("e").shows("Find this out")


def test_no_colour_when_asked(opens: Opens) -> None:
    """NO_COLOR: bold may be, colour not."""
    call = (
        opens("run", "-a", "issue=no_decision", *KNOWN, *TODAY, NO_COLOR="1")
        .asks("Talk to the advice")
        .press(CTRL_D)
    )

    assert call.ends() == 130
    assert not re.search(rb"\x1b\[[0-9;]*(3[0-7]|4[0-7]|9[0-7])m", call.written)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_an_old_console_shows_plainer_signs(opens: Opens, encoding: str) -> None:
    """A console without typographic signs gets straight ones.

    A tick can be told from none, and no text is lost.
    """
    call = (
        opens(*KINDS, PYTHONUTF8="0", PYTHONIOENCODING=encoding)
        .asks("Which council")
        .press("1")
        .asks("Which parts")
        .press("1")
        .rests()
    )

    assert " > [x] 1  The needs" in call.lines
    assert "   [ ] 2  The support" in call.lines
    call.press(ENTER).asks("What date").press("2/11/2026", ENTER).asks("Has anybody").press(
        "1"
    ).asks("You can appeal").press("q")
    assert call.ends() == 0
    assert "\ufffd" not in call.text.split("You can appeal")[-1]


def test_a_fact_settles_the_question_that_only_one_answer_of_leads_to_it(opens: Opens) -> None:
    """Who has a certificate is not asked how far mediation has got; b asks after all."""
    call = opens("run", *KNOWN, *TODAY, "-a", "certificate_date=2026-11-16")
    call.asks("What is it about?").press("1").asks("has the council decided?").press("1")
    call.asks("decision letter?").press("9 Nov", ENTER)
    call.shows("= How far has mediation got? The certificate is here")
    call.shows("That follows from what is known: What date is on the certificate?")
    call.asks("This decision can be appealed").press("b").asks(
        "Answered before: Monday 16 November"
    )
    call.press("b").asks("Answered before: The certificate is here").press("1")
    call.shows("No longer needed").asks("This decision can be appealed")


def test_the_code_holds_what_was_told_ahead(opens: Opens) -> None:
    """A window that dies loses no fact: the code among the keys has those told early, too."""
    call = opens("run", *KNOWN, *TODAY, "-a", "certificate_date=2026-11-16").asks(
        "What is it about?"
    )
    code = re.findall(r"k code (\S+)", call.text)[-1]

    call = opens("resume", code, *TODAY).shows(
        "What date is on the certificate? Monday 16 November"
    )
    call.asks("What is it about?")


def test_keys_typed_when_the_question_stands_are_taken(opens: Opens) -> None:
    """A key pressed as soon as the question is on the screen answers it, though more is loading."""
    call = opens("run", *TODAY).shows("Which council's area").shows("Luton").press("1")

    call.shows("= Luton").asks("Who is calling?")
