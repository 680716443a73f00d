"""Find by a caller's own words: answers, questions people ask, contacts, words, steps, questions.

Each target is found by what callers say for it (`callers_say`), by its title, and least by the
texts around it. How well a caller's words fit a target is worked out from three parts: the one
phrase that is most like them, all phrases taken together, and the kind of the target. Rare words
count more than common ones; small words (`the`, `my`, `they`) only tell apart what fits alike.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, pairwise
from math import log, sqrt

from send_guide.call.day_words import one_slip
from send_guide.call.same_words import same
from send_guide.call.small_words import PASSING_WORDS, SMALL_WORDS, stem
from send_guide.guide import NOT_SURE, Area, Contact, Guide, Target, TargetKind

Kind = TargetKind

MOST = 9
"""Hits given, as many as there are number keys."""

MOST_WORDS = 60
"""Words of a caller that are looked at: what is pasted may be of any length."""

_KIND_WEIGHT: Mapping[Kind, float] = {
    "answer": 1.0,
    "faq": 1.0,
    "contact": 0.97,
    "term": 0.95,
    "step": 0.85,
    "question": 0.85,
}
"""Between targets that fit alike, what can be recorded or read out comes first."""

_LEAST = 0.3
"""The score below which nothing is brought: no hit is better than a wrong one."""

_KNOWN_PART = 0.6
"""How many of a caller's telling words must be known, for the words to be about this field."""

_SHORT, _OFTEN = 5, 8
"""A word of so few letters is a slip only for one that so many targets hold; shorter, for none."""

_CORE, _BESIDE_CORE = 20, 0.3
"""A word that so many targets hold is one of the field; beside it, more may be unknown."""

_THE_SAME, _VERY_SAME = 0.5, 0.85
"""How like what is said a phrase must be, where no word alone tells what is meant: where there
are at least words said in passing, and where all are small."""

_NEAR_THE_BEST = 0.35
"""Hits that score less than this part of the best one are left out."""

_SMALL = 0.2
"""The weight of a small word, beside a telling one."""
_PASSING = 0.3
"""How much of its weight a word has that says something only beside others."""
_ALIKE = 0.7
"""How much a word counts that means much the same as the one said."""
_SLIP = 0.75
"""How much a word counts that is one slip of the keyboard away, or only begins alike."""
_SMALL_ODDS, _PASSING_ODDS = 0.4, 0.5
_PAIR = 0.5
"""The weight of two words that stand together in the same order."""
_ONE_PHRASE, _ALL_WORDS, _ODDS = 0.5, 0.3, 0.8
"""What counts for a target: its likest phrase, all its words, and how much its words tell it
from the others."""
_EXACT, _WHOLE = 0.3, 0.999
"""What counts more where a phrase is the very words said."""
_DOUBT = 20
"""How many phrases must speak before they outweigh how common a word is everywhere."""
_TITLE, _AROUND = 0.7, 0.25
"""How much a word says for a target whose title, or whose other texts, it stands in."""
_ONCE = 0.4
"""Of a word in `n` phrases of a target, `n / (n + _ONCE)` is how much it says for it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found, with what it is and enough to act on it.

    `id`: for an answer `QUESTION=OPTION`, and then `question` and `answer` are the two ids.
    `text`: the question an answer belongs to, the answer to a question people ask, how to reach a
    contact, what a word means, what to say for a step, why a question is asked.
    """

    kind: Kind
    id: str
    question: str | None
    answer: str | None
    title: str
    text: str


_ONE_TO_ONE = re.compile(r"\b(?:one|1)(?: to |-to-|[-: ])(?:one|1)\b")

Said = tuple[str, ...]
"""The stems of some words, in their order."""


@dataclass(slots=True)
class _Entry:
    """A hit with all by which it is found.

    `phrases`: the title and what callers say. `weights`: how much each stem says for this target,
    from 0 to 1.
    """

    hit: Hit
    phrases: tuple[Said, ...]
    weights: Mapping[str, float]


