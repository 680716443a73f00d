"""What stands on a card, in words: its limits, its steps with their numbers, its small print."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from send_guide.dates import in_words, without_weekday
from send_guide.engine.guidance import Guidance, Unknown
from send_guide.engine.time_limits import Due, Status
from send_guide.guide import Contact, Step, TimeLimit, Whose
from send_guide.page.lines import Phrase
from send_guide.page.sections import DISCLAIMER
from send_guide.page.ways import first_sentence, first_way, has_letter, is_unconfirmed, short_name

Phrases = tuple[Phrase, ...]
"""What is laid out together, and begins on a line of its own."""


@dataclass(frozen=True, slots=True)
class LimitText:
    """A time limit in words: first what it is for, then its days."""

    phrases: Phrases
    whose: Whose


@dataclass(frozen=True, slots=True)
class StepText:
    """A step in words: what is said, and whom to contact by which number. The latter may be empty.

    `where`: the same without the contact's name, if words say where to find the number. It stands
    where the name would take a second line; what is said names the contact too.
    """

    said: Phrases
    contact: Phrases = ()
    where: Phrases = ()


@dataclass(frozen=True, slots=True)
class CardText:
    """What stands on a card, before it is laid out."""

    title: str
    doubt: Phrases
    limits: tuple[LimitText, ...]
    steps: tuple[StepText, ...]
    small_print: Phrases

    def folded(self, kept: int) -> "CardText":
        """The card with the family's time limits and the first `kept` of the others."""
        others = [limit for limit in self.limits if limit.whose != "family"]
        hidden = others[kept:]
        limits = "time limit" if len(hidden) == 1 else "time limits"
        words = f"And {len(hidden)} more {limits}: see the dates"
        more = LimitText((Phrase(words),), "council")
        shown = tuple(limit for limit in self.limits if limit not in hidden)
        return replace(self, limits=(*shown, more))

    @property
    def others(self) -> int:
        """How many of the time limits are not the family's."""
        return sum(limit.whose != "family" for limit in self.limits)


def card_text(shown: Guidance) -> CardText:
    """Put a finished walk into the words of its card."""
    known = (LimitText(limit_phrases(due, shown.today), due.whose) for due in shown.time_limits)
    unknown = (_rule(limit) for limit in shown.unknown_limits)
    unconfirmed = _any_unconfirmed(shown)
    return CardText(
        title=shown.outcome.title,
        doubt=_doubt_phrases(shown.doubts),
        limits=(*known, *unknown),
        steps=tuple(_step_text(shown, step) for step in shown.call),
        small_print=_small_print(
            shown.guide.version, shown.guide.law_as_of, unconfirmed=unconfirmed
        ),
    )


def longest_text(
    title: str,
    limits: Sequence[tuple[TimeLimit, Status]],
    steps: Sequence[tuple[Step, Contact | None]],
) -> CardText:
    """The words of a card on the day that makes them longest; see `longest_card`."""
    return CardText(
        title=title,
        doubt=(),
        limits=tuple(_longest_limit(limit, status) for limit, status in limits),
        steps=tuple(_longest_step(step, contact) for step, contact in steps),
        small_print=_small_print("00.00.00", _LONGEST_DAY, unconfirmed=True),
    )


def _doubt_phrases(doubts: Sequence[str]) -> Phrases:
    """Say above the limits that a date may have been misread; `dates_page` has the rest."""
    if not doubts:
        return ()
    several = "some dates do not fit together" if len(doubts) > 1 else first_sentence(doubts[0])
    return (Phrase(f"Check first: {several}", strong=True),)


def limit_phrases(due: Due, today: date) -> Phrases:
    """A time limit in a line: what it is for, the day to aim for, the last day, the days left."""
    if due.last_day is None:
        about = Phrase(f"about {in_words(due.plain_last_day)}, not certain", whole=True)
        return (Phrase(f"{due.label}:"), about)
    if due.status == "unknown":
        day = Phrase(f"{in_words(due.last_day)} at the earliest,", strong=True, whole=True)
        return (Phrase(f"{due.label}:"), day, Phrase("perhaps later", whole=True))
    if due.status == "passed":
        return _passed(due, due.last_day, today)
    if due.status == "today":
        return _last_chance(due, max(due.last_day, due.plain_last_day), today)
    return _ahead(due, due.last_day, today)


def _passed(due: Due, last_day: date, today: date) -> Phrases:
    label = Phrase(f"{due.label}:")
    if due.whose == "family":
        passed = Phrase(f"passed on {in_words(last_day)}", strong=True, whole=True)
        return (
            label,
            passed,
            Phrase(f"({_count((today - last_day).days)} ago)", whole=True, spare=True),
        )
    was_due = Phrase(f"was due {in_words(last_day)}:", whole=True)
    late = due.days_late if due.days_late is not None else (today - last_day).days
    who = "the council is" if due.whose == "council" else "this is"
    return (label, was_due, Phrase(f"{who} {_count(late)} late", strong=True, whole=True))


