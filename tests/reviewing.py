"""Pages that are served in a thread of the tests, on a real socket."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cuedeck.decks.app.desk import Desk
from cuedeck.decks.local.gate import Pass
from cuedeck.decks.local.serving import listening, serve
from cuedeck.decks.local.site import Site
from cuedeck.decks.review.pages import Pages
from cuedeck.decks.review.server import Review
from cuedeck.decks.review.words import words

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext


@contextmanager
def hosted(site: Site, given: Pass | None = None) -> Iterator[Pass]:
    """Serve pages until the test has done with them; with the pass of earlier ones, to those whom that let in."""
    with listening(0 if given is None else given.port) as own:
        given = given or Pass.new(own.getsockname()[1])
        told = threading.Event()
        thread = threading.Thread(
            target=serve, args=(site, given, own), kwargs={"patience": None, "until": told}, daemon=True
        )
        thread.start()
        try:
            yield given
        finally:
            told.set()
            thread.join(10)


@contextmanager
def served(desk: Desk, given: Pass | None = None, language: str = "en") -> Iterator[Pass]:
    """Serve a desk."""
    with hosted(Review(desk, Pages(words(language))).site, given) as shown:
        yield shown


def show_in(context: "BrowserContext", given: Pass) -> None:
    """Open the address that is printed once, as its user does."""
    page = context.new_page()
    page.goto(given.address)
    page.close()


def settled(desk: Desk) -> None:
    """Wait until all that was changed has been read."""
    until = time.monotonic() + 30
    desk.refresh()
    while desk.state().is_busy and time.monotonic() < until:
        time.sleep(0.02)
