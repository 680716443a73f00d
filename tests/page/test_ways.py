"""The one number or address to give first, and what is said of those nobody has confirmed."""

from datetime import date

import pytest

from send_guide.guide import Contact
from send_guide.page.ways import first_way, not_confirmed, short_name, trust

CHECKED = date(2026, 11, 23)


def contact(name: str = "The officer", **details: str | date) -> Contact:
    return Contact("x", name, "Helps", ("S1",), checked=CHECKED, **details)  # type: ignore[arg-type]


ON_LETTER = "Use the number on the decision letter. It comes before the numbers here."
NOT_ON_LETTER = "Calls are booked online. No number is given here."


@pytest.mark.parametrize(
    ("found", "letter", "way"),
    [
        (contact(phone="01582 548132", find=ON_LETTER), True, "number on the decision letter"),
        (contact(phone="01582 548132", find=ON_LETTER), False, "01582 548132"),
        (contact(find=ON_LETTER), True, "number on the decision letter"),
        (contact(url="https://www.ipsea.org.uk/", find=NOT_ON_LETTER), True, "www.ipsea.org.uk"),
        (contact(phone="0300 1", url="https://a.org", email="a@b.org"), True, "0300 1"),
        (contact(email="a@b.org"), False, "a@b.org"),
    ],
)
def test_the_number_on_the_letter_comes_first(found: Contact, letter: bool, way: str) -> None:
    """A caller with a letter is sent to it; anybody else gets the telephone, then an address."""
    first = first_way(found, letter)

    assert first is not None
    assert way == first.text


def test_a_contact_may_have_no_way() -> None:
    """A contact without any details gives none."""
    assert first_way(contact(), letter=True) is None


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("The mediation adviser (Kids, according to Luton Council)", "Mediation adviser"),
        ("IPSEA (a charity)", "IPSEA"),
        ("Luton SENDIAS", "Luton SENDIAS"),
    ],
)
def test_a_name_is_short_on_the_card(name: str, short: str) -> None:
    """What stands in brackets and the article are left out."""
    assert short == short_name(contact(name))


def test_one_line_says_what_nobody_has_confirmed() -> None:
    """All of them in a few words, some of them by name, and nothing where all are confirmed."""
    doubtful = contact("SOS (a charity)", phone="0300 1")
    sound = contact("The Tribunal", phone="0300 2", confirmed=CHECKED)
    words_only = contact("The council", find=ON_LETTER)

    checked = "Last checked on 23 November 2026."
    every = "Numbers and addresses here are not confirmed: nobody has rung or opened them yet."

    assert not_confirmed([sound, words_only]) is None
    assert not_confirmed([doubtful, words_only]) == f"{every} {checked}"
    some = not_confirmed([doubtful, sound])
    assert some == f"Not confirmed, as nobody has rung or opened them yet: SOS. {checked}"


def test_the_emergency_number_is_never_in_doubt() -> None:
    """Nobody rings 999 to see whether it is right, and nothing says that it is not confirmed."""
    emergency = contact("A child at risk", phone="999")

    assert trust(emergency) == "The national emergency number."
    assert not_confirmed([emergency]) is None
