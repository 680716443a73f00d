"""Details of contacts: well-formed, and none that is known to be wrong."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from send_guide.errors import Problem
from send_guide.guide import Contact, Guide, Step

TELEPHONE = re.compile(
    r"999|101|111|18001 .*|0[0-9]{2} [0-9]{4} [0-9]{4}|0[0-9]{3} [0-9]{3} [0-9]{4}|0[0-9]{4} [0-9]{6}|0[0-9]{4} [0-9]{3} [0-9]{3}"
)
# details that no source confirms or that are out of date: they must never be shipped
BLOCKED = (
    "01325 289350", "0330 808 9405", "0300 123 1231", "01582 546398", "0808 800 0082", "0800 018 4016", "0300 330 5485", "0800 144 8848",
    "0808 800 4002", "0808 800 4104", "hmcts.gsi.gov.uk", "mediationlondon@kids.org.uk", "enquiries.london@kids.org.uk", "kids.rog.uk",
    "cafamily.org.uk",
)  # fmt: skip


def reachable_contacts(guide: Guide) -> Iterator[Problem]:
    """Every contact can be reached, by details that are well-formed and not known to be wrong."""
    for contact in guide.all_contacts:
        if not (contact.phone or contact.email or contact.url or contact.find):
            yield contact.place.problem(
                "contact-without-a-way",
                f"nobody can reach '{contact.id}'",
                "add a phone, email, url or find",
            )
        if contact.phone and not TELEPHONE.fullmatch(contact.phone):
            message = f"'{contact.phone}' is not written like a telephone number"
            yield contact.place.problem(
                "phone-format",
                message,
                "write the area code, one space, then the rest, as in 01582 548156",
            )
        if contact.url and not _is_link(contact.url):
            yield contact.place.problem(
                "bad-link",
                f"'{contact.url}' is not a web address",
                "start it with https:// and leave no spaces",
            )
        if contact.email and not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", contact.email):
            yield contact.place.problem(
                "bad-link", f"'{contact.email}' is not an email address", "write it as name@place"
            )
    for source in guide.sources.values():
        if source.url and not _is_link(source.url):
            yield source.place.problem(
                "bad-link",
                f"'{source.url}' is not a web address",
                "start it with https:// and leave no spaces",
            )


def _is_link(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("https", "http") and "." in parts.netloc and not re.search(r"\s", url)


def blocked(guide: Guide) -> Iterator[Problem]:
    """No detail is shipped that is known to be out of date or that no source confirms."""
    listed = {_digits(detail) or detail: detail for detail in BLOCKED}
    shown: list[Contact | Step] = [*guide.all_contacts, *guide.steps.values()]
    for each in shown:
        texts = [
            value
            for name in ("phone", "email", "url", "find", "note", "text", "say", "if_it_fails")
            if isinstance(value := getattr(each, name, None), str)
        ]
        for detail, written in listed.items():
            if any(detail in (_digits(text) if detail.isdigit() else text) for text in texts):
                yield each.place.problem(
                    "blocked-detail",
                    f"'{written}' must not be shown: it is out of date or unconfirmed",
                    "leave it out",
                )


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text) if re.search(r"[0-9]{3}", text) else ""
