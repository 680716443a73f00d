"""The bank holidays in flows/law/ are those of GOV.UK's list, as a maintained package has it."""

import json
from importlib.util import find_spec
from pathlib import Path

from send_guide.engine import working_days

LISTED = Path(__file__).parents[2] / "flows" / "law" / "bank_holidays.txt"


def govuk_list() -> list[str]:
    """Every bank holiday of England and Wales in the package's copy of GOV.UK's list."""
    package = find_spec("govuk_bank_holidays")
    assert package
    assert package.origin
    copy = Path(package.origin).with_name("bank-holidays.json")
    listed = json.loads(copy.read_text(encoding="utf-8"))
    return sorted(event["date"] for event in listed["england-and-wales"]["events"])


def test_our_list_is_govuks() -> None:
    """Each day that GOV.UK lists stands in our list, in order, and no other day does."""
    lines = LISTED.read_text(encoding="utf-8").splitlines()
    ours = [line.split()[0] for line in lines if not line.startswith("#")]

    assert ours == govuk_list()


def test_the_list_names_its_source_and_day() -> None:
    """A reader sees where the list comes from and when it was checked."""
    head = LISTED.read_text(encoding="utf-8")[:400]

    assert "# source: https://www.gov.uk/bank-holidays.json" in head
    assert "# checked: 20" in head


def test_the_known_years_are_those_listed() -> None:
    """Working days are told for the first to the last year of the list, and for no other."""
    days = govuk_list()

    assert working_days.known_years() == (int(days[0][:4]), int(days[-1][:4]))
