"""The graph of a guide, its layout and its Mermaid.

They are whole, labelled, escaped, split, and true to the walks.
"""

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_guide.authoring.coverage import coverage
from send_guide.engine.walk import (
    Walk,
    answer,
    complete,
    start,
)
from send_guide.formats import markdown
from send_guide.guide import (
    Condition,
    Guide,
    Option,
    Outcome,
    Question,
    Route,
    When,
)
from send_guide.page.sections import DISCLAIMER
from send_guide.picture import mermaid
from send_guide.picture import web_page as picture
from send_guide.picture.cards import WIDTH, cards
from send_guide.picture.graph import (
    Graph,
    answer_label,
    answers,
    covered_by,
    graph,
    in_words,
    route_of,
    way_label,
)
from send_guide.picture.layout import Plan, plan
from tests.cli.test_cli import WHOLE, run
from tests.cli.test_cli import given as flags

TOP = Path(__file__).parents[2]
Box = tuple[float, float, float, float]
TODAY = date(2026, 11, 23)


@st.composite
def guides(draw: st.DrawFn) -> Guide:
    """Small sound guides.

    Each question leads on to later ones or an outcome, some under a condition on an earlier answer.
    """
    size = draw(st.integers(1, 7))
    names = [f"q{number}" for number in range(size)]
    questions: dict[str, Question] = {}
    for number, name in enumerate(names):
        ahead = st.sampled_from([*names[number + 1 :], "e0", "e1"])
        conditions = st.sampled_from(
            [(), *((Condition(name, ("a",)),) for name in names[: number + 1])]
        )
        go = (
            Route(draw(ahead), draw(conditions)),
            Route(draw(ahead), draw(conditions)),
            Route(draw(ahead)),
        )
        options = tuple(
            Option(each, f"{each} of {name} {'long words ' * draw(st.integers(0, 9))}")
            for each in ("a", "b", "not_sure")
        )
        own: tuple[Route, ...] = (Route(draw(ahead)),) if draw(st.booleans()) else ()
        options = (Option("a", options[0].label, go=own), *options[1:])
        questions[name] = Question(
            name, f"Question {name}?", "one", "why", not_sure="look", options=options, go=go
        )
    outcomes = {name: Outcome(name, f"Advice {name}", "end", ()) for name in ("e0", "e1")}
    return Guide(
        "random",
        "A random guide",
        "1",
        date(2026, 5, 31),
        None,
        "q0",
        questions,
        outcomes,
        {},
        {},
        {},
        {},
        {},
    )


@st.composite
def walks(draw: st.DrawFn, guide: Guide) -> Walk:
    """A whole walk through a guide whose questions take one answer."""
    walk = start(guide, TODAY)
    while walk.question:
        walk = answer(walk, draw(st.sampled_from(walk.question.allowed)))
    return walk


def test_every_answer_leads_somewhere_on_the_picture(shipped: Guide) -> None:
    """Each answer of each question stands in exactly one branch.

    Each branch ends with a way that always holds.
    """
    drawn = graph(shipped)

    for question in shipped.questions.values():
        branches = drawn.branches[question.id]
        assert sorted(each for branch in branches for each in branch.answers) == sorted(
            answers(question)
        )
        assert all(branch.ways[-1].when == () for branch in branches)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_route_on_the_picture_is_the_walk(data: st.DataObject) -> None:
    """The ways painted join the questions asked, one after another, to the outcome.

    So it is for every guide and caller.
    """
    guide = data.draw(guides())
    walk = data.draw(walks(guide))
    drawn = graph(guide)
    painted = route_of(drawn, walk).counts
    ways = {(way.source, way.target) for way in drawn.ways if painted.get(way.id)}

    assert ways == set(pairwise([*walk.answers, walk.here.id]))
    assert sum(painted.get(way.id, 0) for way in drawn.ways) == len(walk.answers)


