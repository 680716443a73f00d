"""Understand a day as people say it: `9 Nov`, `9/11`, `last Saturday`, `two weeks ago`.

Our rule, and not that of any library: the day comes before the month; without a year the newest
such day that is not after today is meant; what is doubtful is asked about; what cannot be is
refused with the reason.
"""

import re
from calendar import isleap, monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from send_guide.call.day_words import MONTHS, WEEKDAYS, Word, listed, plain, words_in
from send_guide.dates import FIRST_YEAR, LAST_YEAR, in_words

PAST, FUTURE, ANY = "past", "future", "any"
WEEK = timedelta(days=7)
SOON = 60
"""Days within which a day to come may be the one meant by a person who gives no year."""

LONG_AGO = 10
"""Years after which a day is asked about: nothing a caller rings about is so old."""

EXAMPLES = "Try 9 Nov, 9/11/2026 or last Saturday."
MOST_ASKED = 3
"""Days put to a person at once; a pasted text may hold more."""


@dataclass(frozen=True, slots=True)
class Day:
    """The one day that was meant."""

    day: date


@dataclass(frozen=True, slots=True)
class Ask:
    """A doubt.

    `days`: the days that may be meant, likeliest first; none where only a month is known.
    """

    days: tuple[date, ...]
    question: str


