"""What holds for every possible caller: each finding with the shortest caller who shows it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from send_guide.endings import Ending, endings
from send_guide.guide import Guide, Law, Outcome, Place, Question, Route, Step, TimeLimit, Use, When, in_a_line
from send_guide.laws import broken
from send_guide.lens import AnswerClass, Lens, not_asked
from send_guide.routes import takeable
from send_guide.states import Caller, Progress, Visit, Visits, caller, silent, visits

RULES: Mapping[str, str] = {
    "question-nobody-reaches": "no caller is asked the question",
    "ending-nobody-reaches": "no caller ends there",
    "route-nobody-takes": "a line of `go` that is never the first to hold",
    "step-nobody-sees": "a step that an ending names and shows to nobody there",
    "limit-nobody-sees": "a time limit that an ending names and shows to nobody there",
    "area-of-nobody": "no caller is given this area's contacts",
    "condition-always-holds": "a `when` that holds for everybody it is asked of",
    "areas-overlap": "the conditions of two areas hold for the same caller",
    "answer-changes-nothing": "a question whose answers all lead to the same guidance, for every caller",
    "answer-settled": "a caller is asked a question whose answers all lead to the same guidance for that caller",
    "ending-without-steps": "a caller is told nothing to do",
    "ending-without-contact": "a caller is told nobody to contact",
    "ending-without-fallback": "a caller is not told what to do if a step fails",
    "ending-without-limit": "a caller gave a date from which a time limit runs, and is shown no time limit",
    "law-broken": "a caller for whom a law of the guide does not hold",
    "law-for-nobody": "the conditions of a law hold for no caller",
}
"""What `prove` finds, by name. Each is a fault: a guide in which any is found is not fit to be used as it stands."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that must not be: its place and rule, what is wrong, and the shortest caller who shows it.

    Of something that nobody reaches, the caller is one who comes near; None where nobody does.
    """

    place: Place
    rule: str
    message: str
    caller: Caller | None


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know that is no fault."""

    place: Place
    kind: str
    message: str


@dataclass(frozen=True)
class Proof:
    """What holds for every caller of a guide, on each of some days.

    `classes`: callers who cannot be told apart at their ending count as one. `walks`: ways to answer on the first day, each set of
    several options counted, and dates by the stretches that time limits tell apart.
    """

    guide: Guide
    todays: tuple[date, ...]
    findings: tuple[Finding, ...]
    notes: tuple[Note, ...]
    states: int
    classes: int
    walks: int
    shortest: Caller
    longest: Caller


@dataclass(frozen=True)
class Callers:
    """Everybody who can call: the states they come to, and what they are told in each in which a walk ends."""

    lens: Lens
    visits: Visits
    told: Mapping[Visit, Ending]

    @property
    def guide(self) -> Guide:
        """The guide they walk."""
        return self.lens.guide

    def at(self, node: str) -> Iterable[Visit]:
        """The states at a question or outcome."""
        return self.visits.get(node, {}).values()

    def among(self, there: Iterable[Visit], when: When) -> list[Visit]:
        """Those of these states at endings in which the conditions hold."""
        ready = self.lens.test(when)
        # most conditions name no limit, and are asked of every state at every ending
        there = [visit for visit in there if visit.known[0] & ready.needs == ready.needs]
        return [visit for visit in there if ready.holds(visit.known)] if ready.limits else there


def callers(guide: Guide, todays: tuple[date, ...], progress: Progress = silent) -> Callers:
    """Every caller of a sound guide on these days, in order."""
    dates = [not_asked(question.id) for question in guide.questions.values() if question.kind == "date"]
    lens = Lens(guide, todays, dates)
    found = visits(lens, progress)
    return Callers(lens, found, endings(lens, found))