def test_coverage_on_the_picture_agrees_with_send_guide_test(shipped: Guide) -> None:
    """What no scenario passes is bare on the picture, and nothing else is."""
    few = [complete(shipped, dict(pair.split("=") for pair in WHOLE), TODAY)]
    painted = covered_by(graph(shipped), few).counts
    found = coverage(shipped, few)

    for kind in ("questions", "options", "outcomes"):
        assert {
            item.id for item in found.all if item.kind == kind and not painted.get(item.id)
        } == {item.id for item in found.missing(kind)}


def test_a_condition_on_the_question_itself_is_settled(shipped: Guide) -> None:
    """An answer that its own condition sends elsewhere stands apart.

    The condition is not shown again.
    """
    yes = Option("yes", "Yes")
    go = (Route("end", (Condition("ask", ("yes",)),)), Route("other"))
    question = Question("ask", "Well?", "one", "why", options=(yes, Option("no", "No")), go=go)
    guide = Guide(
        "g",
        "G",
        "1",
        date(2026, 5, 31),
        None,
        "ask",
        {"ask": question},
        {name: Outcome(name, name, "", ()) for name in ("end", "other")},
        {},
        {},
        {},
        {},
        {},
    )
    drawn = graph(guide)

    assert [(way_label(drawn, way), way.target) for way in drawn.ways] == [
        ("Yes", "end"),
        ("No", "other"),
    ]


def overlaps(first: Box, second: Box) -> bool:
    return (
        first[0] < second[2]
        and second[0] < first[2]
        and first[1] < second[3]
        and second[1] < first[3]
    )


def faults_of(drawn: Graph, laid_out: Plan) -> list[str]:
    """What would make a picture hard to follow.

    Cards or lines on cards, lines that start or end elsewhere, and anything outside.
    """
    every = {card.id: card for card in cards(drawn)}
    boxes = {
        name: (x, y, x + WIDTH, y + every[name].height) for name, (x, y) in laid_out.corners.items()
    }
    faults = [f"{a} lies on {b}" for a, b in combinations(boxes, 2) if overlaps(boxes[a], boxes[b])]
    faults += [
        name
        for name, box in boxes.items()
        if min(box) < -1 or box[2] > laid_out.width + 1 or box[3] > laid_out.height + 1
    ]
    for way in drawn.ways:
        line, source, target = laid_out.lines[way.id], boxes[way.source], boxes[way.target]
        row = source[1] + every[way.source].middle_of(way.id)
        if abs(line[0][0] - source[2]) > 1 or abs(line[0][1] - row) > 9:
            faults.append(f"{way.id} leaves at {line[0]}, not from its row at {row}")
        if abs(line[-1][0] - target[0]) > 1 or not target[1] <= line[-1][1] <= target[3]:
            faults.append(f"{way.id} does not come in at {way.target}")
        for (x1, y1), (x2, y2) in pairwise(line):
            box = (min(x1, x2) + 1, min(y1, y2) - 0.5, max(x1, x2) - 1, max(y1, y2) + 0.5)
            faults += [
                f"{way.id} runs through {name}" for name in boxes if overlaps(box, boxes[name])
            ]
    return faults


def test_the_shipped_guide_is_laid_out_clearly(shipped: Guide) -> None:
    """No card or line lies on a card; each line leaves at its row and comes in at its card."""
    drawn = graph(shipped)

    assert faults_of(drawn, plan(cards(drawn), drawn.ways)) == []


@settings(max_examples=60, deadline=None)
@given(guides())
def test_any_guide_is_laid_out_clearly(guide: Guide) -> None:
    """The layout engine keeps its word on guides that nobody has looked at."""
    drawn = graph(guide)

    assert faults_of(drawn, plan(cards(drawn), drawn.ways)) == []


