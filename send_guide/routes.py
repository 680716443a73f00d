"""The graph of a guide: where answers may lead, and on what it depends, for any caller."""

from collections.abc import Iterable, Iterator, Mapping

from send_guide.guide import (
    Area,
    Condition,
    Faq,
    Guarantee,
    Guide,
    Question,
    Route,
    Step,
    TimeLimit,
    When,
)


def all_routes(question: Question) -> Iterator[Route]:
    """Every line of a question's `go` and of its options'."""
    yield from question.go
    for option in question.options:
        yield from option.go


def conditions(guide: Guide) -> Iterator[Condition]:
    """Every condition of a guide, its guarantees' included where they were loaded."""
    for when in _whens(guide):
        yield from when


def limits_with_tomorrow(guide: Guide) -> frozenset[str]:
    """The time limits of which some condition asks whether the last day is tomorrow."""
    named = (condition for condition in conditions(guide) if "tomorrow" in condition.values)
    return frozenset(condition.subject for condition in named)


def _whens(guide: Guide) -> Iterator[When]:
    """Every `when` of a guide, and every one of those by which it is known who has a thing."""
    for question in guide.questions.values():
        yield from (route.when for route in all_routes(question))
    for outcome in guide.outcomes.values():
        yield from (use.when for use in (*outcome.steps, *outcome.time_limits))
    for thing in guide.things.values():
        yield from thing.any_of
    conditional: list[Step | TimeLimit | Area | Faq | Guarantee] = [
        *guide.steps.values(),
        *guide.time_limits.values(),
        *guide.areas.values(),
        *guide.faqs.values(),
        *guide.guarantees.values(),
    ]
    yield from (entry.when for entry in conditional)


def takeable(routes: Iterable[Route]) -> Iterator[Route]:
    """The lines of one `go` up to the first that always holds; later ones are never taken."""
    for route in routes:
        yield route
        if not route.when:
            return


def targets(guide: Guide, question: Question) -> list[str]:
    """The questions and outcomes that some answer may lead to, as far as they exist."""
    lists = [option.go for option in question.options if option.go]
    if len(lists) < len(question.options) or not question.options:
        lists.append(question.go)
    found: list[str] = []
    for routes in lists:
        found += [route.to for route in takeable(routes)]
    return [name for name in found if name in guide.questions or name in guide.outcomes]


def reachable(guide: Guide, first: str) -> set[str]:
    """The questions and outcomes that some route from here comes to, this one included."""
    found: set[str] = set()
    waiting = [first] if first in guide.questions or first in guide.outcomes else []
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += targets(guide, guide.questions[node]) if node in guide.questions else []
    return found


def reading_order(guide: Guide) -> list[str]:
    """Questions as a reader meets them: each branch to its end before the next begins."""
    order: dict[str, None] = {}
    waiting = [guide.start]
    while waiting:
        name = waiting.pop()
        if name in guide.questions and name not in order:
            order[name] = None
            waiting += reversed(targets(guide, guide.questions[name]))
    return list(order)


def most_questions(guide: Guide) -> Mapping[str, int]:
    """The most questions that may still be asked from each question or outcome, itself included."""
    most: dict[str, int] = dict.fromkeys(guide.outcomes, 0)
    waiting = list(guide.questions)
    while waiting:
        node = waiting[-1]
        ahead = targets(guide, guide.questions[node])
        unknown = [target for target in ahead if target not in most]
        if node in most:
            waiting.pop()
        elif unknown:
            waiting += unknown
        else:
            most[node] = 1 + max((most[target] for target in ahead), default=0)
    return most
