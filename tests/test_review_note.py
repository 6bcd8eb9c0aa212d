"""A note beside its cards, on the page of a review."""

from typing import TYPE_CHECKING

from tests.review_page import HARBOUR, Review, press, questions

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext


def test_a_card_and_its_statement_light_each_other(review: Review, context: "BrowserContext") -> None:
    """By mouse and by focus; statements on a card of the deck are shaded, those on none are plain."""
    page = review.open(context)
    page.locator(".entry", has_text="What is neap tide?").first.hover()
    assert "Neap tide" in page.locator(".unit.near").first.inner_text()
    assert "Bowline" in page.locator(".unit.lit").first.inner_text()
    page.locator("#note .unit", has_text="Bowline").hover()
    assert any("bowline" in one.lower() for one in questions(page, ".near"))
    page.locator("#note .unit", has_text="harbour master").hover()
    assert questions(page, ".near") == []
    press(page, "s")
    assert page.evaluate("document.activeElement.classList.contains('unit')")
    press(page, "ArrowDown")
    assert page.locator(".unit:focus.lit").count() == 1
    assert page.locator("#note .unit", has_text="harbour master").get_attribute("class") == "unit"
    assert "taken" in str(page.locator("#note .unit", has_text="Bowline").get_attribute("class"))


def test_a_time_is_a_link_that_tells_nobody_where_from(review: Review, context: "BrowserContext") -> None:
    """In a tab of its own."""
    page = review.open(context)
    link = page.locator("a.time").first
    assert link.get_attribute("rel") == "noreferrer"
    assert link.get_attribute("target") == "_blank"
    assert link.get_attribute("href") == "https://video.example/harbour#t=70"


def test_two_tabs_show_the_same(review: Review, context: "BrowserContext") -> None:
    """What one does, the other shows at once."""
    one, other = review.open(context), review.open(context)
    press(one, "x")
    other.locator(".entry[data-standing='dropped']").wait_for(timeout=3000)
    assert questions(other, "[data-standing='dropped']") == questions(one, "[data-standing='dropped']")


def test_an_edited_note_is_shown_while_typing_goes_on(review: Review, context: "BrowserContext") -> None:
    """Words, focus and place of the form stay."""
    page = review.open(context)
    press(page, "j e")
    page.locator("textarea[name='answer']").fill("Half a th")
    file = review.vault / "sea/harbour.md"
    file.write_text(HARBOUR + "- **Slack water:** The time when a tide turns and the water stands.\n", "utf-8")
    page.locator("#note").get_by_text("Slack water").wait_for(timeout=10000)
    page.keyboard.type("ought")
    assert page.input_value("textarea[name='answer']") == "Half a thought"
    assert page.locator(".entry", has_text="slack water").count()


def test_a_statement_says_why_it_is_on_no_card(review: Review, context: "BrowserContext") -> None:
    """And which candidates of it were turned down, for as long as it has the focus."""
    twice = "- **Bowline:** A knot that makes a fixed loop.\n"
    (review.vault / "sea/harbour.md").write_text(
        f"{HARBOUR}\nThey were there before us all.\n\n## Ropes\n\n{twice}", "utf-8"
    )
    review.desk.refresh()
    page = review.open(context)
    page.locator("#note .unit", has_text="They were there").click()
    assert page.locator("#why").inner_text().startswith("On no card: no rule asks what follows")
    page.locator("#note .unit", has_text="A knot that makes a fixed loop.").click()
    assert "bowline" in page.locator("#why").inner_text().lower()
    assert page.locator("#why .reason").first.inner_text().startswith("line ")
    page.keyboard.press("Escape")
    assert page.locator("#why").is_hidden()
    assert review.messages == []
