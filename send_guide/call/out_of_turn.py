"""A caller's story in any order: find by words, and take an answer before its question comes.

Contradictions are shown, never settled silently.
"""

from collections.abc import Mapping

from send_guide.call.asking.tell import tell
from send_guide.call.conversation import Call
from send_guide.call.search import MOST, Hit, find
from send_guide.engine.answers import Answer
from send_guide.engine.contradictions import Contradiction, contradiction
from send_guide.engine.guidance import area_of, label
from send_guide.engine.questions_left import still_to_come
from send_guide.guide import Guide, Question
from send_guide.kinds import kind_of
from send_guide.page.blocks import Entry, Line
from send_guide.page.entries import contact_entry, step_entry

_KINDS = {
    "answer": "Answer",
    "question": "Question",
    "step": "Step",
    "contact": "Contact",
    "term": "Word",
    "faq": "People ask",
}

_PROMPT = "Find: type some words and press Enter. Enter alone goes back."
_WHY = (
    "An answer is taken as known, and its question is not asked. "
    "A question can be answered at once. Anything else is shown."
)


def search(call: Call, words: str, guide: Guide | None = None) -> None:
    """Find by words (asked for if there are none) and let the person use what is found.

    `guide`: the guide of the call with what callers say, if that is loaded.
    """
    words = words or call.line(_PROMPT) or ""
    if not words:
        return
    area = area_of(call.walk)
    found = find(guide or call.guide, words, call.walk.today, area, most=MOST + 1)
    hits = {str(number): hit for number, hit in enumerate(found[:MOST])}
    if not hits:
        tell(f"Nothing fits “{words}”. Try other words.")
        return
    if len(found) > MOST:
        tell(f"Only the {MOST} that fit best are shown. Another word beside these finds others.")
    rows = {number: _row(hit) for number, hit in hits.items()}
    picked = call.pick(f"Found for “{words}”:", rows, "None of these", _WHY)
    if picked is not None:
        _use(call, hits[picked])


def _row(hit: Hit) -> str:
    return f"{_KINDS[hit.kind]}: {hit.title}" + (f" ({hit.text})" if hit.kind == "answer" else "")


def _use(call: Call, hit: Hit) -> None:
    guide = call.guide
    if hit.question is not None and hit.answer is not None:
        _take_answer(call, guide.questions[hit.question], hit.answer)
    elif hit.kind == "question":
        _answer_now(call, guide.questions[hit.id])
    elif hit.kind == "contact":
        contacts = {contact.id: contact for contact in reversed(guide.all_contacts)}
        contact = {**contacts, **guide.contacts_in(area_of(call.walk))}[hit.id]
        now = call.now() if call.now else None
        call.show([contact_entry(contact, call.walk.today, now)])
    elif hit.kind == "step":
        call.show([step_entry(guide.steps[hit.id], None)])
    else:
        call.show([Entry(hit.title, (Line(hit.text),))])


def _take_answer(call: Call, question: Question, answer: str) -> None:
    if kind_of(question).combines:
        tell("Several answers may apply here.")
        _answer_now(call, question)
    else:
        take(call, question, answer)


def _answer_now(call: Call, question: Question) -> None:
    if question == call.walk.question:
        return
    given = call.ask_now(question, "asked out of its turn")
    if given is not None:
        take(call, question, given)


def take(call: Call, question: Question, given: Answer) -> None:
    """Take an answer as known. If something stands against it, the person says which to keep."""
    against = contradiction(call.walk, question.id, given, call.later)
    if against is None:
        call.know(question, given)
        return
    new, old = label(question, given), label(against.question, against.answer)
    if against.question == question:
        if _keep(call, question, given, against, {"new": new, "old": old}):
            call.know(question, given)
        return
    ask = f"“{against.question.ask}”"
    change = f"answer {ask} again"
    if against.instead is not None:
        change = f"change {ask} to “{label(against.question, against.instead)}”"
    rows = {"new": f"{new}; {change}", "old": f"{old}; leave the new one out"}
    if _keep(call, question, given, against, rows):
        _make_room(call, question, given, against)


def fit_together(call: Call) -> None:
    """Let the person choose between answers known before the call that exclude each other."""
    for name in list(call.later):
        against = next((other for other in call.later if _leaves_no_room(call, name, other)), None)
        if against is None:
            continue
        rows = {
            known: f"{question.ask} {label(question, call.later[known])}"
            for known, question in (
                (known, call.guide.questions[known]) for known in (name, against)
            )
        }
        tell("These do not fit together:")
        for row in rows.values():
            tell(row, "  ", "    ")
        kept = call.pick("Which do you want to keep?", rows, "Neither is certain: leave both out")
        for known in rows:
            if known != kept:
                call.leave_out(known)


def _leaves_no_room(call: Call, name: str, other: str) -> bool:
    """Whether a question cannot come as long as another one is answered as it is."""
    without = {known: given for known, given in call.later.items() if known != other}
    return (
        name in without
        and name not in still_to_come(call.walk, call.later)
        and name in still_to_come(call.walk, without)
    )


def _keep(
    call: Call,
    question: Question,
    given: Answer,
    against: Contradiction,
    rows: Mapping[str, str],
) -> bool:
    """Show what stands against an answer; whether the person wants to keep the new one."""
    tell(f"“{label(question, given)}” does not fit what is known:")
    tell(f"{against.question.ask} {label(against.question, against.answer)}", "  ", "    ")
    for lost in against.void:
        void = f"{lost.question.ask} {label(lost.question, lost.answer)}"
        tell(f"Would no longer be needed: {void}", "  ", "    ")
    return call.pick("Which do you want to keep?", rows, "Neither yet") == "new"


def _make_room(call: Call, question: Question, given: Answer, against: Contradiction) -> None:
    """Change the answer that keeps the question off the route, with the new one known already.

    If that fails, nothing changes.
    """
    with call.one_move() as put_back:
        call.know(question, given)
        instead = against.instead
        if instead is None:
            instead = call.ask_now(against.question, "to make room for the new answer")
        if instead is not None:
            call.answer(against.question, instead)
        if call.walk.answers.get(against.question.id) == against.answer:
            put_back()
