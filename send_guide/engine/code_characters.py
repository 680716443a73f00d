"""Numbers as characters that can be read over the phone, with a last one that checks the others."""

from send_guide.errors import UsageError

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 characters: none of I, L, O and U, which are misread or misheard."""

_READ_AS = str.maketrans("OIL", "011", " -\t\u2010\u2011\u2013")
_GROUP = 4


def to_characters(number: int) -> str:
    """A number above 0 in groups of four characters; the last character checks the others."""
    values: list[int] = []
    while number:
        number, value = divmod(number, 32)
        values.insert(0, value)
    text = "".join(ALPHABET[value] for value in (*values, _check(values)))
    groups = range(0, len(text), _GROUP)
    return "-".join(text[place : place + _GROUP] for place in groups)


def to_number(code: str) -> int:
    """The number that a code stands for; UsageError on a slip.

    Small and capital letters, O for 0, I or L for 1, spaces and hyphens make no difference.
    """
    text = code.upper().translate(_READ_AS)
    unknown = next((sign for sign in text if sign not in ALPHABET), None)
    if unknown is not None:
        raise UsageError(
            f"'{unknown}' never stands in a resume code. "
            "Check that character, and type the whole code again."
        )
    values = [ALPHABET.index(sign) for sign in text]
    if not values or _check(values[:-1]) != values[-1]:
        raise not_whole()
    number = 0
    for value in values[:-1]:
        number = number * 32 + value
    return number


def not_whole() -> UsageError:
    """The failure for a code with a character missing, wrong or in the wrong place."""
    return UsageError(
        "This is not a whole resume code: a character is missing, wrong or in the wrong place. "
        "Read it again, four at a time."
    )


def _check(values: list[int]) -> int:
    """The check character.

    It differs after any one character is changed and after any two neighbours change places: the
    characters are the coefficients of a polynomial over the field of 32 elements, evaluated at its
    generator.
    """
    sum_so_far = 0
    for value in values:
        sum_so_far = _times_generator(sum_so_far ^ value)
    return sum_so_far


def _times_generator(value: int) -> int:
    return value << 1 if value < 16 else value << 1 ^ 0b100101