def test_the_page_holds_every_text(shipped: Guide) -> None:
    """Every question, option label, condition and outcome stands on the page.

    The same page is made each time.
    """
    page = picture.render(graph(shipped))
    words = re.sub(r"<[^>]+>", " ", page).replace("&#x27;", "'")

    for question in shipped.questions.values():
        assert all(
            text in words
            for text in (question.ask, question.why, *(option.label for option in question.options))
        )
    for outcome in shipped.outcomes.values():
        assert all(
            text in words
            for text in (
                outcome.title,
                outcome.summary,
                *(shipped.steps[use.id].text for use in outcome.steps),
            )
        )
    every_when = [condition for when in _whens(shipped) for condition in when]
    assert all(in_words((condition,)) in words for condition in every_when)
    assert page == picture.render(graph(shipped))


def _whens(guide: Guide) -> Iterator[When]:
    """Every condition that a question does not settle by itself."""
    yield from (way.when for way in graph(guide).ways)
    yield from (
        use.when
        for outcome in guide.outcomes.values()
        for use in (*outcome.steps, *outcome.time_limits)
    )
    yield from (
        guide.steps[use.id].when for outcome in guide.outcomes.values() for use in outcome.steps
    )
    yield from (area.when for area in guide.areas.values())


def test_no_text_breaks_out_of_the_page(hostile: Graph) -> None:
    """Texts are escaped in the drawing, the words and the data.

    The page has no element but its own.
    """
    page = picture.render(hostile)

    assert "<img" not in page
    assert page.count("</script>") == page.count("<script") == 2
    assert "onerror=alert(1)&gt;" in page


def test_both_pictures_say_that_they_are_not_legal_advice(shipped: Guide) -> None:
    """The page and the Mermaid carry the same sentence as every other output."""
    drawn = graph(shipped)

    assert DISCLAIMER in picture.render(drawn)
    assert markdown.escape(DISCLAIMER) in mermaid.render(drawn)


def test_mermaid_has_every_way_with_its_label(shipped: Guide) -> None:
    """One line for each way, with its answers and conditions.

    Each question and outcome has a node.
    """
    text = mermaid.render(graph(shipped))
    drawn = graph(shipped)

    assert len(re.findall(r'-->\|".+?"\|', text)) == len(drawn.ways)
    assert {*re.findall(r"^  q_(\w+)\[", text, re.MULTILINE)} == {*shipped.questions}
    assert {*re.findall(r"^  e_(\w+)\(", text, re.MULTILINE)} == {*shipped.outcomes}
    for question in shipped.questions.values():
        assert all(
            mermaid.escape(answer_label(question, each)) in text for each in answers(question)
        )


def test_mermaid_is_painted(shipped: Guide) -> None:
    """One caller's questions, outcome and ways have a class and a style of their own.

    So has what no scenario passes.
    """
    drawn, walk = graph(shipped), complete(shipped, dict(pair.split("=") for pair in WHOLE), TODAY)
    route, bare = (
        mermaid.render(drawn, route_of(drawn, walk)),
        mermaid.render(drawn, covered_by(drawn, [walk])),
    )
    passed = {*walk.answers, walk.here.id}

    [cards] = re.findall(r"^  class (\S+) taken$", route, re.MULTILINE)
    assert {name[2:] for name in cards.split(",")} == passed
    [cards] = re.findall(r"^  class (\S+) bare$", bare, re.MULTILINE)
    assert {name[2:] for name in cards.split(",")} == {
        *shipped.questions,
        *shipped.outcomes,
    } - passed
    [taken], [left] = (
        re.findall(r"^  linkStyle (\S+) ", text, re.MULTILINE) for text in (route, bare)
    )
    assert len(taken.split(",")) == len(walk.answers)
    assert {*taken.split(","), *left.split(",")} == {*map(str, range(len(drawn.ways)))}


