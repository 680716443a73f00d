"""Every paper for every caller: what belongs in it is there, and nothing of another caller is."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from send_guide.dates import without_weekday
from send_guide.engine.guidance import Guidance
from send_guide.formats import render
from send_guide.guide import Contact, Step
from send_guide.papers.by_when import family_limits
from send_guide.papers.people import Person, advice_service, people
from send_guide.papers.sentences import first_and_rest, first_sentence
from tests.conftest import HOSTILE

MONTHS = "January February March April May June July August September October November December"
DAY = re.compile(rf"\b[0-9]{{1,2}} (?:{'|'.join(MONTHS.split())}) [0-9]{{4}}\b")
NUMBER = re.compile(r"(?<![0-9+])0[0-9]{2,4}(?: [0-9]{3,6}){1,2}\b")


class Text(HTMLParser):
    """The words of a web page, its tags and its links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.open: list[str] = []
        self.links: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in ("meta", "path"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "path":
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


def words(name: str, shown: Guidance) -> str:
    """A paper as running text, without what its format adds."""
    text = render(name, shown)
    if name == "html":
        text = "".join(Text(text).words)
    elif name == "ics":
        text = re.sub(r"\\([,;\\])", r"\1", text.replace("\r\n ", "").replace("\\n", "\n"))
    return " ".join(text.split())


PAPERS = ("html", "message", "sms", "note", "ics")
WHOLE = ("html", "message", "note")
"""The papers that hold every date and every call step."""


@pytest.mark.parametrize("paper", WHOLE)
def test_every_date_is_there(callers: Mapping[str, Guidance], paper: str) -> None:
    """Each last day and each day to aim for that the family must keep, with its weekday."""
    lacking = [
        (name, limit.label)
        for name, shown in callers.items()
        for limit in family_limits(shown)
        if (limit.dated and limit.day not in words(paper, shown))
        or limit.last.removeprefix("last day ") not in words(paper, shown)
    ]

    assert lacking == []


@pytest.mark.parametrize("paper", WHOLE)
def test_every_call_step_is_there(callers: Mapping[str, Guidance], paper: str) -> None:
    """The hand-out has its whole text, the message what is said, the note its first sentence."""
    wording: Mapping[str, Callable[[Step], str]] = {
        "html": lambda step: first_sentence(step.text),
        "message": lambda step: step.say or first_sentence(step.text),
        "note": lambda step: first_sentence(step.text),
    }
    for name, shown in callers.items():
        text = words(paper, shown)
        assert [step.id for step in shown.call if wording[paper](step) not in text] == [], name


def test_the_hand_out_has_every_step_of_the_papers(callers: Mapping[str, Guidance]) -> None:
    """Call steps whole, and at least a sentence of every other step."""
    for name, shown in callers.items():
        text = words("html", shown)
        whole = [part for step in shown.call for part in first_and_rest(step.text)]
        short = [first_sentence(step.text) for step in shown.papers]

        assert [part for part in (*whole, *short) if part not in text] == [], name


@pytest.mark.parametrize("paper", WHOLE)
def test_every_number_is_there(callers: Mapping[str, Guidance], paper: str) -> None:
    """Each call step has its one number or address, and the advice service has its own."""
    for name, shown in callers.items():
        text = words(paper, shown)
        firsts = [someone for step in shown.call for someone in people(shown, (step,))[:1]]
        helper = [someone for someone in (advice_service(shown),) if someone and paper != "note"]
        ways = {someone.ways[0].text for someone in (*firsts, *helper) if someone.ways}

        assert [way for way in ways if way not in text] == [], name


def test_the_hand_out_has_a_way_to_reach_everybody(callers: Mapping[str, Guidance]) -> None:
    """A number or address of all contacts of its steps stands there whole."""
    for name, shown in callers.items():
        text = words("html", shown)
        everybody = people(shown, (*shown.call, *shown.papers))
        ways = [someone.ways[0].text for someone in everybody if someone.ways]

        assert [way for way in ways if way not in text] == [], name


def test_text_messages_open_with_a_date_and_a_number(callers: Mapping[str, Guidance]) -> None:
    """The first date, if there is one, and then the first number."""
    for name, shown in callers.items():
        text = words("sms", shown)
        for limit in family_limits(shown)[:1]:
            assert text.startswith(f"{limit.when[:-1]}"), name
        for someone in people(shown, shown.call)[:1]:
            if someone.phone:
                numbers = NUMBER.findall(text)
                assert numbers[:1] == [someone.phone.text] or someone.phone.text == "999", name


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_is_of_another_caller(callers: Mapping[str, Guidance], paper: str) -> None:
    """No date, telephone number or step that this caller's guidance does not hold."""
    for name, shown in callers.items():
        text = words(paper, shown)
        dates = set(DAY.findall(text)) - set(DAY.findall(" ".join(own_texts(shown))))
        numbers = set(NUMBER.findall(text)) - set(NUMBER.findall(" ".join(own_texts(shown))))
        own = " ".join(step.text for step in shown.steps)
        others = [step for step in shown.guide.steps.values() if step.text not in own]

        assert (dates, numbers) == (set(), set()), name
        assert [step.id for step in others if step.text in text] == [], name


def own_texts(shown: Guidance) -> Iterator[str]:
    """All texts that this caller's papers may draw on, with every date that is theirs."""
    guide = shown.guide
    days = [shown.today, guide.law_as_of, guide.reviewed]
    days += [contact.checked for contact in shown.contacts]
    days += [answer for answer in shown.walk.answers.values() if isinstance(answer, date)]
    for due in shown.time_limits:
        days += [due.last_day, due.aim_for, due.plain_last_day]
        yield from due.working
    yield from (without_weekday(day) for day in days if day is not None)
    yield from (limit.rule for limit in shown.unknown_limits)
    for step in shown.steps:
        yield from filter(None, (step.text, step.say, step.if_it_fails, step.have_ready))
    helper = advice_service(shown)
    known = [*people(shown, shown.steps), *([helper] if helper else [])]
    for someone in known:
        yield from contact_texts(someone)
    yield from (warning for warning in shown.warnings)
    yield from (f"{faq.ask} {faq.answer}" for faq in shown.faqs)


def contact_texts(someone: Person) -> Iterator[str]:
    yield from (someone.find, someone.note, someone.hours, someone.purpose)
    yield from (way.text for way in someone.ways)


@pytest.mark.parametrize("paper", ["html", "message", "sms"])
def test_the_family_gets_nothing_that_is_for_the_adviser(
    callers: Mapping[str, Guidance], paper: str
) -> None:
    """No adviser's note, id, source, working, count of days left or contact for a child at risk."""
    for name, shown in callers.items():
        text = words(paper, shown)
        notes = [step.note for step in shown.steps if step.note]
        unwanted = [*notes, *(source.id for source in shown.sources if "." in source.id)]
        at_risk = shown.guide.roles.child_at_risk

        assert [part for part in unwanted if part in text] == [], name
        assert "days left" not in text
        assert [step.id for step in shown.steps if "_" in step.id and step.id in text] == []
        assert not at_risk or "child protection" not in text.casefold(), name


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_says_what_it_is(callers: Mapping[str, Guidance], paper: str) -> None:
    """That it is information and not legal advice; all but the text message name the version."""
    for name, shown in callers.items():
        text = words(paper, shown)

        assert "This is information, not legal advice." in text, name
        assert paper == "sms" or shown.guide.version in text


@pytest.fixture
def hostile(shown: Guidance) -> Guidance:
    """Guidance in which every text tries to break out of its paper."""
    return replace(
        shown,
        outcome=replace(shown.outcome, title=HOSTILE, summary=HOSTILE),
        steps=tuple(_hostile_step(step) for step in shown.steps),
        contacts=tuple(_hostile_contact(contact) for contact in shown.contacts),
        time_limits=tuple(replace(due, label=HOSTILE) for due in shown.time_limits),
        guide=replace(shown.guide, title=HOSTILE),
    )


def _hostile_step(step: Step) -> Step:
    ready = HOSTILE if step.have_ready else None
    return replace(step, text=HOSTILE, say=HOSTILE, have_ready=ready, if_it_fails=HOSTILE)


def _hostile_contact(contact: Contact) -> Contact:
    return replace(contact, name=HOSTILE, purpose=HOSTILE, find=HOSTILE, note=HOSTILE)


def test_no_text_becomes_markup(hostile: Guidance) -> None:
    """What looks like a tag is shown as it is written, and no tag or link comes from it."""
    page = Text(render("html", hostile))
    text = " ".join("".join(page.words).split())

    assert text.count(HOSTILE.split(" 1. ")[0]) >= 10
    assert {"script", "img"} & set(page.tags) == set()
    assert page.open == []
    assert all(link.startswith(("https://", "tel:", "mailto:")) for link in page.links)


def test_no_text_becomes_an_event(hostile: Guidance) -> None:
    """A calendar has no more lines that mean something than it has events for."""
    calendar = render("ics", hostile)

    assert calendar.count("BEGIN:VEVENT") == calendar.count("\r\nUID:")
    assert len(render("sms", hostile).strip()) <= 306
