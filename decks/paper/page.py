"""What stands on a page: panels and lines, each at its place in millimetres."""

from dataclasses import dataclass
from enum import StrEnum

from cuedeck.decks.paper.grid import Rect
from cuedeck.decks.paper.print_card import Misfit


class Style(StrEnum):
    """What a part is; also its class in the style sheet."""

    NUMBER = "n"
    CONTEXT = "k"
    CENTRED = "c"
    """Text in the middle of its height."""
    TEXT = "t"
    """Text from the top of its rectangle."""
    TIME = "m"
    """A time and its link, on the bottom of the rectangle."""
    TIME_RIGHT = "mr"
    """A time at the right of the rectangle."""
    CODE = "q"
    LABEL = "l"
    """Small text that names the page."""
    LABEL_RIGHT = "lr"
    HEADING = "h"
    PICTURE = "svg"
    CUT = "cut"
    """Lines around the rectangle to cut along."""
    FOLD = "fold"
    """A line down its left to fold along."""
    RULE = "rule"
    """A line along its bottom to write on."""
    RULER = "ruler"
    """A line along its bottom with its two ends marked."""


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of text, one picture or one line."""

    style: Style
    rect: Rect
    """On the page, or in the panel it belongs to."""
    html: str = ""
    """Of a code: the address of its picture."""
    size: float = 0.0
    """Points; 0 where the style says it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One face of one card where it stands on a page."""

    rect: Rect
    parts: tuple[Part, ...]
    is_cut: bool = False
    """Whether there are lines around it to cut along."""
    outline: str = ""
    """The entry of the document's outline that begins here."""
    language: str | None = None
    """Code of the one that its card is in, empty where that is not known; None for that of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One side of a sheet of paper."""

    panels: tuple[Panel, ...]
    lines: tuple[Part, ...] = ()
    """What belongs to no panel."""
    sheet: int = 0
    """Which sheet of paper it is on, from 1; 0 where every page is a sheet."""
    side: str = ""
    """What tells the page from others, such as `front`, in the language of the deck."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """A deck, or a part of it, laid out on pages."""

    pages: tuple[Page, ...]
    """In the order they are printed."""
    misfits: tuple[Misfit, ...] = ()
    sheets: int = 0
    """How many sheets of paper are printed on both sides."""
