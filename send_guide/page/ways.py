"""How to reach a contact: its short name, the one number or address to give first, and trust."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from send_guide.dates import without_weekday
from send_guide.engine.guidance import Guidance
from send_guide.guide import Contact


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach somebody. `verbatim`: a number or an address, else words that say where."""

    text: str
    verbatim: bool


def has_letter(shown: Guidance) -> bool:
    """Whether the caller was asked for the date on a letter, and so has one."""
    return shown.guide.roles.letter_date in shown.walk.answers


def first_way(contact: Contact, letter: bool) -> Way | None:
    """Choose the number or address to give first; None where the contact has none.

    The number on the family's own letter comes before every other (`letter`: there is one).
    """
    on_letter = contact.find is not None and "letter" in contact.find.casefold()
    if contact.find and letter and on_letter:
        return Way(_spoken(first_sentence(contact.find)), verbatim=False)
    if details := _details(contact):
        return Way(_short(details[0]), verbatim=True)
    if contact.find is None:
        return None
    first = first_sentence(contact.find)
    # where the letter is not there, the sentences after that help
    words = contact.find if "letter" in first.casefold() else first
    return Way(_spoken(words), verbatim=False)


def short_name(contact: Contact) -> str:
    """The contact's name without what stands in brackets and without its article."""
    name = contact.name.split(" (")[0].removeprefix("The ")
    return name[:1].upper() + name[1:]


def first_sentence(text: str) -> str:
    """The text up to the end of its first sentence, without the full stop."""
    return text.split(". ")[0].removesuffix(".")


def trust(contact: Contact) -> str:
    """Say when the details were checked and whether anybody has rung or opened them."""
    if contact.is_emergency:
        return "The national emergency number."
    checked = f"Last checked {without_weekday(contact.checked)}."
    if contact.confirmed:
        return f"{checked} Confirmed on {without_weekday(contact.confirmed)}."
    return f"{checked} Not confirmed: nobody has rung or opened it yet."


def trust_in_brief(contact: Contact) -> str:
    """Say in few words when the details were checked and whether they are confirmed."""
    if contact.is_emergency:
        return trust(contact)
    checked = without_weekday(contact.checked)
    return f"{'Confirmed' if contact.confirmed else 'Not confirmed'}, last checked {checked}."


def is_unconfirmed(contact: Contact) -> bool:
    """Whether the contact has a number or address that nobody has rung or opened yet."""
    return bool(_details(contact)) and contact.confirmed is None and not contact.is_emergency


def not_confirmed(contacts: Iterable[Contact]) -> str | None:
    """Say in one line which numbers and addresses are not confirmed; None where all are."""
    listed = [contact for contact in contacts if _details(contact)]
    doubtful = [contact for contact in listed if is_unconfirmed(contact)]
    if not doubtful:
        return None
    last = _last_checked(doubtful)
    if len(doubtful) == len(listed):
        which = "Numbers and addresses here are not confirmed: nobody has rung or opened them yet."
        return f"{which} {last}"
    names = ", ".join(short_name(contact) for contact in doubtful)
    return f"Not confirmed, as nobody has rung or opened them yet: {names}. {last}"


def _last_checked(contacts: Sequence[Contact]) -> str:
    days = sorted(contact.checked for contact in contacts)
    later = "" if days[0] == days[-1] else " or later"
    return f"Last checked on {without_weekday(days[0])}{later}."


def _details(contact: Contact) -> tuple[str, ...]:
    return tuple(filter(None, (contact.phone, contact.url, contact.email)))


def _short(address: str) -> str:
    """A web address as people say it: without `https://` and without a stroke at the end."""
    return address.removeprefix("https://").removesuffix("/")


def _spoken(words: str) -> str:
    """Words to stand after a name and a colon: "Use the number on the letter." names a number."""
    words = words.removeprefix("Use the ").removesuffix(".")
    return words[:1].lower() + words[1:]
