"""Deciding about cards on the page of a review."""

from pathlib import Path
from typing import TYPE_CHECKING

from tests.review_page import LONG, NOTE, Review, press, question, questions, seen, write_card
from tests.vaults import state

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext


def test_keys_decide_and_go_on_to_the_next_card(review: Review, context: "BrowserContext") -> None:
    """Enter keeps, x drops; what the page says stands in the file."""
    page = review.open(context)
    first, second, third = questions(page)[:3]
    assert question(page) == first
    press(page, "Enter x")
    assert question(page) == third
    assert review.decisions == {first: "{keep: true}", second: "{drop: true}"}
    assert questions(page, "[data-standing='dropped']") == [second]
    press(page, "k k Enter")
    assert page.locator(".entry.current").get_attribute("data-decided") == "no"
    assert review.messages == []


def test_buttons_do_the_same(review: Review, context: "BrowserContext") -> None:
    """Without a key."""
    page = review.open(context)
    first, second = questions(page)[:2]
    page.locator(".entry", has_text=first).first.get_by_role("button", name="Keep").click()
    page.locator(".entry:nth-child(2)").get_by_role("button", name="Drop").click()
    page.locator(".entry:nth-child(2) [data-do='drop'][aria-pressed='true']").wait_for()
    page.locator(".entry").last.get_by_role("button", name="Edit").click()
    assert page.locator(".entry").last.locator("textarea").count() == 2
    assert review.decisions == {first: "{keep: true}", second: "{drop: true}"}


def test_all_is_undone_to_the_beginning(review: Review, context: "BrowserContext") -> None:
    """Keeping, dropping, changing and writing; the files are as they were, but for the head of a new one."""
    page = review.open(context)
    press(page, "x")
    page.get_by_role("button", name="Undo").click()
    page.locator(".entry[data-standing='dropped']").wait_for(state="detached")
    before = state(review.decks)
    press(page, "Enter x a j e")
    page.locator("textarea[name='answer']").fill("Something else")
    press(page, "Control+Enter")
    page.locator(".form").wait_for(state="detached")
    write_card(page, "What comes weekly?", "A page")
    assert state(review.decks) != before
    for _ in range(5):
        press(page, "u")
    page.get_by_text("What comes weekly?").wait_for(state="detached", timeout=8000)
    after = state(review.decks)
    assert {path: content for path, content in after.items() if content} == {
        path: content for path, content in before.items() if content
    }
    assert page.locator("[data-do='undo']").is_disabled()
    assert questions(page, "[data-decided='yes']") == []


def test_all_sure_cards_of_a_section_are_kept(review: Review, context: "BrowserContext") -> None:
    """Offered ones and other sections are left alone."""
    page = review.open(context)
    page.locator(".entry", has_text="What is a bowline?").first.click(position={"x": 8, "y": 8})
    press(page, "a")
    assert review.decisions == {"What is a bowline?": "{keep: true}"}
    assert page.inner_text("#status") == "Kept 1 card of “Ropes”."
    page.locator("#note h3", has_text="Tides").focus()
    press(page, "a")
    assert page.inner_text("#status") == "Kept 2 cards of “Tides”."
    assert page.get_by_role("button", name="Keep all sure").is_disabled()
    press(page, "a")
    assert page.inner_text("#status") == "No sure card of this note waits for a decision."
    press(page, "u")
    assert page.get_by_role("button", name="Keep all sure").is_enabled()


def test_undoing_goes_back_to_the_card(review: Review, context: "BrowserContext") -> None:
    """It is the one to decide about again; keys that come fast are heard one after the other."""
    page = review.open(context)
    first, second = questions(page)[:2]
    page.keyboard.press("x")
    page.keyboard.press("Enter")
    page.locator(".entry[data-decided='yes']").nth(1).wait_for()
    assert review.decisions == {first: "{drop: true}", second: "{keep: true}"}
    press(page, "u")
    assert (question(page), review.decisions) == (second, {first: "{drop: true}"})
    press(page, "u")
    assert (question(page), review.decisions) == (first, {})


def test_decisions_of_an_editor_are_shown_and_kept(review: Review, context: "BrowserContext") -> None:
    """Whoever comes back to the page sees them; what the page writes afterwards leaves them alone."""
    page = review.open(context)
    guid = page.locator(".entry").nth(2).get_attribute("data-guid")
    (review.decks / "cards.yaml").write_text(f"# mine\n{guid}: {{drop: true}} # wrong\n", "utf-8")
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.locator(f"#c-{guid}[data-standing='dropped']").wait_for()
    press(page, "Enter")
    assert (review.decks / "cards.yaml").read_text("utf-8").startswith(f"# mine\n{guid}: {{drop: true}} # wrong\n")


def test_a_statement_on_no_card_has_nothing_to_decide(review: Review, context: "BrowserContext") -> None:
    """A key cannot hit a card that is out of sight."""
    page = review.open(context)
    page.locator("#note .unit", has_text="harbour master").click()
    press(page, "x Enter")
    assert review.decisions == {}
    assert page.inner_text("#status") == "Choose a card first."
    page.evaluate("document.activeElement.blur()")
    press(page, "s")
    assert page.locator("#note .unit:focus").count() == 1


