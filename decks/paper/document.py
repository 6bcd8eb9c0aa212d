"""Pages -> HTML documents that print alike everywhere: all places are absolute, in millimetres."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate

from cuedeck.decks.page.template import fill, policy
from cuedeck.decks.page.words import Wording
from cuedeck.decks.paper.calibration import calibration
from cuedeck.decks.paper.choices import Layout
from cuedeck.decks.paper.duplex import duplex, settled
from cuedeck.decks.paper.fit import POINT
from cuedeck.decks.paper.folding import folding
from cuedeck.decks.paper.grid import Grid, Rect
from cuedeck.decks.paper.job import Job
from cuedeck.decks.paper.page import Laid, Page, Panel, Part, Style
from cuedeck.decks.paper.print_card import Leaf, Misfit
from cuedeck.decks.paper.quiz import ASIDE, quiz
from cuedeck.decks.paper.widths import advance

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Book:
    """What all documents of a deck have in common."""

    deck: str
    job: Job
    words: Wording
    pages: int
    """Of all documents together, as are `sheets`."""
    sheets: int


@dataclass(frozen=True, slots=True)
class _Part:
    """What one document holds, and how many pages and sheets come before it."""

    laid: Laid
    pages_before: int
    sheets_before: int


def documents(
    deck: str, leaves: Sequence[Leaf], job: Job, words: Wording
) -> tuple[tuple[Document, ...], tuple[Misfit, ...]]:
    """The files of a deck, one for each thousand cards, with pages counted through; and the cards set otherwise."""
    job = settled(leaves, job)
    chunks = [leaves[at : at + MOST] for at in range(0, len(leaves), MOST)] or [leaves]
    laid = [_laid(deck, chunk, job, words) for chunk in chunks]
    pages = [0, *accumulate(len(part.pages) for part in laid)]
    sheets = [0, *accumulate(part.sheets for part in laid)]
    book = _Book(deck=deck, job=job, words=words, pages=pages[-1], sheets=sheets[-1])
    parts = map(_Part, laid, pages, sheets)
    made = tuple(Document(html=_html(book, part), pages=len(part.laid.pages)) for part in parts)
    return made, tuple(misfit for part in laid for misfit in part.misfits)


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


def _html(book: _Book, part: _Part) -> str:
    pages = [
        _Shown(lines=(*_labels(book, part, page, number), *page.lines), panels=page.panels)
        for number, page in enumerate(part.laid.pages, part.pages_before + 1)
    ]
    pieces = [
        piece for page in pages for piece in (*page.lines, *(piece for one in page.panels for piece in one.parts))
    ]
    panels = [panel.rect for page in pages for panel in page.panels]
    rects = dict.fromkeys([*panels, *(piece.rect for piece in pieces)])
    places = {rect: f"p{place}" for place, rect in enumerate(rects)}
    sizes = {size: f"s{size * 10:.0f}" for size in sorted({piece.size for piece in pieces})}
    cells = {piece.rect for piece in pieces if piece.style in {Style.CENTRED, Style.TIME}}
    style = fill("paper.css.j2", paper=book.job.paper, places=places, cells=cells, sizes=sizes)
    return fill(
        "paper.html.j2",
        deck=book.deck,
        language=book.words.language,
        style=style,
        policy=policy(style=style),
        pages=pages,
        places=places,
        sizes=sizes,
        outline=_Outline(),
    )


class _Outline:
    """Tells where an entry of the outline begins: at the first panel that names it, though cards of others mix in."""

    def __init__(self) -> None:
        self._begun = {""}

    def begins(self, panel: Panel) -> bool:
        """Whether the panel is the first that names its entry; panels must be asked in order."""
        is_first = panel.outline not in self._begun
        self._begun.add(panel.outline)
        return is_first


def _labels(book: _Book, part: _Part, page: Page, number: int) -> Iterator[Part]:
    """What names a page: the deck, the sheet and its side above, the number of the page below."""
    paper = book.job.paper
    aside = ASIDE if book.job.layout is Layout.QUIZ else max(Grid(paper, 1, 1).margins[0], _EDGE)
    above, below = (Rect(aside, top, paper.width - 2 * aside, _LINE) for top in (_EDGE, paper.height - _EDGE - _LINE))
    name = escape(_shortened(book.deck, above.width * _SHARE))
    yield Part(Style.LABEL, below if paper.is_card else above, name)
    yield Part(Style.LABEL_RIGHT, below, escape(book.words.page_of.format(page=number, pages=book.pages)))
    if not paper.is_card and (side := _side(book, part, page)):
        yield Part(Style.LABEL_RIGHT, above, escape(side))


def _side(book: _Book, part: _Part, page: Page) -> str:
    """`Sheet 1 of 3 · front`, or what else tells the page from others."""
    sheet = book.words.sheet_of.format(sheet=part.sheets_before + page.sheet, sheets=book.sheets)
    return " · ".join(filter(None, (sheet if page.sheet else "", page.side)))


def _shortened(name: str, width: float) -> str:
    """A name that takes so many millimetres on a line, its end left out where it is longer."""
    room = width / (_SIZE * POINT)
    if advance(name) <= room:
        return name
    whole = next(length for length in range(len(name), -1, -1) if advance(name[:length]) + 1 <= room)
    return f"{name[:whole].rstrip()}…"
