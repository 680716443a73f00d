"""Message, text message, note, statistics and the clipboard."""

import csv
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from send_guide.engine import resume_code
from send_guide.engine.guidance import Guidance
from send_guide.formats import message, note, render
from send_guide.formats.all_papers import papers_for
from send_guide.formats.clipboard import osc52
from send_guide.papers.gsm import MOST, in_gsm, length


def running(text: str) -> str:
    return " ".join(text.split())


def test_a_text_message_fits_two_parts(callers: Mapping[str, Guidance]) -> None:
    """306 characters of the GSM alphabet at most, in one line."""
    for name, shown in callers.items():
        text = render("sms", shown)
        assert length(text.strip()) <= MOST, name
        assert in_gsm(text) == text
        assert text.count("\n") == 1


def test_no_number_of_a_text_message_is_broken(callers: Mapping[str, Guidance]) -> None:
    """Where there is room to say less, no telephone number stands in both of its parts."""
    broken = [
        name
        for name, shown in callers.items()
        for way in (contact.phone for contact in shown.contacts if contact.phone)
        if (at := render("sms", shown).find(way)) >= 0
        and len(render("sms", shown).strip()) > 160
        and at < 153 < at + len(way)
    ]

    assert len(broken) <= len(callers) // 20


def test_a_guide_of_very_long_labels_still_fits(shown: Guidance) -> None:
    """What is cut is cut by whole sentences."""
    long = replace(shown, time_limits=tuple(replace(d, label="x" * 400) for d in shown.time_limits))

    assert length(render("sms", long).strip()) <= MOST


@given(st.text())
def test_any_text_becomes_gsm(text: str) -> None:
    """The result is in the alphabet, and does not change when it is turned once more."""
    turned = in_gsm(text)

    assert in_gsm(turned) == turned
    assert length(turned) >= len(turned)


@pytest.mark.parametrize(
    ("text", "gsm"), [("“Ł” – é…", '"?" - é...'), ("naïve", "naive"), ("[x]", "[x]"), ("😀", "?")]
)
def test_what_gsm_lacks_is_put_plainly(text: str, gsm: str) -> None:
    """Quotation marks, dashes and accents become their nearest; the rest a question mark."""
    assert gsm == in_gsm(text)
    assert length("[x]") == 5


def test_a_message_opens_with_its_subject(shown: Guidance) -> None:
    """The day of the talk, and nobody's name."""
    assert render("message", shown).startswith("Subject: After our talk on Monday 4 January 2027\n")


def test_a_message_is_short(callers: Mapping[str, Guidance]) -> None:
    """200 words at most, the subject among them."""
    long = [(n, name) for name, n in _lengths(callers).items() if n > message.MOST_WORDS]

    assert long == []


def _lengths(callers: Mapping[str, Guidance]) -> Mapping[str, int]:
    return {name: len(render("message", shown).split()) for name, shown in callers.items()}


def test_a_message_keeps_numbers_whole(callers: Mapping[str, Guidance]) -> None:
    """A paragraph stands on one line, so that no number is broken by the writer."""
    for shown in callers.values():
        lines = render("message", shown).splitlines()
        numbers = [contact.phone for contact in shown.contacts if contact.phone]
        text = " ".join(lines)

        assert [n for n in numbers if n in text and not any(n in line for line in lines)] == []


def test_a_note_opens_with_five_lines(shown: Guidance) -> None:
    """Who, what, dates, what was said and the next step, in this order."""
    top = render("note", shown).split("The call\n--------")[0]
    starts = [line.split(":")[0] for line in top.splitlines() if line[:1].isalpha() and ":" in line]

    assert starts == ["Who", "What", "Dates", "Said", "Next step"]


def test_a_note_records_as_said_what_was_said(callers: Mapping[str, Guidance]) -> None:
    """Only steps that the adviser ticked or read aloud; nothing said is said so."""
    for name, shown in callers.items():
        first, *rest = shown.steps
        silent = running(note.render(shown))
        spoken = running(note.render(shown, said=frozenset({first.id})))
        said_in = spoken.split("What was said")[1].split("Next steps ---")[0]
        recorded = said_in.split("Shown to the adviser")[0]

        assert "Nothing is recorded as said in this call." in silent, name
        assert f"({first.id})" in recorded
        assert [step.id for step in rest if f"({step.id})" in recorded] == []


def test_a_note_has_a_place_for_everything_a_record_needs(shown: Guidance) -> None:
    """The fields of a service's record, with blanks for what only the adviser knows."""
    text = running(render("note", shown))
    fields = [
        "The service's reference, or none: ____",
        "Date: Monday 4 January 2027",
        "Time: __________ to __________",
        "Channel",
        "Consent given",
        "Stage: ",
        "What has been tried",
        "What the caller wants",
        "How it was given",
        "Date on the letter: Thursday 31 December 2026",
        "If it fails",
        "Signposts",
        "Level: 1 / 2 / 3 / 4",
        "Case: open / inactive / closed",
        "Safeguarding raised: yes / no",
        f"Resume code (answers only): {resume_code.encode(shown.walk)}",
    ]

    assert [field for field in fields if field not in text] == []
    assert all(running(" ".join(due.working)) in text for due in shown.time_limits)


def test_a_note_has_the_times_of_the_call(shown: Guidance) -> None:
    """Start and end, where they are known."""
    started, ended = datetime(2027, 1, 4, 9, 5), datetime(2027, 1, 4, 9, 41)

    assert "Time: 09:05 to 09:41" in note.render(shown, started=started, ended=ended)


def test_statistics_are_one_line(shown: Guidance) -> None:
    """Day, guide, version, what the guide counts, outcome and minutes; ids and no words."""
    line = render("csv", shown, minutes=36)
    header, again = render("csv", shown, minutes=36, header=True).splitlines(keepends=True)
    row = dict(zip(*csv.reader([header, line]), strict=True))

    assert line == again
    assert (row["day"], row["guide"], row["minutes"]) == ("2027-01-04", "disagreements", "36")
    assert [shown.outcome.id, *shown.guide.roles.statistics] == [
        row["outcome"],
        *(key for key in row if key in shown.guide.questions),
    ]


def test_all_papers_at_once(shown: Guidance) -> None:
    """Each by the name of its file; the note holds what was said."""
    said = frozenset({shown.steps[0].id})
    papers = papers_for(shown, said)

    assert {
        "hand-out.html",
        "message.txt",
        "text-message.txt",
        "call-note.txt",
        "dates.ics",
    } == set(papers)
    assert papers["call-note.txt"] == note.render(shown, said=said)
    assert papers["message.txt"] == message.render(shown)


def test_a_calendar_without_dates_is_left_out(callers: Mapping[str, Guidance]) -> None:
    """A file that holds nothing would be a puzzle."""
    undated = next(shown for shown in callers.values() if not shown.time_limits)

    assert "dates.ics" not in papers_for(undated)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_the_clipboard_gets_the_text_and_the_terminal_obeys_none_of_it(text: str) -> None:
    """One control sequence, whose middle is the text in base 64."""
    sequence = osc52(text)

    assert sequence.startswith("\x1b]52;c;")
    assert sequence.endswith("\x07")
    assert text == b64decode(sequence[7:-1]).decode()