def test_the_next_note_is_offered_behind_the_last_card(review: Review, context: "BrowserContext") -> None:
    """And has the focus, so that Enter goes there."""
    page = review.open(context)
    for _ in questions(page):
        press(page, "Enter")
    assert page.inner_text("#following").startswith("Next: Stars (1 to decide)")
    assert page.locator(".current, .lit").count() == 0
    press(page, "Enter")
    page.wait_for_url(f"**/note/{LONG}")
    press(page, "h")
    page.wait_for_url(f"**{NOTE}")
    assert page.locator("#following").is_visible()
    press(page, "l")
    page.wait_for_url(f"**/note/{LONG}")


def test_enter_goes_on_when_the_last_card_was_edited(review: Review, context: "BrowserContext") -> None:
    """As it does when it was kept; also where the focus has gone elsewhere meanwhile."""
    cards = seen(review.desk, "sea/harbour.md").cards
    review.desk.keep("sea/harbour.md", [card.guid for card in cards[1:]])
    page = review.open(context)
    press(page, "e")
    page.locator("textarea[name='answer']").fill("Other words")
    press(page, "Control+Enter")
    page.locator("#following:focus").wait_for()
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.wait_for_timeout(300)
    assert page.locator("#following:focus kbd").inner_text() == "↵"
    page.evaluate("document.activeElement.blur()")
    press(page, "Enter")
    page.wait_for_url(f"**/note/{LONG}")


def test_keys_wait_for_a_card_that_was_just_written(review: Review, context: "BrowserContext") -> None:
    """They are meant for it."""
    page = review.open(context)
    page.locator("#note .unit", has_text="harbour master").click()
    press(page, "n")
    page.locator("#writing textarea[name='question']").fill("What comes weekly?")
    page.locator("#writing textarea[name='answer']").fill("A page")
    page.keyboard.press("Control+Enter")
    page.locator("#writing form").wait_for(state="detached")
    page.keyboard.press("x")
    page.locator(".entry[data-standing='dropped']", has_text="What comes weekly?").wait_for(timeout=8000)
    assert review.decisions == {"What comes weekly?": "{drop: true}"}


def test_keys_of_a_letter_can_be_switched_off(review: Review, context: "BrowserContext") -> None:
    """Buttons remain; the page remembers it."""
    page = review.open(context)
    press(page, "?")
    page.get_by_label("Keys of a single letter are on").uncheck()
    page.locator("#help").get_by_role("button", name="Close").click()
    press(page, "x")
    page.reload(wait_until="networkidle")
    press(page, "x")
    assert review.decisions == {}
    press(page, "Enter")
    assert len(review.decisions) == 1


def test_the_last_note_leads_to_the_decks(review: Review, context: "BrowserContext") -> None:
    """Enter after the last decision shows what would change, Enter again builds, and what it made can be found."""
    review.desk.keep("sea/harbour.md", [card.guid for card in seen(review.desk, "sea/harbour.md").cards])
    page = review.open(context, f"/note/{LONG}")
    press(page, "Enter")
    assert page.locator("#following:focus").inner_text().startswith("Build the decks")
    press(page, "Enter")
    page.locator("#build-now:focus").wait_for()
    press(page, "Enter")
    page.locator("#forecast .files").first.wait_for(timeout=20000)
    files = page.locator("#forecast code").all_inner_texts()
    assert files == [str(review.decks / name) for name in ("sea.apkg", "sea.html", "sky.apkg", "sky.html")]
    assert all(Path(file).exists() for file in files)
    assert page.locator("[data-close]:focus").is_visible()
    press(page, "Enter")
    assert page.locator("dialog[open]").count() == 0


def test_the_chosen_card_is_seen_whole(review: Review, context: "BrowserContext") -> None:
    """Whatever the strip above the cards holds: its border and its ring are not hidden."""
    page = review.open(context)
    room = """() => document.querySelector('.entry.current').getBoundingClientRect().top -
        document.querySelector('.strip').getBoundingClientRect().bottom"""
    rooms = [page.evaluate(room)]
    press(page, "j j j j j")
    page.locator("#column").evaluate("column => column.scrollBy(0, 300)")
    press(page, "k k k k k")
    rooms.append(page.evaluate(room))
    for _ in questions(page):
        press(page, "Enter")
    page.locator("#done").wait_for()
    press(page, "j j j j j")
    page.locator("#column").evaluate("column => column.scrollBy(0, 300)")
    press(page, "k k")
    rooms.append(page.evaluate(room))
    press(page, "k k k k")
    rooms.append(page.evaluate(room))
    assert all(room >= 4 for room in rooms), rooms


def test_help_opens_at_its_beginning(review: Review, context: "BrowserContext") -> None:
    """With the focus on nothing that a key would change, and its button in sight; what is told covers no card."""
    page = review.open(context)
    press(page, "x")
    told, column = page.locator("#status").bounding_box(), page.locator("#column").bounding_box()
    assert told is not None
    assert column is not None
    assert told["x"] + told["width"] <= column["x"]
    press(page, "? Space")
    close = page.locator("#help [data-close]").bounding_box()
    assert close is not None
    assert close["y"] + close["height"] <= 720
    assert page.locator("#help-title:focus").is_visible()
    assert page.locator("#shortcuts").is_checked()
