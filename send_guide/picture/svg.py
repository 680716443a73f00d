"""A graph as SVG: cards with real text, a line for each way, and what was painted on them."""

from collections.abc import Iterator, Mapping
from html import escape

from send_guide.guide import Outcome, Question
from send_guide.picture.cards import (
    LINE,
    PADDING,
    WIDTH,
    Card,
    Row,
    cards,
    kind_of,
)
from send_guide.picture.graph import (
    Graph,
    Paint,
    Way,
    mark,
    way_label,
)
from send_guide.picture.layout import Plan, plan

_EDGE = 40
# a sheet of paper in landscape, in pixels of the picture: its text is about 6 points high on A4
_SHEET = (1900, 1280)
_BULLETS = {"": "•", "taken": "✓", "bare": "○"}


def drawing(graph: Graph, paint: Paint | None) -> str:
    """The whole picture for the screen, and its sheets for paper, which are seen only in print."""
    every_card = cards(graph)
    laid_out = plan(every_card, graph.ways)
    inside = "\n".join(
        (
            *(_way(graph, way, laid_out, paint) for way in graph.ways),
            *(_card(graph, card, laid_out, paint) for card in every_card),
        )
    )
    width = f"{laid_out.width + 2 * _EDGE:.0f}"
    height = f"{laid_out.height + 2 * _EDGE:.0f}"
    box = f"{-_EDGE} {-_EDGE} {width} {height}"
    sheets = "\n".join(_sheets(every_card, laid_out))
    return (
        f'<svg id="picture" viewBox="{box}" width="{width}" height="{height}" '
        'role="group" aria-label="Picture of the guide">\n'
        f'{_ARROWS}<g id="drawing">\n{inside}\n</g></svg>\n{sheets}'
    )


_ARROWS = "<defs>{}</defs>\n".format(
    "".join(
        f'<marker id="arrow-{name}" class="arrow {name}" viewBox="0 0 10 10" refX="9" refY="5" '
        'markerWidth="14" markerHeight="14" markerUnits="userSpaceOnUse" orient="auto">'
        '<path d="M0 0L10 5L0 10z"/></marker>'
        for name in ("plain", "strong")
    )
)


def _sheets(every_card: tuple[Card, ...], laid_out: Plan) -> Iterator[str]:
    """Cuts of the picture, large enough to read on paper; each card stands whole on one of them."""
    wide, high = _SHEET
    lefts = {card.id: laid_out.corners[card.id][0] for card in every_card}
    tops = {card.id: laid_out.corners[card.id][1] for card in every_card}
    for left, column in _cut(lefts, dict.fromkeys(lefts, WIDTH), wide - 2 * _EDGE):
        for top, _ in _cut(
            {name: tops[name] for name in column},
            {card.id: card.height for card in every_card},
            high - 2 * _EDGE,
        ):
            box = f"{left - _EDGE:.0f} {top - _EDGE:.0f} {wide} {high}"
            yield (
                f'<svg class="sheet" aria-hidden="true" viewBox="{box}">'
                '<use href="#drawing"/></svg>'
            )


def _cut(
    starts: Mapping[str, float], lengths: Mapping[str, int], room: int
) -> Iterator[tuple[float, list[str]]]:
    """Stretches as long as there is room.

    Each comes with the cards that lie in it whole. A card longer than that has its own.
    """
    waiting = sorted(starts, key=lambda name: starts[name])
    while waiting:
        first = starts[waiting[0]]
        inside = [
            name for name in waiting if starts[name] + lengths[name] <= first + room
        ] or waiting[:1]
        yield first, inside
        waiting = [name for name in waiting if name not in inside]


def _way(graph: Graph, way: Way, laid_out: Plan, paint: Paint | None) -> str:
    points = laid_out.lines[way.id]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    target = graph.guide.questions.get(way.target) or graph.guide.outcomes[way.target]
    title = (
        f"{way_label(graph, way)} → {target.ask if isinstance(target, Question) else target.title}"
    )
    x, y = points[0]
    count = (
        f'<text class="count" x="{x + 5:.1f}" y="{y - 5:.1f}">{paint.counts.get(way.id, 0)}</text>'
        if paint and not paint.one_caller
        else ""
    )
    return (
        f'<g class="way {mark(paint, way.id)}" data-way="{way.id}"><title>{escape(title)}</title>'
        f'<path class="reach" d="{path}"/><path class="line" d="{path}"/>{count}</g>'
    )


def _card(graph: Graph, card: Card, laid_out: Plan, paint: Paint | None) -> str:
    guide = graph.guide
    node: Question | Outcome = guide.questions.get(card.id) or guide.outcomes[card.id]
    x, y = laid_out.corners[card.id]
    kind = "outcome" if isinstance(node, Outcome) else "question"
    rows = "".join(_row(card.id, row, above, paint) for above, row in card.placed_rows)
    tag = f"{kind_of(node)}: {card.id}"
    if paint and not paint.one_caller:
        tag += f" ({paint.counts.get(card.id, 0)})"
    corner = 14 if kind == "outcome" else 4
    return (
        f'<a class="card {kind} {mark(paint, card.id)}" href="#{card.id}" '
        f'data-node="{card.id}" transform="translate({x:.1f} {y:.1f})">'
        f'<rect class="back" width="{WIDTH}" height="{card.height}" rx="{corner}"/>{rows}'
        f'<text class="tag" x="12" y="{PADDING + 14}">{tag}</text></a>'
    )


def _row(node: str, row: Row, above: int, paint: Paint | None) -> str:
    rule = f'<path class="rule" d="M0 {above}H{WIDTH}"/>' if above else ""
    lines = zip(row.lines, row.answers or (None,) * len(row.lines), strict=True)
    return rule + "".join(
        _line(
            row.kind,
            text,
            above + PADDING + number * LINE + 14,
            mark(paint, f"{node}={answer}") if answer else None,
        )
        for number, (text, answer) in enumerate(lines)
        if text
    )


_INDENTS = {"title": 12, "answers": 27, "condition": 42}


def _line(kind: str, text: str, down: int, bullet: str | None) -> str:
    """A line of a card; the first line of an answer has a bullet, which shows its mark."""
    point = (
        f'<text class="bullet" x="12" y="{down}">{_BULLETS[bullet]}</text>'
        if bullet is not None
        else ""
    )
    classes = f"{kind} {bullet or ''}"
    words = f'<text class="{classes}" x="{_INDENTS[kind]}" y="{down}">{escape(text)}</text>'
    return point + words
