"""Studying on the page, as its user does."""

from typing import TYPE_CHECKING

import pytest

from tests.review_page import press
from tests.studying_page import DAY, MINUTE, Table, asked, rate, told

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

QUESTIONS = (
    "What holds a ship?",
    "Where does a ship rest?",
    "The [...] ties a rope to a post.",
    "Who leads the harbour?",
    "Where is Polaris?",
)


def test_a_card_is_asked_told_and_rated_by_keys(table: Table, context: "BrowserContext") -> None:
    """Space or Enter shows the answer, 1 to 4 rate it, and each button says when the card comes back."""
    page = table.open(context)
    assert asked(page) == QUESTIONS[0]
    assert page.locator("#left").inner_text().split()[:2] == ["7", "new"]
    assert page.get_by_text("An anchor").is_hidden()
    press(page, "3")
    assert table.log == []
    press(page, "Space")
    assert page.get_by_text("An anchor").is_visible()
    buttons = page.locator(".ratings button")
    assert [text.split("\n")[-1].strip() for text in buttons.all_inner_texts()] == ["1 min", "6 min", "10 min", "8 d"]
    press(page, "4")
    assert asked(page) == QUESTIONS[1]
    press(page, "Enter 1 Enter")
    assert page.locator(".question.reply .cloze").inner_text() == "clove hitch"
    press(page, "Enter")
    assert asked(page) == QUESTIONS[3]
    assert table.ratings == [4, 1, 3]
    assert all(0 <= int(str(line["ms"])) <= 60_000 for line in table.log)
    assert table.messages == []


def test_buttons_do_the_same(table: Table, context: "BrowserContext") -> None:
    """Without a key; Space on a button presses it and does nothing else."""
    page = table.open(context)
    page.get_by_role("button", name="Show answer").click()
    page.get_by_role("button", name="Hard").click()
    page.get_by_text(QUESTIONS[1]).wait_for()
    page.get_by_role("button", name="Show answer").focus()
    press(page, "Space")
    page.get_by_role("button", name="Again").focus()
    press(page, "Space")
    assert table.ratings == [2, 1]
    assert page.get_by_role("button", name="Show answer").is_visible()


@pytest.mark.parametrize("table", [{"new_cards": 3}], indirect=True)
def test_a_week_of_study(table: Table, context: "BrowserContext") -> None:
    """New cards a day, and those that are known come back after days; the page tells when, and goes on by itself."""
    page = table.open(context)
    days: list[list[str]] = []
    for _ in range(7):
        begin, seen = table.clock.now, []
        while asked(page):
            seen.append(rate(page))
            table.clock.now += MINUTE
        assert "The next cards come" in page.inner_text(".over")
        days.append(seen)
        table.clock.now = begin + DAY
        page.reload(wait_until="networkidle")
    assert days[0] == [*QUESTIONS[:3], *QUESTIONS[:3]]
    assert days[1][:2] == [*QUESTIONS[3:]]
    assert set(days[2]) >= set(QUESTIONS[:3])
    assert len({question for day in days for question in day}) == 7
    assert table.ratings == [3] * sum(map(len, days))
    assert [day.new for day in table.study.statistics().days[:3]] == [3, 3, 1]
    assert table.messages == []


@pytest.mark.parametrize("table", [{"new_cards": 2, "learning_steps": (60, 1800)}], indirect=True)
def test_what_was_done_is_told_once_nothing_is_up(table: Table, context: "BrowserContext") -> None:
    """And when it goes on, which a page that stays open notices."""
    page = table.open(context)
    rate(page, "4")
    rate(page, "3")
    assert page.locator(".over h2").inner_text() == "Done for now"
    assert "The next card comes in 10 minutes." in page.inner_text(".over")
    assert page.locator(".over .figures div").first.inner_text().split() == ["reviews", "2"]
    assert page.get_by_role("button", name="Drop").is_disabled()
    table.clock.now += 10 * MINUTE
    page.reload(wait_until="networkidle")
    assert asked(page) == QUESTIONS[1]
    rate(page, "4")
    assert "The next cards come tomorrow." in page.inner_text(".over")
    assert "new cards wait for another day" in page.inner_text(".over")
    table.clock.now += DAY
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.locator("#card").wait_for(timeout=8000)


def test_a_page_that_is_loaded_again_goes_on(table: Table, context: "BrowserContext") -> None:
    """Nothing is lost, and nothing is counted twice."""
    page = table.open(context)
    rate(page)
    page.reload(wait_until="networkidle")
    assert asked(page) == QUESTIONS[1]
    press(page, "Space")
    page.reload(wait_until="networkidle")
    assert page.get_by_text("In a harbour").is_hidden()
    rate(page)
    assert table.ratings == [3, 3]


