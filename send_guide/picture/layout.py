"""Places cards on a plane and draws the ways between them.

The only importer of graphlay (docs/decisions/0008-the-picture.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from send_guide.errors import UsageError
from send_guide.extras import how_to_install, missing
from send_guide.picture.cards import WIDTH, Card
from send_guide.picture.graph import Way

Point = tuple[float, float]

# far enough apart for lines to run between, in pixels
_OPTIONS = {
    "direction": "leftright",
    "coords": {"placement": "brandes_koepf"},
    "spacing": {"layer_gap": 110, "node_gap": 28, "dummy_gap": 18, "port_gap": 14},
    "routing": {"lane_gap": 10},
}
# ways, from which on the engine tries for less: 859 of them take 7 seconds then, and 23 otherwise
_MANY = 400
# the engine lets a line touch a card: it is told that cards are taller by this much above and below
_CLEAR = 8
# pixels from which the engine moves a line that leaves near the end of a card
_TALL = 900


@dataclass(frozen=True)
class Plan:
    """Where everything stands, in pixels.

    The size of the whole, the top left corner of each card, and the corners of each way's line.
    """

    width: float
    height: float
    corners: Mapping[str, Point]
    lines: Mapping[str, tuple[Point, ...]]


def plan(cards: Sequence[Card], ways: Iterable[Way]) -> Plan:
    """A layered layout from left to right.

    A way leaves from its own row and ends at a card's title.
    Raises UsageError where the layout package is not installed.
    """
    if missing("picture"):
        raise UsageError(
            f"The page needs a package that is not installed: {how_to_install('picture')}. "
            "`--format mermaid` works without it."
        )
    # imported here, so that the message above can be given
    import graphlay

    by_id = {card.id: card for card in cards}
    drawn = list(ways)
    drawing = graphlay.Graph()
    for card in cards:
        drawing.node(card.id, width=WIDTH, height=card.height + 2 * _clear(card))
    for way in drawn:
        leaves = _port("right", by_id[way.source], by_id[way.source].middle_of(way.id))
        comes_in = _port("left", by_id[way.target], by_id[way.target].rows[0].height / 2)
        drawing.edge(way.source, way.target, source_port=leaves, target_port=comes_in)
    effort = "balanced" if len(drawn) < _MANY else "fast"
    placed = graphlay.layout(drawing, options={**_OPTIONS, "effort": effort})
    left, top = placed.bounds["min"]["x"], placed.bounds["min"]["y"]
    corners = {
        name: (x - left - WIDTH / 2, y - top - by_id[name].height / 2)
        for name, (x, y) in placed.positions().items()
    }
    lines = {
        way.id: tuple((point["x"] - left, point["y"] - top) for point in edge["points"])
        for way, edge in zip(drawn, placed.edges, strict=True)
    }
    return Plan(placed.bounds["max"]["x"] - left, placed.bounds["max"]["y"] - top, corners, lines)


def _clear(card: Card) -> float:
    """Pixels to keep free above and below a card; the engine keeps lines off a tall card's ends."""
    return _CLEAR if card.height < _TALL else card.height / 40


def _port(side: str, card: Card, down: float) -> dict[str, object]:
    """Where on a card's side a line starts or ends.

    `down`: pixels from the card's top. `t` runs from -1 to 1.
    """
    reach = card.height + 2 * _clear(card)
    return {"offset": {"side": side, "t": (2 * down - card.height) / reach}}
