"""The card: what stands on it, in which order, and that it always fits."""

from dataclasses import replace
from datetime import date, timedelta
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from send_guide.engine.guidance import Guidance, guidance
from send_guide.engine.time_limits import Status
from send_guide.engine.walk import complete
from send_guide.guide import Guide, TimeLimit
from send_guide.page.card import CHANGED, card, card_lines, longest_card, room
from send_guide.page.sections import DISCLAIMER

TODAY = date(2026, 11, 24)
FAR_OFF = date(2090, 1, 2)
WIDTHS = (80, 40)
any_day = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)


def with_letter(
    guide: Guide, day: str, today: date = TODAY, service: str | None = None
) -> Guidance:
    """The guidance for a caller with a letter of this day."""
    answers = {"letter": "yes", "letter_date": day}
    return guidance(complete(guide, answers, today), service=service)


def without_letter(
    guide: Guide, day: str, today: date = TODAY, service: str | None = None
) -> Guidance:
    """The guidance for a caller who asked the council on this day and waits."""
    answers = {"letter": "no", "request_date": day}
    return guidance(complete(guide, answers, today), service=service)


def text_of(shown: Guidance, width: int = 80) -> str:
    """The card in one line, as it would be read."""
    return " ".join(" ".join(card_lines(shown, width)).split())


IN_TIME = """\
    You can appeal, and the mediation adviser comes first

       Contact the mediation adviser: by Thursday 31 December 2026 (37 days left)
       The appeal must reach the Tribunal, by 5pm (41 days left):
         aim for Thursday 31 December 2026, last day Monday 4 January 2027

    1  If you may want to appeal, ring the mediation adviser on your letter by
       Thursday 31 December 2026.
         Mediation adviser: number on the decision letter
    2  If you want to appeal, the form must reach the Tribunal by Monday
       4 January 2027.
         SEND Tribunal: 0300 123 4567
    3  The Tribunal asks whether there may be special needs, and whether a plan may
       be necessary.
    4  You can also talk to the officer named for your child, and that stops no
       date.
         Officer named for the child: name and number on the decision letter

    Numbers not confirmed yet. Guide 3, law as of 15 June 2026. This is information,
    not legal advice.
"""
LATE = """\
    Late, but you can still ask

       The appeal must reach the Tribunal, by 5pm: passed on Monday 5 October 2026

    1  The time has passed, but a judge may allow a late appeal. Nobody can promise
       it.

    2  If you want to appeal, the form must reach the Tribunal as soon as you can.
         SEND Tribunal: 0300 123 4567

    Numbers not confirmed yet. Guide 3, law as of 15 June 2026. This is information,
    not legal advice.
"""
WAITING = """\
    No decision yet: you can ask for it in
    writing

      The council must decide whether to
       assess:
       was due Monday 16 November 2026:
       the council is 8 days late
      A meeting must be offered:
       Within 15 school days of the request

    1 There is nothing to appeal yet, and no
      appeal time is running.
"""


@pytest.mark.parametrize(("day", "expected"), [("2026-11-02", IN_TIME), ("2026-08-03", LATE)])
def test_the_card_as_text(letters: Guide, day: str, expected: str) -> None:
    """Title, limits with their days, what to say with one number each, and the small print."""
    assert dedent(expected).rstrip() == "\n".join(card_lines(with_letter(letters, day)))


def test_a_narrow_card_as_text(letters: Guide) -> None:
    """On a narrow screen a day stands on a line of its own."""
    lines = card_lines(without_letter(letters, "2026-10-05"), 40)

    assert dedent(WAITING).splitlines() == list(lines[: len(WAITING.splitlines())])


@pytest.mark.parametrize(
    ("today", "says"),
    [
        ("2026-12-30", "by Thursday 31 December 2026 (1 day left)"),
        ("2026-12-31", "act today; the last day is Saturday 2 January 2027"),
        ("2027-01-01", "act today; the last day is Saturday 2 January 2027"),
        ("2027-01-03", "passed on Thursday 31 December 2026"),
    ],
)
def test_a_limit_as_its_day_comes_nearer(letters: Guide, today: str, says: str) -> None:
    """Days left, the last day, a last day that lies on a weekend, and a day gone by."""
    shown = with_letter(letters, "2026-11-02", date.fromisoformat(today))

    assert f"Contact the mediation adviser: {says}" in text_of(shown)


def test_the_last_day_itself(letters: Guide) -> None:
    """On the last day the card says that it is today."""
    text = text_of(with_letter(letters, "2026-09-24"))

    assert "by 5pm: today, Tuesday 24 November 2026, is the last day" in text
    assert "the form must reach the Tribunal today." in text


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("2026-11-02", "due by Monday 14 December 2026"),
        ("2026-10-13", "due today, Tuesday 24 November 2026"),
        ("2026-10-05", "was due Monday 16 November 2026: the council is 8 days late"),
        ("2026-10-12", "was due Monday 23 November 2026: the council is 1 day late"),
        ("not_sure", "Within six weeks of the request"),
    ],
)
def test_a_council_is_late_and_its_limit_never_passed(
    letters: Guide, asked: str, says: str
) -> None:
    """A limit on the council has no days left to the family, and is never said to have passed."""
    text = text_of(without_letter(letters, asked))

    assert f"The council must decide whether to assess: {says}" in text
    assert "passed" not in text


