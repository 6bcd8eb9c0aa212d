"""Proofs: what stands where on printed pages, read from PDF by poppler and from codes by a real decoder."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import import_module
from itertools import combinations
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import pytest

from cuedeck.decks.paper.pdf import pdf
from tests.browser import Word, read, visit

if TYPE_CHECKING:
    from PIL.Image import Image
    from playwright.sync_api import Browser

MM = 25.4 / 72
"""Millimetres of a point."""
NEAR = 0.3
"""Millimetres that a number may stand off its place."""
CLEAR = 4.0
"""Millimetres that words keep from edges and folds."""
_DPI = 300


@dataclass(frozen=True, slots=True)
class Spot:
    """Where one face of a card belongs; all figures in millimetres."""

    page: int
    """Counts from 1."""
    left: float
    top: float
    width: float
    height: float

    def holds(self, word: Word) -> bool:
        """Whether the middle of a word of the same page is in it."""
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        return (
            word.page == self.page
            and self.left <= x <= self.left + self.width
            and self.top <= y <= self.top + self.height
        )

    def cuts(self, word: Word) -> bool:
        """Whether a word in it comes near one of its edges."""
        return (
            word.left < self.left + CLEAR
            or word.top < self.top + CLEAR
            or word.right > self.left + self.width - CLEAR
            or word.bottom > self.top + self.height - CLEAR
        )


@dataclass(frozen=True, slots=True)
class Proof:
    """A PDF as a reader sees it; all figures in millimetres."""

    file: Path
    sizes: tuple[tuple[float, float], ...]
    words: tuple[Word, ...]

    @property
    def text(self) -> Mapping[int, str]:
        """The words of each page, in a row."""
        return {
            page: " ".join(word.text for word in self.words if word.page == page)
            for page in range(1, len(self.sizes) + 1)
        }


def proof(file: Path) -> Proof:
    """Read a PDF; skips the test where poppler is missing."""
    if not shutil.which("pdftotext"):
        pytest.skip("poppler-utils is not installed")
    sizes, words = read(file)
    scaled = (
        replace(word, left=word.left * MM, top=word.top * MM, right=word.right * MM, bottom=word.bottom * MM)
        for word in words
    )
    return Proof(file, tuple((width * MM, height * MM) for width, height in sizes), tuple(scaled))


def needs_weasyprint() -> ModuleType:
    """Give WeasyPrint; skip the test where it, or Pango, which it sets text with, is missing."""
    try:
        return import_module("weasyprint")
    except (ImportError, OSError):
        pytest.skip("WeasyPrint or Pango is not installed")


def by_weasyprint(html: str, folder: Path) -> Proof:
    """Print with WeasyPrint; skips the test where it is missing."""
    needs_weasyprint()
    file = folder / "weasyprint.pdf"
    file.write_bytes(pdf(html).data)
    return proof(file)


def by_chromium(browser: "Browser", html: str, folder: Path, *, scale: float = 1) -> Proof:
    """Print with Chromium, on the paper that the page names."""
    file = folder / "chromium.pdf"
    with browser.new_context() as context:
        page, record = visit(context, html, folder)
        page.pdf(path=file, prefer_css_page_size=True, print_background=True, scale=scale)
    assert not record.remote
    assert not record.messages
    return proof(file)


# Each check names what is wrong; a right page gives nothing.


def paper_faults(shown: Proof, pages: int, size: tuple[float, float]) -> Iterator[str]:
    """Pages missing, too many, or of another size."""
    if len(shown.sizes) != pages:
        yield f"{len(shown.sizes)} pages instead of {pages}"
    for number, found in enumerate(shown.sizes, 1):
        if max(abs(found[0] - size[0]), abs(found[1] - size[1])) > NEAR:
            yield f"page {number} is {found[0]:.1f} x {found[1]:.1f} mm"


def label_faults(shown: Proof, deck: str) -> Iterator[str]:
    """Pages without the deck's name or their number, and words too near the edge of the paper."""
    for number, text in shown.text.items():
        if deck not in text or f"Page {number} of {len(shown.sizes)}" not in text:
            yield f"page {number} is not named"
    for word in shown.words:
        width, height = shown.sizes[word.page - 1]
        if Spot(word.page, 0, 0, width, height).cuts(word):
            yield f"`{word.text}` is at the edge of page {word.page}"


