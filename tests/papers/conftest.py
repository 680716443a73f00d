"""The guidance of every caller in the scenarios, for papers that must be right for all of them."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from send_guide.engine.guidance import Guidance, guidance
from send_guide.engine.walk import complete
from send_guide.guide import Guide
from send_guide.language import reading

FLOWS = Path(__file__).parents[2] / "flows"


@pytest.fixture(scope="session")
def callers(shipped: Guide) -> Mapping[str, Guidance]:
    """Guidance by the name of its scenario."""
    return callers_of(shipped)


def callers_of(guide: Guide) -> Mapping[str, Guidance]:
    """What each scenario of a guide is told."""
    scenarios, problems = reading.scenarios(FLOWS)
    assert problems == []
    own = [scenario for scenario in scenarios if scenario.guide in (None, guide.id)]
    return {
        scenario.name: guidance(complete(guide, scenario.answers, scenario.today, defaults=True))
        for scenario in own
    }


@pytest.fixture(scope="session")
def shown(callers: Mapping[str, Guidance]) -> Guidance:
    """A parent in Luton who was refused an assessment and has not contacted the adviser."""
    return callers["T5: calendar months, not 60 days"]
