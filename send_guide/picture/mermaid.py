"""A graph as Mermaid flowcharts in Markdown, split where it is larger than Mermaid draws."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from send_guide.dates import without_weekday
from send_guide.formats import markdown
from send_guide.kinds import kind_of
from send_guide.page.sections import DISCLAIMER
from send_guide.picture.graph import (
    Graph,
    Paint,
    Way,
    mark,
    way_label,
)
from send_guide.routes import reading_order

MOST_WAYS = 500
"""`maxEdges` of Mermaid's configuration."""

MOST_LETTERS = 50_000
"""`maxTextSize` of Mermaid's configuration."""

_STYLES = {
    "outcome": "stroke-width:3px",
    "elsewhere": "stroke-dasharray:2 3",
    "taken": "stroke:#0b57d0,stroke-width:4px",
    "bare": "stroke:#b3261e,stroke-width:3px,stroke-dasharray:7 5",
}
_HEAD = "\n".join(
    ("flowchart LR", *(f"  classDef {name} {style}" for name, style in _STYLES.items()))
)
# signs with a meaning in Mermaid or HTML; a digit and a full stop, a dash or a hash at the start
# would be taken for Markdown
_SPECIAL = re.compile(
    r""":(?!\s)|[^\w\s.,:()?!'’“”‘–…£→•-]|_|^\s*(?:\d+(?=[.)])|[-+])|(?<=\d)[.)](?=\s)"""
)


def render(
    graph: Graph,
    paint: Paint | None = None,
    most_ways: int = MOST_WAYS,
    most_letters: int = MOST_LETTERS,
) -> str:
    """One diagram, or several.

    There are several when one would have more ways or letters than Mermaid draws with its own
    settings.
    """
    guide = graph.guide
    groups = _split(graph, most_ways, most_letters)
    where: dict[str, int] = {}
    for number, group in enumerate(groups, start=1):
        where |= dict.fromkeys(group, number)
    signs = (
        "A thick blue line: taken."
        if paint and paint.one_caller
        else "A dashed red line: no scenario comes here."
        if paint
        else ""
    )
    about = f"Version {guide.version}. Law as of: {without_weekday(guide.law_as_of)}. {DISCLAIMER}"
    text = (
        "\n\n".join(
            (
                f"# {markdown.escape(guide.title)}",
                *map(markdown.escape, (about, f"{paint.caption} {signs}") if paint else (about,)),
            )
        )
        + "\n"
    )
    for number, group in enumerate(groups, start=1):
        heading = f"\n## Part {number} of {len(groups)}\n" if len(groups) > 1 else ""
        text += f"{heading}\n```mermaid\n{_diagram(graph, group, where, paint)}\n```\n"
    return text


def _split(graph: Graph, most_ways: int, most_letters: int) -> list[list[str]]:
    """Questions in reading order, as many to a diagram as it can hold."""
    groups: list[list[str]] = [[]]
    ways, letters = 0, len(_HEAD)
    for question in reading_order(graph.guide):
        own = _ways_of(graph, question)
        # each way brings its target's card with it, and a line of style for both
        size = (
            sum(len(_way(graph, way)) + len(_node(graph, way.target, {}, 0)) + 200 for way in own)
            + len(_node(graph, question, {}, 0))
            + 100
        )
        if groups[-1] and (ways + len(own) > most_ways or letters + size > most_letters):
            groups.append([])
            ways, letters = 0, len(_HEAD)
        groups[-1].append(question)
        ways, letters = ways + len(own), letters + size
    return groups


def _ways_of(graph: Graph, question: str) -> tuple[Way, ...]:
    found: list[Way] = []
    for branch in graph.branches[question]:
        found += branch.ways
    return tuple(found)


def _diagram(
    graph: Graph, questions: Sequence[str], where: Mapping[str, int], paint: Paint | None
) -> str:
    ways: list[Way] = []
    for question in questions:
        ways += _ways_of(graph, question)
    shown = dict.fromkeys((*questions, *(way.target for way in ways)))
    here = where[questions[0]]
    lines = [
        _HEAD,
        *(_node(graph, node, where, here) for node in shown),
        *(_way(graph, way) for way in ways),
    ]
    lines += _painted(graph, shown, ways, paint) if paint else ()
    return "\n".join(lines)


def _node(graph: Graph, node: str, where: Mapping[str, int], here: int) -> str:
    question = graph.guide.questions.get(node)
    if question is None:
        return f'  {_name(graph, node)}(["{escape(graph.guide.outcomes[node].title)}"]):::outcome'
    if where.get(node, here) != here:
        there = f"{escape(question.ask)}<br/>(see part {where[node]})"
        return f'  {_name(graph, node)}["{there}"]:::elsewhere'
    # the ways from other questions carry their answers
    ticked = question.options if kind_of(question).combines else ()
    lines = (question.ask, *(f"• {option.label}" for option in ticked))
    return f'  {_name(graph, node)}["{"<br/>".join(map(escape, lines))}"]'


def _name(graph: Graph, node: str) -> str:
    """A card's name in the diagram.

    It is not the bare id, as `end` and the like mean something to Mermaid.
    """
    return f"q_{node}" if node in graph.guide.questions else f"e_{node}"


def _way(graph: Graph, way: Way) -> str:
    source, target = _name(graph, way.source), _name(graph, way.target)
    return f'  {source} -->|"{escape(way_label(graph, way))}"| {target}'


def _painted(
    graph: Graph, nodes: Iterable[str], ways: Iterable[Way], paint: Paint
) -> Iterator[str]:
    """Styles for what the one caller passed, or for what no scenario passes."""
    name = "taken" if paint.one_caller else "bare"
    cards = ",".join(_name(graph, node) for node in nodes if mark(paint, node) == name)
    lines = ",".join(str(number) for number, way in enumerate(ways) if mark(paint, way.id) == name)
    if cards:
        yield f"  class {cards} {name}"
    if lines:
        yield f"  linkStyle {lines} {_STYLES[name]}"


def escape(text: str) -> str:
    """A text that Mermaid shows as it is.

    Signs with a meaning to Mermaid are given as its own codes, such as #35; for a hash.
    """
    return _SPECIAL.sub(lambda found: "".join(f"#{ord(sign)};" for sign in found[0]), text)
