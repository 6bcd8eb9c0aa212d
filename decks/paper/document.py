"""Pages -> HTML documents that print alike everywhere: all places are absolute, in millimetres."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate

from decks.page import fill
from decks.paper.calibration import calibration
from decks.paper.choices import Layout
from decks.paper.duplex import duplex
from decks.paper.fit import POINT
from decks.paper.folding import folding
from decks.paper.grid import Grid, Rect
from decks.paper.job import Job
from decks.paper.leaf import Leaf, Misfit
from decks.paper.page import Laid, Page, Panel, Part, Style
from decks.paper.quiz import ASIDE, quiz
from decks.paper.widths import advance
from decks.wording import Wording

MOST = 1000
"""Cards of one document; browsers grow slow with more."""

_SIZE = 7.0
"""Points of what names a page, as in the style sheet."""
_LINE = 3.0
"""Millimetres of such a line."""
_EDGE = 5.0
"""Millimetres from the edge of the paper to it; most printers leave 4 mm white."""
_SHARE = 0.6
"""Of the line, what the name of a deck may take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file to print."""

    html: str
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A page with what names it."""

    lines: tuple[Part, ...]
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class _Numbering:
    """Where a part of a deck stands among all of them."""

    pages_before: int
    pages: int
    sheets_before: int
    sheets: int


def documents(
    deck: str, leaves: Sequence[Leaf], job: Job, words: Wording
) -> tuple[tuple[Document, ...], tuple[Misfit, ...]]:
    """The files of a deck, one for each thousand cards, with pages counted through; and the cards set otherwise."""
    chunks = [leaves[at : at + MOST] for at in range(0, len(leaves), MOST)] or [leaves]
    parts = [_laid(deck, chunk, job, words) for chunk in chunks]
    pages = [0, *accumulate(len(part.pages) for part in parts)]
    sheets = [0, *accumulate(part.sheets for part in parts)]
    made = tuple(
        Document(
            html=_html(deck, part, job, words, _Numbering(before, pages[-1], sheets_before, sheets[-1])),
            pages=len(part.pages),
        )
        for part, before, sheets_before in zip(parts, pages, sheets, strict=False)
    )
    return made, tuple(misfit for part in parts for misfit in part.misfits)


def _laid(deck: str, leaves: Sequence[Leaf], job: Job, words: Wording) -> Laid:
    match job.layout:
        case Layout.CARDS | Layout.INDEX:
            return duplex(leaves, job, words)
        case Layout.FOLD:
            return folding(leaves, job)
        case Layout.QUIZ:
            return quiz(leaves, job, words, deck)
        case Layout.CALIBRATION:
            return calibration(job, words)
        case Layout.SHEET:
            raise ValueError("the study list is a page of its own, which `decks.sheet` makes")


def _html(deck: str, laid: Laid, job: Job, words: Wording, at: _Numbering) -> str:
    pages = [
        _Shown(lines=(*_labels(deck, page, job, words, number, at), *page.lines), panels=page.panels)
        for number, page in enumerate(laid.pages, at.pages_before + 1)
    ]
    parts = [part for page in pages for part in (*page.lines, *(part for one in page.panels for part in one.parts))]
    panels = [panel.rect for page in pages for panel in page.panels]
    return fill(
        "paper.html.j2",
        deck=deck,
        language=words.language,
        layout=job.layout.value,
        paper=job.paper,
        pages=pages,
        places={
            rect: f"p{place}" for place, rect in enumerate(dict.fromkeys([*panels, *(part.rect for part in parts)]))
        },
        cells={part.rect for part in parts if part.style in {Style.CENTRED, Style.TIME}},
        sizes={size: f"s{size * 10:.0f}" for size in sorted({part.size for part in parts})},
        outline=_Outline(),
    )


class _Outline:
    """Tells where an entry of the outline begins: at the first panel of each run that names the same."""

    def __init__(self) -> None:
        self._last = ""

    def begins(self, panel: Panel) -> bool:
        """Whether the panel is the first of its run; panels must be asked in order."""
        is_first = bool(panel.outline) and panel.outline != self._last
        self._last = panel.outline or self._last
        return is_first


def _labels(deck: str, page: Page, job: Job, words: Wording, number: int, at: _Numbering) -> Iterator[Part]:
    """What names a page: the deck, the sheet and its side above, the number of the page below."""
    numbered = words.page_of.format(page=number, pages=at.pages)
    aside = ASIDE if job.layout is Layout.QUIZ else max(Grid(job.paper, 1, 1).margins[0], _EDGE)
    above, below = (
        Rect(aside, top, job.paper.width - 2 * aside, _LINE) for top in (_EDGE, job.paper.height - _EDGE - _LINE)
    )
    yield Part(Style.LABEL, below if job.paper.is_card else above, escape(_shortened(deck, above.width * _SHARE)))
    yield Part(Style.LABEL_RIGHT, below, escape(numbered))
    if not job.paper.is_card and (side := _side(page, words, at)):
        yield Part(Style.LABEL_RIGHT, above, escape(side))


def _side(page: Page, words: Wording, at: _Numbering) -> str:
    """`Sheet 1 of 3 · front`, or what else tells the page from others."""
    sheet = words.sheet_of.format(sheet=at.sheets_before + page.sheet, sheets=at.sheets) if page.sheet else ""
    return " · ".join(filter(None, (sheet, page.side)))


def _shortened(name: str, width: float) -> str:
    """A name that takes so many millimetres on a line, its end left out where it is longer."""
    room = width / (_SIZE * POINT)
    if advance(name) <= room:
        return name
    whole = next(length for length in range(len(name), -1, -1) if advance(name[:length]) + 1 <= room)
    return f"{name[:whole].rstrip()}…"
