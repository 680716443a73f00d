"""The page that `send-guide graph` makes, in a browser.

Search, routes, zoom, print, dark, narrow, and nothing asked of the network.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from send_guide.picture import web_page as picture
from send_guide.picture.graph import Graph


def through(drawn: Graph, node: str) -> set[str]:
    """All that may come before a node, and all that may follow: what must be highlighted."""
    found = {node}
    for ends in (("source", "target"), ("target", "source")):
        waiting = [node]
        while waiting:
            here = waiting.pop()
            ahead = {getattr(way, ends[1]) for way in drawn.ways if getattr(way, ends[0]) == here}
            waiting += ahead
            found |= ahead
    return found


def shown(page: Page, selector: str) -> set[str]:
    return {*page.eval_on_selector_all(selector, "found => found.map(each => each.dataset.node)")}


def test_a_choice_highlights_every_route_through_it(page: Page, drawn: Graph) -> None:
    """A click lights up what may come before and after and fades the rest.

    The words beside go to the same place. Back undoes it.
    """
    page.click('.card[data-node="mediation"] .title')

    assert shown(page, ".card.on") == through(drawn, "mediation")
    assert page.url.endswith("#mediation")
    assert page.locator("section.current h3").inner_text() == drawn.guide.questions["mediation"].ask
    assert (
        float(
            page.locator('.card[data-node="draft_plan"]').evaluate(
                "card => getComputedStyle(card).opacity"
            )
        )
        < 0.5
    )
    page.click('section.current a[href="#letter_date"]')
    assert shown(page, ".card.current") == {"letter_date"}
    page.go_back()
    assert shown(page, ".card.current") == {"mediation"}
    page.keyboard.press("Escape")
    assert shown(page, ".card.on") == set()


def test_search_by_keyboard_alone(page: Page, drawn: Graph) -> None:
    """Search by keyboard alone.

    Slash goes to the search, words mark what they are in, Enter goes from one to the next, and what
    is found is in view.
    """
    page.keyboard.press("/")
    page.keyboard.type("certificate date")
    found = shown(page, ".card.hit")

    assert "certificate_date" in found
    assert all(
        re.search("certificate", page.locator(f"#{name}").inner_text(), re.IGNORECASE)
        for name in found
    )
    page.keyboard.press("Enter")
    first = shown(page, ".card.current")
    page.keyboard.press("Enter")
    second = shown(page, ".card.current")
    assert first | second <= found
    assert first != second
    box, stage = page.locator(".card.current").bounding_box(), page.locator("#stage").bounding_box()
    assert box
    assert stage
    assert stage["x"] <= box["x"] <= stage["x"] + stage["width"]
    assert page.locator("#status").inner_text().startswith(f"2 of {len(found)}: ")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("was the mediation adviser first contacted")
    found = shown(page, ".card.hit")
    # the questions before it only lead there, and say nothing of it themselves
    assert "contacted_in_time" in found
    assert not found & {way.source for way in drawn.ways if way.target == "contacted_in_time"}
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("zzzz")
    assert page.locator("#status").inner_text() == "Nothing found. Try fewer words."


def test_every_card_can_be_reached_and_opened_by_keyboard(page: Page, drawn: Graph) -> None:
    """Cards are links in the page's order of Tab, named by their text."""
    page.locator('.card[data-node="issue"]').focus()
    page.keyboard.press("Enter")

    assert shown(page, ".card.current") == {"issue"}
    assert page.locator("a.card").count() == len(drawn.guide.questions) + len(drawn.guide.outcomes)
    assert "What is it about?" in (page.locator('.card[data-node="issue"]').text_content() or "")


def test_zoom(page: Page) -> None:
    """Plus and minus change the size, and Whole fits the picture into its frame.

    Nothing is ever smaller than that, and nothing is lost.
    """
    width = "picture => picture.getBoundingClientRect().width"
    before = page.locator("#picture").evaluate(width)
    page.click("#closer")
    closer = page.locator("#picture").evaluate(width)
    page.keyboard.press("-")
    page.keyboard.press("-")
    farther = page.locator("#picture").evaluate(width)
    page.click("#whole")

    assert farther < before < closer
    assert (
        page.locator("#picture").evaluate(width)
        <= page.locator("#stage").evaluate("stage => stage.clientWidth") + 1
    )


