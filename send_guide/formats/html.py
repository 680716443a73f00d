"""Page -> a hand-out to print: one web page that needs nothing beside itself, with every text escaped."""

from collections.abc import Iterable, Iterator
from html import escape

from send_guide.engine.guidance import Guidance
from send_guide.page.blocks import (
    Block,
    Comparison,
    Entry,
    Heading,
    Line,
    Listing,
    Paragraph,
)
from send_guide.page.sections import page

_STYLE = """
body { font: 12pt/1.45 Arial, Helvetica, sans-serif; max-width: 42em; margin: 1.5em auto; padding: 0 1em; color: #000; background: #fff; }
h1 { font-size: 1.5em; } h2 { font-size: 1.2em; border-bottom: 1px solid #000; break-after: avoid; }
.entry { margin: 0 0 .9em; break-inside: avoid; } .entry > p { margin: 0; } .entry > p:first-child { font-weight: bold; }
.entry > p + p, .listing > p { margin: .15em 0; } .strong, .warning, .label { font-weight: bold; }
.warning { border-left: .3em solid #000; padding-left: .5em; } .quiet { font-size: .9em; }
.whole { white-space: nowrap; } a { color: #000; overflow-wrap: anywhere; white-space: normal; }
table { border-collapse: collapse; width: 100%; } th, td { border: 1px solid #000; padding: .3em .5em; text-align: left; vertical-align: top; }
@media print { body { margin: 0; max-width: none; } }
"""


def render(shown: Guidance) -> str:
    """The hand-out for the family as a whole web page."""
    body = "\n".join(_block(block) for block in page(shown, to_family=True))
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(shown.outcome.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, Paragraph):
        return f'<p class="{block.tone}">{escape(block.text)}</p>'
    if isinstance(block, Listing):
        return f'<div class="listing">{"".join(_lines(block.lines))}</div>'
    if isinstance(block, Comparison):
        return _table(block)
    return _entry(block)


def _entry(entry: Entry) -> str:
    number = "" if entry.number is None else f"{entry.number}. "
    return f'<div class="entry"><p>{number}{escape(entry.lead)}</p>{"".join(_lines(entry.lines))}</div>'


def _lines(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        label = f'<span class="label">{escape(line.label)}:</span> ' if line.label else ""
        yield f'<p class="{line.tone}">{label}{_verbatim(line.text) if line.verbatim else escape(line.text)}</p>'


def _verbatim(text: str) -> str:
    """A number or address whole, as it must be readable on paper; addresses and mail open from a screen too."""
    scheme = "" if text.startswith(("https://", "http://")) else "mailto:" if "@" in text else None
    if scheme is None:
        return f'<span class="whole">{escape(text)}</span>'
    return f'<a href="{escape(scheme + text)}">{escape(text)}</a>'


def _table(table: Comparison) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in table.rows
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
