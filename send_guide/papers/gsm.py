"""The alphabet of text messages (3GPP TS 23.038, GSM 7 bit), in which a part holds most."""

import unicodedata

MOST = 306
"""Characters of a message in two parts."""

PART = 153
"""Characters of each part of several."""

ONE_PART = 160
"""Characters of a message in one part."""

_BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = "^{}\\[~]|€\f"
_PLAIN = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\u00a0": " "}
)


def in_gsm(text: str) -> str:
    """The text in that alphabet: plain quotation marks and dashes, letters without rare accents.

    A sign that has no likeness becomes a question mark.
    """
    return "".join(_letter(sign) for sign in text.translate(_PLAIN))


def _letter(sign: str) -> str:
    if sign in _BASIC or sign in _EXTENDED:
        return sign
    plain = "".join(part for part in unicodedata.normalize("NFKD", sign) if part in _BASIC)
    return plain or "?"


def length(text: str) -> int:
    """How many characters a text takes: signs of the extension table take two."""
    return len(text) + sum(sign in _EXTENDED for sign in text)