@dataclass(slots=True)
class _Index:
    """Every entry of a guide, and where each stem stands.

    `rarity`: the weight of each stem: rare ones weigh more. `holding`: the entries that hold it.
    `by_length`: the stems by how many letters they have.
    `phrases`: each phrase as its entry and its size. `saying`: the phrases that hold a stem, or
    two stems that stand together. `told`: the entries that such a stem stands in, and in how many
    of their phrases; `sizes`: how many phrases each entry has; `common`: the part of all phrases
    that hold a stem.
    """

    guide: Guide
    area: Area | None
    today: date
    entries: Sequence[_Entry]
    rarity: Mapping[str, float]
    unknown: float
    holding: Mapping[str, Sequence[int]]
    by_length: Mapping[int, Sequence[str]]
    phrases: Sequence[tuple[int, float]] = ()
    saying: Mapping[str, Sequence[int]] = field(default_factory=dict)
    told: Mapping[str, Sequence[tuple[int, int]]] = field(default_factory=dict)
    sizes: Sequence[int] = ()
    common: Mapping[str, float] = field(default_factory=dict)

    def weight(self, word: str) -> float:
        """The weight of a stem, or of two that stand together."""
        if " " in word:
            first, second = word.split(" ")
            return _PAIR * min(self.weight(first), self.weight(second))
        if word in SMALL_WORDS:
            return _SMALL
        rarity = self.rarity.get(word, self.unknown)
        return rarity * _PASSING if word in PASSING_WORDS else rarity


def find(
    guide: Guide, words: str, today: date, area: Area | None = None, most: int = MOST
) -> tuple[Hit, ...]:
    """The best hits for a caller's words, best first; none where the words fit nothing.

    `guide`: loaded with `callers_say`, or much less is found. `area`: whose own contacts stand in
    front of the guide's; those of every area if it is not known.
    """
    index = _index(guide, area, today)
    said = _stems(words)[:MOST_WORDS]
    meant = _meant(index, said)
    likeness = _likeness(index, said, meant)
    if not _makes_sense(index, said, meant, likeness):
        return ()
    scored = [
        (score, -number, index.entries[number].hit)
        for number, score in _scores(index, said, meant, likeness).items()
        if score >= _LEAST
    ]
    scored.sort(reverse=True)
    if not scored:
        return ()
    enough = scored[0][0] * _NEAR_THE_BEST
    # the same contact may stand in the guide and in an area
    best: dict[tuple[Kind, str], Hit] = {}
    for score, _, hit in scored:
        if score >= enough:
            best.setdefault((hit.kind, hit.id), hit)
    return tuple(best.values())[:most]


# What the caller's words may mean


def _meant(index: _Index, said: Said) -> Mapping[str, Mapping[str, float]]:
    """For each stem said, the known stems that it may be, and how surely."""
    return {word: _known_as(index, word) for word in dict.fromkeys(said)}


def _known_as(index: _Index, word: str) -> Mapping[str, float]:
    alike = {other: _ALIKE for other in same(word) if other in index.rarity}
    if word in index.rarity or word in SMALL_WORDS:
        return {**alike, word: 1.0}
    if alike:
        return alike
    if len(word) < 4 or word.isdecimal():
        return {}
    found = _slips(index, word) or _begun(index, word) or _compound(index, word)
    return dict.fromkeys(found, _SLIP)


def _slips(index: _Index, word: str) -> list[str]:
    """Known stems one slip of the keyboard away.

    For a short word only one that many targets hold, or one with two letters swapped.
    """
    lengths = range(max(4, len(word) - 1), len(word) + 2)
    alike = chain.from_iterable(index.by_length.get(length, ()) for length in lengths)
    near = [known for known in alike if one_slip(word, known)]
    if len(word) > _SHORT:
        return near
    often = _OFTEN if len(word) == _SHORT else len(index.entries)
    return [
        known
        for known in near
        if sorted(known) == sorted(word) or len(index.told.get(known, ())) >= often
    ]


def _begun(index: _Index, word: str) -> list[str]:
    """Known stems that begin with the word, or with which it begins."""
    return [
        known
        for known in index.rarity
        if min(len(known), len(word)) > 5 and (known.startswith(word) or word.startswith(known))
    ]


def _compound(index: _Index, word: str) -> list[str]:
    """The known stem after `un`, or the two known words that were written as one."""
    if word.startswith("un") and word[2:] in index.rarity:
        return [word[2:]]
    for place in range(4, len(word) - 3):
        parts = [word[:place], stem(word[place:])]
        if all(part in index.rarity for part in parts):
            return parts
    return []


def _makes_sense(
    index: _Index,
    said: Said,
    meant: Mapping[str, Mapping[str, float]],
    likeness: Mapping[int, float],
) -> bool:
    """Whether enough of the telling words are known for the words to be about this field.

    Where there is none, a phrase has to be much like them.
    """
    telling = {word for word in said if word not in SMALL_WORDS | PASSING_WORDS}
    if not telling:
        some = not PASSING_WORDS.isdisjoint(said)
        return max(likeness.values(), default=0) > (_THE_SAME if some else _VERY_SAME)
    known = [word for word in telling if meant[word]]
    core = any(_is_core(index, meant[word]) for word in known)
    sure = sum(max(meant[word].values()) for word in known)
    numbers = sum(word.isdecimal() for word in telling)
    least = _BESIDE_CORE if core and len(known) > 1 else _KNOWN_PART
    return bool(known) and sure >= (len(telling) - numbers) * least


