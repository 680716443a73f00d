"""Where answers lead: every way goes on, comes to an end, and hangs on what was asked before."""

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain

from send_guide.errors import Problem
from send_guide.guide import NOT_ASKED, Guide, Outcome, TimeLimit, When
from send_guide.routes import (
    all_routes,
    reachable,
    takeable,
    targets,
)
from send_guide.suggestions import suggest


def unknown_target(guide: Guide) -> Iterator[Problem]:
    """Every `go`, and the start, names a question or outcome that exists."""
    known = [*guide.questions, *guide.outcomes]
    if guide.start not in guide.questions:
        yield guide.place.problem(
            "unknown-target",
            f"the start '{guide.start}' is not a question",
            suggest(guide.start, guide.questions),
        )
    for question in guide.questions.values():
        for route in all_routes(question):
            if route.to not in guide.questions and route.to not in guide.outcomes:
                yield route.place.problem(
                    "unknown-target",
                    f"'{route.to}' is neither a question nor an outcome",
                    suggest(route.to, known),
                )


def same_id(guide: Guide) -> Iterator[Problem]:
    """No question shares its id with an outcome or a time limit, which `go` or `when` may name."""
    others: list[Outcome | TimeLimit] = [*guide.outcomes.values(), *guide.time_limits.values()]
    for entry in others:
        if entry.id in guide.questions:
            message = f"'{entry.id}' is a question too"
            yield entry.place.problem("same-id", message, "rename one of them")


def unreachable(guide: Guide) -> Iterator[Problem]:
    """Some route comes to every question and outcome."""
    found = reachable(guide, guide.start)
    for kind, nodes in (("question", guide.questions), ("outcome", guide.outcomes)):
        for node in nodes.values():
            if node.id not in found:
                yield node.place.problem(
                    f"unreachable-{kind}",
                    f"no route comes to the {kind} '{node.id}'",
                    "lead a `go` to it, or delete it",
                )


def loop(guide: Guide) -> Iterator[Problem]:
    """No route comes to a question a second time."""
    done: set[str] = set()
    for start in guide.questions:
        for circle in _circles(guide, start, done):
            told = " -> ".join(circle)
            message = f"questions lead round in a circle: {told}"
            place = guide.questions[circle[-2]].place
            yield place.problem("loop", message, "lead one of them elsewhere")


def _circles(guide: Guide, start: str, done: set[str]) -> Iterator[list[str]]:
    """The ways round in a circle that are met from a question. Without recursion, for long guides.

    `done`: questions that were looked at before; those looked at here are added.
    """
    if start in done:
        return
    path = {start: iter(targets(guide, guide.questions[start]))}
    while path:
        node = next(reversed(path))
        target = next(path[node], None)
        if target is None:
            del path[node]
            done.add(node)
        elif target in path:
            way = [*path]
            yield [*way[way.index(target) :], target]
        elif target in guide.questions and target not in done:
            path[target] = iter(targets(guide, guide.questions[target]))


def no_way_on(guide: Guide) -> Iterator[Problem]:
    """Every answer leads somewhere, whatever the conditions."""
    for question in guide.questions.values():
        without = [option for option in question.options if not option.go]
        if not question.go and (without or not question.options):
            place = without[0].place if without else question.place
            what = (
                f"the option '{without[0].id}' of '{question.id}'"
                if without
                else f"'{question.id}'"
            )
            yield place.problem("no-way-on", f"{what} leads nowhere", "give it a `go`")
        for routes in (question.go, *(option.go for option in question.options)):
            if routes and all(route.when for route in routes):
                yield routes[-1].place.problem(
                    "no-way-on",
                    "the last line of this `go` has a `when`, so some answers lead nowhere",
                    "add a last line with `to` alone",
                )


def route_never_taken(guide: Guide) -> Iterator[Problem]:
    """No route stands behind one that always holds."""
    for question in guide.questions.values():
        for routes in (question.go, *(option.go for option in question.options)):
            for route in routes[len(list(takeable(routes))) :]:
                yield route.place.problem(
                    "route-never-taken",
                    "a line without `when` stands above, so this one is never reached",
                    "delete it or move it up",
                )
        if question.go and question.options and all(option.go for option in question.options):
            yield question.go[0].place.problem(
                "route-never-taken",
                f"every option of '{question.id}' has a `go` of its own",
                "delete the question's `go`",
            )


def too_early(guide: Guide) -> Iterator[Problem]:
    """No route hangs on the answer to a question that cannot have been asked by then."""
    bits = {question: 1 << number for number, question in enumerate(guide.questions)}
    before = _asked_before(guide, bits)
    for question in guide.questions.values():
        asked = before.get(question.id, ANY) | bits[question.id]
        for route in all_routes(question):
            yield from _too_early(route.when, bits, asked, question.id)
    for outcome in guide.outcomes.values():
        asked = before.get(outcome.id, ANY)
        for use in (*outcome.steps, *outcome.time_limits):
            yield from _too_early(use.when, bits, asked, outcome.id)


ANY = -1
"""Every question may have been asked: where questions lead round in a circle, which is told."""


def _too_early(when: When, bits: Mapping[str, int], asked: int, node: str) -> Iterator[Problem]:
    for condition in when:
        never = bits.get(condition.subject, ANY) & asked == 0
        if never and NOT_ASKED not in condition.values:
            message = f"'{condition.subject}' is never asked before '{node}'"
            fix = "name a question that is asked earlier"
            yield condition.place.problem("condition-too-early", message, fix)


def _asked_before(guide: Guide, bits: Mapping[str, int]) -> Mapping[str, int]:
    """For each question and outcome, the questions on some route to it, one bit each.

    What lies on or behind a circle of questions is left out.
    """
    ahead = {name: targets(guide, question) for name, question in guide.questions.items()}
    ways_to = Counter(chain.from_iterable(ahead.values()))
    before = dict.fromkeys((*guide.questions, *guide.outcomes), 0)
    waiting = [name for name in before if not ways_to[name]]
    done: set[str] = set()
    while waiting:
        node = waiting.pop()
        done.add(node)
        for target in ahead.get(node, ()):
            before[target] |= before[node] | bits[node]
            ways_to[target] -= 1
            if not ways_to[target]:
                waiting.append(target)
    return {node: before[node] for node in done}