def test_ratings_are_taken_back(table: Table, context: "BrowserContext") -> None:
    """One after the other, to the first of the day."""
    page = table.open(context)
    assert page.get_by_role("button", name="Undo").is_disabled()
    rate(page)
    table.clock.now += 5
    rate(page, "1")
    table.clock.now += 5
    press(page, "u")
    assert (asked(page), told(page)) == (QUESTIONS[1], "Taken back.")
    page.get_by_role("button", name="Undo").click()
    page.get_by_text(QUESTIONS[0]).wait_for()
    assert page.get_by_role("button", name="Undo").is_disabled()
    assert len([line for line in table.log if "undoes" in line]) == 2
    table.clock.now += 5
    rate(page, "2")
    assert asked(page) == QUESTIONS[1]


def test_the_second_of_two_tabs_is_told(table: Table, context: "BrowserContext") -> None:
    """That its card was rated already, and goes on; the card is rated once."""
    page = table.open(context)
    other = table.open(context)
    press(other, "Space")
    rate(page)
    other.get_by_text(QUESTIONS[1]).wait_for()
    assert told(other) == "This card was already rated elsewhere; here is the next one."
    assert table.ratings == [3]


def test_a_second_browser_is_told_when_it_rates(
    table: Table, context: "BrowserContext", other_context: "BrowserContext"
) -> None:
    """Of two that know nothing of each other."""
    page, other = table.open(context), table.open(other_context)
    rate(page)
    rate(other, "1")
    assert told(other) == "This card was already rated elsewhere; here is the next one."
    assert asked(other) == asked(page) == QUESTIONS[1]
    assert table.ratings == [3]


def test_a_card_is_edited_in_place(table: Table, context: "BrowserContext") -> None:
    """With its answer still shown; what is typed is kept where the form is closed; undo brings back the words."""
    page = table.open(context)
    press(page, "Space e")
    page.locator("textarea[name='answer']").fill("A heavy iron")
    press(page, "Escape e")
    assert page.input_value("textarea[name='answer']") == "A heavy iron"
    page.locator(".form .anki .answer", has_text="A heavy iron").wait_for()
    press(page, "Control+Enter")
    assert page.locator("#card .answer").inner_text() == "A heavy iron"
    assert page.locator("#card .answer").is_visible()
    assert "A heavy iron" in (table.decks / "cards.yaml").read_text("utf-8")
    press(page, "u Space")
    assert page.locator("#card .answer").inner_text() == "An anchor"
    press(page, "e")
    page.locator("textarea[name='answer']").fill(" ")
    press(page, "Control+Enter")
    assert page.inner_text(".fault") == "A card needs a question and an answer."


def test_a_card_is_dropped(table: Table, context: "BrowserContext") -> None:
    """It is asked no more, unless that is taken back."""
    page = table.open(context)
    press(page, "x")
    assert asked(page) == QUESTIONS[1]
    assert told(page) == "Dropped. “Undo” takes it back."
    assert "drop: true" in (table.decks / "cards.yaml").read_text("utf-8")
    press(page, "u")
    assert asked(page) == QUESTIONS[0]
    assert "drop: true" not in (table.decks / "cards.yaml").read_text("utf-8")


def test_keys_of_a_character_can_be_switched_off(table: Table, context: "BrowserContext") -> None:
    """Space and Enter stay."""
    page = table.open(context)
    press(page, "?")
    page.get_by_label("Keys of a single character are on").uncheck()
    press(page, "Escape x Space 1")
    assert (asked(page), table.log) == (QUESTIONS[0], [])
    press(page, "Enter")
    assert table.ratings == [3]


def test_formulas_lists_and_links_are_shown(table: Table, context: "BrowserContext") -> None:
    """As on a card in Anki, and the moment opens its link."""
    page = table.open(context)
    for _ in range(3):
        press(page, "x")
    press(page, "x Space")
    link = page.get_by_role("link", name="Recording at 1:10")
    assert link.get_attribute("href") == "https://video.example/stars#t=70"
    assert link.get_attribute("rel") == "noreferrer"
    press(page, "x Space")
    assert page.locator("#card #asked svg.math").count() == 1
    press(page, "x Space")
    assert page.locator("#card .answer li").all_inner_texts() == ["Wega", "Deneb", "Altair"]