def _is_core(index: _Index, known: Mapping[str, float]) -> bool:
    return any(sure == 1 and len(index.told.get(word, ())) >= _CORE for word, sure in known.items())


def _as_said(likeness: float) -> bool:
    """Whether a phrase is so like the words said that no telling word is needed."""
    return likeness > _THE_SAME


def _candidates(index: _Index, meant: Mapping[str, Mapping[str, float]]) -> Iterable[int]:
    """The numbers of the entries that hold a telling word."""
    found: set[int] = set()
    for known in meant.values():
        for word in known:
            if word not in SMALL_WORDS:
                found.update(index.holding.get(word, ()))
    return found


# How well they fit


def _scores(
    index: _Index,
    said: Said,
    meant: Mapping[str, Mapping[str, float]],
    likeness: Mapping[int, float],
) -> Mapping[int, float]:
    """The score of each entry that holds a telling word or the very phrase, by its number."""
    odds = _odds(index, said, meant)
    single = sum(index.weight(word) for word in meant)
    scores = {}
    very = {number for number, like in likeness.items() if _as_said(like)}
    for number in sorted(very.union(_candidates(index, meant))):
        entry = index.entries[number]
        together = sum(index.weight(word) * _held(entry, known) for word, known in meant.items())
        fit = _ONE_PHRASE * likeness.get(number, 0.0) + _ALL_WORDS * together / single
        fit += _ODDS * odds(number) + (_EXACT if likeness.get(number, 0.0) > _WHOLE else 0.0)
        scores[number] = fit * _KIND_WEIGHT[entry.hit.kind]
    return scores


def _odds(
    index: _Index, said: Said, meant: Mapping[str, Mapping[str, float]]
) -> Callable[[int], float]:
    """How much the words tell each entry from all others, at most 1 (naive Bayes).

    A word speaks for an entry as far as it is more common in its phrases than in all phrases.
    """
    words = {**meant, **{pair: {pair: 1.0} for pair in _pairs(said)}}
    whole, weights = 0.0, 0.0
    gains: dict[int, float] = defaultdict(float)
    for word, known in words.items():
        weight = _PAIR if " " in word else _share(word)
        common = max((index.common.get(other, 0.0) for other in known), default=0.0)
        if common:
            weights += weight
            whole += weight * log(1 / common)
            for number, gain in _gains(index, known).items():
                gains[number] += weight * gain
    return lambda number: (
        (gains[number] + weights * log(_DOUBT / (index.sizes[number] + _DOUBT))) / (whole or 1)
    )


def _share(word: str) -> float:
    return _SMALL_ODDS if word in SMALL_WORDS else _PASSING_ODDS if word in PASSING_WORDS else 1.0


def _gains(index: _Index, known: Mapping[str, float]) -> Mapping[int, float]:
    """For each entry, what a word that may be any of these adds to its odds."""
    found: dict[int, float] = {}
    for word, sure in known.items():
        for number, times in index.told.get(word, ()):
            gain = sure * log(1 + times / (_DOUBT * index.common[word]))
            found[number] = max(found.get(number, 0.0), gain)
    return found


def _holding(index: _Index, known: Mapping[str, float]) -> Mapping[int, float]:
    """The phrases that hold any of these stems, and how surely."""
    found: dict[int, float] = {}
    for word, sure in sorted(known.items(), key=lambda pair: pair[1]):
        found |= dict.fromkeys(index.saying.get(word, ()), sure)
    return found


def _held(entry: _Entry, known: Mapping[str, float]) -> float:
    """How much a word says for an entry."""
    return max((sure * entry.weights.get(word, 0) for word, sure in known.items()), default=0)


def _likeness(
    index: _Index, said: Said, meant: Mapping[str, Mapping[str, float]]
) -> Mapping[int, float]:
    """For each entry, how alike its likest phrase and the words said are: from 0 to 1.

    That is what they share, as a part of what both are.
    """
    shared: dict[int, float] = defaultdict(float)
    for word, known in meant.items():
        for phrase, sure in _holding(index, known).items():
            shared[phrase] += sure * index.weight(word)
    pairs = set(_pairs(said))
    for pair in pairs:
        for phrase in index.saying.get(pair, ()):
            shared[phrase] += index.weight(pair)
    whole = sum(map(index.weight, [*meant, *pairs]))
    best: dict[int, float] = defaultdict(float)
    for phrase, part in shared.items():
        number, size = index.phrases[phrase]
        best[number] = max(best[number], part / sqrt(whole * size))
    return best


