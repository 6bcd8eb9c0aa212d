"""Whether everyone can use the pages of a review."""

from typing import TYPE_CHECKING, Literal

import pytest

from tests.review_page import NOTE, Review, press

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SETTINGS = [("light", 1280), ("dark", 1280), ("light", 390)]


@pytest.mark.parametrize(("scheme", "width"), SETTINGS)
def test_nothing_keeps_anyone_from_using_the_pages(browser: "Browser", review: Review, scheme: str, width: int) -> None:
    """The rules of axe find no fault; nothing is wider than the window; touch has room on a phone."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    colours: Literal["dark", "light"] = "dark" if scheme == "dark" else "light"
    with browser.new_context(color_scheme=colours, viewport={"width": width, "height": 844}) as context:
        for path, keys in (
            ("/", ""),
            ("/", "?"),
            (NOTE, "Enter x"),
            (NOTE, "e"),
            (NOTE, "n"),
            (NOTE, "?"),
            (NOTE, "b"),
            (NOTE, "b Enter"),
        ):
            page = review.open(context, path)
            press(page, keys)
            page.wait_for_timeout(300)
            faults = axe.Axe().run(page).response["violations"]
            assert [(path, keys, one["id"], one["nodes"][0]["html"]) for one in faults] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            if width < 400:
                assert page.evaluate(_TOO_SMALL) == []
    assert review.messages == []


_TOO_SMALL = """() => [...document.querySelectorAll("button, a.button, select, input:not([type=checkbox]), textarea")]
    .filter((one) => one.offsetParent && one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)"""


def test_a_phone_shows_cards_or_the_note(browser: "Browser", review: Review) -> None:
    """One at a time, and from a card to its statement."""
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = review.open(context)
        assert page.locator("#note").is_hidden()
        page.locator(".entry").last.get_by_role("button", name="Show in note").click()
        assert page.locator(".unit.lit").first.is_visible()
        page.get_by_role("button", name="Cards", exact=True).click()
        assert page.locator(".entry").first.is_visible()


def test_a_card_is_written_on_a_phone(browser: "Browser", review: Review) -> None:
    """On the statement that was touched, although no key is there."""
    with browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True) as context:
        page = review.open(context)
        page.get_by_role("button", name="Note", exact=True).tap()
        page.locator("#note .unit", has_text="harbour master").tap()
        page.get_by_role("button", name="New card").tap()
        assert page.input_value("textarea[name='quote']") == "The harbour master writes a page each week."
