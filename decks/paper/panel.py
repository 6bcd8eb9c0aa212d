"""The faces of a card: where number, context, text, time and code stand in a panel."""

import re
from dataclasses import dataclass, replace
from html import escape

from cuedeck.decks.paper.content import Content, content
from cuedeck.decks.paper.fit import POINT, SIZES, Setting, even_width, fit, lines, text_height
from cuedeck.decks.paper.grid import Rect
from cuedeck.decks.paper.page import Part, Style
from cuedeck.decks.paper.print_card import Leaf
from cuedeck.decks.paper.widths import advance

EDGE = 5.0
"""Millimetres from the edge of a card to its text."""
SMALL = 7.5
"""Points of numbers, contexts and times."""
SMALL_LINE = SMALL * POINT * 1.3
"""Millimetres of such a line."""

_SMALL_SIZES = tuple(size for size in SIZES if size >= 8.5)
"""Points of text on small cards; what needs less is better read on a larger one."""
_BESIDE_NUMBER = 3.0
"""Millimetres between a number and the context."""
_AIR = 1.5
_LINK_SIZE = 6.5
_LINK_LINES = 3


@dataclass(frozen=True, slots=True)
class Faces:
    """Both faces of a card as they fit panels of one size."""

    front: tuple[Part, ...]
    back: tuple[Part, ...]
    has_code: bool


def faces(leaf: Leaf, width: float, height: float, *, is_small: bool = False) -> Faces | None:
    """The faces in panels of so many millimetres, without the code if only that makes room; None if they do not fit.

    Small cards are for what is short: they take no small type, break no word, and keep their code.
    """
    front = _front(leaf, width, height, is_small=is_small)
    if front is None:
        return None
    for has_code in (leaf.code is not None,) if is_small or not leaf.code else (True, False):
        back = _back(leaf, width, height, has_code=has_code, is_small=is_small)
        if back is not None:
            return Faces(front, back, has_code)
    return None


def text(shown: Content, rect: Rect, setting: Setting, style: Style = Style.CENTRED) -> Part:
    """Content at its place, its images as high as there is room for.

    Where it is centred, its lines are made about equally long: no word is left alone on the last.
    """
    if style is Style.CENTRED:
        rect = replace(rect, width=even_width(shown, rect.width, setting.size))
    limit = f'<img style="max-height:{setting.image:g}mm"'
    html = re.sub(r"<img\b", limit, shown.html) if shown.images else shown.html
    return Part(style, rect, html, setting.size)


def _front(leaf: Leaf, width: float, height: float, *, is_small: bool) -> tuple[Part, ...] | None:
    inner = width - 2 * EDGE
    aside = _number_width(leaf) + _BESIDE_NUMBER
    high = text_height(leaf.context, inner - aside, SMALL) if leaf.context else SMALL_LINE
    head = Rect(EDGE + aside, EDGE, round(inner - aside, 2), round(high, 2))
    area = _between(head.bottom, height - EDGE, width)
    setting = _fit(leaf.question, area, is_small=is_small)
    if setting is None:
        return None
    context = (Part(Style.CONTEXT, head, leaf.context.html),) if leaf.context else ()
    return (_number(leaf), *context, text(leaf.question, area, setting))


def _back(leaf: Leaf, width: float, height: float, *, has_code: bool, is_small: bool) -> tuple[Part, ...] | None:
    foot = leaf.code.side - leaf.code.quiet if leaf.code and has_code else SMALL_LINE if leaf.time else 0.0
    area = _between(EDGE + SMALL_LINE, height - EDGE - foot, width)
    setting = _fit(leaf.answer, area, is_small=is_small)
    if setting is None:
        return None
    return (_number(leaf), text(leaf.answer, area, setting), *_moment(leaf, width, height - EDGE, has_code=has_code))


def _fit(shown: Content, area: Rect, *, is_small: bool) -> Setting | None:
    return fit(shown, area.width, area.height, _SMALL_SIZES if is_small else SIZES, unbroken=is_small)


def _between(top: float, bottom: float, width: float) -> Rect:
    """The room for text between two heights."""
    return Rect(EDGE, round(top + _AIR, 2), round(width - 2 * EDGE, 2), max(0.0, round(bottom - top - 2 * _AIR, 2)))


def _number(leaf: Leaf) -> Part:
    return Part(Style.NUMBER, Rect(EDGE, EDGE, _number_width(leaf), round(SMALL_LINE, 2)), str(leaf.number))


def _number_width(leaf: Leaf) -> float:
    """Millimetres that the digits of a number take; all digits are equally wide."""
    return round(len(str(leaf.number)) * advance("0", bold=True) * SMALL * POINT + 0.1, 1)


def _moment(leaf: Leaf, width: float, bottom: float, *, has_code: bool) -> tuple[Part, ...]:
    """The time on the lower left, and the code on the lower right with its link beside it."""
    if not (leaf.code and has_code):
        line = Rect(EDGE, round(bottom - SMALL_LINE, 2), round(width - 2 * EDGE, 2), round(SMALL_LINE, 2))
        return (Part(Style.TIME, line, escape(leaf.time)),) if leaf.time else ()
    side, quiet = leaf.code.side, leaf.code.quiet
    # What is black of a code stands in line with the text.
    picture = Rect(round(width - EDGE - side + quiet, 2), round(bottom - side + quiet, 2), side, side)
    beside = Rect(EDGE, picture.top, round(picture.left - EDGE, 2), round(side - quiet, 2))
    return (
        Part(Style.TIME, beside, f"{escape(leaf.time)}{_typed(leaf.link, beside.width)}"),
        Part(Style.CODE, picture, leaf.code.uri),
    )


def _typed(link: str, width: float) -> str:
    """A link under its time; nothing where it is too long to be typed by anyone."""
    shown = content(escape(link))
    return f"<br><small>{shown.html}</small>" if lines(shown, width, _LINK_SIZE) <= _LINK_LINES else ""
