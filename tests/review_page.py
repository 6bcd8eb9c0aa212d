"""A review in a real browser, around real notes and decks."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from cuedeck.decks.app.desk import Desk
from cuedeck.decks.local.gate import Pass
from cuedeck.decks.review.views import NoteView
from tests.reviewing import served, show_in
from tests.vaults import write

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Request

HARBOUR = """---
title: Harbour
tags: [sea]
url: https://video.example/harbour
---
The harbour master writes a page each week.

## Ropes

- **Bowline:** A knot that makes a fixed loop at the end of a rope. [01:10]
- **Clove hitch:** A knot that ties a rope to a post with two turns. [02:30]

## Tides

- **Spring tide:** The largest tide, when sun and moon pull along one line.
- **Neap tide:** The smallest tide, when sun and moon pull at a right angle.
"""
STARS = """# Stars

- **Polaris:** The star that stands almost still above the north pole.
"""
NOTE = "/note/sea/harbour.md"
LONG = "sky/stars_over_the_mast_as_they_are_seen_from_the_harbour_in_a_long_winter_night.md"


@dataclass(frozen=True, slots=True)
class Review:
    """A review under way."""

    given: Pass
    desk: Desk
    vault: Path
    decks: Path
    messages: list[str] = field(default_factory=list)

    def open(self, context: "BrowserContext", path: str = NOTE) -> "Page":
        """A page of it, whose console is listened to."""
        show_in(context, self.given)
        page = watched(context.new_page())
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.goto(self.given.origins[0] + path, wait_until="networkidle")
        return page

    @property
    def decisions(self) -> dict[str, str]:
        """What `cards.yaml` says, by the question of the card."""
        questions = {card.guid: card.question for card in seen(self.desk, "sea/harbour.md").cards}
        file = self.decks / "cards.yaml"
        lines = re.findall(r"(?m)^([\w-]{16}): (\{.*\})$", file.read_text("utf-8")) if file.exists() else []
        return {questions[guid]: told for guid, told in lines}


@contextmanager
def reviewed(folder: Path) -> Iterator[Review]:
    """A review of two notes that nobody has decided about."""
    vault = write(folder / "vault", {"cuedeck.yaml": "", "sea/harbour.md": HARBOUR, LONG: STARS})
    (folder / "decks").mkdir()
    desk = Desk(vault, folder / "decks", jobs=1, since=0)
    desk.refresh()
    with served(desk) as given:
        yield Review(given, desk, vault, folder / "decks")


def seen(desk: Desk, path: str) -> NoteView:
    """A note that is there."""
    view = desk.note(path)
    assert view is not None
    return view


def question(page: "Page") -> str:
    """The question of the card that has the focus."""
    return page.locator(".entry:focus-within > .question").inner_text()


def questions(page: "Page", which: str = "") -> list[str]:
    """The questions of all cards that are like that."""
    return page.locator(f".entry{which} > .question").all_inner_texts()


def press(page: "Page", keys: str) -> None:
    """Press one key after another, and wait until what it asks for is done."""
    for key in keys.split():
        page.keyboard.press(key)
        page.wait_for_timeout(_PAUSE)
        for _ in range(_PAUSES):
            if not _asked[page]:
                break
            page.wait_for_timeout(_PAUSE)
        page.wait_for_timeout(_PAUSE)


def write_card(page: "Page", asked: str, answer: str) -> None:
    """Write a card on the first sentence of the note."""
    page.locator("#note .unit", has_text="harbour master").click()
    press(page, "n")
    page.locator("#writing textarea[name='question']").fill(asked)
    page.locator("#writing textarea[name='answer']").fill(answer)
    press(page, "Control+Enter")
    page.locator("#writing form").wait_for(state="detached")
    page.locator(".entry", has_text=asked).wait_for(timeout=8000)


_PAUSE, _PAUSES = 40, 500
"""Milliseconds, and how many of them an answer may take that a server which was ended never gives."""
_asked: "WeakKeyDictionary[Page, set[Request]]" = WeakKeyDictionary()
"""What each page waits for."""


def watched(page: "Page") -> "Page":
    """The page, whose requests `press` waits for."""
    waiting = _asked.setdefault(page, set())

    def ask(request: "Request") -> None:
        waiting.add(request)

    def hear(request: "Request") -> None:
        waiting.discard(request)

    page.on("request", ask)
    page.on("requestfinished", hear)
    page.on("requestfailed", hear)
    return page