@dataclass(frozen=True, slots=True)
class Refused:
    """No such day, or no day at all. `reason`: one or two sentences for the person who typed it."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotSure:
    """The person does not know the day."""


Understood = Day | Ask | Refused | NotSure

_NOT_SURE = re.compile(
    "0|not sure|notsure|unsure|not certain|dont know|do not know|dont no|dunno|no idea|idk|dk"
    "|no clue|not a clue|havent a clue|not known|unknown|cant remember|can ?not remember"
    "|dont remember|cant recall|forgot|forgotten|forget|couldnt say|cant say|havent got it"
    "|cant find it|lost it|dont have it|never got one|no date|none|na|n a"
)
_LEADING = re.compile(r"^(?:(?:im|i am|i|we|sorry|er|erm|um|oh|well|were|honestly|really) )+")
_TRAILING = re.compile(r"(?: (?:sorry|really|yet|exactly|at all|the date|when|mate|love))+$")
_FILLERS = listed(
    """the of on dated date a an in it its was is letter from sent at gone just past time says said
    came got received arrived we i my and that which she he they her his our email posted written
    issued earlier post morning afternoon evening lunchtime"""
)
_VAGUE = listed(
    """about around roughly approximately approx maybe perhaps probably think possibly guess circa
    ish so like ? sometime some by almost nearly over"""
)
_HOLIDAYS = {
    "christmas eve": (24, 12),
    "christmas day": (25, 12),
    "boxing day": (26, 12),
    "new year eve": (31, 12),
    "new years eve": (31, 12),
    "new year day": (1, 1),
    "new years day": (1, 1),
    "valentines day": (14, 2),
    "bonfire night": (5, 11),
    "guy fawkes night": (5, 11),
    "halloween": (31, 10),
    "hallowe en": (31, 10),
}


def understand_day(
    typed: str, today: date, may_be: str = PAST, not_sure: bool = True
) -> Understood:
    """What a person who typed this at a date question means.

    `today`: the day of the call. `may_be`: `past`, `future` or `any`, the days that make sense as
    an answer; a day outside of them is asked about. `not_sure`: whether the question takes that.
    """
    text = plain(typed)
    if _says_not_sure(text):
        return NotSure() if not_sure else Refused(f"A day is needed here. {EXAMPLES}")
    if not any(sign.isalnum() for sign in text):
        return Refused(f"No day was typed. {EXAMPLES}")
    question = _Question(today, may_be)
    understood = None if "\n" in typed.strip() else _read(words_in(text), question)
    if understood is None:
        understood = _found_within(text, question)
    return understood or Refused(f"That could not be read as a day. {EXAMPLES}")


def said_back(day: date, today: date) -> str:
    """The day as it is said back: `Monday 9 November 2026, 14 days ago`."""
    apart = (today - day).days
    near = {0: "today", 1: "yesterday", -1: "tomorrow"}
    ago = f"{apart:,} days ago" if apart > 0 else f"in {-apart:,} days"
    return f"{in_words(day)}, {near.get(apart, ago)}"


def _says_not_sure(text: str) -> bool:
    if text.strip(" .!") in ("?", "??", "???"):
        return True
    words = re.sub(r"[^\w\s]|_", " ", re.sub(r"['’‘`´]", "", text))
    spaced = " ".join(words.split())
    said = _TRAILING.sub("", _LEADING.sub("", spaced))
    return _NOT_SURE.fullmatch(said) is not None


@dataclass(frozen=True, slots=True)
class _Question:
    """The day of the call, and which days make sense as an answer."""

    today: date
    may_be: str

    def outside(self, day: date) -> str | None:
        """What is odd about this day as an answer; None if it makes sense."""
        if day > self.today and self.may_be == PAST:
            return "is still to come"
        if day < self.today and self.may_be == FUTURE:
            return "has gone by"
        years = self.today.year - day.year
        return f"is {years} years ago" if years > LONG_AGO else None

    def settle(self, day: date) -> Understood:
        """A day that is fully known: it stands, or is asked about where it is odd."""
        odd = self.outside(day)
        return Ask((day,), f"{in_words(day)} {odd}. Is that the day?") if odd else Day(day)

    def which(self, days: Iterable[date]) -> Ask:
        """Ask which of these days is meant."""
        choice = tuple(dict.fromkeys(days))
        if len(choice) == 1:
            return Ask(choice, f"{in_words(choice[0])}: is that the day?")
        return Ask(choice, f"{' or '.join(map(in_words, choice))}?")


def _read(words: Sequence[Word], question: _Question) -> Understood | None:
    """Read words that say a day and nothing else; None if they do not."""
    vague = any(word.text in _VAGUE or word.text == "couple" for word in words)
    telling = [word for word in words if word.text not in _FILLERS | _VAGUE]
    shape = " ".join(word.kind for word in telling)
    for pattern, reader in _READERS:
        if pattern.fullmatch(shape):
            understood = reader(telling, question)
            return _doubted(understood) if vague else understood
    return None


def _doubted(understood: Understood | None) -> Understood | None:
    if isinstance(understood, Day):
        return Ask((understood.day,), f"{in_words(understood.day)}: is that the day?")
    return understood


# A day, a month and perhaps a year


def _day_and_month(
    day: int, months: Sequence[int], year: str | None, weekday: int | None, question: _Question
) -> Understood:
    if len(months) > 1:
        possible = [_day_and_month(day, [month], year, weekday, question) for month in months]
        return question.which(_days_of(possible)) if any(_days_of(possible)) else possible[0]
    full_year = None if year is None else _full_year(year, question.today)
    refused = _impossible(day, months[0], year, full_year)
    if refused:
        return refused
    if full_year is None:
        return _without_year(day, months[0], weekday, question)
    return _with_weekday(date(full_year, months[0], day), weekday, question)


def _full_year(year: str, today: date) -> int:
    """Two figures are a year of this century, unless that lies more than twenty years ahead."""
    if len(year) != 2:
        return int(year)
    this_century = 2000 + int(year)
    return this_century if this_century <= today.year + 20 else this_century - 100


def _impossible(day: int, month: int, year: str | None, full_year: int | None) -> Refused | None:
    if not 1 <= month <= 12:
        return Refused(
            f"There is no month {month}. The day comes first, then the month: 9/11/2026."
        )
    if year is not None and len(year) not in (2, 4):
        return Refused("A year has four figures: 9/11/2026.")
    if full_year is not None and not FIRST_YEAR <= full_year <= LAST_YEAR:
        return Refused(f"The year must lie between {FIRST_YEAR} and {LAST_YEAR}.")
    most = monthrange(full_year or 2000, month)[1]
    if day == 0:
        return Refused("There is no day 0.")
    if day <= most:
        return None
    name = MONTHS[month - 1]
    if month == 2 and full_year is None:
        return Refused("February has 28 or 29 days.")
    which = f"{name} {full_year}" if month == 2 else name
    return Refused(f"{which} has {most} days.")


def _with_weekday(day: date, weekday: int | None, question: _Question) -> Understood:
    if weekday is None or day.weekday() == weekday:
        return question.settle(day)
    nearest = day + timedelta(days=(weekday - day.weekday() + 3) % 7 - 3)
    return Ask(
        (day, nearest),
        f"{in_words(day).removeprefix(f'{day:%A} ')} is a {WEEKDAYS[day.weekday()]}, "
        f"not a {WEEKDAYS[weekday]}. {in_words(day)} or {in_words(nearest)}?",
    )


def _without_year(day: int, month: int, weekday: int | None, question: _Question) -> Understood:
    """The newest such day that is not after today, unless one comes soon.

    A weekday that fits only one of the two settles it. For days to come, the other way round.
    """
    newest = _nearest_year(day, month, question.today, -1)
    coming = _nearest_year(day, month, question.today + timedelta(days=1), 1)
    if newest == question.today and weekday is None:
        return question.settle(newest)
    likely, other = _likely(newest, coming, question)
    far = timedelta(days=366)
    if abs(likely - question.today) > far:
        return question.which((likely, other))
    doubtful = abs(other - question.today).days <= (120 if question.may_be == ANY else SOON)
    if weekday is None:
        return question.which((likely, other)) if doubtful else question.settle(likely)
    chosen = other if doubtful and other.weekday() == weekday else likely
    return _with_weekday(chosen, weekday, question)


def _likely(newest: date, coming: date, question: _Question) -> tuple[date, date]:
    """The likelier of the newest such day and the coming one, then the other."""
    nearer = coming - question.today < question.today - newest
    later = question.may_be == FUTURE or (question.may_be == ANY and nearer)
    return (coming, newest) if later else (newest, coming)


def _nearest_year(day: int, month: int, start: date, way: int) -> date:
    """The nearest day with this number and month, from `start` on, back (-1) or forward (1)."""
    year = start.year
    while True:
        if (month, day) != (2, 29) or isleap(year):
            found = date(year, month, day)
            if (found - start).days * way >= 0:
                return found
        year += way


def _numbers(words: Sequence[Word]) -> list[Word]:
    return [word for word in words if word.kind in ("n", "o")]


def _kind(words: Sequence[Word], kind: str) -> tuple[int, ...] | None:
    return next((word.numbers for word in words if word.kind == kind), None)


def _weekday_of(words: Sequence[Word]) -> int | None:
    found = _kind(words, "w")
    return found[0] if found else None


def _figures(words: Sequence[Word], question: _Question) -> Understood:
    """Read two or three numbers, with perhaps a weekday: `9/11/2026`, `9th of the 11th`."""
    weekday = _weekday_of(words)
    first, *others = _numbers(words)
    if not all(len(word.text) <= 4 or not word.text.isdecimal() for word in (first, *others)):
        return Refused(f"That could not be read as a day. {EXAMPLES}")
    if len(first.text) == 4 and first.kind == "n":
        if len(others) == 1:
            return _only_month(others[0].number, first.number)
        return _day_and_month(others[1].number, others[0].numbers, first.text, weekday, question)
    if len(others) == 1 and len(others[0].text) == 4:
        return _only_month(first.number, others[0].number)
    year = _year_text(others[1]) if len(others) == 2 else None
    return _day_and_month(first.number, others[0].numbers, year, weekday, question)


def _year_text(word: Word) -> str:
    return word.text if word.text.isdecimal() else str(word.number)


def _only_month(month: int, year: int) -> Understood:
    if not 1 <= month <= 12:
        return Refused(f"There is no month {month}.")
    return Ask((), f"Which day of {MONTHS[month - 1]} {year}?")


def _run_of_digits(words: Sequence[Word], question: _Question) -> Understood | None:
    """`09112026`, `20261109`, `091126`, `0911`; one or two figures alone are asked about."""
    digits, weekday = words[0].text, _weekday_of(words)
    if len(digits) in (6, 8):
        year_first = len(digits) == 8 and digits[:2] in ("19", "20") and digits[4:6] <= "12"
        sensible = not FIRST_YEAR <= int(digits[4:8]) <= LAST_YEAR
        if year_first and sensible:
            return _day_and_month(
                int(digits[6:]), (int(digits[4:6]),), digits[:4], weekday, question
            )
        return _day_and_month(int(digits[:2]), (int(digits[2:4]),), digits[4:], weekday, question)
    if len(digits) == 4 and digits[:2] == "20":
        return Ask((), f"Which day of {digits}?")
    if len(digits) == 4:
        return _day_and_month(int(digits[:2]), (int(digits[2:]),), None, weekday, question)
    if len(digits) > 2 or not digits.isdecimal():
        return None
    return _doubted(_day_alone(words, question))


def _named_month(words: Sequence[Word], question: _Question) -> Understood:
    """`9 Nov`, `Nov 9th 2026`, `2026 November 9`, `Mon 9 Nov`."""
    months = _kind(words, "m") or ()
    numbers = _numbers(words)
    years = [word for word in numbers if len(word.text) == 4 and word.kind == "n"]
    others = [word for word in numbers if word not in years]
    if not others:
        return _only_month(months[0], years[0].number)
    year = years[0] if years else others[1] if len(others) == 2 else None
    year_text = _year_text(year) if year else None
    return _day_and_month(others[0].number, months, year_text, _weekday_of(words), question)


def _of_year(words: Sequence[Word], question: _Question) -> Understood:
    """`9 November last year`, `9 November this year`."""
    year = question.today.year - (words[-2].kind == "last") + (words[-2].kind == "next")
    months = _kind(words, "m") or ()
    day = _numbers(words)[0].number
    return _day_and_month(day, months, str(year), _weekday_of(words), question)


def _two_days(words: Sequence[Word], question: _Question) -> Understood:
    """`9 or 10 November`: which of the two."""
    months, numbers = _kind(words, "m") or (), _numbers(words)
    year = _year_text(numbers[2]) if len(numbers) > 2 else None
    read = [_day_and_month(number.number, months, year, None, question) for number in numbers[:2]]
    days = list(_days_of(read))
    return question.which(days) if days else read[0]


def _day_alone(words: Sequence[Word], question: _Question) -> Understood:
    """`the 9th`: the newest such day, or with a month to come, the next."""
    number, weekday = _numbers(words)[0].number, _weekday_of(words)
    if not 1 <= number <= 31:
        return Refused(f"No month has a day {number}.")
    way = 1 if question.may_be == FUTURE else -1
    first = question.today.replace(day=1)
    # two months running never both lack a day
    for _ in range(3):
        if number <= monthrange(first.year, first.month)[1]:
            found = first.replace(day=number)
            if (found - question.today).days * way >= 0:
                return _with_weekday(found, weekday, question)
        first = _months_on(first, way)
    return Refused(f"That could not be read as a day. {EXAMPLES}")


def _months_on(first: date, count: int) -> date:
    """The first day of the month that comes so many months later (or, below 0, before)."""
    months = first.year * 12 + first.month - 1 + count
    return date(months // 12, months % 12 + 1, 1)


def _day_of_month_said(words: Sequence[Word], question: _Question) -> Understood:
    """`the 9th of this month`, `9th last month`."""
    count = {"last": -1, "this": 0, "next": 1}[words[-2].kind]
    month = _months_on(question.today.replace(day=1), count)
    return _day_and_month(
        _numbers(words)[0].number, (month.month,), str(month.year), _weekday_of(words), question
    )


def _nth_weekday(words: Sequence[Word], question: _Question) -> Understood:
    """`first Monday of November`, `last Friday in June 2026`, `last day of October`."""
    months = _kind(words, "m") or ()
    years = [word for word in words[1:] if word.kind == "n"]
    year = _full_year(_year_text(years[0]), question.today) if years else question.today.year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return Refused(f"The year must lie between {FIRST_YEAR} and {LAST_YEAR}.")
    here = _in_month(words, year, months[0])
    if here is None:
        return Refused(f"{MONTHS[months[0] - 1]} has no such day.")
    if not years and here > question.today and question.may_be == PAST:
        before = _in_month(words, year - 1, months[0])
        return question.which([day for day in (before, here) if day])
    return question.settle(here)


def _in_month(words: Sequence[Word], year: int, month: int) -> date | None:
    most = monthrange(year, month)[1]
    weekday = _weekday_of(words)
    days = [date(year, month, number) for number in range(1, most + 1)]
    fitting = [day for day in days if weekday is None or day.weekday() == weekday]
    place = -1 if words[0].kind == "last" else words[0].number - 1
    return fitting[place] if place < len(fitting) else None


def _holiday(words: Sequence[Word], question: _Question) -> Understood:
    names = " ".join(word.text for word in words if word.kind != "n")
    year = next((str(word.number) for word in words if word.kind == "n"), None)
    day, month = _HOLIDAYS[names]
    return _day_and_month(day, (month,), year, None, question)


# A weekday


def _weekday_alone(words: Sequence[Word], question: _Question) -> Understood:
    newest = _newest(words[0].number, question.today)
    if question.may_be == FUTURE:
        coming = newest + WEEK
        return question.which((coming, coming + WEEK)) if newest == question.today else Day(coming)
    if newest == question.today:
        return question.which((newest, newest - WEEK))
    return question.which((newest, newest + WEEK)) if question.may_be == ANY else Day(newest)


def _newest(weekday: int, today: date) -> date:
    """The newest such weekday, which may be today."""
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def _before_today(weekday: int, today: date) -> date:
    return _newest(weekday, today - timedelta(days=1))


def _last_weekday(words: Sequence[Word], question: _Question) -> Understood:
    return question.settle(_before_today(words[1].number, question.today))


def _weekday_before_last(words: Sequence[Word], question: _Question) -> Understood:
    return question.settle(_before_today(words[0].number, question.today) - WEEK)


def _weeks_last_weekday(words: Sequence[Word], question: _Question) -> Understood:
    """`a week last Saturday`, `two weeks ago last Saturday`."""
    day = _before_today(words[-1].number, question.today)
    weeks = 2 if any(word.kind == "fortnight" for word in words) else 1
    return question.settle(day - WEEK * weeks * (words[0].number if words[0].kind == "n" else 1))


def _weekday_of_a_week(words: Sequence[Word], question: _Question) -> Understood:
    """Take `this Monday`, `Monday last week`, `Monday two weeks ago`, `next Friday`."""
    kinds = {word.kind for word in words}
    weekday = _weekday_of(words) or 0
    monday = question.today - timedelta(days=question.today.weekday())
    here = monday + timedelta(days=weekday)
    if "ago" in kinds:
        count = next((word.number for word in words if word.kind == "n"), 1)
        return question.which((here - WEEK * count,))
    if "last" in kinds:
        return question.settle(here - WEEK)
    if "next" in kinds:
        coming = _newest(weekday, question.today) + WEEK
        return question.which((coming, here + WEEK))
    if here > question.today and question.may_be == PAST:
        return question.which((here - WEEK, here))
    return question.settle(here)


# Counted from today


def _near_day(words: Sequence[Word], question: _Question) -> Understood:
    spoken = " ".join(word.kind for word in words)
    apart = {
        "today": 0,
        "this": 0,
        "now": 0,
        "yesterday": -1,
        "last night": -1,
        "day before yesterday": -2,
        "tomorrow": 1,
        "day after tomorrow": 2,
        "before yesterday": -2,
    }[spoken]
    return question.settle(question.today + timedelta(days=apart))


def _ago(words: Sequence[Word], question: _Question) -> Understood | None:
    """`two weeks ago`, `10 days ago`; months and years are seldom meant to the day."""
    number = words[0].number if words[0].kind == "n" else 1
    unit = next(word.kind for word in words if word.kind in _UNITS)
    if number > 1000:
        return None
    if unit in ("month", "year"):
        count = number * (12 if unit == "year" else 1)
        first = _months_on(question.today.replace(day=1), -count)
        most = monthrange(first.year, first.month)[1]
        day = first.replace(day=min(question.today.day, most))
        return Ask((day,), f"{in_words(day)}, or another day?")
    return question.settle(question.today + timedelta(days=-number * _UNITS[unit]))


_UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 0, "year": 0}


def _no_direction(words: Sequence[Word], question: _Question) -> Understood | None:
    """`two weeks`, `three weeks today`: before or after today."""
    span = timedelta(days=words[0].number * _UNITS[words[1].kind])
    if span > timedelta(days=1000):
        return None
    if question.may_be == FUTURE or len(words) > 2:
        return question.settle(question.today + span)
    return question.which((question.today - span, question.today + span))


def _weekday_after_next(words: Sequence[Word], question: _Question) -> Understood:
    """`Monday week`, `a week on Monday`: still to come."""
    coming = _newest(_weekday_of(words) or 0, question.today) + WEEK
    return question.which((coming + WEEK,))


def _weeks_and_days_ago(words: Sequence[Word], question: _Question) -> Understood | None:
    """`two weeks and three days ago`."""
    days = words[0].number * 7 + words[2].number
    return question.settle(question.today - timedelta(days=days)) if days < 1000 else None


def _ago_from_near_day(words: Sequence[Word], question: _Question) -> Understood:
    """`a week ago yesterday`, `two weeks ago today`."""
    number = words[0].number if words[0].kind == "n" else 1
    back = -1 if words[-1].kind == "yesterday" else 0
    unit = next(word.kind for word in words if word.kind in _UNITS)
    days = number * _UNITS[unit] - back
    return question.settle(question.today - timedelta(days=days))


# Too wide to be a day


def _stretch(words: Sequence[Word], question: _Question) -> Understood:
    """`last month`, `end of October`, `half term`: ask for the day."""
    months = _kind(words, "m")
    if months:
        year = next((str(word.number) for word in words if word.kind == "n"), "")
        spoken = "" if any(word.kind in ("last", "next") for word in words) else year
        return Ask((), f"Which day of {f'{MONTHS[months[0] - 1]} {spoken}'.strip()}?")
    if words[-1].kind == "month":
        count = {"last": -1, "next": 1}.get(words[-2].kind if len(words) > 1 else "", 0)
        first = _months_on(question.today.replace(day=1), count)
        return Ask((), f"Which day of {MONTHS[first.month - 1]} {first.year}?")
    if words[-1].kind == "week" and words[0].kind in ("last", "this", "next"):
        return Ask((), f"Which day {' '.join(word.kind for word in words)}?")
    return Ask((), "Which day was that?")


_Reader = Callable[[Sequence[Word], _Question], Understood | None]
_NUMBER = "(?:n|o)"
_WEEKDAY = "(?:w )?"
_AFTER = "(?: w)?"
_STRETCHES = "(?:end|start|mid|middle|early|late|o week|last week|o half)"
_TIMES = (
    "(?:(?:early|late|end|start|mid|middle|last|this|next) )*(?:week|month|year|term|half term|"
    "easter|christmas|spring|summer|autumn|winter|weekend|holidays?|summer holidays?|"
    "easter holidays?|christmas holidays?)"
)
_SHAPES: tuple[tuple[str, _Reader], ...] = (
    (rf"{_WEEKDAY}{_NUMBER} {_NUMBER}(?: n)?{_AFTER}", _figures),
    (rf"{_WEEKDAY}{_NUMBER} m(?: n)?{_AFTER}", _named_month),
    (rf"{_WEEKDAY}m {_NUMBER}(?: n)?{_AFTER}", _named_month),
    (rf"n {_WEEKDAY}m {_NUMBER}{_AFTER}", _named_month),
    (rf"n {_NUMBER} m{_AFTER}", _two_days),
    (rf"{_NUMBER} (?:or |to |and )?{_NUMBER} m(?: n)?", _two_days),
    (rf"{_WEEKDAY}(?:{_NUMBER} m|m {_NUMBER}) (?:last|this|next) year", _of_year),
    (rf"n{_AFTER}", _run_of_digits),
    (rf"{_WEEKDAY}o{_AFTER}", _day_alone),
    ("w n", _day_alone),
    (rf"{_WEEKDAY}{_NUMBER} (?:last|this|next) month", _day_of_month_said),
    (r"(?:o|last) (?:w|day) m(?: n)?", _nth_weekday),
    (rf"(?:{'|'.join(_HOLIDAYS)})(?: n)?", _holiday),
    ("w", _weekday_alone),
    ("last w", _last_weekday),
    ("w before last", _weekday_before_last),
    ("(?:n )?(?:week|fortnight) (?:ago )?last w", _weeks_last_weekday),
    ("(?:this|next) w|w (?:this|last|next) week|(?:this|last|next) week w", _weekday_of_a_week),
    ("n week ago w|w n week ago|week ago w|w week ago", _weekday_of_a_week),
    ("today|this|now|yesterday|tomorrow|last night", _near_day),
    ("day before yesterday|before yesterday|day after tomorrow", _near_day),
    ("(?:n )?(?:day|week|fortnight|month|year) ago", _ago),
    ("n (?:day|week|fortnight)(?: today)?", _no_direction),
    ("w week|(?:n )?week w", _weekday_after_next),
    ("(?:n )?(?:week|fortnight) ago (?:today|yesterday)", _ago_from_near_day),
    ("(?:n )?(?:week|fortnight) yesterday", _ago_from_near_day),
    ("n week n day ago", _weeks_and_days_ago),
    (rf"(?:(?:{_STRETCHES}|last|this|next) )*m(?: n)?(?: (?:last|this|next) year)?", _stretch),
    (_TIMES, _stretch),
    (rf"{_STRETCHES} m n", _stretch),
    ("(?:few|several) (?:day|week|month) ago|other (?:day|week)|recently", _stretch),
    ("(?:ages? |while )?ago", _stretch),
)
_READERS = tuple((re.compile(shape), reader) for shape, reader in _SHAPES)


# A day within other words

_MONTH_WORD = f"(?:{'|'.join(name[:3].casefold() for name in MONTHS)})[a-z]*"
_TELLING = re.compile(
    rf"\b{_MONTH_WORD}\b.*\d|\d.*\b{_MONTH_WORD}\b|\d[a-z ]*{_MONTH_WORD}\b"
    rf"|(?<!\d)\d{{1,2}}[/⁄∕／]\d{{1,2}}\b|\d[./-]\d{{1,2}}[./-]\d{{2}}|\b\d{{1,2}}(?:st|nd|rd|th)\b"
    r"|\byesterday\b|\bago\b|\blast (?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b"
    rf"|\b[a-z]+(?:st|nd|rd|th)\b.*\b{_MONTH_WORD}\b"
)
_LONGEST = 7
"""Words that say one day: `Monday the 9th day of November 2026`."""

_WIDEST = 80
"""Characters that say one day, with room to spare."""


def _found_within(text: str, question: _Question) -> Ask | None:
    """Ask about the days that stand in a longer text, such as a paragraph that was pasted."""
    days = tuple(dict.fromkeys(_days_within(text.split(), question)))
    if len(days) == 1:
        return Ask(days, f"Found {in_words(days[0])} in what was typed. Is that the day?")
    if len(days) > MOST_ASKED:
        return Ask(days[:MOST_ASKED], "Several days were found in what was typed. Which is it?")
    return question.which(days) if days else None


def _days_within(pieces: Sequence[str], question: _Question) -> Iterator[date]:
    """Days in a text, each said by the longest run of pieces that can be read."""
    here = 0
    while here < len(pieces):
        length, days = _longest_at(pieces, here, question)
        yield from days
        here += length


def _longest_at(
    pieces: Sequence[str], here: int, question: _Question
) -> tuple[int, tuple[date, ...]]:
    for length in range(min(_LONGEST, len(pieces) - here), 0, -1):
        run = " ".join(pieces[here : here + length])
        if len(run) > _WIDEST or not _TELLING.search(run):
            continue
        words = words_in(run)
        if not words or words[0].text in _FILLERS | _VAGUE:
            continue
        days = tuple(_days_of([_read(words, question)]))
        if days:
            return length, days
    return 1, ()


def _days_of(read: Iterable[Understood | None]) -> Iterator[date]:
    for understood in read:
        if isinstance(understood, Day):
            yield understood.day
        elif isinstance(understood, Ask):
            yield from understood.days
