"""What `prove` and `diff` say of every caller is what walking every caller one by one says."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from send_guide.engine.answers import Answer
from send_guide.engine.conditions import holds
from send_guide.engine.date_stretches import year_from
from send_guide.engine.guidance import guidance
from send_guide.engine.walk import (
    Walk,
    answer,
    complete,
    routes_of,
    start,
)
from send_guide.guide import (
    GIVEN,
    LIMIT_STATES,
    NOT_ASKED,
    NOT_SURE,
    Condition,
    Guarantee,
    Guide,
    Option,
    Outcome,
    Part,
    Place,
    Question,
    Route,
    Span,
    Step,
    TimeLimit,
    Use,
    When,
)
from send_guide.language.checks import check
from send_guide.proof.everybody import Callers, callers
from send_guide.proof.findings import Finding
from send_guide.proof.prove import prove
from send_guide.proof.states import Caller, caller, silent
from send_guide.proof.told import Advice
from send_guide.proof.two_versions import Versions
from send_guide.routes import takeable

TODAYS = tuple(date(2026, 12, 22) + timedelta(days=day) for day in range(3))
WINDOW = 26
"""Days looked back one by one: longer than the limits of the random guides with their moves."""


# random guides: small enough that every caller can be walked one by one


def _limits(dates: list[str]) -> st.SearchStrategy[dict[str, TimeLimit]]:
    units = st.sampled_from(["days", "working_days", "school_days"])
    span = st.builds(
        Span,
        st.just("span"),
        st.integers(1, 6),
        units,
        st.sampled_from(dates or ["-"]),
        st.just("it"),
    )
    limit = st.builds(
        TimeLimit,
        st.just("-"),
        st.just("A limit"),
        st.just("A rule"),
        st.lists(span, min_size=1, max_size=2).map(tuple),
        st.sampled_from(["tribunal", "next_working_day", "back_to_working_day", "none"]),
        st.just(()),
        leave_out=st.sampled_from([(), ("christmas",)]),
    )
    limits = st.lists(limit, min_size=1 if dates else 0, max_size=2 if dates else 0)
    return limits.map(
        lambda found: {
            f"limit{number}": replace(each, id=f"limit{number}")
            for number, each in enumerate(found)
        }
    )


def _condition(questions: list[Question], limits: list[str]) -> st.SearchStrategy[Condition]:
    conditions = []
    for question in questions:
        values = [*question.allowed, *([GIVEN] if question.kind == "date" else [])]
        some = st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True).map(tuple)
        conditions.append(
            st.builds(
                Condition, st.just(question.id), some, st.sampled_from(["any", "only", "none"])
            )
        )
        conditions.append(st.just(Condition(question.id, (NOT_ASKED,))))
    states = st.lists(st.sampled_from(LIMIT_STATES), min_size=1, max_size=2, unique=True).map(tuple)
    tests = st.sampled_from(["any", "only", "none"])
    conditions += [st.builds(Condition, st.just(limit), states, tests) for limit in limits]
    return st.one_of(conditions)


def _when(questions: list[Question], limits: list[str], least: int) -> st.SearchStrategy[When]:
    return st.lists(
        _condition(questions, limits),
        min_size=least,
        max_size=2,
        unique_by=lambda each: each.subject,
    ).map(tuple)


@st.composite
def guides(draw: st.DrawFn, dated: bool = True) -> Guide:
    """Three or four questions in a row, and two outcomes.

    Each question has conditions that may skip ahead.
    """
    kinds = draw(
        st.lists(
            st.sampled_from(["one", "several", "date"] if dated else ["one", "several"]),
            min_size=2,
            max_size=4,
        )
    )
    while kinds.count("date") > 2:
        kinds.remove("date")
    ids = [f"q{number}" for number in range(len(kinds))]
    bare = [_question(draw, id_, kind) for id_, kind in zip(ids, kinds, strict=True)]
    limits = draw(_limits([each.id for each in bare if each.kind == "date"]))
    questions: list[Question] = []
    for number, question in enumerate(bare):
        ahead = [*ids[number + 1 :], "end0", "end1"]
        whens = draw(st.lists(_when(bare[: number + 1], list(limits), 1), max_size=2))
        routes = [
            Route(draw(st.sampled_from(ahead)), when, Place("q", number + 1, line + 1))
            for line, when in enumerate(whens)
        ]
        routes.append(Route(ahead[0], (), Place("q", number + 1, 9)))
        questions.append(replace(question, go=tuple(routes), place=Place("q", number + 1)))
    steps = {
        f"step{number}": Step(
            f"step{number}",
            "Do it.",
            (),
            if_it_fails="Ask.",
            when=draw(_when(bare, list(limits), 0)),
        )
        for number in range(2)
    }
    outcomes = {
        f"end{number}": _outcome(draw, f"end{number}", bare, list(limits), list(steps))
        for number in range(2)
    }
    guarantee = Guarantee(
        "guarantee",
        "A guarantee",
        "It is so",
        (),
        draw(_when(bare, list(limits), 0)),
        not_steps=("step0",),
        any_step=("step1",),
        place=Place("l"),
    )
    named = {each.id: each for each in questions}
    return Guide(
        "g",
        "G",
        "1",
        date(2026, 5, 31),
        None,
        ids[0],
        named,
        outcomes,
        steps,
        limits,
        {},
        {},
        {},
        guarantees={"guarantee": guarantee},
    )


def _question(draw: st.DrawFn, id_: str, kind: str) -> Question:
    options = (
        ()
        if kind == "date"
        else tuple(
            Option(option, option)
            for option in draw(st.sampled_from([("a", "b"), ("a", "b", "c"), ("a", "not_sure")]))
        )
    )
    return Question(
        id_,
        "Ask?",
        kind,
        "Why.",
        not_sure="Look." if kind == "date" and draw(st.booleans()) else None,
        options=options,
    )


def _outcome(
    draw: st.DrawFn, id_: str, questions: list[Question], limits: list[str], steps: list[str]
) -> Outcome:
    parts: list[Part] = ["call", "papers", "more"]
    mention = st.builds(
        Use, st.sampled_from(steps), _when(questions, limits, 0), st.sampled_from(parts)
    )
    mentions = draw(st.lists(mention, min_size=1, max_size=3))
    uses = sorted(mentions, key=lambda use: parts.index(use.part))
    shown = (
        draw(
            st.lists(
                st.builds(Use, st.sampled_from(limits), _when(questions, limits, 0)), max_size=2
            )
        )
        if limits
        else []
    )
    place = Place("o", int(id_[-1]) + 1)
    placed = tuple(
        replace(use, place=Place("o", int(id_[-1]) + 1, number + 1))
        for number, use in enumerate(uses)
    )
    return Outcome(
        id_,
        "End",
        "End.",
        placed,
        tuple(
            replace(use, place=Place("o", place.line, 50 + number))
            for number, use in enumerate(shown)
        ),
        place=place,
    )


# every caller, one by one


def every_answer(question: Question, today: date) -> Iterator[Answer]:
    """Each option, each set of options, each day of the window."""
    if question.kind == "date":
        yield from (today - timedelta(days=days) for days in range(WINDOW))
        yield from question.allowed
    elif question.kind == "several":
        sets = (
            chosen
            for size in range(1, len(question.allowed) + 1)
            for chosen in combinations(question.allowed, size)
        )
        yield from (chosen for chosen in sets if NOT_SURE not in chosen or len(chosen) == 1)
    else:
        yield from question.allowed


def every_walk(walk: Walk) -> Iterator[Walk]:
    """Every finished walk that goes on from here."""
    if walk.question is None:
        yield walk
    else:
        for each in every_answer(walk.question, walk.today):
            yield from every_walk(answer(walk, each))


Told = tuple[str, tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]


def told(walk: Walk, by_status: Container[str] | None = None) -> Told:
    """What a caller is told: outcome, steps with their parts, time limits with their states.

    `by_status`: the limits whose status is told apart; of the others, whether it is known.
    """
    shown = guidance(walk)
    states: dict[str, str] = {due.id: due.status for due in shown.time_limits}
    states |= {limit.id: "unknown" for limit in shown.unknown_limits}
    for limit, status in states.items():
        if by_status is not None and limit not in by_status and status != "unknown":
            states[limit] = "dated"
    placed = tuple((step.id, shown.part(step.id)) for step in shown.steps)
    return shown.outcome.id, placed, tuple(sorted(states.items()))


def by_status_in(everybody: Callers) -> Mapping[str, frozenset[str]]:
    """The limits whose status the proof tells apart, by outcome."""
    ids = list(everybody.guide.time_limits)
    found = {}
    for node, ahead in everybody.distinctions.ahead.items():
        found[node] = frozenset(ids[number] for number in ahead.by_status)
    return found


def as_told(advice: Advice) -> Told:
    """The same, as the proof has it."""
    return advice.outcome, tuple(advice.placed), tuple(sorted(advice.time_limits))


Found = tuple[str, Place]


def naive(guide: Guide, walks: list[Walk]) -> set[Found]:
    """The findings that depend on nothing but which walks there are."""
    return {
        *_naive_questions(guide, walks),
        *_naive_outcomes(guide, walks),
        *_naive_law(guide, walks),
    }


def _naive_questions(guide: Guide, walks: list[Walk]) -> Iterator[Found]:
    for question in guide.questions.values():
        taken = {id(_taken(guide, walk, question)) for walk in walks if question.id in walk.answers}
        if not taken:
            yield "question-nobody-reaches", question.place
        yield from (
            ("route-nobody-takes", route.place)
            for route in takeable(question.go)
            if taken and id(route) not in taken
        )


def _naive_outcomes(guide: Guide, walks: list[Walk]) -> Iterator[Found]:
    for outcome in guide.outcomes.values():
        there = [walk for walk in walks if walk.here is outcome]
        if not there:
            yield "outcome-nobody-reaches", outcome.place
            continue
        mentions = [("step-nobody-sees", use, guide.steps[use.id].when) for use in outcome.steps]
        mentions += [
            ("limit-nobody-sees", use, guide.time_limits[use.id].when)
            for use in outcome.time_limits
        ]
        for rule, use, own in mentions:
            if not any(holds((*use.when, *own), guide, walk.answers, walk.today) for walk in there):
                yield rule, use.place
        if not all(told(walk)[1] for walk in there):
            yield "outcome-without-steps", outcome.place


def _naive_law(guide: Guide, walks: list[Walk]) -> Iterator[Found]:
    guarantee = guide.guarantees["guarantee"]
    there = [walk for walk in walks if holds(guarantee.when, guide, walk.answers, walk.today)]
    bound = [{step for step, _ in told(walk)[1]} for walk in there]
    if not bound:
        yield "guarantee-for-nobody", guarantee.place
    if any("step0" in steps or "step1" not in steps for steps in bound):
        yield "guarantee-broken", guarantee.place


def _taken(guide: Guide, walk: Walk, question: Question) -> Route:
    asked = list(walk.answers)
    so_far = {each: walk.answers[each] for each in asked[: asked.index(question.id) + 1]}
    return next(
        route
        for route in routes_of(question, walk.answers[question.id])
        if holds(route.when, guide, so_far, walk.today)
    )


COMPARED = {
    "question-nobody-reaches",
    "outcome-nobody-reaches",
    "route-nobody-takes",
    "step-nobody-sees",
    "limit-nobody-sees",
    "outcome-without-steps",
    "guarantee-for-nobody",
    "guarantee-broken",
}


def compared(findings: tuple[Finding, ...]) -> set[Found]:
    """The findings that are compared, by rule and place."""
    return {(each.rule, each.place) for each in findings if each.rule in COMPARED}


@settings(max_examples=50, deadline=None)
@given(guides())
def test_the_findings_are_those_of_walking_everybody(guide: Guide) -> None:
    """The same is found as by walking each caller.

    The guides are small and random, over four days and every date in a window.
    """
    walks = [walk for today in TODAYS for walk in every_walk(start(guide, today))]

    assert compared(prove(guide, TODAYS).findings) == naive(guide, walks)


@settings(max_examples=50, deadline=None)
@given(guides())
def test_what_is_told_is_what_walking_everybody_tells(guide: Guide) -> None:
    """The states at the end tell exactly what all callers together are told.

    They tell no more and no less.
    """
    everybody = callers(guide, TODAYS)
    merged = set(map(as_told, everybody.told.values()))

    by_status = by_status_in(everybody)
    one_by_one = set()
    for today in TODAYS:
        for walk in every_walk(start(guide, today)):
            one_by_one.add(told(walk, by_status[walk.here.id]))

    assert merged == one_by_one


@settings(max_examples=50, deadline=None)
@given(guides())
def test_the_caller_of_each_state_comes_to_it(guide: Guide) -> None:
    """The caller named for a state is told what the state says.

    Nobody gets there with fewer answers that day.
    """
    everybody = callers(guide, TODAYS)
    for visit, outcome in everybody.told.items():
        named = caller(everybody.distinctions, visit)
        walk = complete(guide, named.answers, named.today)

        assert told(walk, by_status_in(everybody)[walk.here.id]) == as_told(outcome)
        assert dict(walk.answers) == named.answers


@settings(max_examples=50, deadline=None)
@given(guides(dated=False))
def test_walks_are_counted_one_by_one(guide: Guide) -> None:
    """Without dates, the number of walks is the number of ways to answer.

    The shortest and the longest are the true ones.
    """
    walks = list(every_walk(start(guide, TODAYS[0])))
    proof = prove(guide, TODAYS)
    lengths = [len(walk.answers) for walk in walks]

    assert (proof.walks, len(proof.shortest.answers), len(proof.longest.answers)) == (
        len(walks),
        min(lengths),
        max(lengths),
    )


@settings(max_examples=50, deadline=None)
@given(guides(dated=False))
def test_questions_that_change_nothing_are_found(guide: Guide) -> None:
    """A question is idle for a caller if and only if no answer to it changes anything.

    Then every continuation says the same, whatever is answered.
    """
    found = {
        (each.rule, each.place.line)
        for each in prove(guide, TODAYS).findings
        if each.rule in ("answer-changes-nothing", "answer-settled")
    }
    idle: dict[str, list[bool]] = {}
    for walk in _places(start(guide, TODAYS[0])):
        assert walk.question
        ways = {_future(answer(walk, each)) for each in every_answer(walk.question, walk.today)}
        idle.setdefault(walk.question.id, []).append(len(ways) == 1)
    expected = {
        (
            "answer-changes-nothing" if all(each) else "answer-settled",
            guide.questions[id_].place.line,
        )
        for id_, each in idle.items()
        if any(each)
    }

    assert found == expected


def _places(walk: Walk) -> Iterator[Walk]:
    if walk.question is not None:
        yield walk
        for each in every_answer(walk.question, walk.today):
            yield from _places(answer(walk, each))


def _future(walk: Walk) -> object:
    if walk.question is None:
        return told(walk)
    # answers that nothing tells apart lead to the same futures: the sets are compared,
    # as `prove` compares the classes
    return walk.question.id, tuple(
        _future(answer(walk, each)) for each in every_answer(walk.question, walk.today)
    )


@st.composite
def versions(draw: st.DrawFn) -> tuple[Guide, Guide]:
    """A guide, and the same with one change.

    A line of `go`, a step's conditions, an outcome's steps or a limit is changed.
    """
    old = draw(guides())
    question = draw(st.sampled_from(list(old.questions.values())))
    kept = tuple(route for route in question.go if not route.when or draw(st.booleans()))
    step = replace(old.steps["step0"], when=() if draw(st.booleans()) else old.steps["step0"].when)
    outcome = replace(
        old.outcomes["end0"], steps=old.outcomes["end0"].steps[:: draw(st.sampled_from([1, -1]))]
    )
    longer = draw(st.integers(0, 1))
    limits = {
        each.id: replace(
            each, spans=tuple(replace(span, count=span.count + longer) for span in each.spans)
        )
        for each in old.time_limits.values()
    }
    new = replace(
        old,
        questions={**old.questions, question.id: replace(question, go=kept)},
        steps={**old.steps, "step0": step},
        outcomes={**old.outcomes, "end0": outcome},
        time_limits=limits,
    )
    return old, new


@settings(max_examples=20, deadline=None)
@given(versions())
def test_both_versions_tell_each_caller_what_the_pairs_say(both: tuple[Guide, Guide]) -> None:
    """The pairs of states say exactly what the same answers lead to in two versions.

    So it is for all callers together.
    """
    old, new = both
    pairs = Versions(old, new, TODAYS)
    merged = {
        (as_told(first), as_told(second))
        for pair in pairs.pairs(silent)
        if pair.asked is None
        for first, second in [pairs.told(pair)]
    }
    naively = set()
    for today in TODAYS:
        for walk in every_walk(start(old, today)):
            naively |= {
                (told(walk), told(other))
                for other in _every_walk_with(start(new, today), walk.answers)
            }

    assert merged == naively


def _every_walk_with(walk: Walk, given: Mapping[str, Answer]) -> Iterator[Walk]:
    """Every finished walk with these answers, and any to the questions they do not answer."""
    if walk.question is None:
        yield walk
    else:
        known = given.get(walk.question.id)
        for each in every_answer(walk.question, walk.today) if known is None else (known,):
            yield from _every_walk_with(answer(walk, each), given)


# size: states, not walks


def chain(length: int) -> Guide:
    """A chain of questions, each of which looks at the answer before; three outcomes."""
    names = [f"q{number}" for number in range(length)]
    questions: dict[str, Question] = {}
    for number, name in enumerate(names):
        to = names[number + 1] if number + 1 < length else "end"
        early = (
            (Route("early", (Condition(names[number - 1], ("a",)), Condition(name, ("c",)))),)
            if number
            else ()
        )
        questions[name] = Question(
            name,
            "Ask?",
            "one",
            "Why.",
            options=tuple(Option(each, each) for each in "abc"),
            go=(*early, Route(to)),
        )
    outcomes = {each: Outcome(each, "End", "End.", (Use("step"),)) for each in ("end", "early")}
    return Guide(
        "chain",
        "C",
        "1",
        date(2026, 5, 31),
        None,
        "q0",
        questions,
        outcomes,
        {"step": Step("step", "Do.", ())},
        {},
        {},
        {},
        {},
    )


def test_doubling_a_chain_doubles_the_states() -> None:
    """The work grows with the questions of a chain, not with its walks."""
    sizes = [prove(chain(length), TODAYS).states for length in (40, 80, 160)]

    assert [later - earlier for earlier, later in pairwise(sizes)] == [80, 160]


def test_a_guide_with_a_million_million_walks_has_few_states() -> None:
    """More walks than anybody could take are proved in a few states, and counted exactly."""
    proof = prove(chain(30), TODAYS)

    assert proof.walks > 10**12
    assert proof.states < 100
    assert proof.walks == _walks_of_chain(30)


def _walks_of_chain(length: int) -> int:
    after_a, after_other, ended = 1, 2, 0
    for _ in range(length - 1):
        ended += after_a
        after_a, after_other = after_a + after_other, after_a + 2 * after_other
    return after_a + after_other + ended


def test_the_shipped_guide_is_proved(shipped: Guide) -> None:
    """The walks of the callers named lead where the states say, on the guide that is shipped."""
    everybody = callers(shipped, year_from(date(2026, 11, 23))[::30])
    for visit, outcome in list(everybody.told.items())[::97]:
        named = caller(everybody.distinctions, visit)

        walk = complete(shipped, named.answers, named.today)
        assert told(walk, by_status_in(everybody)[walk.here.id]) == as_told(outcome)
        assert isinstance(named, Caller)


def test_the_chain_is_sound() -> None:
    """The generated guide is one that `check` would let pass, but for its sources."""
    assert {problem.rule for problem in check(chain(3))} <= {"missing-source"}
