"""Studying in a real browser, on the real schedule and a real log, at a time that a test sets."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.study_deck import StudyDeck
from cuedeck.decks.app.studying import Studying
from cuedeck.decks.cache.store import Store
from cuedeck.decks.local.gate import Pass
from cuedeck.decks.study.pages import Pages
from cuedeck.decks.study.recordings import Recordings
from cuedeck.decks.study.server import Session
from cuedeck.decks.study.words import words
from cuedeck.notes.study_settings import StudySettings
from tests.review_page import press, watched
from tests.reviewing import hosted, show_in
from tests.vaults import write

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

HARBOUR = """---
title: Harbour
audio: "[[harbour walk.wav]]"
---
What holds a ship?::An anchor [00:01]

Where does a ship rest?::In a harbour [00:03]

The {{c1::clove hitch}} ties a rope to a post.

Who leads the harbour?::Its master
"""
STARS = """---
title: Stars
url: https://video.example/stars
---
Where is Polaris?::Above the north pole [01:10]

What is $E = mc^2$?::Energy as mass

Which list is long?
?
- Wega
- Deneb
- Altair
"""
MINUTE, DAY = 60, 86_400


@dataclass(slots=True)
class Clock:
    """Tells the time that a test wants, in POSIX seconds."""

    now: float = datetime(2026, 11, 23, 12, tzinfo=UTC).timestamp()

    def __call__(self) -> float:
        """Tell it."""
        return self.now


@dataclass(slots=True)
class Table:
    """Somebody who studies."""

    given: Pass
    study: Studying
    clock: Clock
    vault: Path
    decks: Path
    messages: list[str] = field(default_factory=list)
    """What the consoles of pages said."""

    def open(self, context: "BrowserContext", path: str = "/") -> "Page":
        """A page."""
        show_in(context, self.given)
        page = watched(context.new_page())
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.goto(self.given.origins[0] + path, wait_until="networkidle")
        return page

    def reads(self) -> None:
        """Take up what was changed in the notes."""
        self.study._deck.refresh()

    def renewed(self) -> Pass:
        """What a server that is started again lets in by."""
        return Pass("another", self.given.port)

    @property
    def log(self) -> list[dict[str, object]]:
        """All lines of all logs."""
        files = sorted(self.decks.glob("*.reviews.jsonl"))
        return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]

    @property
    def ratings(self) -> list[object]:
        """Those that were written down, in the order in which they were given, those taken back among them."""
        return [line["rating"] for line in sorted(self.log, key=lambda line: str(line["at"])) if "rating" in line]


def session(study: Studying, clock: Clock, vault: Path, decks: Path, language: str = "en") -> Session:
    """The pages of studying."""
    return Session(
        study, Pages(words(language), Recordings((vault, decks))), lambda: datetime.fromtimestamp(clock.now, UTC)
    )


@contextmanager
def studied(folder: Path, *, language: str = "en", settings: StudySettings | None = None) -> Iterator[Table]:
    """Studying two notes that nobody has studied yet."""
    vault, decks, clock = folder / "vault", folder / "decks", Clock()
    write(vault, {"cuedeck.yaml": "", "sea/harbour.md": HARBOUR, "sky/stars.md": STARS})
    with (
        opened(vault, decks, clock, settings) as study,
        hosted(session(study, clock, vault, decks, language).site) as given,
    ):
        yield Table(given, study, clock, vault, decks)


@contextmanager
def opened(vault: Path, decks: Path, clock: Clock, settings: StudySettings | None = None) -> Iterator[Studying]:
    """Cards and reviews as a program has them that was just started."""
    memory = Memory(Store())
    dealt = StudyDeck(vault, decks, memory=memory, jobs=1)
    dealt.refresh()
    study = Studying(dealt, decks, settings or StudySettings(), memory=memory, clock=clock, zone=UTC)
    try:
        yield study
    finally:
        study.close()


def asked(page: "Page") -> str:
    """The question that is up; empty where none is."""
    question = page.locator("#card #asked")
    return question.inner_text() if question.count() else ""


def rate(page: "Page", key: str = "3") -> str:
    """Have the answer shown, rate by a key, and tell what was asked."""
    question = asked(page)
    press(page, f"Space {key}")
    return question


def told(page: "Page") -> str:
    """What the page says of what was done."""
    return page.inner_text("#status")
