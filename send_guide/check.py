"""Faults of sense in one guide: graph and content rules, one small function each."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from urllib.parse import urlsplit

from send_guide.errors import Problem
from send_guide.guide import (
    GIVEN,
    LIMIT_STATES,
    NOT_ASKED,
    NOT_SURE,
    Area,
    Condition,
    Contact,
    Guide,
    Law,
    Outcome,
    Place,
    Question,
    Source,
    Step,
    Term,
    TimeLimit,
    Use,
    When,
)
from send_guide.routes import all_routes, reachable, takeable, targets

TELEPHONE = re.compile(r"999|101|111|18001 .*|0[0-9]{2} [0-9]{4} [0-9]{4}|0[0-9]{3} [0-9]{3} [0-9]{4}|0[0-9]{4} [0-9]{6}|0[0-9]{4} [0-9]{3} [0-9]{3}")
Citing = Step | TimeLimit | Contact | Question | Outcome | Term | Law
MOST_OPTIONS = 9
# details that no source confirms or that are out of date: they must never be shipped
BLOCKED = (
    "01325 289350", "0330 808 9405", "0300 123 1231", "01582 546398", "0808 800 0082", "0800 018 4016", "0300 330 5485", "0800 144 8848",
    "0808 800 4002", "0808 800 4104", "hmcts.gsi.gov.uk", "mediationlondon@kids.org.uk", "enquiries.london@kids.org.uk", "kids.rog.uk",
    "cafamily.org.uk",
)  # fmt: skip


def check(guide: Guide) -> tuple[Problem, ...]:
    """All faults of sense in a guide, in the order of their places."""
    return tuple(sorted({problem for rule in RULES.values() for problem in rule(guide)}))


def _problem(place: Place, rule: str, message: str, fix: str) -> Problem:
    return Problem(place.file, place.line, place.column, rule, message, fix)


def _near(word: str, known: Iterable[str]) -> str:
    known = list(known)
    close = get_close_matches(word, known, n=1)
    return f"did you mean '{close[0]}'?" if close else f"use one of {', '.join(known[:12])}" if known else "declare it"


def unknown_target(guide: Guide) -> Iterator[Problem]:
    """Every `go`, and the start, names a question or outcome that exists."""
    known = [*guide.questions, *guide.outcomes]
    if guide.start not in guide.questions:
        yield _problem(guide.place, "unknown-target", f"the start '{guide.start}' is not a question", _near(guide.start, guide.questions))
    for question in guide.questions.values():
        for route in all_routes(question):
            if route.to not in guide.questions and route.to not in guide.outcomes:
                yield _problem(route.place, "unknown-target", f"'{route.to}' is neither a question nor an outcome", _near(route.to, known))


def same_id(guide: Guide) -> Iterator[Problem]:
    """No two of questions, outcomes and time limits share an id, or a `go` or `when` could mean either."""
    for outcome in guide.outcomes.values():
        if outcome.id in guide.questions:
            yield _problem(outcome.place, "same-id", f"'{outcome.id}' is a question too", "rename one of them")
    for limit in guide.time_limits.values():
        if limit.id in guide.questions:
            yield _problem(limit.place, "same-id", f"'{limit.id}' is a question too", "rename one of them")


def unreachable(guide: Guide) -> Iterator[Problem]:
    """Some route comes to every question and outcome."""
    found = reachable(guide, guide.start)
    for kind, nodes in (("question", guide.questions), ("outcome", guide.outcomes)):
        for node in nodes.values():
            if node.id not in found:
                yield _problem(node.place, f"unreachable-{kind}", f"no route comes to the {kind} '{node.id}'", "lead a `go` to it, or delete it")


def loop(guide: Guide) -> Iterator[Problem]:
    """No route comes to a question a second time."""
    done: set[str] = set()
    for start in guide.questions:
        path: list[str] = []
        on_path: set[str] = set()
        stack: list[tuple[str, Iterator[str]]] = []
        if start not in done:
            stack.append((start, iter(targets(guide, guide.questions[start]))))
            path.append(start)
            on_path.add(start)
        while stack:
            node, ahead = stack[-1]
            target = next(ahead, None)
            if target is None:
                stack.pop()
                path.pop()
                on_path.discard(node)
                done.add(node)
            elif target in on_path:
                circle = " -> ".join([*path[path.index(target) :], target])
                yield _problem(guide.questions[node].place, "loop", f"questions lead round in a circle: {circle}", "lead one of them elsewhere")
            elif target in guide.questions and target not in done:
                stack.append((target, iter(targets(guide, guide.questions[target]))))
                path.append(target)
                on_path.add(target)


def no_way_on(guide: Guide) -> Iterator[Problem]:
    """Every answer leads somewhere, whatever the conditions."""
    for question in guide.questions.values():
        without = [option for option in question.options if not option.go]
        if not question.go and (without or not question.options):
            place = without[0].place if without else question.place
            what = f"the option '{without[0].id}' of '{question.id}'" if without else f"'{question.id}'"
            yield _problem(place, "no-way-on", f"{what} leads nowhere", "give it a `go`")
        for routes in (question.go, *(option.go for option in question.options)):
            if routes and all(route.when for route in routes):
                yield _problem(
                    routes[-1].place,
                    "no-way-on",
                    "the last line of this `go` has a `when`, so some answers lead nowhere",
                    "add a last line with `to` alone",
                )


def route_never_taken(guide: Guide) -> Iterator[Problem]:
    """No route stands behind one that always holds."""
    for question in guide.questions.values():
        for routes in (question.go, *(option.go for option in question.options)):
            for route in routes[len(list(takeable(routes))) :]:
                yield _problem(
                    route.place, "route-never-taken", "a line without `when` stands above, so this one is never reached", "delete it or move it up"
                )
        if question.go and question.options and all(option.go for option in question.options):
            yield _problem(
                question.go[0].place, "route-never-taken", f"every option of '{question.id}' has a `go` of its own", "delete the question's `go`"
            )


def options(guide: Guide) -> Iterator[Problem]:
    """Choices have options that can be told apart and picked with one key; dates have none."""
    for question in guide.questions.values():
        yield from _option_faults(question)
        if question.default is not None and question.default not in question.allowed:
            yield _problem(
                question.place,
                "bad-default",
                f"the default '{question.default}' of '{question.id}' is not an answer to it",
                _near(question.default, question.allowed),
            )


def _option_faults(question: Question) -> Iterator[Problem]:
    where, count = question.place, len([option for option in question.options if option.id != NOT_SURE])
    if question.kind == "date" and question.options:
        yield _problem(where, "options-on-a-date", f"'{question.id}' asks for a date and has options", "delete the options, or change `kind`")
    if question.kind != "date" and count < 1:
        yield _problem(where, "missing-options", f"'{question.id}' has no options to choose from", "add `options`")
    if count > MOST_OPTIONS:
        yield _problem(
            where,
            "too-many-options",
            f"'{question.id}' has {count} options beside not_sure; number keys reach {MOST_OPTIONS}",
            "split the question in two",
        )
    if NOT_SURE in question.allowed and not question.not_sure:
        yield _problem(
            where, "not-sure-without-help", f"'{question.id}' offers not_sure without saying how to find out", "add `not_sure` with where to look"
        )
    labels: dict[str, str] = {}
    for option in question.options:
        if option.label.casefold() in labels:
            yield _problem(
                option.place, "duplicate-label", f"'{option.id}' has the same label as '{labels[option.label.casefold()]}'", "word them apart"
            )
        labels.setdefault(option.label.casefold(), option.id)
        if question.kind == "several" and option.go:
            yield _problem(
                option.place,
                "go-on-several",
                f"'{question.id}' takes several answers, so an option cannot lead the way",
                "put conditions under the question's `go`",
            )


def _conditions(guide: Guide) -> Iterator[tuple[Condition, str]]:
    """Every condition, with what it belongs to."""
    for question in guide.questions.values():
        yield from ((condition, question.id) for route in all_routes(question) for condition in route.when)
    for outcome in guide.outcomes.values():
        yield from ((condition, outcome.id) for use in (*outcome.steps, *outcome.time_limits) for condition in use.when)
    conditional: list[Step | TimeLimit | Area | Law] = [
        *guide.steps.values(), *guide.time_limits.values(), *guide.areas.values(), *guide.laws.values(),
    ]  # fmt: skip
    for each in conditional:
        yield from ((condition, each.id) for condition in each.when)


def conditions(guide: Guide) -> Iterator[Problem]:
    """Every condition names a question or time limit that exists, and answers or states that it can have."""
    for condition, _ in _conditions(guide):
        question, limit = guide.questions.get(condition.subject), guide.time_limits.get(condition.subject)
        if question is None and limit is None:
            near = _near(condition.subject, [*guide.questions, *guide.time_limits])
            yield _problem(condition.place, "unknown-question", f"'{condition.subject}' is neither a question nor a time limit", near)
            continue
        dates = (GIVEN,) if question and question.kind == "date" else ()
        allowed = (*question.allowed, *dates, NOT_ASKED) if question else LIMIT_STATES
        for value in condition.values:
            if value not in allowed:
                rule = "unknown-answer" if question else "unknown-state"
                yield _problem(condition.place, rule, f"'{condition.subject}' never has the {rule[8:]} '{value}'", _near(value, allowed))


def too_early(guide: Guide) -> Iterator[Problem]:
    """No route hangs on the answer to a question that cannot have been asked by then."""
    before = _asked_before(guide)
    for question in guide.questions.values():
        for route in all_routes(question):
            yield from _too_early(guide, route.when, before.get(question.id, set()) | {question.id}, question.id)
    for outcome in guide.outcomes.values():
        for use in (*outcome.steps, *outcome.time_limits):
            yield from _too_early(guide, use.when, before.get(outcome.id, set()), outcome.id)


def _too_early(guide: Guide, when: When, asked: set[str], node: str) -> Iterator[Problem]:
    for condition in when:
        if condition.subject in guide.questions and condition.subject not in asked and NOT_ASKED not in condition.values:
            message = f"'{condition.subject}' is never asked before '{node}'"
            yield _problem(condition.place, "condition-too-early", message, "name a question that is asked earlier")


def _asked_before(guide: Guide) -> Mapping[str, set[str]]:
    """For each question and outcome that a condition may look back from: the questions on some route to it."""
    sources: dict[str, list[str]] = {}
    for question in guide.questions.values():
        for target in targets(guide, question):
            sources.setdefault(target, []).append(question.id)
    wanted = {node for node in (*guide.questions, *guide.outcomes) if _looks_back(guide, node)}
    return {node: _all_before(node, sources) for node in wanted}


def _looks_back(guide: Guide, node: str) -> bool:
    question = guide.questions.get(node)
    if question is not None:
        return any(condition.subject != node for route in all_routes(question) for condition in route.when)
    outcome = guide.outcomes[node]
    return any(use.when for use in (*outcome.steps, *outcome.time_limits))


def _all_before(node: str, sources: Mapping[str, list[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(sources.get(node, ()))
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += sources.get(each, ())
    return found


def references(guide: Guide) -> Iterator[Problem]:
    """Every step, time limit, contact and date question that is named exists."""
    contacts = {*guide.contacts, *(contact for area in guide.areas.values() for contact in area.contacts)}
    for outcome in guide.outcomes.values():
        yield from _unknown_uses(outcome.steps, guide.steps, "step")
        yield from _unknown_uses(outcome.time_limits, guide.time_limits, "limit")
    for step in guide.steps.values():
        if step.contact is not None and step.contact not in contacts:
            yield _problem(step.place, "unknown-contact", f"the step '{step.id}' names the contact '{step.contact}'", _near(step.contact, contacts))
        if step.by is not None and step.by not in guide.time_limits:
            yield _problem(step.place, "unknown-limit", f"the step '{step.id}' is due by '{step.by}'", _near(step.by, guide.time_limits))
    for limit in guide.time_limits.values():
        for span in limit.spans:
            question = guide.questions.get(span.from_question)
            if question is None or question.kind != "date":
                dates = [each.id for each in guide.questions.values() if each.kind == "date"]
                yield _problem(
                    span.place, "not-a-date", f"'{span.from_question}' is not a question that asks for a date", _near(span.from_question, dates)
                )


def laws(guide: Guide) -> Iterator[Problem]:
    """Every law asks for something, of steps, contacts, time limits and outcomes that exist."""
    contacts = {*guide.contacts, *(contact for area in guide.areas.values() for contact in area.contacts)}
    for law in guide.laws.values():
        named: list[tuple[str, Iterable[str], Iterable[str]]] = [
            ("unknown-step", (*law.steps, *law.not_steps, *law.any_step, *(step for pair in law.before for step in pair)), guide.steps),
            ("unknown-contact", (*law.contacts, *law.not_contacts), contacts),
            ("unknown-limit", (*law.time_limits, *law.no_time_limits), guide.time_limits),
            ("unknown-target", law.outcome, guide.outcomes),
        ]
        for rule, ids, known in named:
            yield from (_problem(law.place, rule, f"the law '{law.id}' names '{id_}'", _near(id_, known)) for id_ in ids if id_ not in known)
        if not any(ids for _, ids, _ in named):
            yield _problem(
                law.place, "law-asks-nothing", f"the law '{law.id}' holds whatever is shown", "add `steps`, `before`, `outcome` or the like"
            )


def _unknown_uses(uses: Iterable[Use], known: Mapping[str, object], kind: str) -> Iterator[Problem]:
    for use in uses:
        if use.id not in known:
            yield _problem(use.place, f"unknown-{kind}", f"'{use.id}' is not declared", _near(use.id, known))


def twice(guide: Guide) -> Iterator[Problem]:
    """No outcome names a step or limit again after naming it without condition."""
    for outcome in guide.outcomes.values():
        for uses in (outcome.steps, outcome.time_limits):
            always: set[str] = set()
            for use in uses:
                if use.id in always:
                    yield _problem(use.place, "named-twice", f"'{use.id}' stands in '{outcome.id}' already", "delete one of the two")
                always |= set() if use.when else {use.id}


def sourced(guide: Guide) -> Iterator[Problem]:
    """Steps, time limits and contacts say where they come from, and every source named exists."""
    factual: list[Citing] = [*guide.steps.values(), *guide.time_limits.values(), *_all_contacts(guide), *guide.laws.values()]
    for each in factual:
        if not each.sources:
            yield _problem(each.place, "missing-source", f"'{each.id}' does not say where it comes from", "add `sources`")
    for each in (*factual, *guide.questions.values(), *guide.outcomes.values(), *guide.glossary.values()):
        for source in each.sources:
            if source not in guide.sources:
                yield _problem(each.place, "unknown-source", f"'{each.id}' names the source '{source}'", _near(source, guide.sources))


def unused(guide: Guide) -> Iterator[Problem]:
    """Nothing is declared that no outcome shows: it would be written, reviewed and never seen."""
    steps = {use.id for outcome in guide.outcomes.values() for use in outcome.steps}
    limits = {use.id for outcome in guide.outcomes.values() for use in outcome.time_limits}
    citing: list[Citing] = [*guide.steps.values(), *guide.time_limits.values(), *_all_contacts(guide)]
    citing += [*guide.questions.values(), *guide.outcomes.values(), *guide.glossary.values()]
    cited = {source for each in citing for source in each.sources}
    declared: list[tuple[str, Iterable[Step | TimeLimit | Source], set[str]]] = [
        ("step", guide.steps.values(), steps),
        ("limit", guide.time_limits.values(), limits),
        ("source", guide.sources.values(), cited),
    ]
    for kind, entries, used in declared:
        for each in entries:
            if each.id not in used:
                yield _problem(each.place, f"unused-{kind}", f"nothing uses the {kind} '{each.id}'", "use it, or delete it")


def _all_contacts(guide: Guide) -> list[Contact]:
    return [*guide.contacts.values(), *(contact for area in guide.areas.values() for contact in area.contacts.values())]


def reachable_contacts(guide: Guide) -> Iterator[Problem]:
    """Every contact can be reached, by details that are well-formed and not known to be wrong."""
    for contact in _all_contacts(guide):
        if not (contact.phone or contact.email or contact.url or contact.find):
            yield _problem(contact.place, "contact-without-a-way", f"nobody can reach '{contact.id}'", "add a phone, email, url or find")
        if contact.phone and not TELEPHONE.fullmatch(contact.phone):
            message = f"'{contact.phone}' is not written like a telephone number"
            yield _problem(contact.place, "phone-format", message, "write the area code, one space, then the rest, as in 01582 548156")
        if contact.url and not _is_link(contact.url):
            yield _problem(contact.place, "bad-link", f"'{contact.url}' is not a web address", "start it with https:// and leave no spaces")
        if contact.email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", contact.email):
            yield _problem(contact.place, "bad-link", f"'{contact.email}' is not an email address", "write it as name@place")
    for source in guide.sources.values():
        if source.url and not _is_link(source.url):
            yield _problem(source.place, "bad-link", f"'{source.url}' is not a web address", "start it with https:// and leave no spaces")


def _is_link(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and "." in parts.netloc and not re.search(r"\s", url)


def blocked(guide: Guide) -> Iterator[Problem]:
    """No detail is shipped that is known to be out of date or that no source confirms."""
    listed = {_digits(detail) or detail: detail for detail in BLOCKED}
    shown: list[Contact | Step] = [*_all_contacts(guide), *guide.steps.values()]
    for each in shown:
        texts = [
            value
            for name in ("phone", "email", "url", "find", "note", "text", "say", "if_it_fails")
            if isinstance(value := getattr(each, name, None), str)
        ]
        for detail, written in listed.items():
            if any(detail in (_digits(text) if detail.isdigit() else text) for text in texts):
                yield _problem(each.place, "blocked-detail", f"'{written}' must not be shown: it is out of date or unconfirmed", "leave it out")


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text) if re.search(r"[0-9]{3}", text) else ""


RULES: Mapping[str, Callable[[Guide], Iterator[Problem]]] = {
    rule.__name__: rule
    for rule in (
        unknown_target, same_id, unreachable, loop, no_way_on, route_never_taken, options, conditions, too_early, references, laws, twice, sourced,
        unused, reachable_contacts, blocked,
    )
}  # fmt: skip
NAMES = (
    "unknown-target", "same-id", "unreachable-question", "unreachable-outcome", "loop", "no-way-on", "route-never-taken", "options-on-a-date",
    "missing-options", "too-many-options", "not-sure-without-help", "duplicate-label", "go-on-several", "bad-default", "unknown-question",
    "unknown-answer",
    "unknown-state", "condition-too-early", "unknown-step", "unknown-limit", "unknown-contact", "not-a-date", "named-twice", "law-asks-nothing",
    "missing-source",
    "unknown-source", "unused-step", "unused-limit", "unused-source", "contact-without-a-way", "phone-format", "bad-link", "blocked-detail",
)  # fmt: skip
"""The names of the rules, as a problem shows them."""
