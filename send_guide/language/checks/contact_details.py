"""Details of contacts: well-formed, and none that is known to be wrong."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from send_guide.errors import Problem
from send_guide.guide import Contact, Faq, Guide, Place, Step

TELEPHONE = re.compile(
    r"999|101|111|18001 .*|0[0-9]{2} [0-9]{4} [0-9]{4}|0[0-9]{3} [0-9]{3} [0-9]{4}"
    r"|0[0-9]{4} [0-9]{6}|0[0-9]{4} [0-9]{3} [0-9]{3}"
)
BLOCKED = (
    "01325 289350",
    "0330 808 9405",
    "0300 123 1231",
    "01582 546398",
    "0808 800 0082",
    "0800 018 4016",
    "0300 330 5485",
    "0800 144 8848",
    "0808 800 4002",
    "0808 800 4104",
    "hmcts.gsi.gov.uk",
    "mediationlondon@kids.org.uk",
    "enquiries.london@kids.org.uk",
    "kids.rog.uk",
    "cafamily.org.uk",
)
"""Details that no source confirms or that are out of date: they must never be shipped."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_SHOWN = ("phone", "email", "url", "find", "note", "text", "say", "if_it_fails", "answer")


def reachable_contacts(guide: Guide) -> Iterator[Problem]:
    """Every contact can be reached, by details that are well-formed."""
    for contact in guide.all_contacts:
        yield from _faults_of_details(contact)
    for source in guide.sources.values():
        yield from _bad_link(source.place, source.url)


def _faults_of_details(contact: Contact) -> Iterator[Problem]:
    place = contact.place
    if not (contact.phone or contact.email or contact.url or contact.find):
        message = f"nobody can reach '{contact.id}'"
        yield place.problem("contact-without-a-way", message, "add a phone, email, url or find")
    if contact.phone and not TELEPHONE.fullmatch(contact.phone):
        message = f"'{contact.phone}' is not written like a telephone number"
        fix = "write the area code, one space, then the rest, as in 01582 548156"
        yield place.problem("phone-format", message, fix)
    if contact.email and not _EMAIL.fullmatch(contact.email):
        message = f"'{contact.email}' is not an email address"
        yield place.problem("bad-link", message, "write it as name@place")
    yield from _bad_link(place, contact.url)


def _bad_link(place: Place, url: str | None) -> Iterator[Problem]:
    if url and not _is_link(url):
        message = f"'{url}' is not a web address"
        yield place.problem("bad-link", message, "start it with https:// and leave no spaces")


def _is_link(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and "." in parts.netloc and not re.search(r"\s", url)


def blocked(guide: Guide) -> Iterator[Problem]:
    """No detail is shipped that is known to be out of date or that no source confirms."""
    shown: list[Contact | Step | Faq] = [
        *guide.all_contacts,
        *guide.steps.values(),
        *guide.faqs.values(),
    ]
    for entry in shown:
        text = "\n".join(str(getattr(entry, name, None) or "") for name in _SHOWN)
        for number in dict.fromkeys(found.lastindex for found in _BLOCKED.finditer(text)):
            detail = BLOCKED[(number or 1) - 1]
            message = f"'{detail}' must not be shown: it is out of date or unconfirmed"
            yield entry.place.problem("blocked-detail", message, "leave it out")


def _anyhow(detail: str) -> str:
    """A pattern that finds a detail; a number is found however it is spaced."""
    if not detail[0].isdigit():
        return "(" + re.escape(detail) + ")"
    digits = detail.replace(" ", "")
    return "(" + r"[^0-9\n]*".join(digits) + ")"


_BLOCKED = re.compile("|".join(_anyhow(detail) for detail in BLOCKED))
