"""Makes docs/handout.png: page 1 of a hand-out as it is printed, drawn by a Chromium on the path.

Run it from the top of a checkout: `python docs/make_hand_out.py`.
"""

import shutil
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright

from send_guide.engine.guidance import guidance
from send_guide.engine.walk import complete
from send_guide.formats import html
from send_guide.language import catalogue

PICTURE = Path(__file__).parent / "handout.png"
A4 = {"width": 794, "height": 1123}
TODAY = date(2026, 11, 23)
ANSWERS = {
    "council": "luton",
    "caller": "parent",
    "past_school_age": "no",
    "issue": "decision_letter",
    "decision": "refuse_assessment",
    "letter_date": "2026-11-02",
    "mediation": "not_contacted",
}


def main() -> None:
    """Draw the first page, with the margins that it has in print."""
    guide = catalogue.open_guide()
    shown = guidance(complete(guide, ANSWERS, TODAY, defaults=True))
    with sync_playwright() as driver:
        chromium = shutil.which("chromium") or shutil.which("google-chrome")
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": A4["width"], "height": A4["height"]})
        page.emulate_media(media="print")
        page.set_content(html.render(shown))
        page.add_style_tag(content="body { padding: 12mm 15mm !important; }")
        page.add_style_tag(content=".page + .page { display: none; }")
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
