"""The pictures of a review in the README, made of the sample notes: `python -m bench.pictures`.

Needs what the tests need: playwright, and Chromium.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, ViewportSize, sync_playwright

ROOT = Path(__file__).parents[1]
SIZE = ViewportSize(width=1180, height=760)


def main() -> None:
    """Start a review, take both pictures, and end it."""
    with tempfile.TemporaryDirectory() as decks:
        command = [sys.executable, "-m", "cuedeck", "review", "examples", "-o", decks, "--no-open"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as review:  # noqa: S603 - our own command
            try:
                take(str(review.stdout and review.stdout.readline()).strip())
            finally:
                review.terminate()


def take(address: str) -> None:
    """Take pictures of the list of notes and of one note, some of whose cards are decided."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, device_scale_factor=1.5)
        page.goto(address)
        page.locator("a[href^='/note/']").first.click(timeout=60_000)
        decide(page)
        page.screenshot(path=ROOT / "docs" / "review-note.png")
        page.get_by_role("link", name="All notes").click()
        page.locator("#begin:focus").wait_for()
        page.screenshot(path=ROOT / "docs" / "review-list.png")
        browser.close()


def decide(page: Page) -> None:
    """Keep two cards and drop one."""
    page.locator(".entry").first.wait_for()
    for key in ("Enter", "Enter", "x"):
        page.keyboard.press(key)
        page.wait_for_timeout(400)


if __name__ == "__main__":
    main()