def test_every_line_of_text_lies_inside_its_card(page: Page) -> None:
    """The widths that lines are wrapped for hold in a real browser with the fonts it has."""
    outside = page.evaluate(
        """() => [...document.querySelectorAll("#drawing .card")].flatMap(card => {
            const back = card.querySelector(".back").getBBox();
            return [...card.querySelectorAll("text")].filter(text => {
                const box = text.getBBox();
                return box.x < back.x || box.x + box.width > back.x + back.width
                    || box.y + box.height > back.y + back.height;
            }).map(text => text.textContent);
        })"""
    )

    assert outside == []


def test_print(page: Page, drawn: Graph) -> None:
    """On paper: the whole picture, its sheets, then the words, and no controls.

    The sheets are large enough to read, and each card stands whole on one of them.
    """
    page.emulate_media(media="print")

    assert page.locator("#tools").is_hidden()
    assert page.locator("section").count() == page.locator("section:visible").count()
    assert page.locator("svg.sheet").count() == page.locator("svg.sheet:visible").count() >= 2
    cut = page.evaluate(
        """() => {
            const sheets = [...document.querySelectorAll("svg.sheet")]
                .map(sheet => sheet.viewBox.baseVal);
            return [...document.querySelectorAll("#drawing .card")].filter(card => {
                const at = card.transform.baseVal.consolidate().matrix;
                const back = card.querySelector(".back").getBBox();
                return !sheets.some(sheet => at.e >= sheet.x && at.f >= sheet.y
                    && at.e + back.width <= sheet.x + sheet.width
                    && at.f + back.height <= sheet.y + sheet.height);
            }).map(card => card.dataset.node);
        }"""
    )
    assert cut == []
    pages = len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True)))
    assert pages > page.locator("svg.sheet").count() + 1


def test_dark_and_light(page: Page) -> None:
    """The page follows what the reader's system asks for."""
    ground = "() => getComputedStyle(document.body).backgroundColor"
    page.emulate_media(color_scheme="light")
    light = page.evaluate(ground)
    page.emulate_media(color_scheme="dark")

    assert (light, page.evaluate(ground)) == ("rgb(255, 255, 255)", "rgb(20, 23, 28)")


@pytest.mark.parametrize("width", [320, 400, 1400])
def test_no_page_is_wider_than_its_window(page: Page, width: int) -> None:
    """Only the picture's own frame scrolls sideways, and a choice shows picture and words.

    So it is on a telephone too, or enlarged four times.
    """
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("() => { location.hash = '#mediation' }")
    page.locator("section.current").wait_for()

    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    heading, card = (
        page.locator("section.current h3").bounding_box(),
        page.locator(".card.current").bounding_box(),
    )
    assert heading
    assert card
    assert 0 <= heading["y"] < 800
    assert card["y"] < 800


def test_without_scripts_picture_and_words_are_there(browser: Browser, picture_file: Path) -> None:
    """Without scripts, a browser shows all of it.

    Links lead from the picture to the words.
    """
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(picture_file.as_uri())

    assert page.locator(".card:visible").count() > 30
    assert page.locator("#mediation").is_visible()
    assert page.locator("noscript p").is_visible()
    context.close()


def test_hostile_texts_do_nothing(browser: Browser, hostile: Graph, tmp_path: Path) -> None:
    """Markup in a flow is shown as text.

    No script runs, no element comes of it, and the page still works.
    """
    (tmp_path / "page.html").write_text(picture.render(hostile), encoding="utf-8")
    page = browser.new_page()
    heard: list[str] = []
    page.on("dialog", lambda dialog: heard.append(dialog.message))
    page.on("console", lambda message: heard.append(message.text))
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.goto((tmp_path / "page.html").as_uri())
    page.click('.card[data-node="end"]')

    assert heard == []
    assert page.locator("img").count() == 0
    assert shown(page, ".card.on") == {"ask", "end"}
    page.close()