def _last_chance(due: Due, last_day: date, today: date) -> Phrases:
    label = Phrase(f"{due.label}:")
    if due.whose != "family":
        return (label, Phrase(f"due today, {in_words(last_day)}", strong=True, whole=True))
    if last_day == today:
        return (
            label,
            Phrase(f"today, {in_words(today)}, is the last day", strong=True, whole=True),
        )
    return (
        label,
        Phrase(f"act today; the last day is {in_words(last_day)}", strong=True, whole=True),
    )


def _ahead(due: Due, last_day: date, today: date) -> Phrases:
    left = _count((last_day - today).days)
    if due.whose != "family":
        day = Phrase(f"due by {in_words(last_day)}", strong=True, whole=True)
        return (Phrase(f"{due.label}:"), day, Phrase(f"(in {left})", whole=True, spare=True))
    if due.aim_for is None or due.aim_for == last_day or due.aim_for < today:
        day = Phrase(f"by {in_words(last_day)}", strong=True, whole=True)
        return (Phrase(f"{due.label}:"), day, Phrase(f"({left} left)", whole=True))
    return (
        Phrase(f"{due.label} ({left} left):"),
        Phrase(f"aim for {in_words(due.aim_for)},", whole=True),
        Phrase(f"last day {in_words(last_day)}", strong=True, whole=True),
    )


def _rule(limit: Unknown | TimeLimit) -> LimitText:
    """A time limit without a day, by the first sentence of its rule."""
    rule = Phrase(first_sentence(limit.rule), strong=True)
    return LimitText((Phrase(f"{limit.label}:"), rule), limit.whose)


def _step_text(shown: Guidance, step: Step) -> StepText:
    contacts = {contact.id: contact for contact in shown.contacts}
    contact = contacts.get(step.contact or "")
    if contact is not None and contact.id == shown.service:
        contact = None
    return _with_contact(step.say or step.text, contact, letter=has_letter(shown))


def _with_contact(said: str, contact: Contact | None, *, letter: bool) -> StepText:
    way = first_way(contact, letter) if contact else None
    if contact is None or way is None:
        return StepText((Phrase(said),))
    number = Phrase(way.text, strong=True, verbatim=way.verbatim)
    named = (Phrase(f"{short_name(contact)}:"), number)
    if way.verbatim:
        return StepText((Phrase(said),), named)
    alone = replace(number, text=way.text[:1].upper() + way.text[1:])
    return StepText((Phrase(said),), named, (alone,))


def _small_print(version: str, law_as_of: date, *, unconfirmed: bool) -> Phrases:
    """What every output ends with, after the one line that says what is not confirmed."""
    doubt = (Phrase("Numbers not confirmed yet."),) if unconfirmed else ()
    guide = f"Guide {version}, law as of {without_weekday(law_as_of)}."
    return (*doubt, Phrase(guide), Phrase(DISCLAIMER))


def _any_unconfirmed(shown: Guidance) -> bool:
    """Whether nobody has rung or opened some number or address that stands on the card."""
    on_card = {step.contact for step in shown.call}
    return any(is_unconfirmed(contact) for contact in shown.contacts if contact.id in on_card)


_LONGEST_DAY = date(2026, 9, 30)
"""A Wednesday in September with two figures: no day is longer in words."""

_LONGEST_AIM = date(2026, 9, 23)
_MOST_DAYS = 364
_LONGEST_BY = f"by {in_words(_LONGEST_DAY)}"


def _longest_limit(limit: TimeLimit, status: Status) -> LimitText:
    """A time limit as it looks on the day that makes it longest."""
    if status == "unknown" or not limit.spans:
        return _rule(limit)
    today = _LONGEST_DAY if status == "today" else _LONGEST_DAY - timedelta(days=_MOST_DAYS)
    if status == "passed":
        today = _LONGEST_DAY + timedelta(days=_MOST_DAYS)
    due = Due(
        id=limit.id,
        label=limit.label,
        last_day=_LONGEST_DAY,
        aim_for=_LONGEST_DAY if limit.moved == "none" else _LONGEST_AIM,
        plain_last_day=_LONGEST_DAY,
        decided_by="",
        moved_by="none",
        status=status,
        days_left=None,
        working=(),
        sources=(),
        whose=limit.whose,
        note=limit.note,
        days_late=_MOST_DAYS,
    )
    return LimitText(limit_phrases(due, today), limit.whose)


def _longest_step(step: Step, contact: Contact | None) -> StepText:
    """A step with the day in its words and with the longest way to reach its contact."""
    said = (step.say or step.text).replace("{by}", _LONGEST_BY)
    texts = [_with_contact(said, contact, letter=letter) for letter in (True, False)]
    return max(texts, key=lambda text: sum(len(phrase.text) for phrase in text.contact))


def _count(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
