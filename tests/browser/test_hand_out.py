"""The hand-out in a real browser: its pages in print, on a telephone, and for a screen reader."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from send_guide.engine.guidance import Guidance, guidance
from send_guide.engine.walk import complete
from send_guide.formats import html
from send_guide.guide import Guide
from send_guide.language import reading

FLOWS = Path(__file__).parents[2] / "flows"
AXE = "axe-core@4"


@pytest.fixture(scope="module")
def callers(shipped: Guide) -> Mapping[str, Guidance]:
    """What each scenario of the shipped guide is told, by its name."""
    scenarios, _ = reading.scenarios(FLOWS)
    own = [scenario for scenario in scenarios if scenario.guide in (None, shipped.id)]
    return {
        scenario.name: guidance(complete(shipped, scenario.answers, scenario.today, defaults=True))
        for scenario in own
    }


@pytest.fixture(scope="module")
def longest(callers: Mapping[str, Guidance]) -> tuple[Guidance, ...]:
    """For each outcome, the caller with the most steps."""
    by_steps = sorted(callers.values(), key=lambda shown: len(shown.call) + len(shown.papers))
    return tuple({shown.outcome.id: shown for shown in by_steps}.values())


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Page:
    """An empty page that fetches nothing."""
    return browser.new_context(offline=True).new_page()


def pages(sheet: Page, text: str) -> int:
    """How many sheets it takes to print a hand-out."""
    sheet.set_content(text)
    return len(re.findall(rb"/Type /Page\b", sheet.pdf(prefer_css_page_size=True)))


def test_every_caller_gets_two_pages(sheet: Page, callers: Mapping[str, Guidance]) -> None:
    """At 12 point on A4."""
    counts = {name: pages(sheet, html.render(shown)) for name, shown in callers.items()}

    assert {name: count for name, count in counts.items() if count > 2} == {}


def test_large_print_takes_four_pages(sheet: Page, longest: tuple[Guidance, ...]) -> None:
    """At 16 point, for the fullest hand-out of each outcome."""
    long = {shown.outcome.id: html.render(shown, large_print=True) for shown in longest}
    counts = {outcome: pages(sheet, text) for outcome, text in long.items()}

    assert {outcome: count for outcome, count in counts.items() if count > 4} == {}


def test_two_problems_take_two_pages_each(sheet: Page, longest: tuple[Guidance, ...]) -> None:
    """One paper for both, with a title for each."""
    first, second = longest[:2]
    text = html.render(first, also=[second])

    assert pages(sheet, text) <= 4
    assert first.outcome.title in text
    assert second.outcome.title in text


def test_print_is_large_enough_and_black_on_white(
    sheet: Page, longest: tuple[Guidance, ...]
) -> None:
    """No letter is smaller than 12 point, 16 in large print, and none is grey or coloured."""
    styles = """() => [...document.querySelectorAll('body *')]
        .filter(each => each.innerText && !each.closest('svg'))
        .map(each => getComputedStyle(each))
        .map(style => [Math.round(parseFloat(style.fontSize) * 75) / 100, style.color])"""
    for large, least in ((False, 12), (True, 16)):
        sheet.set_content(html.render(longest[-1], large_print=large))
        found = sheet.evaluate(styles)

        assert {colour for _, colour in found} == {"rgb(0, 0, 0)"}
        assert min(size for size, _ in found) >= least


@pytest.mark.parametrize("width", [320, 375, 768])
def test_it_can_be_read_on_a_telephone(
    sheet: Page, longest: tuple[Guidance, ...], width: int
) -> None:
    """Nothing stands out to the right of the screen, in both sizes of print."""
    sheet.set_viewport_size({"width": width, "height": 700})
    for shown in longest:
        for large in (False, True):
            sheet.set_content(html.render(shown, large_print=large))
            wide = sheet.evaluate("document.documentElement.scrollWidth")

            assert wide <= width, (shown.outcome.id, large)


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The script of axe-core, from npm."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm: install Node.js to check the hand-out with axe-core")
    folder = tmp_path_factory.mktemp("axe")
    wanted = [npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder), AXE]
    got = subprocess.run(wanted, capture_output=True, timeout=120, check=False)
    if got.returncode != 0:
        pytest.skip(f"{AXE} could not be had from npm")
    return folder / "node_modules" / "axe-core" / "axe.min.js"


def test_axe_finds_no_violation(sheet: Page, longest: tuple[Guidance, ...], axe: Path) -> None:
    """WCAG 2.2 AA and best practice, for the fullest hand-out of each outcome."""
    for shown in longest:
        sheet.set_content(html.render(shown, also=longest[:1]))
        sheet.add_script_tag(path=axe)
        result: Any = sheet.evaluate("axe.run()")

        assert [broken["id"] for broken in result["violations"]] == [], shown.outcome.id
