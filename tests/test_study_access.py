"""Whether everyone can use the pages of studying."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from tests.review_page import press
from tests.studying_page import DAY, Table, rate, studied
from tests.test_study_recording import sound

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

SETTINGS = [("light", 1280), ("dark", 1280), ("light", 390)]
TOO_SMALL = """() => [...document.querySelectorAll("button, a.button, a.time, textarea")]
    .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)"""


@pytest.mark.parametrize(("scheme", "width"), SETTINGS)
def test_nothing_keeps_anyone_from_using_the_pages(browser: "Browser", table: Table, scheme: str, width: int) -> None:
    """The rules of axe find no fault; nothing is wider than the window; touch has room on a phone."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    colours: Literal["dark", "light"] = "dark" if scheme == "dark" else "light"
    sound(table.vault / "sea" / "harbour walk.wav")
    with browser.new_context(color_scheme=colours, viewport={"width": width, "height": 844}) as context:
        for path, keys in (
            ("/", ""),
            ("/", "Space"),
            ("/", "e"),
            ("/", "?"),
            ("/", "Space 3 Space 1 Space 3 Space 4"),
            ("/statistics", ""),
            ("/", "x x x x x x x"),
        ):
            page = table.open(context, path)
            press(page, keys)
            page.wait_for_timeout(300)
            faults = axe.Axe().run(page).response["violations"]
            assert [(path, keys, one["id"], one["nodes"][0]["html"]) for one in faults] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            if width < 400:
                assert page.evaluate(TOO_SMALL) == []
            page.close()
    assert table.messages == []


def test_nothing_moves_when_the_answer_is_shown(table: Table, context: "BrowserContext") -> None:
    """The question and the sheet stay where they are, and the ratings take the place of the button that showed them."""
    page = table.open(context)
    places = "['#asked', '#card > .anki', '.choices'].map((one) => JSON.stringify(document.querySelector(one).getBoundingClientRect()))"
    before, button = page.evaluate(places), page.locator(".show").bounding_box()
    press(page, "Space")
    assert page.evaluate(places) == before
    assert page.locator(".ratings").bounding_box() == button


def test_statistics_can_be_read_without_charts(table: Table, context: "BrowserContext") -> None:
    """Each is an image that says what it draws, and has its figures as a table."""
    page = table.open(context)
    for key in ("3", "1", "4"):
        rate(page, key)
        table.clock.now += 5
    table.clock.now += 2 * DAY
    page.reload(wait_until="networkidle")
    while page.locator("#card").count():
        rate(page, "4")
        table.clock.now += 5
    page = table.open(context, "/statistics")
    told = [image.get_attribute("aria-label") or "" for image in page.get_by_role("img").all()]
    assert len(told) == 7
    assert f"The last year. Reviews: {len(table.log)} · days: 2" in told
    assert f"Reviews by day. 23 Nov: 3; 25 Nov: {len(table.log) - 3}" in told
    details = page.locator("details")
    assert details.count() == 7
    details.nth(1).locator("summary").click()
    assert details.nth(1).get_by_role("row").count() > 1
    assert page.get_by_role("row", name="sea/harbour.md").get_by_role("cell").first.inner_text().strip() == "4 of 4"
    page.get_by_role("link", name="Back to studying").click()
    page.locator(".over").wait_for()
    assert table.messages == []


@pytest.mark.parametrize("language", ["de", "es", "fr", "it"])
def test_pages_speak_the_language_of_their_reader(tmp_path: Path, context: "BrowserContext", language: str) -> None:
    """And cards keep that of their notes."""
    with studied(tmp_path, language=language) as table:
        page = table.open(context)
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("#card .anki").get_attribute("lang") == "en"
        for key in ("3", "4", "4", "4", "4", "4", "4", "4"):
            rate(page, key)
            table.clock.now += 5
        shown = page.inner_text("body") + table.open(context, "/statistics").inner_text("body")
        assert not re.search(r"\{\w+\}|Study|Again|reviews", shown)
        assert table.messages == []


def test_a_phone_studies_by_touch(browser: "Browser", table: Table) -> None:
    """All is in reach without scrolling."""
    with browser.new_context(viewport={"width": 390, "height": 664}, has_touch=True, is_mobile=True) as context:
        page = table.open(context)
        page.get_by_role("button", name="Show answer").tap()
        page.get_by_role("button", name="Good").tap()
        page.get_by_text("Where does a ship rest?").wait_for()
        assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
        assert table.ratings == [3]
