"""Find what nobody comes to or sees, conditions that leave out nobody, and areas that overlap."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

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
from send_guide.proof.answer_classes import AnswerClass
from send_guide.proof.everybody import Callers
from send_guide.proof.findings import Finding, Note, finding
from send_guide.proof.states import Visit, caller
from send_guide.routes import takeable


def unreached(everybody: Callers) -> Iterator[Finding]:
    """Find questions and outcomes to which no way lets anybody through."""
    kinds: dict[str, Iterable[Question | Outcome]] = {
        "question": everybody.guide.questions.values(),
        "outcome": everybody.guide.outcomes.values(),
    }
    for kind, nodes in kinds.items():
        for node in nodes:
            if not everybody.at(node.id):
                message = (
                    f"no caller comes to the {kind} '{node.id}': the conditions on every way to it"
                    " shut everybody out"
                )
                yield finding(everybody, node.place, f"{kind}-nobody-reaches", message, ())


@dataclass(slots=True)
class _Line:
    """A line of `go`: whether anybody took it, and who came to it and was led by another.

    `passers`: states at its question, each with the number of the answer class given.
    """

    question: Question
    route: Route
    taken: bool = False
    passers: list[tuple[Visit, int]] = field(default_factory=list)

    def pass_by(self, visit: Visit, number: int, taken: bool) -> None:
        """Note that some caller came to the line and was, or was not, led by it."""
        self.taken |= taken
        if not self.taken:
            self.passers.append((visit, number))


def _lines(everybody: Callers) -> Iterator[_Line]:
    """Every line of `go` that some caller might take; a line that stands alone is always taken."""
    for question in everybody.guide.questions.values():
        if everybody.at(question.id):
            yield from _lines_of(everybody, question)


def _lines_of(everybody: Callers, question: Question) -> Iterator[_Line]:
    distinctions = everybody.distinctions
    choices = _choices(everybody, question)
    lists = {
        given.routes: [_Line(question, route) for route in takeable(given.routes)]
        for given in choices.values()
    }
    for visit, number, given in _answered(everybody, question, choices):
        route = distinctions.taken(distinctions.after(visit.known, given), given)
        taken = given.routes.index(route)
        for place, line in enumerate(lists[given.routes]):
            line.pass_by(visit, number, place == taken)
    for lines in lists.values():
        yield from lines


def _choices(everybody: Callers, question: Question) -> Mapping[int, AnswerClass]:
    """The answer classes after which conditions choose between lines of `go`, by number."""
    classes = enumerate(everybody.distinctions.classes.get(question.id, ()))
    return {number: given for number, given in classes if len(given.routes) > 1}


def _answered(
    everybody: Callers, question: Question, choices: Mapping[int, AnswerClass]
) -> Iterator[tuple[Visit, int, AnswerClass]]:
    """Each state at a question with each of these classes of answers that can be given there."""
    for visit in everybody.at(question.id):
        for number, given in choices.items():
            if visit.ways[number]:
                yield visit, number, given


def routes_not_taken(everybody: Callers) -> Iterator[Finding]:
    """Find lines of `go` that are never the first to hold."""
    for line in _lines(everybody):
        if not line.taken:
            visit, way = min(line.passers, key=lambda passer: passer[0].shortest.length)
            shown_by = caller(everybody.distinctions, visit, way)
            yield Finding(line.route.place, "route-nobody-takes", _why_not_taken(line), shown_by)


def _why_not_taken(line: _Line) -> str:
    where = f"'{line.question.id}' -> '{line.route.to}'"
    if line.route.when:
        return (
            f"{where} when {in_a_line(line.route.when)}: no caller is led by this line; those"
            " above it, or the answers so far, leave none"
        )
    return (
        f"{where}: the lines above cover every caller; let the last of them stand without `when`,"
        " and delete this one"
    )


def mentions(everybody: Callers) -> Iterator[Finding]:
    """Find mentions of steps and limits that nobody sees, and conditions that always hold."""
    for outcome in everybody.guide.outcomes.values():
        there = list(everybody.at(outcome.id))
        if there:
            yield from _mentions_in(everybody, outcome, there)


def _mentions_in(everybody: Callers, outcome: Outcome, there: list[Visit]) -> Iterator[Finding]:
    guide = everybody.guide
    for use in outcome.steps:
        yield from _mention(everybody, outcome, "step", use, guide.steps[use.id].when, there)
    for use in outcome.time_limits:
        own = guide.time_limits[use.id].when
        yield from _mention(everybody, outcome, "limit", use, own, there)


def _mention(
    everybody: Callers, outcome: Outcome, kind: str, use: Use, own: When, there: list[Visit]
) -> Iterator[Finding]:
    if not everybody.among(there, (*use.when, *own)):
        when = in_a_line((*use.when, *own))
        message = (
            f"'{outcome.id}' shows the {kind} '{use.id}' to nobody: {when} holds for no caller who"
            " ends there"
        )
        yield finding(everybody, use.place, f"{kind}-nobody-sees", message, there)
    elif use.when and len(everybody.among(there, use.when)) == len(there):
        message = (
            f"'{outcome.id}': {in_a_line(use.when)} holds for everybody who ends there, so the"
            f" `when` of '{use.id}' says nothing; delete it"
        )
        yield finding(everybody, use.place, "condition-always-holds", message, there)


def steps_always(everybody: Callers) -> Iterator[Finding]:
    """Find steps and limits whose own `when` leaves out nobody, wherever they are used."""
    guide = everybody.guide
    users: dict[str, list[Visit]] = {}
    for outcome in guide.outcomes.values():
        for use in (*outcome.steps, *outcome.time_limits):
            users.setdefault(use.id, []).extend(everybody.at(outcome.id))
    declared: list[Step | TimeLimit] = [*guide.steps.values(), *guide.time_limits.values()]
    for entry in declared:
        there = users.get(entry.id, []) if entry.when else []
        if there and len(everybody.among(there, entry.when)) == len(there):
            message = (
                f"{in_a_line(entry.when)} holds for everybody, so the `when` of '{entry.id}' says"
                " nothing; delete it"
            )
            yield finding(everybody, entry.place, "condition-always-holds", message, there)


def areas(everybody: Callers) -> Iterator[Finding]:
    """Find areas that are nobody's, and callers who are in two."""
    areas = list(everybody.guide.areas.values())
    for number, area in enumerate(areas):
        mine = everybody.among(everybody.told, area.when)
        if not mine:
            message = f"no caller is in the area '{area.id}': {in_a_line(area.when)}"
            yield finding(everybody, area.place, "area-of-nobody", message, everybody.told)
        for other in areas[number + 1 :]:
            both = everybody.among(mine, other.when)
            if both:
                message = (
                    f"the areas '{area.id}' and '{other.id}' both hold for the same caller, and"
                    " only the first is used"
                )
                yield finding(everybody, other.place, "areas-overlap", message, both)


def order_decides(everybody: Callers) -> Iterator[Note]:
    """Note lines of one `go` that hold for the same caller and lead elsewhere."""
    for question in everybody.guide.questions.values():
        for first, later in _overlaps(everybody, question):
            message = (
                f"'{question.id}': '{first.to}' and '{later.to}' both hold for some callers, and"
                " the first of the two is taken"
            )
            yield Note(first.place, "order-decides", message)


def _overlaps(everybody: Callers, question: Question) -> Iterable[tuple[Route, Route]]:
    distinctions = everybody.distinctions
    found: dict[tuple[Route, Route], None] = {}
    for visit, _, given in _answered(everybody, question, _choices(everybody, question)):
        known = distinctions.after(visit.known, given)
        routes = zip(given.routes, given.tests, strict=True)
        conditional = [(route, ready) for route, ready in routes if route.when]
        holding = [route for route, ready in conditional if ready.holds(known)]
        elsewhere = (route for route in holding if route.to != holding[0].to)
        found |= dict.fromkeys((holding[0], later) for later in elsewhere)
    return found
