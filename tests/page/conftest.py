"""A small guide whose cards show everything that a card can show."""

from pathlib import Path

import pytest

from send_guide.guide import Guide
from send_guide.language import catalogue


@pytest.fixture(scope="session")
def letters() -> Guide:
    """The guide of tests/page/flows."""
    return catalogue.load(Path(__file__).parent / "flows", "letters")
