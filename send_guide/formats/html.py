"""Guidance -> the hand-out for the family: one web page that needs nothing beside itself."""

from collections.abc import Sequence

from send_guide.engine.guidance import Guidance
from send_guide.papers.hand_out import hand_out


def render(shown: Guidance, *, large_print: bool = False, also: Sequence[Guidance] = ()) -> str:
    """The hand-out as HTML. `large_print`: 16 pt. `also`: further problems of the same family."""
    # imported here: the rest of a paper's data is used by formats that fill no template
    from send_guide.papers.fill import fill

    return fill("hand_out.html.jinja", paper=hand_out(shown, also), large_print=large_print)
