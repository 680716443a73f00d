"""The last lines of papers."""

from send_guide.dates import without_weekday
from send_guide.engine.guidance import Guidance
from send_guide.guide import Guide
from send_guide.page.sections import DISCLAIMER, footer
from send_guide.page.ways import not_confirmed


def in_short(guide: Guide) -> str:
    """Guide version, law as of, and that this is not legal advice."""
    law = without_weekday(guide.law_as_of)
    return f"Guide version {guide.version}. Law as of: {law}. {DISCLAIMER}"


def ending(shown: Guidance) -> tuple[str, ...]:
    """Which numbers nobody has rung yet, then what every output ends with."""
    doubt = not_confirmed(shown.contacts)
    told = [block.text for block in footer(shown.guide, shown.today)]
    return (*([doubt] if doubt else []), *told)
