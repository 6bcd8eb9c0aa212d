"""Undo on the page of a review: what was written comes back, and nothing happens out of sight."""

from typing import TYPE_CHECKING

from tests.review_page import LONG, NOTE, Review, press, questions, write_card

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext


def test_what_was_written_and_undone_can_be_written_again(review: Review, context: "BrowserContext") -> None:
    """The card goes at once; its words stand in the form that `n` opens, and nothing is put in their place."""
    page = review.open(context)
    write_card(page, "What comes weekly?", "A page")
    press(page, "u")
    assert "What comes weekly?" not in questions(page)
    assert page.inner_text("#status").endswith("What you wrote is kept; n opens it again.")
    press(page, "n")
    assert page.input_value("#writing textarea[name='question']") == "What comes weekly?"
    assert page.input_value("#writing textarea[name='answer']") == "A page"
    press(page, "Control+Enter")
    page.locator(".entry", has_text="What comes weekly?").wait_for(timeout=8000)
    press(page, "n")
    page.locator("#writing textarea[name='question']").fill("Another one?")
    press(page, "Escape u")
    assert page.inner_text("#status").startswith("You have begun to write another card.")
    assert "What comes weekly?" in questions(page)


def test_a_step_in_another_note_is_not_undone_out_of_sight(review: Review, context: "BrowserContext") -> None:
    """It is told first; the same key then takes it back, and goes there."""
    page = review.open(context)
    write_card(page, "What comes weekly?", "A page")
    first = page.locator(".entry").first.get_attribute("id")
    page.locator(f"#{first}").get_by_role("button", name="Drop").click()
    page.locator(f"#{first}[data-standing='dropped']").wait_for()
    page.goto(review.given.origins[0] + f"/note/{LONG}", wait_until="networkidle")
    press(page, "u")
    assert page.inner_text("#status").startswith("The last step was elsewhere: dropping a card, in sea/harbour.md.")
    assert len(review.decisions) == 1
    press(page, "u")
    page.wait_for_url(f"**{NOTE}#*")
    assert page.inner_text("#status") == "Undone: dropping a card"
    page.locator(f"#{first}:focus.current[data-standing='taken']").wait_for()
    page.goto(review.given.origins[0] + f"/note/{LONG}", wait_until="networkidle")
    press(page, "u u")
    page.wait_for_url(f"**{NOTE}")
    assert page.input_value("#writing textarea[name='question']") == "What comes weekly?"
    assert review.messages == []
