"""Addresses as codes for the camera of a telephone. The only importer of segno."""

import segno


def svg(address: str) -> str:
    """A QR code of an address as an SVG element, hidden from screen readers.

    The address itself must stand beside it. Error correction M: it may be folded or copied.
    """
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(omitsize=True, border=2, svgclass="code")
    return drawn.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1)
