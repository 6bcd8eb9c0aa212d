"""The list of all notes of a review, and what leads from it to the decks."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cuedeck.decks.app.desk import Desk
from cuedeck.decks.review.pages import Pages
from cuedeck.decks.review.views import State
from cuedeck.decks.review.words import words
from tests.review_page import HARBOUR, LONG, Review, press, seen
from tests.reviewing import served, show_in
from tests.vaults import write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext


def test_the_list_is_sought_and_sifted(review: Review, context: "BrowserContext") -> None:
    """By words, deck and what is to be done."""
    page = review.open(context, "/")
    shown = page.locator(".notes tbody tr:visible a")
    assert shown.all_text_contents() == ["Harbour", "Stars"]
    press(page, "/ s t a r")
    assert shown.all_text_contents() == ["Stars"]
    page.fill("#search", "")
    page.select_option("#deck", "sea")
    assert shown.all_text_contents() == ["Harbour"]
    page.select_option("#which", "decided")
    assert page.locator("#nothing").is_visible()
    assert page.inner_text("#shown") == "0 of 2 notes"
    page.reload(wait_until="networkidle")
    assert page.inner_text("#shown") == "0 of 2 notes"
    assert review.messages == []


def test_a_long_list_is_sought_in_an_instant(browser: "Browser", review: Review) -> None:
    """Two thousand notes."""
    overview = review.desk.overview()
    assert overview is not None
    rows = tuple(replace(overview.rows[0], path=f"sea/{at}.md", title=f"Note {at}") for at in range(2000))
    html = Pages(words("en")).list(replace(overview, rows=rows), review.desk.state())
    with browser.new_context() as context:
        show_in(context, review.given)
        page = context.new_page()
        page.route("**/", lambda route: route.fulfill(body=html, content_type="text/html"))
        page.goto(review.given.origins[0] + "/", wait_until="load")
        page.locator("#shown", has_text="2000 of 2000").wait_for()
        took = page.evaluate(
            """() => { const search = document.getElementById("search"); const start = performance.now();
            search.value = "note 199"; search.dispatchEvent(new Event("input")); document.body.offsetHeight;
            return performance.now() - start; }"""
        )
        assert page.inner_text("#shown") == "12 of 2000 notes"
    assert took < 500


def test_the_deck_is_built_from_the_page(review: Review, context: "BrowserContext") -> None:
    """What would change is shown first; a path can be copied."""
    page = review.open(context, "/")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Build", exact=True).click()
    page.locator("#forecast", has_text="new").wait_for()
    page.locator("#build-now").click()
    page.locator("#forecast", has_text="cards in 2 decks").wait_for(timeout=20000)
    page.get_by_role("button", name="Copy path of sea.apkg").click()
    page.get_by_role("button", name="Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == str(review.decks / "sea.apkg")
    assert (review.decks / "sea.apkg").exists()


def test_the_list_leads_to_the_first_note_that_waits(review: Review, context: "BrowserContext") -> None:
    """Enter opens it, unless `j` has gone to another; once all is decided it leads to the decks."""
    page = review.open(context, "/")
    assert page.locator("#begin:focus").inner_text().startswith("Review “Harbour”")
    press(page, "j j")
    assert page.locator(".notes a:focus").inner_text() == "Stars"
    for path in ("sea/harbour.md", LONG):
        review.desk.keep(path, [card.guid for card in seen(review.desk, path).cards])
    page.reload(wait_until="networkidle")
    press(page, "Enter")
    page.locator("#build-now:focus").wait_for()
    press(page, "Enter")
    page.locator("#forecast .files").first.wait_for(timeout=20000)
    press(page, "Enter")
    page.get_by_text("The decks are built; nothing has changed since.").wait_for()
    press(page, "b")
    page.locator("#forecast", has_text="nothing would change").wait_for()
    assert page.locator("#build-now").is_hidden()
    press(page, "Enter")
    guids = [card.guid for card in seen(review.desk, LONG).cards[:1]]
    review.desk.drop(LONG, guids)
    page.reload(wait_until="networkidle")
    assert page.locator("#begin").inner_text().startswith("Build the decks")
    assert review.messages == []


def test_reading_for_the_first_time_shows_how_far_it_is() -> None:
    """Before there is a list."""
    reading = State(revision=0, done=7, total=40, is_busy=True, undo="", problem="")
    html = Pages(words("en")).list(None, reading)
    assert '<progress id="reading" aria-label="Notes read" max="40" value="7">' in html
    assert "7 of 40 notes" in html


def test_the_list_comes_when_the_notes_have_been_read(tmp_path: Path, context: "BrowserContext") -> None:
    """By itself."""
    vault = write(tmp_path / "vault", {"cuedeck.yaml": "", "sea/harbour.md": HARBOUR})
    with served(Desk(vault, tmp_path / "decks", jobs=1)) as given:
        page = context.new_page()
        page.goto(given.address)
        page.locator(".notes a", has_text="Harbour").wait_for(timeout=20000)
