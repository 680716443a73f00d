"""Contacts as papers show them: who they are, every way to reach them, and room for a number."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from send_guide.engine.guidance import Guidance
from send_guide.guide import Contact, Step
from send_guide.papers.sentences import first_sentence

_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_NOT_DIALLED = re.compile(r"[^0-9+]")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach a contact: what it is called, its text, and the address of a link to it."""

    name: str
    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Person:
    """A contact for a paper.

    `short`: the name without what stands in brackets. `find`: where to look for the number; it then
    comes before the number here, and there is room to write it.
    """

    id: str
    name: str
    short: str
    purpose: str
    find: str
    ways: tuple[Way, ...]
    hours: str
    note: str

    @property
    def phone(self) -> Way | None:
        """The telephone number, if it is known."""
        return next((way for way in self.ways if way.link.startswith("tel:")), None)

    @property
    def first_way(self) -> Way | None:
        """The telephone number, or else the next best way."""
        return self.ways[0] if self.ways else None

    @property
    def in_a_line(self) -> str:
        """The short name, and one number or address or where to find it."""
        return f"{self.short}: {self.ways[0].text if self.ways else self.find}"

    @property
    def in_short(self) -> str:
        """The same with one sentence at most on where to find the number."""
        return f"{self.short}: {self.ways[0].text if self.ways else first_sentence(self.find)}"


def person(contact: Contact) -> Person:
    """A contact for a paper."""
    ways = []
    if contact.phone:
        ways.append(Way("Telephone", contact.phone, f"tel:{dialled(contact.phone)}"))
    if contact.email:
        ways.append(Way("Email", contact.email, f"mailto:{contact.email}"))
    if contact.url:
        ways.append(Way("Web", contact.url, contact.url))
    return Person(
        id=contact.id,
        name=contact.name,
        short=_IN_BRACKETS.sub("", contact.name),
        purpose=contact.purpose,
        find=contact.find or "",
        ways=tuple(ways),
        hours=contact.hours or "",
        note=contact.note or "",
    )


def dialled(number: str) -> str:
    """A telephone number as it is dialled: digits alone, perhaps after a plus sign."""
    return _NOT_DIALLED.sub("", number)


def people(shown: Guidance, steps: Iterable[Step]) -> tuple[Person, ...]:
    """The contacts of some steps, in the order of the steps."""
    named: dict[str, None] = {}
    for step in steps:
        named |= dict.fromkeys(step.contacts)
    by_id = {contact.id: contact for contact in shown.contacts}
    return tuple(person(by_id[name]) for name in named if name in by_id)


def advice_service(shown: Guidance) -> Person | None:
    """The free advice service for this family: the first of the guide's role that applies here.

    None where the guide declares no such role.
    """
    role = shown.guide.roles.advice_service
    by_id = {contact.id: contact for contact in shown.contacts}
    here = shown.guide.contacts_in(shown.area)
    known = [by_id[name] for name in role if name in by_id]
    known += [here[name] for name in role if name in here]
    return person(known[0]) if known else None
