"""A real browser, where the machine has one: Chromium or a relative of it.

Playwright drives it and brings none of its own.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from send_guide.guide import Guide
from send_guide.picture import web_page as picture
from send_guide.picture.graph import Graph, graph

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NO_BROWSER = (
    "no Chromium: `apt-get install chromium` on Debian, "
    "or name one with SEND_GUIDE_CHROMIUM=/path/to/it"
)
"""Why a browser test is skipped; where SEND_GUIDE_NEEDS_BROWSER is set, as in CI, it fails."""


def chromium() -> str | None:
    """The browser that SEND_GUIDE_CHROMIUM names, or one on the path."""
    return os.environ.get("SEND_GUIDE_CHROMIUM") or next(
        filter(None, map(shutil.which, NAMES)), None
    )


# not for the whole session: the driver keeps an event loop running, in which no prompt of later
# tests could run
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for the tests of a file, with a new, empty profile."""
    found = chromium()
    if found is None:
        needed = "SEND_GUIDE_NEEDS_BROWSER" in os.environ
        (pytest.fail if needed else pytest.skip)(NO_BROWSER)
    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def drawn(shipped: Guide) -> Graph:
    """The graph of the shipped guide."""
    return graph(shipped)


@pytest.fixture(scope="session")
def picture_file(drawn: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the shipped guide, in a file."""
    file = tmp_path_factory.mktemp("picture") / "picture.html"
    file.write_text(picture.render(drawn), encoding="utf-8")
    return file


@pytest.fixture
def page(browser: Browser, picture_file: Path) -> Iterator[Page]:
    """The page, open.

    The test fails if it wrote to the console, raised, or asked for anything but itself.
    """
    context = browser.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    heard: list[str] = []
    opened.on("console", lambda message: heard.append(f"console: {message.text}"))
    opened.on("pageerror", lambda error: heard.append(f"error: {error}"))
    opened.on(
        "request",
        lambda request: (
            heard.append(f"request: {request.url}")
            if not request.url.startswith(("data:", picture_file.as_uri()))
            else None
        ),
    )
    opened.goto(picture_file.as_uri())
    yield opened
    context.close()
    assert heard == []
