"""How high text becomes in a given width, and the largest size at which it fits."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from cuedeck.decks.paper.content import ABOVE, BELOW, LINE, Block, Content, Row, Word

POINT = 25.4 / 72
"""Millimetres."""
SIZES = (13.0, 12.0, 11.0, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
"""Points, the best first; what needs less than the last is not set smaller."""

_SURE = 0.98
"""Share of a line that is filled; engines round widths each in their own way."""
SLACK = 0.4
"""Millimetres of height kept free for the same reason."""
_LEAST_IMAGE = 20.0
"""Millimetres; on a smaller image nothing can be told apart."""
_SHARES = (0.6, 0.7, 0.8, 0.9)
"""Of the width there is; on less, short lines would look like a mistake."""
_AROUND_IMAGE = 0.5
"""Em above an image."""
_CELL = 0.8
"""Em left and right of the text of a table's cell."""
_CELL_HEIGHT = 0.5
"""Em above and below it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How text is set so that it fits."""

    size: float
    """Points."""
    image: float = 0.0
    """Millimetres that each image may be high."""


def fit(
    content: Content, width: float, height: float, sizes: Sequence[float] = SIZES, *, unbroken: bool = False
) -> Setting | None:
    """The largest size at which content fits millimetres of width and height; None where no size does.

    `unbroken`: no word may be wider than its line.
    """
    for size in sizes:
        if unbroken and _is_broken(content.blocks, width / (size * POINT)):
            continue
        room = height - SLACK - text_height(content, width, size)
        if not content.images:
            if room >= 0:
                return Setting(size)
        else:
            each = room / content.images - _AROUND_IMAGE * size * POINT
            if each >= min(_LEAST_IMAGE, height):
                return Setting(size, math.floor(each * 10) / 10)
    return None


def text_height(content: Content, width: float, size: float) -> float:
    """Millimetres that the text of content takes at a size in points; infinite where a formula is too wide."""
    em = size * POINT
    return _height(content.blocks, width / em) * em


def even_width(content: Content, width: float, size: float) -> float:
    """The least width, of a few, at which content is no higher than at `width` millimetres."""
    high = text_height(content, width, size)
    fewer = (width * share for share in _SHARES)
    even = next((less for less in fewer if text_height(content, less, size) <= high), width)
    return width if content.images else min(width, math.ceil(even))


def image_height(content: Content, setting: Setting) -> float:
    """Millimetres that the images of content take."""
    return content.images * (setting.image + _AROUND_IMAGE * setting.size * POINT)


def lines(content: Content, width: float, size: float) -> int:
    """How many lines plain content takes."""
    return round(text_height(content, width, size) / (size * POINT * LINE))


@cache
def _line(above: float, below: float) -> float:
    return max(ABOVE, above) + max(BELOW, below)


def _height(blocks: Sequence[Block | Row], width: float) -> float:
    total = 0.0
    for place, block in enumerate(blocks):
        total += block.gap if place else 0.0
        room = width - block.indent
        total += _row_height(block, room) if isinstance(block, Row) else _lines_height(block.words, room * _SURE)
    return total


def _row_height(row: Row, width: float) -> float:
    if not row.cells:
        return 0.0
    each = width / len(row.cells) - _CELL
    return max(_height(cell, each) for cell in row.cells) + _CELL_HEIGHT


def _is_broken(blocks: Sequence[Block | Row], width: float) -> bool:
    """Whether a word is wider than its line."""
    for block in blocks:
        room = width - block.indent
        if isinstance(block, Row):
            each = room / max(len(block.cells), 1) - _CELL
            if any(_is_broken(cell, each) for cell in block.cells):
                return True
        elif any(word.width > room * _SURE for word in block.words):
            return True
    return False


def _lines_height(words: Sequence[Word], width: float) -> float:
    """The height of words that each stand on the first line with room for them, in em."""
    if width <= 0:
        return math.inf
    total, at, above, below = 0.0, 0.0, ABOVE, BELOW
    for word in words:
        if at and at + word.space + word.width > width:
            total += _line(above, below)
            at, above, below = 0.0, ABOVE, BELOW
        at += (word.space if at else 0.0) + word.width
        above, below = max(above, word.above), max(below, word.below)
        if at > width:
            if word.is_drawing:
                return math.inf
            more = math.ceil(at / width) - 1
            at -= more * width
            # Engines may break it at a hyphen or a slash of their choice, which takes one line more.
            total += (more + 1) * LINE
    return total + _line(above, below)
