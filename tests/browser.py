"""A real Chromium for tests of pages: what a page does in it, and what it puts on paper."""

import re
import shutil
import subprocess
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome")

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Keep the browser itself quiet, so that what is recorded is the page's doing."""


@contextmanager
def chromium() -> Iterator["Browser"]:
    """Start a headless Chromium; skips the test where Chromium or playwright is missing."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    executable = next(filter(None, map(shutil.which, _NAMES)), None)
    if executable is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass(frozen=True, slots=True)
class Record:
    """What a page asked for and said, from its first moment on."""

    requests: list[str] = field(default_factory=list)
    """Every address, that of the page itself first; `data:` ones do not count as requests."""
    messages: list[str] = field(default_factory=list)
    """Console messages of any level, and uncaught errors."""

    @property
    def remote(self) -> list[str]:
        """The requests for anything but files."""
        return [address for address in self.requests if not address.startswith("file:")]


def visit(context: "BrowserContext", html: str, folder: Path) -> tuple["Page", Record]:
    """Open a page from a file, as a user does."""
    file = folder / "page.html"
    file.write_text(html, encoding="utf-8")
    page, record = context.new_page(), Record()
    page.on("request", lambda request: record.requests.append(request.url))
    page.on("console", lambda message: record.messages.append(message.text))
    page.on("pageerror", lambda error: record.messages.append(str(error)))
    page.goto(file.as_uri(), wait_until="load")
    return page, record


@dataclass(frozen=True, slots=True)
class Word:
    """A word on paper; distances in points from the upper left corner of its page."""

    page: int
    """Counts from 1."""
    left: float
    top: float
    right: float
    bottom: float
    text: str


def printed(browser: "Browser", html: str, folder: Path, *, paper: str = "A4", dark: bool = False) -> Path:
    """Print a page with its backgrounds to PDF, on `A4` or `Letter`, for a user of light or dark colours."""
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed")
    pdf = folder / f"{paper}.pdf"
    with browser.new_context(color_scheme="dark" if dark else "light") as context:
        page, _ = visit(context, html, folder)
        page.pdf(path=pdf, format=paper, print_background=True)
    return pdf


def read(pdf: Path) -> tuple[list[tuple[float, float]], list[Word]]:
    """Width and height of every page in points, and all words."""
    layout = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True).stdout
    sizes: list[tuple[float, float]] = []
    words: list[Word] = []
    for line in layout.splitlines():
        figures = [float(figure) for figure in re.findall(r'="([\d.]+)"', line)]
        if line.lstrip().startswith("<page"):
            sizes.append((figures[0], figures[1]))
        elif line.lstrip().startswith("<word"):
            left, top, right, bottom = figures
            words.append(Word(len(sizes), left, top, right, bottom, unescape(re.sub(r"<.*?>", "", line).strip())))
    return sizes, words


def restyled(html: str, style: str) -> str:
    """A page with rules added to its style sheet, which its policy is made to allow."""
    sheet = html.partition("<style>")[2].partition("</style>")[0]
    changed = html.replace(f"{sheet}</style>", f"{sheet}{style}</style>", 1)
    return changed.replace(_digest(sheet), _digest(sheet + style), 1)


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
