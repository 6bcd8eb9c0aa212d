"""Which statement of the note a new card rests on, on the page of a review."""

from typing import TYPE_CHECKING

from tests.review_page import HARBOUR, Review, press

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

MASTER = "The harbour master writes a page each week."
SOLD = "Old ropes are sold at noon."
QUOTE = "#writing textarea[name='quote']"
QUESTION = "#writing textarea[name='question']"
TABLE = """
| Rope | Made of |
|---|---|
| Hawser | steel |
| Heaving line | hemp |
"""


def opened(review: Review, context: "BrowserContext") -> "Page":
    """A note with two sentences on a line, and a table."""
    path = review.vault / "sea/harbour.md"
    path.write_text(HARBOUR.replace("each week.", f"each week. {SOLD}") + TABLE, "utf-8")
    review.desk.refresh()
    return review.open(context)


def drag(page: "Page", start: str, end: str) -> None:
    """Select with the mouse, from inside the first letter of one statement to some letters into another."""
    first, last = (page.locator("#note .unit", has_text=text).bounding_box() for text in (start, end))
    assert first is not None
    assert last is not None
    page.mouse.move(first["x"] + 1, first["y"] + first["height"] / 2)
    page.mouse.down()
    page.mouse.move(last["x"] + 30, last["y"] + last["height"] / 2, steps=5)
    page.mouse.move(last["x"] + 48, last["y"] + last["height"] / 2, steps=5)
    page.mouse.up()


def test_a_new_card_rests_on_whole_sentences(review: Review, context: "BrowserContext") -> None:
    """However little of them is selected; its button does not take the selection away, and they stay lit."""
    page = opened(review, context)
    drag(page, SOLD, SOLD)
    page.locator("#column").get_by_role("button", name="New card").click()
    assert page.input_value(QUOTE) == SOLD
    assert page.locator(".unit.lit").all_inner_texts() == [SOLD]
    press(page, "Escape")
    drag(page, MASTER, SOLD)
    press(page, "n")
    assert page.input_value(QUOTE) == f"{MASTER} {SOLD}"
    assert page.locator(".unit.lit").all_inner_texts() == [MASTER, SOLD]


def test_an_open_form_takes_the_sentence_that_is_clicked(review: Review, context: "BrowserContext") -> None:
    """Where it has none, or another that was clicked; what was written by hand stays."""
    page = opened(review, context)
    press(page, "n")
    page.locator(QUOTE).fill("")
    page.locator(QUESTION).fill("What is sold at noon?")
    press(page, "Control+Enter")
    assert page.locator(".fault").inner_text().startswith("Which sentence of the note does it rest on?")
    page.locator("#note .unit", has_text=MASTER).click()
    assert page.input_value(QUOTE) == MASTER
    assert page.locator(".fault").is_hidden()
    assert page.locator("#writing textarea[name='answer']:focus").count() == 1
    drag(page, SOLD, SOLD)
    press(page, "n")
    assert (page.input_value(QUOTE), page.input_value(QUESTION)) == (SOLD, "What is sold at noon?")
    page.locator(QUOTE).fill("Old ropes are sold")
    page.locator("#note .unit", has_text=MASTER).click()
    assert page.input_value(QUOTE) == "Old ropes are sold"


def test_a_row_of_a_table_is_one_statement(review: Review, context: "BrowserContext") -> None:
    """A new card rests on all of its cells; arrow keys go from row to row."""
    page = opened(review, context)
    page.locator("#note td .unit", has_text="steel").click()
    press(page, "ArrowDown")
    assert page.locator(".unit:focus").inner_text() == "Heaving line"
    press(page, "ArrowUp n")
    assert page.input_value(QUOTE) == "Hawser | steel"
    page.locator(QUESTION).fill("What is strongest?")
    page.locator("#writing textarea[name='answer']").fill("A hawser")
    press(page, "Control+Enter")
    page.locator(".entry", has_text="What is strongest?").hover(timeout=8000)
    assert page.locator(".unit.near").all_inner_texts() == ["Hawser", "steel"]
