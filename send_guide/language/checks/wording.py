"""Faults of wording.

What families hear and read must be plain, impartial, and safe to read aloud.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from send_guide.errors import Problem
from send_guide.extras import missing
from send_guide.guide import MONTHS, WEEKDAYS, Guide
from send_guide.language.checks.contact_details import TELEPHONE
from send_guide.language.checks.passages import Passage, Voice, passages

RULES = (
    "partial-words",
    "date-without-weekday",
    "phone-format",
    "american-spelling",
    "say-too-long",
    "say-abbreviation",
    "say-contraction",
    "long-sentence",
    "hard-to-read",
    "unexplained-abbreviation",
)
"""The names of the rules, as a problem shows them."""

MOST_WORDS_ALOUD = 20
MOST_SENTENCES_ALOUD = 2
MOST_WORDS_IN_A_SENTENCE = 25
OLDEST_READER = 14
"""The reading age, in years, that no text for families may ask for.

An American school grade starts at the age of five.
"""
LONGEST_DAY = "by Wednesday 30 September 2026"
"""What stands for `{by}` while words are counted: a day has five words."""

_MONTHS = "|".join(MONTHS)
_SENTENCE_END = re.compile(r"(?<=[.!?])[”\"]?\s+")
_WORD = re.compile(r"[A-Za-z0-9£][\w’'!.@/-]*")
_ABBREVIATION = re.compile(r"\b(?:[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*|[A-Z](?: [A-Z]){2,})\b")
_CONTRACTION = re.compile(r"\b\w+n['’]t\b", re.IGNORECASE)
_DATE = re.compile(rf"(?:\b(\w+) )?\b[0-9]{{1,2}}(?:st|nd|rd|th)? (?:{_MONTHS}) [0-9]{{4}}\b")
_FIGURES = re.compile(r"\b[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}\b|\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b")
_TELEPHONE = re.compile(r"(?<![\w.])0[0-9][0-9 ]{7,}[0-9](?!\w)")
_PARTIAL_WORDS = (
    r"(?<!why )(?:you|they|families|parents) (?:should|ought to|had better)",
    r"(?:you|they|families|parents) (?:must|need to|have to) (?:appeal|complain|claim|mediate)",
    r"(?:we|i) (?:recommend|advise|suggest)",
    r"(?:recommended|best) (?:option|route|choice)",
    r"(?:you|they) (?:will|would|are (?:likely|sure|bound) to) (?:win|lose|succeed)",
    r"sure to (?:win|succeed)",
    r"councils? (?:is|was|are|were) (?:wrong|unlawful|at fault|to blame|lying)",
    r"(?:give|gives|gave|giving|given) way",
    r"(?:chase|chases|chased|chasing)",
    r"(?:weaker|weakest|stronger|strongest) (?:case|appeal|position|argument)s?",
    r"(?:can|may) be weaker",
    r"easily (?:sorted|solved|resolved|settled)",
    r"often be sorted out",
    r"success rate",
    r"chances? of (?:winning|success)",
    r"most (?:appeals|families|parents) (?:win|succeed)",
    r"(?:strong|weak|good|hopeless) case",
    r"do not bother",
    r"nothing (?:can|to) be done",
)
"""What takes sides, promises or presses. Each stands between the ends of words."""
_PARTIAL = re.compile(rf"\b(?:{'|'.join(_PARTIAL_WORDS)})\b|[0-9]+ ?(?:%|per ?cent)", re.IGNORECASE)

Fault = tuple[str, str, str]
"""A rule, what is wrong and what to do."""


def wording(guide: Guide) -> tuple[Problem, ...]:
    """All faults of wording in a guide, in the order of their places."""
    problems: set[Problem] = set()
    for passage in passages(guide):
        for rule, message, fix in _faults(guide, passage):
            said = f"`{passage.key}`: {message}"
            problems.add(passage.place.problem(rule, said, fix))
    return tuple(sorted(problems))


def _faults(guide: Guide, passage: Passage) -> Iterator[Fault]:
    for check in (*_OF_ALL, *_OF_A_VOICE[passage.voice]):
        yield from check(passage)
    if passage.voice == "family":
        yield from _abbreviations(guide, passage)


def _partial(passage: Passage) -> Iterator[Fault]:
    if said := _PARTIAL.search(passage.text):
        yield (
            "partial-words",
            f"“{said[0]}” takes sides or promises",
            "say what can be done and what each choice means",
        )


def _dates(passage: Passage) -> Iterator[Fault]:
    fix = "write it as Monday 2 November 2026"
    for said in _DATE.finditer(passage.text):
        if (said[1] or "").lower() not in WEEKDAYS:
            yield "date-without-weekday", f"“{said[0]}” has no weekday", fix
    for said in _FIGURES.finditer(passage.text):
        yield "date-without-weekday", f"“{said[0]}” is a date in figures", fix


def _telephones(passage: Passage) -> Iterator[Fault]:
    for said in _TELEPHONE.finditer(passage.text):
        if not TELEPHONE.fullmatch(said[0]):
            yield (
                "phone-format",
                f"“{said[0]}” is not written like a telephone number",
                "write the area code, one space, then the rest",
            )


def _spelling(passage: Passage) -> Iterator[Fault]:
    if missing("authors"):
        return
    # imported here, as below: only `check` reads the words themselves
    from breame.spelling import american_spelling_exists, get_british_spelling

    for word in dict.fromkeys(re.findall(r"[a-z]+", passage.text.lower())):
        if word not in _BRITISH_TOO and american_spelling_exists(word):
            yield (
                "american-spelling",
                f"“{word}” is the American spelling",
                f"write “{get_british_spelling(word)}”",
            )


# spelt this way in Britain too, in another sense: a draft plan; practice and check as nouns
_BRITISH_TOO = frozenset(
    {
        "draft",
        "drafts",
        "drafted",
        "drafting",
        "practice",
        "practices",
        "license",
        "program",
        "programs",
        "meter",
        "check",
    }
)


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE_END.split(text) if sentence]


def _aloud(passage: Passage) -> Iterator[Fault]:
    said_in_full = passage.text.replace("{by}", LONGEST_DAY)
    count = len(_WORD.findall(said_in_full))
    if count > MOST_WORDS_ALOUD:
        yield (
            "say-too-long",
            f"{count} words are too many to read aloud",
            f"use at most {MOST_WORDS_ALOUD}",
        )
    if len(_sentences(passage.text)) > MOST_SENTENCES_ALOUD:
        yield (
            "say-too-long",
            "more than one idea is read aloud at once",
            f"use at most {MOST_SENTENCES_ALOUD} short sentences",
        )
    if said := _ABBREVIATION.search(passage.text):
        yield "say-abbreviation", f"“{said[0]}” is an abbreviation", "say it in words"
    if said := _CONTRACTION.search(passage.text):
        yield "say-contraction", f"“{said[0]}” is easily misheard", "say “not” in full"


def _hard_to_read(passage: Passage) -> Iterator[Fault]:
    sentences = _sentences(passage.text)
    longest = max((len(_WORD.findall(sentence)) for sentence in sentences), default=0)
    if longest > MOST_WORDS_IN_A_SENTENCE:
        yield (
            "long-sentence",
            f"a sentence has {longest} words",
            f"use at most {MOST_WORDS_IN_A_SENTENCE}; make two of it",
        )
    age = _reading_age(sentences)
    if age > OLDEST_READER:
        yield (
            "hard-to-read",
            f"it takes a reading age of {age:.1f}",
            "use shorter words and sentences",
        )


def _reading_age(sentences: list[str]) -> float:
    """Years, by Flesch and Kincaid's grade. Texts too short to be measured count as easy."""
    words = [_WORD.findall(sentence) for sentence in sentences]
    if sum(map(len, words)) < MOST_WORDS_IN_A_SENTENCE // 2 or missing("authors"):
        return 0
    from readability import getmeasures

    measures = getmeasures("\n".join(" ".join(each) for each in words if each), lang="en")
    return float(measures["readability grades"]["Kincaid"]) + 5


def _abbreviations(guide: Guide, passage: Passage) -> Iterator[Fault]:
    names = [contact.name for contact in guide.all_contacts]
    explained = " ".join((*names, *(term.term for term in guide.glossary.values())))
    for said in dict.fromkeys(_ABBREVIATION.findall(passage.text)):
        if not re.search(rf"\b{re.escape(said)}\b", explained):
            yield (
                "unexplained-abbreviation",
                f"“{said}” is explained nowhere",
                "write it out, or explain it under `glossary`",
            )


Check = Callable[[Passage], Iterator[Fault]]
_OF_ALL: tuple[Check, ...] = (_partial, _dates, _telephones, _spelling)
_OF_A_VOICE: Mapping[Voice, tuple[Check, ...]] = {
    "aloud": (_aloud,),
    "family": (_hard_to_read,),
    "adviser": (),
}