def prove(guide: Guide, todays: tuple[date, ...], progress: Progress = silent) -> Proof:
    """Look at every caller of a sound guide (see `check`) who calls on one of these days, given in order (see `dates.earliest`).

    A date given is looked at up to the day of the call, or beyond where limits count back from it.
    """
    everybody = callers(guide, todays, progress)
    ends = list(everybody.told)
    futures = _futures(everybody)
    looks: tuple[Callable[[Callers], Iterator[Finding]], ...] = (
        _unreached, _routes_not_taken, _mentions, _steps_always, _areas, _bare_endings, _laws,
    )  # fmt: skip
    findings = [*(finding for look in looks for finding in look(everybody)), *_idle_questions(everybody, futures)]
    return Proof(
        guide=guide,
        todays=todays,
        findings=tuple(sorted(findings, key=lambda each: (each.place, each.rule, each.message))),
        notes=(*_order_decides(everybody), *_told_alike(everybody, futures)),
        states=sum(map(len, everybody.visits.values())),
        classes=len(ends),
        walks=sum(visit.walks for visit in ends),
        shortest=caller(everybody.lens, _shortest(ends)),
        longest=_longest(everybody.lens, ends),
    )


def _shortest(visits: Iterable[Visit]) -> Visit:
    return min(visits, key=lambda visit: visit.shortest.length)


def _longest(lens: Lens, ends: Iterable[Visit]) -> Caller:
    arrivals = [visit.longest for visit in ends if visit.longest]
    return Caller(max(arrivals, key=lambda arrival: arrival.length).answers(0), lens.todays[0])


def _finding(everybody: Callers, place: Place, rule: str, message: str, seen: Iterable[Visit]) -> Finding:
    """A finding that these states show; the shortest of them is the caller."""
    seen = list(seen)
    return Finding(place, rule, message, caller(everybody.lens, _shortest(seen)) if seen else None)


def _unreached(everybody: Callers) -> Iterator[Finding]:
    kinds: dict[str, Iterable[Question | Outcome]] = {"question": everybody.guide.questions.values(), "ending": everybody.guide.outcomes.values()}
    for kind, nodes in kinds.items():
        for node in nodes:
            if not everybody.at(node.id):
                message = f"no caller comes to the {kind} '{node.id}': the conditions on every way to it shut everybody out"
                yield _finding(everybody, node.place, f"{kind}-nobody-reaches", message, ())


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
        lists = {given.routes: [_Line(question, route, False, []) for route in takeable(given.routes)] for given in choices.values()}
        by_class = {number: lists[given.routes] for number, given in choices.items()}
        for visit, number, given in _answered(everybody, question, choices):
            taken = given.routes.index(lens.taken(lens.after(visit.known, given), given.routes))
            for place, line in enumerate(by_class[number]):
                line.taken |= place == taken
                line.passers += [(visit, number)] if not line.taken else []
        yield from (line for lines in lists.values() for line in lines) if everybody.at(question.id) else ()


def _choices(everybody: Callers, question: Question) -> Mapping[int, AnswerClass]:
    """The classes of answers after which conditions choose between lines of `go`, by number."""
    return {number: given for number, given in enumerate(everybody.lens.classes.get(question.id, ())) if len(given.routes) > 1}


def _answered(everybody: Callers, question: Question, choices: Mapping[int, AnswerClass]) -> Iterator[tuple[Visit, int, AnswerClass]]:
    """Each state at a question with each of these classes of answers that can be given there."""
    for visit in everybody.at(question.id):
        yield from ((visit, number, given) for number, given in choices.items() if visit.ways[number])


def _routes_not_taken(everybody: Callers) -> Iterator[Finding]:
    for line in _lines(everybody):
        if not line.taken:
            where = f"'{line.question.id}' -> '{line.route.to}'"
            if line.route.when:
                message = (
                    f"{where} when {in_a_line(line.route.when)}: no caller is led by this line; those above it, or the answers so far, leave none"
                )
            else:
                message = f"{where}: the lines above cover every caller; let the last of them stand without `when`, and delete this one"
            visit, way = min(line.passers, key=lambda each: each[0].shortest.length)
            yield Finding(line.route.place, "route-nobody-takes", message, caller(everybody.lens, visit, way))


