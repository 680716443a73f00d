"""Where answers lead: every way goes on, comes to an end, and hangs on what was asked before."""

from collections.abc import Iterator, Mapping

from send_guide.errors import Problem
from send_guide.guide import NOT_ASKED, Guide, When
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
    """No two of questions, outcomes and time limits share an id, or a `go` or `when` could mean either."""
    for outcome in guide.outcomes.values():
        if outcome.id in guide.questions:
            yield outcome.place.problem(
                "same-id", f"'{outcome.id}' is a question too", "rename one of them"
            )
    for limit in guide.time_limits.values():
        if limit.id in guide.questions:
            yield limit.place.problem(
                "same-id", f"'{limit.id}' is a question too", "rename one of them"
            )


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
                yield guide.questions[node].place.problem(
                    "loop",
                    f"questions lead round in a circle: {circle}",
                    "lead one of them elsewhere",
                )
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
    before = _asked_before(guide)
    for question in guide.questions.values():
        for route in all_routes(question):
            yield from _too_early(
                guide, route.when, before.get(question.id, set()) | {question.id}, question.id
            )
    for outcome in guide.outcomes.values():
        for use in (*outcome.steps, *outcome.time_limits):
            yield from _too_early(guide, use.when, before.get(outcome.id, set()), outcome.id)


def _too_early(guide: Guide, when: When, asked: set[str], node: str) -> Iterator[Problem]:
    for condition in when:
        if (
            condition.subject in guide.questions
            and condition.subject not in asked
            and NOT_ASKED not in condition.values
        ):
            message = f"'{condition.subject}' is never asked before '{node}'"
            yield condition.place.problem(
                "condition-too-early", message, "name a question that is asked earlier"
            )


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
        return any(
            condition.subject != node for route in all_routes(question) for condition in route.when
        )
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
