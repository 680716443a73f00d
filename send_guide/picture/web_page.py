"""The picture of a guide as one page that needs nothing else.

The drawing, the same in words, search and zoom.
"""

import json
from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources
from string import Template

from send_guide.dates import without_weekday
from send_guide.guide import (
    Area,
    Guide,
    Outcome,
    Question,
    Step,
    TimeLimit,
    Use,
)
from send_guide.page.sections import DISCLAIMER
from send_guide.picture.cards import kind_of
from send_guide.picture.graph import (
    Graph,
    Paint,
    Way,
    answer_label,
    in_words,
    mark,
)
from send_guide.picture.svg import drawing
from send_guide.routes import reading_order


def render(graph: Graph, paint: Paint | None = None) -> str:
    """The page.

    It asks for nothing from the network, and its content security policy lets it ask for nothing.
    """
    guide = graph.guide
    nodes: list[Question | Outcome] = [
        *(guide.questions[name] for name in reading_order(guide)),
        *guide.outcomes.values(),
    ]
    law_as_of = without_weekday(guide.law_as_of)
    size = (
        f"{len(guide.questions)} questions, {len(guide.outcomes)} outcomes "
        f"and {len(graph.ways)} ways between them."
    )
    return Template(_file("web_page.html")).substitute(
        style=_file("web_page.css"),
        script=_file("web_page.js"),
        data=_as_data(graph, nodes),
        title=escape(guide.title),
        size=size,
        version=escape(f"Guide {guide.id}, version {guide.version}. Law as of: {law_as_of}."),
        disclaimer=escape(DISCLAIMER),
        caption=_caption(paint),
        drawing=drawing(graph, paint),
        words="\n".join(
            (*(_section(graph, node, paint) for node in nodes), *map(_area, guide.areas.values()))
        ),
    )


def _file(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _as_data(graph: Graph, nodes: Iterable[Question | Outcome]) -> str:
    """What the page's script needs, as JSON in which nothing can end the element it stands in."""
    data = {
        "nodes": [
            {"id": node.id, "name": _name(node), "outcome": isinstance(node, Outcome)}
            for node in nodes
        ],
        "ways": [{"id": way.id, "source": way.source, "target": way.target} for way in graph.ways],
    }
    return (
        json.dumps(data, ensure_ascii=False)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
    )


def _name(node: Question | Outcome) -> str:
    return node.ask if isinstance(node, Question) else node.title


def _caption(paint: Paint | None) -> str:
    if paint is None:
        return ""
    signs = (
        "✓ and a thick line: taken."
        if paint.one_caller
        else "○ and a dashed line: no scenario comes here. The numbers count scenarios."
    )
    return f'<p id="caption"><strong>{escape(paint.caption)}</strong> {signs}</p>'


def _section(graph: Graph, node: Question | Outcome, paint: Paint | None) -> str:
    """One question or outcome in words."""
    body = (
        _question(graph, node, paint) if isinstance(node, Question) else _outcome(graph.guide, node)
    )
    before = "".join(_came_by(graph, way) for way in graph.ways if way.target == node.id)
    comes_from = (
        f'<div class="before"><h4>Comes after</h4><ul>{before}</ul></div>' if before else ""
    )
    return (
        f'<section id="{node.id}" class="{mark(paint, node.id)}" tabindex="-1">'
        f"<h3>{escape(_name(node))}</h3>"
        f'<p class="id">{kind_of(node)}: {node.id}</p>{"".join(body)}{comes_from}</section>'
    )


def _question(graph: Graph, question: Question, paint: Paint | None) -> Iterator[str]:
    for label, text in (
        ("Say", question.say),
        ("Why", question.why),
        ("If not sure", question.not_sure),
        ("For the adviser", question.note),
    ):
        if text:
            yield f"<p><b>{label}:</b> {escape(text)}</p>"
    yield "<h4>Answers, and where they lead</h4>"
    for branch in graph.branches[question.id]:
        labels = "".join(_answer(question, answer, paint) for answer in branch.answers)
        ways = "".join(_goes(graph, way, paint) for way in branch.ways)
        yield f'<div class="branch"><ul class="answers">{labels}</ul>'
        yield f'<ul class="ways">{ways}</ul></div>'
    yield from _cited(question.sources)


def _answer(question: Question, answer: str, paint: Paint | None) -> str:
    part = f"{question.id}={answer}"
    label = escape(answer_label(question, answer))
    return f'<li class="{mark(paint, part)}">{label}{_count(paint, part)}</li>'


def _count(paint: Paint | None, part: str) -> str:
    return f" ({paint.counts.get(part, 0)})" if paint and not paint.one_caller else ""


def _goes(graph: Graph, way: Way, paint: Paint | None) -> str:
    when = (
        f"if {escape(in_words(way.when))}: " if way.when else "otherwise: " if way.otherwise else ""
    )
    leads_to = f"{when}{_link(graph, way.target)}{_count(paint, way.id)}"
    return f'<li class="{mark(paint, way.id)}" data-way="{way.id}">{leads_to}</li>'


def _came_by(graph: Graph, way: Way) -> str:
    when = f", if {escape(in_words(way.when))}" if way.when else ""
    return f"<li>{_link(graph, way.source)}{when}</li>"


def _link(graph: Graph, node_id: str) -> str:
    node = graph.guide.questions.get(node_id) or graph.guide.outcomes[node_id]
    return f'<a href="#{node_id}">{escape(_name(node))}</a>'


def _outcome(guide: Guide, outcome: Outcome) -> Iterator[str]:
    yield f"<p>{escape(outcome.summary)}</p>"
    if outcome.time_limits:
        limits = "".join(_used(use, guide.time_limits[use.id]) for use in outcome.time_limits)
        yield f"<h4>Time limits</h4><ul>{limits}</ul>"
    steps = "".join(_used(use, guide.steps[use.id]) for use in outcome.steps)
    yield f"<h4>Steps</h4><ol>{steps}</ol>"
    yield from _cited(outcome.sources)


def _area(area: Area) -> str:
    names = "".join(f"<li>{escape(contact.name)}</li>" for contact in area.contacts.values())
    return (
        f"<section><h3>Contacts of {escape(area.name)}</h3>"
        f"<p>Given if {escape(in_words(area.when))}:</p><ul>{names}</ul></section>"
    )


def _used(use: Use, declared: Step | TimeLimit) -> str:
    text = declared.text if isinstance(declared, Step) else declared.label
    when = (*use.when, *declared.when)
    return f"<li>{escape(text)}{f' <em>If {escape(in_words(when))}.</em>' if when else ''}</li>"


def _cited(sources: Iterable[str]) -> Iterator[str]:
    names = ", ".join(sources)
    if names:
        yield f'<p class="id">Sources: {escape(names)}</p>'