def number_faults(shown: Proof, spots: Mapping[int, Spot]) -> Iterator[str]:
    """Cards whose number does not stand 5 mm from the upper left corner of its spot."""
    for number, spot in spots.items():
        near = [word for word in shown.words if word.text == str(number) and spot.holds(word)]
        tops = [word.top - spot.top for word in near if abs(word.left - spot.left - 5) <= NEAR]
        if not any(abs(top - 5) <= 1 for top in tops):
            yield f"{number} is missing from its place on page {spot.page}"


def pair_faults(shown: Proof, fronts: Mapping[int, Spot], backs: Mapping[int, Spot]) -> Iterator[str]:
    """Cards whose two numbers do not stand at the same place of their faces."""
    for number, front in fronts.items():
        places = []
        for spot in (front, backs[number]):
            words = [word for word in shown.words if word.text == str(number) and spot.holds(word)]
            places += [(word.left - spot.left, word.top - spot.top) for word in words[:1]]
        if len(places) < 2 or max(abs(a - b) for a, b in zip(*places, strict=True)) > NEAR:
            yield f"the backs of {number} and its front do not meet"


def edge_faults(shown: Proof, spots: Sequence[Spot]) -> Iterator[str]:
    """Words near the edge of the card they stand on."""
    for spot in spots:
        for word in shown.words:
            if spot.holds(word) and spot.cuts(word):
                yield f"`{word.text}` is at the edge of a card on page {spot.page}"


def overlap_faults(shown: Proof) -> Iterator[str]:
    """Words that lie on each other."""
    for page in range(1, len(shown.sizes) + 1):
        for one, other in combinations((word for word in shown.words if word.page == page), 2):
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            if min(across, down) > NEAR:
                yield f"`{one.text}` and `{other.text}` overlap on page {page}"


def code_faults(shown: Proof, links: Mapping[int, str], spots: Mapping[int, Spot]) -> Iterator[str]:
    """Cards without a code that opens their link, and codes where none belongs."""
    read_codes = {page: codes(shown.file, page) for page in range(1, len(shown.sizes) + 1)}
    for number, spot in spots.items():
        found = [
            text
            for x, y, text in read_codes.get(spot.page, [])
            if spot.left <= x <= spot.left + spot.width and spot.top <= y <= spot.top + spot.height
        ]
        if found != ([links[number]] if number in links else []):
            yield f"the code of {number} says {found}"


def ink(
    shown: Proof, page: int, x: float, y: float, wide: float, *, high: float = 0
) -> tuple[float, float, float, float]:
    """The edges of what is printed within some millimetres of a place, measured from that place."""
    with scanned(shown.file, page) as scan:
        mm = 25.4 / _DPI
        high = high or wide
        left, top, right, bottom = (round(at / mm) for at in (x - wide, y - high, x + wide, y + high))
        area = scan.crop((left, top, right, bottom))
        box = area.point(lambda light: 255 if light < 128 else 0).getbbox()
    assert box is not None, f"nothing is printed around {x}, {y} on page {page}"
    left, top, right, bottom = box
    return left * mm - wide, top * mm - high, right * mm - wide, bottom * mm - high


def codes(file: Path, page: int) -> list[tuple[float, float, str]]:
    """Middle, in millimetres, and text of each code on a page, as scanned at 300 dpi."""
    zxing = pytest.importorskip("zxingcpp", reason="the code reader is not installed: pip install zxing-cpp")
    with scanned(file, page) as scan:
        found = zxing.read_barcodes(scan)
    mm = 25.4 / _DPI
    return [(_middle(one.position, "x") * mm, _middle(one.position, "y") * mm, one.text) for one in found]


@contextmanager
def scanned(file: Path, page: int) -> "Iterator[Image]":
    """A page as a scanner sees it."""
    pillow = pytest.importorskip("PIL.Image", reason="Pillow is not installed")
    with tempfile.TemporaryDirectory() as folder:
        stem = Path(folder) / "page"
        pages = ["-f", str(page), "-l", str(page), "-singlefile"]
        command = ["pdftoppm", "-r", str(_DPI), "-gray", *pages, str(file), str(stem)]
        subprocess.run(command, check=True, capture_output=True)
        with pillow.open(stem.with_suffix(".pgm")) as scan:
            yield scan


def _middle(position: object, axis: str) -> float:
    corners = ("top_left", "top_right", "bottom_left", "bottom_right")
    return sum(float(getattr(getattr(position, corner), axis)) for corner in corners) / len(corners)


def seconds(link: str) -> int:
    """The second that a link opens."""
    match = re.search(r"[?&#]t=(\d+)", link)
    assert match is not None
    return int(match[1])
