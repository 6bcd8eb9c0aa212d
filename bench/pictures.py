"""The pictures in the README, made of the sample notes: `python -m bench.pictures`.

Needs what the tests need: playwright, and Chromium.
"""

import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

from cuedeck.cards.ledger import parse
from cuedeck.decks.schedule.log import text
from cuedeck.decks.schedule.review import Rating, Review

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SIZE = ViewportSize(width=1180, height=760)
DAYS = 200
"""For how long somebody has studied before the pictures are taken."""


def main() -> None:
    """Take pictures of a review, then of studying."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        decks = Path(folder)
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, device_scale_factor=1.5)
        with opened("review", ROOT / "examples", decks, page):
            review(page)
        with opened("study", ROOT / "examples", decks, page):
            study(page)
        notes = shutil.copytree(ROOT / "examples", decks / "notes")
        (notes / "cuedeck.yaml").write_text("cards: all\n", "utf-8")
        with opened("study", notes, decks / "all", page):
            pretend(decks / "all")
            statistics(page)
        browser.close()


@contextmanager
def opened(command: str, notes: Path, decks: Path, page: Page) -> Iterator[None]:
    """Run a command on notes, open its page, and end it."""
    called = [sys.executable, "-m", "cuedeck", command, str(notes), "-o", str(decks), "--no-open"]
    with subprocess.Popen(called, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:  # noqa: S603 - our own command
        try:
            page.goto(str(running.stdout and running.stdout.readline()).strip())
            yield
        finally:
            running.terminate()


def review(page: Page) -> None:
    """Take pictures of the list of notes and of one note, some of whose cards are decided."""
    page.locator("a[href^='/note/']").first.click(timeout=60_000)
    page.locator(".entry").first.wait_for()
    for key in ("Enter", "Enter", "x"):
        page.keyboard.press(key)
        page.wait_for_timeout(400)
    page.screenshot(path=DOCS / "review-note.png")
    page.get_by_role("link", name="All notes").click()
    page.locator("#begin:focus").wait_for()
    page.screenshot(path=DOCS / "review-list.png")


def study(page: Page) -> None:
    """Take a picture of a card with its answer."""
    for key in (" ", "3", " "):
        page.keyboard.press(key)
        page.wait_for_timeout(400)
    page.screenshot(path=DOCS / "study-card.png")


def statistics(page: Page) -> None:
    """Take a picture of what was studied."""
    page.get_by_role("link", name="Statistics").first.click()
    page.locator(".year").wait_for()
    page.screenshot(path=DOCS / "study-statistics.png")


def pretend(decks: Path) -> None:
    """Write logs as of somebody who has studied a while, on most days."""
    dice, begun = random.Random(1), datetime.now(UTC) - timedelta(days=DAYS)  # noqa: S311 - it shall be the same again
    studied = [day for day in range(DAYS) if dice.random() < 0.8]
    for ledger in sorted(decks.glob("*.ledger.jsonl")):
        guids = sorted(entry.guid for entry in parse(ledger.read_text("utf-8"), ledger.name).entries)
        reviews = [one for guid in guids for one in _history(guid, studied, begun, dice)]
        log = ledger.with_name(ledger.name.replace(".ledger.", ".reviews."))
        log.write_text(text(sorted(reviews)), "utf-8")


def _history(guid: str, studied: list[int], begun: datetime, dice: random.Random) -> Iterator[Review]:
    """The reviews of a card, ever further apart until it is forgotten."""
    day, pause = dice.choice(studied[: DAYS // 2]), 1.0
    while day < DAYS:
        on = next((one for one in studied if one >= day), DAYS)
        if on == DAYS:
            return
        rating = dice.choices(list(Rating), (12, 10, 65, 13))[0]
        at = begun + timedelta(days=on, seconds=dice.randrange(3600))
        yield Review(int(at.timestamp()), guid, rating, dice.randrange(3000, 12_000))
        pause = 1.0 if rating is Rating.AGAIN else pause * 1.7
        day = on + max(1, round(pause))


if __name__ == "__main__":
    main()
