"""The last line of short papers."""

from send_guide.dates import without_weekday
from send_guide.guide import Guide
from send_guide.page.sections import DISCLAIMER


def in_short(guide: Guide) -> str:
    """Guide version, law as of, and that this is not legal advice."""
    law = without_weekday(guide.law_as_of)
    return f"Guide version {guide.version}. Law as of: {law}. {DISCLAIMER}"
