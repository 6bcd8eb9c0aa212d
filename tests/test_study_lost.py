"""Studying when the connection is lost, the server is ended, or the answer to a rating never comes."""

from typing import TYPE_CHECKING

from tests.review_page import press
from tests.reviewing import hosted
from tests.studying_page import Table, asked, opened, rate, session, studied, told

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import BrowserContext, Route

LOST = "The connection is lost. What you rate is kept here and sent once it is back."
SENT = "The connection is back, and your rating is saved."


def test_a_rating_is_kept_until_the_connection_is_back(table: Table, context: "BrowserContext") -> None:
    """It is told, and written down once."""
    page = table.open(context)
    press(page, "Space")
    context.set_offline(True)
    press(page, "3")
    assert page.inner_text("#alert") == LOST
    press(page, "1")
    assert table.log == []
    context.set_offline(False)
    page.get_by_text(SENT).wait_for(timeout=15_000)
    assert page.locator("#alert").is_hidden()
    assert asked(page) == "Where does a ship rest?"
    assert table.ratings == [3]


def test_a_rating_whose_answer_was_lost_is_not_doubled(table: Table, context: "BrowserContext") -> None:
    """It was written down, and the page learns so when it sends it again."""
    page = table.open(context)
    lost: list[int] = []

    def lose(route: "Route") -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch().status)
            route.abort()

    page.route("**/api/rate", lose)
    press(page, "Space 2")
    page.get_by_text(SENT).wait_for(timeout=15_000)
    assert asked(page) == "Where does a ship rest?"
    assert (lost, table.ratings) == ([200], [2])


def test_a_rating_outlives_the_server(tmp_path: "Path", context: "BrowserContext") -> None:
    """Started again, it is told of the rating by a page that is opened anew; the queue is as it was."""
    with studied(tmp_path) as table:
        page = table.open(context)
        rate(page)
        press(page, "Space")
    press(page, "4")
    assert page.inner_text("#alert") == LOST
    page.close()
    with (
        opened(table.vault, table.decks, table.clock) as study,
        hosted(session(study, table.clock, table.vault, table.decks).site, table.given),
    ):
        fresh = table.open(context)
        fresh.locator("#asked", has_text="The [...] ties").wait_for()
        assert table.ratings == [3, 4]
        rate(fresh)
        assert table.ratings == [3, 4, 3]


def test_a_server_that_was_started_again_is_told(tmp_path: "Path", context: "BrowserContext") -> None:
    """Its old pages say what to do, and lose nothing."""
    with studied(tmp_path) as table:
        page = table.open(context)
        press(page, "Space")
    with (
        opened(table.vault, table.decks, table.clock) as study,
        hosted(session(study, table.clock, table.vault, table.decks).site, table.renewed()),
    ):
        page.keyboard.press("1")
        page.locator("#alert", has_text="cuedeck was started again.").wait_for()
        assert table.log == []
        table.given = table.renewed()
        fresh = table.open(context)
        fresh.locator("#asked", has_text="Where does a ship rest?").wait_for()
        assert table.ratings == [1]


def test_a_fault_is_told_and_the_card_stays(table: Table, context: "BrowserContext") -> None:
    """Where the log cannot be written."""
    (table.decks / "sea.reviews.jsonl").mkdir()
    page = table.open(context)
    press(page, "Space 3")
    assert "sea.reviews.jsonl" in page.inner_text("#alert")
    assert asked(page) == "What holds a ship?"
    (table.decks / "sea.reviews.jsonl").rmdir()
    press(page, "Space 3" if page.locator(".show").is_visible() else "3")
    assert asked(page) == "Where does a ship rest?"
    assert page.locator("#alert").is_hidden()
    assert told(page) == ""