def _pairs(said: Said) -> list[str]:
    return [f"{first} {second}" for first, second in pairwise(said)]


# Everything there is to find

_LAST: list[_Index] = []
"""The index made last: a call searches the same guide again and again."""


def _index(guide: Guide, area: Area | None, today: date) -> _Index:
    for index in _LAST:
        if index.guide is guide and index.area is area and index.today == today:
            return index
    _LAST[:] = [_made(guide, area, today)]
    return _LAST[0]


def _made(guide: Guide, area: Area | None, today: date) -> _Index:
    entries = [
        _entry(hit, guide.callers_say.get(Target(hit.kind, hit.id), ()), around)
        for hit, around in _everything(guide, area, today)
    ]
    holding: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for word in entry.weights:
            holding[word].append(number)
    rarity = {
        word: log(1 + len(entries) / sum(entries[number].weights[word] for number in numbers))
        for word, numbers in holding.items()
        if word not in SMALL_WORDS
    }
    unknown = log(1 + len(entries))
    by_length: dict[int, list[str]] = defaultdict(list)
    for word in rarity:
        by_length[len(word)].append(word)
    index = _Index(guide, area, today, entries, rarity, unknown, holding, by_length)
    _add_phrases(index)
    return index


def _add_phrases(index: _Index) -> None:
    phrases: list[tuple[int, float]] = []
    saying: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(index.entries):
        for phrase in filter(None, entry.phrases):
            held = {*phrase, *_pairs(phrase)}
            for word in held:
                saying[word].append(len(phrases))
            phrases.append((number, sum(map(index.weight, held))))
    index.phrases, index.saying = phrases, saying
    times = {
        word: Counter(phrases[phrase][0] for phrase in holding) for word, holding in saying.items()
    }
    index.told = {word: tuple(counted.items()) for word, counted in times.items()}
    index.common = {word: len(holding) / len(phrases) for word, holding in saying.items()}
    sizes = Counter(number for number, _ in phrases)
    index.sizes = [sizes[number] for number in range(len(index.entries))]


def _entry(hit: Hit, phrases: Sequence[str], around: str) -> _Entry:
    title = _stems(hit.title)
    said = tuple(dict.fromkeys(_stems(phrase) for phrase in phrases))
    weights = dict.fromkeys(_stems(around), _AROUND)
    weights |= dict.fromkeys(title, _TITLE)
    times = Counter(chain.from_iterable(map(set, said)))
    for word, count in times.items():
        weights[word] = max(weights.get(word, 0), count / (count + _ONCE))
    return _Entry(hit, (*said, title), weights)


def _stems(text: str) -> Said:
    """The stems of the words of a text; 6,000 and one-to-one are one word each."""
    folded = re.sub(r"(?<=\d),(?=\d{3})", "", text.casefold())
    joined = _ONE_TO_ONE.sub("1to1", folded)
    words = re.findall(r"[^\W_]+", re.sub(r"['’‘`´]", "", joined))
    return tuple(map(stem, words))


def _everything(guide: Guide, area: Area | None, today: date) -> Iterator[tuple[Hit, str]]:
    """Every target, with the words around it. What can be recorded as known comes first."""
    yield from _answers(guide, today)
    for faq in guide.faqs.values():
        yield Hit("faq", faq.id, None, None, faq.ask, faq.answer), faq.answer
    for contact in guide.contacts_in(area).values() if area else guide.all_contacts:
        yield _contact(contact)
    for term in guide.glossary.values():
        yield Hit("term", term.id, None, None, term.term, term.meaning), term.meaning
    for step in guide.steps.values():
        around = _joined(step.id, step.say, step.have_ready)
        yield Hit("step", step.id, None, None, step.text, step.say or ""), around
    for question in guide.questions.values():
        around = _joined(question.id, question.say, question.why)
        yield Hit("question", question.id, None, None, question.ask, question.why), around


def _answers(guide: Guide, today: date) -> Iterator[tuple[Hit, str]]:
    for question in guide.questions.values():
        for option in question.options:
            if option.id == NOT_SURE:
                continue
            label = option.label_on(guide, today)
            target = f"{question.id}={option.id}"
            hit = Hit("answer", target, question.id, option.id, label, question.ask)
            yield hit, _joined(option.id, option.note)


def _contact(contact: Contact) -> tuple[Hit, str]:
    reach = "; ".join(
        filter(None, (contact.phone, contact.hours, contact.email, contact.url, contact.find))
    )
    hit = Hit("contact", contact.id, None, None, contact.name, reach)
    return hit, _joined(contact.id, contact.purpose, reach)


def _joined(*texts: str | None) -> str:
    return " ".join(text for text in texts if text)