def test_mermaid_escapes_what_means_something_to_it(hostile: Graph) -> None:
    """Quotation marks, brackets, hashes, Markdown and the like come through as codes."""
    assert (
        mermaid.escape('1. a "b" <c> #d; [e] |f|')
        == "#49;#46; a #34;b#34; #60;c#62; #35;d#59; #91;e#93; #124;f#124;"
    )
    assert mermaid.escape("Plain, words: (all) of it – £5.") == "Plain, words: (all) of it – £5."
    [diagram] = re.findall(r"```mermaid\n(.*?)```", mermaid.render(hostile), re.DOTALL)
    labels = re.findall(r'"(.*?)"', diagram)
    assert len(labels) == 3
    assert not any(set(label) & set("<>\"'`|{}[]%&") - {"'"} for label in labels)


@pytest.mark.parametrize(("most_ways", "most_letters"), [(12, 50_000), (500, 4_000), (10, 3_000)])
def test_mermaid_is_split_above_its_limits(
    shipped: Guide, most_ways: int, most_letters: int
) -> None:
    """Each part stays within the limits, and no way is lost or shown twice.

    A card from another part says which part that is.
    """
    drawn = graph(shipped)
    text = mermaid.render(drawn, covered_by(drawn, []), most_ways, most_letters)
    parts = re.findall(r"```mermaid\n(.*?)```", text, re.DOTALL)

    assert len(parts) > 1
    assert all(part.count("-->") <= most_ways and len(part) <= most_letters for part in parts)
    assert sum(part.count("-->") for part in parts) == len(drawn.ways)
    assert "(see part 2)" in parts[0]


def test_the_command_draws(tmp_path: Path) -> None:
    """Mermaid goes to standard output, and a page to a file that is named .html.

    One caller's route can be drawn, or coverage, but not both.
    """
    by_file = run(
        "graph", "-o", str(tmp_path / "picture.html"), *flags(WHOLE), "--today", "2026-11-23"
    )
    plain, both, short = (
        run("graph"),
        run("graph", "--coverage", *flags(WHOLE)),
        run("graph", *flags(WHOLE[:2])),
    )

    assert (by_file.returncode, by_file.stdout, by_file.stderr) == (0, "", "")
    assert "One caller&#x27;s route: 7 questions" in (tmp_path / "picture.html").read_text(
        encoding="utf-8"
    )
    assert plain.stdout.startswith("# Resolving disagreements")
    assert (both.returncode, short.returncode) == (2, 4)
    assert run("graph", *flags([*WHOLE, "councl=luton"]), "--defaults").returncode == 5
    assert re.search(
        r"[0-9]+ scenarios: [0-9]+ of [0-9]+ ways are taken", run("graph", "--coverage").stdout
    )
    assert run("graph", "--format", "html").stdout.startswith("<!DOCTYPE html>")


def luminance(colour: str) -> float:
    """How bright a colour is, as WCAG 2 reckons."""
    parts = [int(part, 16) / 255 for part in re.findall("..", colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
def test_text_and_lines_stand_out(scheme: int) -> None:
    """Text and lines stand out from every ground they stand on (WCAG 2.2 AA).

    Text has a contrast of at least 4.5, and lines of at least 3.
    """
    style = (TOP / "send_guide" / "picture" / "web_page.css").read_text(encoding="utf-8")
    colours = {
        name: code if len(code) == 6 else "".join(2 * sign for sign in code)
        for name, code in re.findall(
            r"--([\w-]+): #([0-9a-f]+)", re.findall(r":root \{(.*?)\}", style, re.DOTALL)[scheme]
        )
    }

    def contrast(one: str, other: str) -> float:
        darker, brighter = sorted((luminance(colours[one]), luminance(colours[other])))
        return (brighter + 0.05) / (darker + 0.05)

    grounds = ("page", "card", "outcome", "tools", "hit")
    assert [pair for pair in product(("ink", "soft"), grounds) if contrast(*pair) < 4.5] == []
    assert [
        pair for pair in product(("on", "bare"), ("page", "card")) if contrast(*pair) < 4.5
    ] == []
    assert [
        name
        for name in ("line", "question-edge", "outcome-edge", "focus")
        if contrast(name, "page") < 3
    ] == []