def test_a_date_that_may_be_wrong_is_said_first(letters: Guide) -> None:
    """A letter from the future is probably a slip: the card says so above the time limits."""
    shown = with_letter(letters, "2026-12-02")

    assert card_lines(shown)[2] == "   Check first: Wednesday 2 December 2026 is after today"


def test_past_the_known_bank_holidays_no_day_is_certain(letters: Guide) -> None:
    """The card says so where it is not known on which days nobody works."""
    shown = with_letter(letters, "2090-01-01", FAR_OFF)

    assert "about Wednesday 1 March 2090, not certain" in text_of(shown)


def test_without_a_letter_a_contact_has_its_number(letters: Guide) -> None:
    """A caller who has no letter is not sent to it."""
    text = text_of(without_letter(letters, "2026-10-05"))

    assert "Officer named for the child: 01632 960123" in text
    assert "decision letter" not in text


def test_the_service_does_not_send_the_caller_to_itself(letters: Guide) -> None:
    """An adviser of the service says what the service does next, and gives no number for it."""
    away = text_of(without_letter(letters, "2026-10-05"))
    at_home = text_of(without_letter(letters, "2026-10-05", service="advice"))

    assert "www.example.org/a-free-advice-service-for-families" in away
    assert "We can talk about court with you" in at_home
    assert "www.example.org" not in at_home


def test_a_change_is_marked(letters: Guide) -> None:
    """What was not on the card before a change has a mark, and nothing else has one."""
    before, after = with_letter(letters, "2026-11-02"), with_letter(letters, "2026-08-03")
    lines = [line.text for line in card(after, before=before).lines]
    marked = [line[3:32] for line in lines if CHANGED in line[:3]]

    assert marked[:2] == ["The appeal must reach the Tri", "The time has passed, but a ju"]
    assert CHANGED not in "".join(line.text for line in card(after, before=after).lines)


def test_more_room_gives_more_air(letters: Guide) -> None:
    """On a higher screen the steps stand apart; the words are the same."""
    shown = with_letter(letters, "2026-11-02")
    low, high = card(shown), card(shown, height=47)

    assert len(low.lines) < len(high.lines)
    assert low.words == high.words
    assert [line for line in low.lines if line.text] == [line for line in high.lines if line.text]


def test_a_card_short_of_room_folds_the_dates_of_the_council(letters: Guide) -> None:
    """The family's own dates and the steps stay; a line says that there are more dates."""
    shown = without_letter(letters, "2026-10-05")
    text = " ".join(line.text for line in card(shown, height=11).lines)
    letter = with_letter(letters, "2026-11-02")
    squeezed = " ".join(line.text for line in card(letter, height=12).lines)

    assert "And 2 more time limits: see the dates" in text
    assert "the council is 8 days late" not in text
    assert "There is nothing to appeal yet" in text
    assert "by Thursday 31 December 2026" in squeezed
    assert "last day Monday 4 January 2027" in squeezed


def test_words_for_a_number_take_one_line(letters: Guide) -> None:
    """Where a name and words for its number need two lines, the words stand alone."""
    lines = card_lines(with_letter(letters, "2026-11-02"), 40)

    assert "   Number on the decision letter" in lines
    assert "   SEND Tribunal: 0300 123 4567" in lines


DAYS = st.integers(-400, 30).map(lambda days: (TODAY + timedelta(days=days)).isoformat())


@given(day=DAYS, letter=st.booleans(), width=st.sampled_from(WIDTHS))
@any_day
def test_the_card_fits_on_any_day(letters: Guide, day: str, letter: bool, width: int) -> None:
    """Every line fits the width, all lines fit the screen, and every step is on the card."""
    shown = (with_letter if letter else without_letter)(letters, day)
    lines = card_lines(shown, width)
    text = text_of(shown, width)

    assert len(lines) <= room(width)
    assert [line for line in lines if len(line) > width and "www." not in line] == []
    assert [step.id for step in shown.call if str(step.say) not in text] == []
    assert text.endswith(DISCLAIMER)


@given(day=DAYS, letter=st.booleans(), width=st.sampled_from(WIDTHS))
@any_day
def test_no_card_is_longer_than_the_proof_reckons(
    letters: Guide, day: str, letter: bool, width: int
) -> None:
    """No card of a class has more lines than the longest, which here always fits."""
    shown = (with_letter if letter else without_letter)(letters, day)
    limits: list[tuple[TimeLimit, Status]] = [
        (letters.time_limits[due.id], due.status) for due in shown.time_limits
    ]
    limits += [(letters.time_limits[limit.id], "unknown") for limit in shown.unknown_limits]
    steps = [
        (letters.steps[step.id], letters.contacts.get(step.contact or "")) for step in shown.call
    ]
    longest = longest_card(shown.outcome.title, limits, steps, width)

    doubt = len(shown.doubts) * (1 if width == WIDTHS[0] else 2)
    assert len([line for line in card_lines(shown, width) if line]) <= longest + doubt
    assert longest <= room(width)


def test_the_proof_finds_a_card_that_is_too_long(letters: Guide) -> None:
    """Many words in a step make the longest card longer than the screen."""
    step = replace(letters.steps["send_form"], say="long words " * 200)

    assert longest_card("Title", (), [(step, None)], 80) > room(80)
