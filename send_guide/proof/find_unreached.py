"""What nobody comes to: questions, outcomes, lines of `go`, steps and limits; conditions that leave out nobody, areas that overlap."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from send_guide.guide import (
    Outcome,
    Question,
    Route,
    Step,
    TimeLimit,
    Use,
    When,
    in_a_line,
)
from send_guide.proof.distinctions import AnswerClass
from send_guide.proof.everybody import Callers
from send_guide.proof.findings import Finding, Note, finding
from send_guide.proof.states import Visit, caller
from send_guide.routes import takeable


def unreached(everybody: Callers) -> Iterator[Finding]:
    """Questions and outcomes to which the conditions on every way let nobody through."""
    kinds: dict[str, Iterable[Question | Outcome]] = {
        "question": everybody.guide.questions.values(),
        "outcome": everybody.guide.outcomes.values(),
    }
    for kind, nodes in kinds.items():
        for node in nodes:
            if not everybody.at(node.id):
                message = f"no caller comes to the {kind} '{node.id}': the conditions on every way to it shut everybody out"
                yield finding(everybody, node.place, f"{kind}-nobody-reaches", message, ())


@dataclass(slots=True)
class _Line:
    """A line of `go`: whether anybody took it, and who came to it and was led by another."""

    question: Question
    route: Route
    taken: bool
    passers: list[tuple[Visit, int]]


def _lines(everybody: Callers) -> Iterator[_Line]:
    """Every line of `go` of the questions that some caller is asked, as far as it could be taken. A line alone is always taken."""
    lens = everybody.lens
    for question in everybody.guide.questions.values():
        choices = _choices(everybody, question)
        lists = {
            given.routes: [_Line(question, route, False, []) for route in takeable(given.routes)]
            for given in choices.values()
        }
        by_class = {number: lists[given.routes] for number, given in choices.items()}
        for visit, number, given in _answered(everybody, question, choices):
            taken = given.routes.index(lens.taken(lens.after(visit.known, given), given.routes))
            for place, line in enumerate(by_class[number]):
                line.taken |= place == taken
                line.passers += [(visit, number)] if not line.taken else []
        yield from (
            (line for lines in lists.values() for line in lines)
            if everybody.at(question.id)
            else ()
        )


def _choices(everybody: Callers, question: Question) -> Mapping[int, AnswerClass]:
    """The classes of answers after which conditions choose between lines of `go`, by number."""
    return {
        number: given
        for number, given in enumerate(everybody.lens.classes.get(question.id, ()))
        if len(given.routes) > 1
    }


def _answered(
    everybody: Callers, question: Question, choices: Mapping[int, AnswerClass]
) -> Iterator[tuple[Visit, int, AnswerClass]]:
    """Each state at a question with each of these classes of answers that can be given there."""
    for visit in everybody.at(question.id):
        yield from (
            (visit, number, given) for number, given in choices.items() if visit.ways[number]
        )


def routes_not_taken(everybody: Callers) -> Iterator[Finding]:
    """Lines of `go` that are never the first to hold."""
    for line in _lines(everybody):
        if not line.taken:
            where = f"'{line.question.id}' -> '{line.route.to}'"
            if line.route.when:
                message = f"{where} when {in_a_line(line.route.when)}: no caller is led by this line; those above it, or the answers so far, leave none"
            else:
                message = f"{where}: the lines above cover every caller; let the last of them stand without `when`, and delete this one"
            visit, way = min(line.passers, key=lambda each: each[0].shortest.length)
            yield Finding(
                line.route.place, "route-nobody-takes", message, caller(everybody.lens, visit, way)
            )


def mentions(everybody: Callers) -> Iterator[Finding]:
    """Each mention of a step or limit in an outcome is shown to somebody; each `when` on one holds for some and not for others."""
    guide = everybody.guide
    for outcome in guide.outcomes.values():
        there = list(everybody.at(outcome.id))
        for use in outcome.steps if there else ():
            yield from _mention(everybody, outcome, "step", use, guide.steps[use.id].when, there)
        for use in outcome.time_limits if there else ():
            yield from _mention(
                everybody, outcome, "limit", use, guide.time_limits[use.id].when, there
            )


def _mention(
    everybody: Callers, outcome: Outcome, kind: str, use: Use, own: When, there: list[Visit]
) -> Iterator[Finding]:
    if not everybody.among(there, (*use.when, *own)):
        when = in_a_line((*use.when, *own))
        message = f"'{outcome.id}' shows the {kind} '{use.id}' to nobody: {when} holds for no caller who ends there"
        yield finding(everybody, use.place, f"{kind}-nobody-sees", message, there)
    elif use.when and len(everybody.among(there, use.when)) == len(there):
        message = f"'{outcome.id}': {in_a_line(use.when)} holds for everybody who ends there, so the `when` of '{use.id}' says nothing; delete it"
        yield finding(everybody, use.place, "condition-always-holds", message, there)


def steps_always(everybody: Callers) -> Iterator[Finding]:
    """The `when` that a step or limit carries wherever it is used leaves somebody out."""
    guide = everybody.guide
    users: dict[str, list[str]] = {}
    for outcome in guide.outcomes.values():
        for use in (*outcome.steps, *outcome.time_limits):
            users.setdefault(use.id, []).append(outcome.id)
    declared: list[Step | TimeLimit] = [*guide.steps.values(), *guide.time_limits.values()]
    for each in declared:
        there = (
            [visit for outcome in users.get(each.id, ()) for visit in everybody.at(outcome)]
            if each.when
            else []
        )
        if there and len(everybody.among(there, each.when)) == len(there):
            message = f"{in_a_line(each.when)} holds for everybody, so the `when` of '{each.id}' says nothing; delete it"
            yield finding(everybody, each.place, "condition-always-holds", message, there)


def areas(everybody: Callers) -> Iterator[Finding]:
    """Each area is some caller's, and no caller has two."""
    areas = list(everybody.guide.areas.values())
    for number, area in enumerate(areas):
        mine = everybody.among(everybody.told, area.when)
        if not mine:
            yield finding(
                everybody,
                area.place,
                "area-of-nobody",
                f"no caller is in the area '{area.id}': {in_a_line(area.when)}",
                everybody.told,
            )
        for other in areas[number + 1 :]:
            both = everybody.among(mine, other.when)
            if both:
                message = f"the areas '{area.id}' and '{other.id}' both hold for the same caller, and only the first is used"
                yield finding(everybody, other.place, "areas-overlap", message, both)


def order_decides(everybody: Callers) -> Iterator[Note]:
    """Lines of one `go` that hold for the same caller and lead elsewhere: the first is taken."""
    lens = everybody.lens
    for question in everybody.guide.questions.values():
        overlaps: dict[tuple[Route, Route], None] = {}
        for visit, _, given in _answered(everybody, question, _choices(everybody, question)):
            known = lens.after(visit.known, given)
            holding = [
                route
                for route in takeable(given.routes)
                if route.when and lens.test(route.when).holds(known)
            ]
            overlaps |= dict.fromkeys(
                (holding[0], later) for later in holding[1:] if later.to != holding[0].to
            )
        for first, later in overlaps:
            message = f"'{question.id}': '{first.to}' and '{later.to}' both hold for some callers, and the first of the two is taken"
            yield Note(first.place, "order-decides", message)
