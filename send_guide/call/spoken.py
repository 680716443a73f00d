"""Numbers and addresses as a person says them on the telephone."""

import re
from collections.abc import Iterator

from send_guide.guide import Contact

_DIGITS = ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SIGNS = {"@": " at ", ".": " dot ", "-": " dash ", "_": " underscore ", "/": " slash "}
_LONGEST_GROUP = 5
"""Figures said in one breath at most; a longer group is said three at a time."""


def number(phone: str) -> str:
    """Say a telephone number in groups: `oh one five eight two, five four eight, one five six`."""
    return ", ".join(_figures(group) for group in _groups(phone))


def _figures(group: str) -> str:
    return " ".join(_DIGITS[int(figure)] for figure in group)


def _groups(phone: str) -> Iterator[str]:
    for group in re.findall(r"\d+", phone):
        if len(group) <= _LONGEST_GROUP:
            yield group
        else:
            yield from (group[start : start + 3] for start in range(0, len(group), 3))


def address(text: str) -> str:
    """Say an email or web address: `help at example dot org dot uk`."""
    short = text.removeprefix("https://").removeprefix("www.").removesuffix("/")
    return " ".join("".join(_SIGNS.get(sign, sign) for sign in short).split())


def way(contact: Contact) -> str:
    """Say how to reach a contact: its number, or else one address."""
    if contact.phone:
        return f"{contact.name}: {number(contact.phone)}."
    found = contact.email or contact.url
    return f"{contact.name}: {address(found)}." if found else ""