def _mentions(everybody: Callers) -> Iterator[Finding]:
    """Each mention of a step or limit in an outcome is shown to somebody; each `when` on one holds for some and not for others."""
    guide = everybody.guide
    for outcome in guide.outcomes.values():
        there = list(everybody.at(outcome.id))
        for use in outcome.steps if there else ():
            yield from _mention(everybody, outcome, "step", use, guide.steps[use.id].when, there)
        for use in outcome.time_limits if there else ():
            yield from _mention(everybody, outcome, "limit", use, guide.time_limits[use.id].when, there)


def _mention(everybody: Callers, outcome: Outcome, kind: str, use: Use, own: When, there: list[Visit]) -> Iterator[Finding]:
    if not everybody.among(there, (*use.when, *own)):
        when = in_a_line((*use.when, *own))
        message = f"'{outcome.id}' shows the {kind} '{use.id}' to nobody: {when} holds for no caller who ends there"
        yield _finding(everybody, use.place, f"{kind}-nobody-sees", message, there)
    elif use.when and len(everybody.among(there, use.when)) == len(there):
        message = f"'{outcome.id}': {in_a_line(use.when)} holds for everybody who ends there, so the `when` of '{use.id}' says nothing; delete it"
        yield _finding(everybody, use.place, "condition-always-holds", message, there)


def _steps_always(everybody: Callers) -> Iterator[Finding]:
    """The `when` that a step or limit carries wherever it is used leaves somebody out."""
    guide = everybody.guide
    users: dict[str, list[str]] = {}
    for outcome in guide.outcomes.values():
        for use in (*outcome.steps, *outcome.time_limits):
            users.setdefault(use.id, []).append(outcome.id)
    declared: list[Step | TimeLimit] = [*guide.steps.values(), *guide.time_limits.values()]
    for each in declared:
        there = [visit for outcome in users.get(each.id, ()) for visit in everybody.at(outcome)] if each.when else []
        if there and len(everybody.among(there, each.when)) == len(there):
            message = f"{in_a_line(each.when)} holds for everybody, so the `when` of '{each.id}' says nothing; delete it"
            yield _finding(everybody, each.place, "condition-always-holds", message, there)


def _areas(everybody: Callers) -> Iterator[Finding]:
    """Each area is some caller's, and no caller has two."""
    areas = list(everybody.guide.areas.values())
    for number, area in enumerate(areas):
        mine = everybody.among(everybody.told, area.when)
        if not mine:
            yield _finding(everybody, area.place, "area-of-nobody", f"no caller is in the area '{area.id}': {in_a_line(area.when)}", everybody.told)
        for other in areas[number + 1 :]:
            both = everybody.among(mine, other.when)
            if both:
                message = f"the areas '{area.id}' and '{other.id}' both hold for the same caller, and only the first is used"
                yield _finding(everybody, other.place, "areas-overlap", message, both)


def _bare_endings(everybody: Callers) -> Iterator[Finding]:
    """Whoever ends has something to do, somebody to contact, a way on if it fails, and the time limits of the dates given."""
    lacks: dict[tuple[str, str], list[Visit]] = {}
    for visit, told in everybody.told.items():
        for rule in _lacking(everybody, visit, told):
            lacks.setdefault((rule, told.outcome), []).append(visit)
    for (rule, outcome), seen in lacks.items():
        yield _finding(everybody, everybody.guide.outcomes[outcome].place, rule, f"'{outcome}': {RULES[rule]}", seen)


def _lacking(everybody: Callers, visit: Visit, told: Ending) -> Iterator[str]:
    guide, lens = everybody.guide, everybody.lens
    if not told.steps:
        yield "ending-without-steps"
        return
    if not told.contacts(guide):
        yield "ending-without-contact"
    if not any(guide.steps[step].if_it_fails for step in told.steps):
        yield "ending-without-fallback"
    if not told.time_limits and any(_applies(lens, visit, limit) for limit in _limits_there(guide, told.outcome)):
        yield "ending-without-limit"


def _limits_there(guide: Guide, outcome: str) -> Iterable[TimeLimit]:
    """The limits that an ending names under conditions; of one that names none, any limit may be missing."""
    return [guide.time_limits[use.id] for use in guide.outcomes[outcome].time_limits] or guide.time_limits.values()


