"""Cards edited and written on the page of a review."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from cuedeck.decks.app.desk import Desk
from tests.review_page import HARBOUR, NOTE, Review, press, questions, seen, watched, write_card
from tests.reviewing import served, show_in
from tests.vaults import write

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext


def test_a_card_is_edited_in_place_with_a_preview(review: Review, context: "BrowserContext") -> None:
    """Only what was changed is written down."""
    page = review.open(context)
    press(page, "e")
    page.locator("textarea[name='question']").fill("What has $x^2$ loops?")
    page.locator(".anki .question svg.math").wait_for()
    page.locator("input[name='tags']").fill("knots, sea")
    press(page, "Control+Enter")
    page.locator(".form").wait_for(state="detached")
    (told,) = review.decisions.values()
    assert 'question: "What has \\\\(x^2\\\\) loops?"' in told
    assert 'tags: ["knots", "sea"]' in told
    assert "answer" not in told
    first = page.locator(".entry").first
    assert first.locator(".badge").all_inner_texts() == ["Your words"]
    assert page.inner_text("#status") == "Saved and kept."
    assert page.locator(".entry:nth-child(2):focus.current").count() == 1
    assert review.messages == []


def test_a_new_card_is_previewed_as_it_will_be(review: Review, context: "BrowserContext") -> None:
    """With its lines, entries and formulas, as Markdown has them."""
    page = review.open(context)
    press(page, "n")
    page.locator("#writing textarea[name='question']").fill("What is $x^2$?")
    page.locator("#writing textarea[name='answer']").fill("- a square\n- *four* sides")
    page.locator(".anki .answer li em", has_text="four").wait_for()
    assert page.locator(".anki .question svg.math").count() == 1


def test_what_cannot_be_saved_is_told_and_stays(review: Review, context: "BrowserContext") -> None:
    """The form stays open with its reason."""
    page = review.open(context)
    press(page, "e")
    page.locator("textarea[name='answer']").fill(" ")
    press(page, "Control+Enter")
    assert page.locator(".fault").inner_text() == "A card needs a question and an answer."
    assert review.decisions == {}


def test_a_card_is_written_on_a_statement(review: Review, context: "BrowserContext") -> None:
    """It is there, yours, and lights its statement."""
    page = review.open(context)
    write_card(page, "Who writes a page each week?", "The harbour master")
    written = [json.loads(line) for line in (review.decks / "sea.written.jsonl").read_text("utf-8").splitlines()]
    assert [(one["by"], one["quote"]) for one in written] == [("you", "The harbour master writes a page each week.")]
    page.locator(".entry", has_text="Who writes a page").hover()
    assert page.locator(".unit.near").all_inner_texts() == ["The harbour master writes a page each week."]
    assert page.locator(".entry", has_text="Who writes a page").locator(".standing").inner_text() == "Written"


def test_selected_words_are_what_a_new_card_rests_on(review: Review, context: "BrowserContext") -> None:
    """Whatever has the focus."""
    page = review.open(context)
    page.locator("#note .unit", has_text="harbour master").select_text()
    press(page, "n")
    assert page.input_value("#writing textarea[name='quote']") == "The harbour master writes a page each week."


def test_a_written_card_has_the_focus_where_its_writer_was(review: Review, context: "BrowserContext") -> None:
    """The view does not jump; its tag is nobody's concern."""
    page = review.open(context)
    press(page, "j j j")
    before = page.evaluate("document.getElementById('column').scrollTop")
    press(page, "n")
    page.locator("#writing textarea[name='question']").fill("What pulls at a right angle?")
    page.locator("#writing textarea[name='answer']").fill("The sun")
    press(page, "Control+Enter")
    page.locator(".entry:nth-child(5):focus", has_text="What pulls").wait_for(timeout=8000)
    assert page.evaluate("document.getElementById('column').scrollTop") >= before > 0
    assert page.locator(".entry:focus .tag").all_inner_texts() == ["#sea"]
    assert page.inner_text("#status").endswith("cards of rules are only offered; 2 of this note are now.")


def test_a_written_card_stands_where_its_statement_does(review: Review, context: "BrowserContext") -> None:
    """Whichever card was chosen, and as after a reload."""
    page = review.open(context)
    press(page, "j j j")
    write_card(page, "Who writes a page each week?", "The harbour master")
    before = questions(page)
    assert before[0] == "Who writes a page each week?"
    guids = [card.guid for card in seen(review.desk, "sea/harbour.md").cards]
    review.desk.keep("sea/harbour.md", guids)
    page.reload(wait_until="networkidle")
    assert questions(page) == before


def test_a_written_card_is_edited_as_it_was_written(review: Review, context: "BrowserContext") -> None:
    """With its statement, which can be another one; in its file, so it has no badge until a deck knows it."""
    page = review.open(context)
    write_card(page, "Which knots are there?", "- bowline\n- *clove* hitch")
    card = page.locator(".entry", has_text="Which knots are there?")
    card.get_by_role("button", name="Edit").click()
    assert card.locator("textarea[name='answer']").input_value() == "- bowline\n- *clove* hitch"
    card.locator(".anki li em", has_text="clove").wait_for()
    card.locator("textarea[name='quote']").fill("")
    page.locator("#note .unit", has_text="Spring tide").click()
    assert card.locator("textarea[name='quote']").input_value().startswith("Spring tide: The largest tide")
    card.locator("textarea[name='answer']").fill("- bowline\n- reef knot")
    card.get_by_role("button", name="Save").click()
    page.locator(".form").wait_for(state="detached")
    card.locator("li", has_text="reef knot").wait_for()
    card.hover()
    assert page.locator(".unit.near").first.inner_text().startswith("Spring tide")
    assert page.locator(".entry").first.locator(".question").inner_text() != "Which knots are there?"
    assert card.locator(".badge").count() == 0
    assert not (review.decks / "cards.yaml").exists()
    review.desk.build(force=False)
    page.reload(wait_until="networkidle")
    card.get_by_role("button", name="Edit").click()
    card.locator("textarea[name='question']").fill("Which knots are there here?")
    card.get_by_role("button", name="Save").click()
    page.locator(".form").wait_for(state="detached")
    assert page.locator(".entry", has_text="here?").locator(".badge").all_inner_texts() == ["Your words"]
    assert review.messages == []


def test_a_card_needs_a_sentence(review: Review, context: "BrowserContext") -> None:
    """And is told so before anything else."""
    page = review.open(context)
    press(page, "n")
    page.locator("#writing textarea[name='quote']").fill("")
    press(page, "Control+Enter")
    assert page.locator(".fault").inner_text().startswith("Which sentence of the note does it rest on?")


def test_what_is_typed_outlives_a_lost_connection(tmp_path: Path, context: "BrowserContext") -> None:
    """It is told, nothing seems saved, and the words are there again when the server is."""
    vault = write(tmp_path / "vault", {"cuedeck.yaml": "", "sea/harbour.md": HARBOUR})
    desk = Desk(vault, tmp_path / "decks", jobs=1)
    desk.refresh()
    with served(desk) as given:
        show_in(context, given)
        page = watched(context.new_page())
        page.goto(given.origins[0] + NOTE, wait_until="networkidle")
        press(page, "e")
        page.locator("textarea[name='answer']").fill("Kept through it all")
    press(page, "Control+Enter")
    page.get_by_text("The connection is lost").wait_for()
    assert page.input_value("textarea[name='answer']") == "Kept through it all"
    press(page, "Escape x")
    assert questions(page, "[data-decided='yes']") == []
    with served(desk, given):
        page.get_by_text("The connection is back").wait_for(timeout=8000)
        assert page.locator("#alert").is_hidden()
        page.reload(wait_until="networkidle")
        assert page.input_value("textarea[name='answer']") == "Kept through it all"
        page.get_by_role("button", name="Save").click()
        page.locator(".form").wait_for(state="detached")
    assert "Kept through it all" in (tmp_path / "decks" / "cards.yaml").read_text("utf-8")