def _applies(lens: Lens, visit: Visit, limit: TimeLimit) -> bool:
    """Whether callers gave a date that the limit counts from, and it is theirs and has not passed."""
    asked = any(not lens.test((not_asked(span.from_question),)).holds(visit.known) for span in limit.spans)
    return asked and lens.test(limit.when).holds(visit.known) and lens.state_of(limit.id, visit.known) != "passed"


def _laws(everybody: Callers) -> Iterator[Finding]:
    for law in everybody.guide.laws.values():
        yield from _law(everybody, law)


def _law(everybody: Callers, law: Law) -> Iterator[Finding]:
    guide = everybody.guide
    bound = everybody.among(everybody.told, law.when)
    if not bound:
        yield _finding(everybody, law.place, "law-for-nobody", f"'{law.id}': {in_a_line(law.when)} holds for no caller", everybody.told)
    breaks: dict[str, list[Visit]] = {}
    verdicts = {told: tuple(broken(law, told, guide)) for told in {everybody.told[visit] for visit in bound}}
    for visit in bound:
        for what in verdicts[everybody.told[visit]]:
            breaks.setdefault(what, []).append(visit)
    for what, seen in breaks.items():
        yield _finding(everybody, law.place, "law-broken", f"'{law.id}' ({law.law}) does not hold: {what}", seen)


Futures = Mapping[Visit, int]
"""A number for each state; the same number where all that may still come is the same, whatever is answered."""


def _futures(everybody: Callers) -> Futures:
    numbers: dict[object, int] = {}
    future: dict[Visit, int] = {}
    for node in reversed(everybody.lens.order):
        for visit in everybody.at(node):
            what: object = everybody.told[visit] if visit in everybody.told else (node, tuple(future[way] if way else None for way in visit.ways))
            future[visit] = numbers.setdefault(what, len(numbers))
    return future


def _idle_questions(everybody: Callers, futures: Futures) -> Iterator[Finding]:
    for question in everybody.guide.questions.values():
        there = list(everybody.at(question.id))
        idle = [visit for visit in there if len({futures[way] for way in visit.ways if way}) == 1]
        if idle and len(idle) == len(there):
            message = (
                f"every answer to '{question.id}' leads to the same guidance, for everybody who is asked; delete the question, or use its answers"
            )
            yield _finding(everybody, question.place, "answer-changes-nothing", message, idle)
        elif idle:
            message = f"'{question.id}' is asked though no answer can change the guidance any more for these callers"
            yield _finding(everybody, question.place, "answer-settled", message, idle)


def _order_decides(everybody: Callers) -> Iterator[Note]:
    """Lines of one `go` that hold for the same caller and lead elsewhere: the first is taken."""
    lens = everybody.lens
    for question in everybody.guide.questions.values():
        overlaps: dict[tuple[Route, Route], None] = {}
        for visit, _, given in _answered(everybody, question, _choices(everybody, question)):
            known = lens.after(visit.known, given)
            holding = [route for route in takeable(given.routes) if route.when and lens.test(route.when).holds(known)]
            overlaps |= dict.fromkeys((holding[0], later) for later in holding[1:] if later.to != holding[0].to)
        for first, later in overlaps:
            message = f"'{question.id}': '{first.to}' and '{later.to}' both hold for some callers, and the first of the two is taken"
            yield Note(first.place, "order-decides", message)


def _told_alike(everybody: Callers, futures: Futures) -> Iterator[Note]:
    """Options of one question that always lead to the same guidance."""
    for question in everybody.guide.questions.values():
        alike: dict[tuple[int, ...], list[str]] = {}
        for number, given in enumerate(everybody.lens.classes.get(question.id, ()) if question.kind == "one" else ()):
            seen = tuple(futures[way] for visit in everybody.at(question.id) if (way := visit.ways[number]))
            alike.setdefault(seen, []).extend(map(str, given.members))
        for options in alike.values():
            if len(options) > 1:
                yield Note(question.place, "told-alike", f"'{question.id}': {', '.join(options)} lead to the same guidance for everybody")
