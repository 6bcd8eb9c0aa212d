"""Cards printed on one side: question on the left, answer on the right, the fold between them."""

from collections.abc import Iterator, Sequence

from cuedeck.decks.paper.grid import Grid, Rect
from cuedeck.decks.paper.job import Job
from cuedeck.decks.paper.page import Laid, Page, Panel, Part, Style
from cuedeck.decks.paper.panel import Faces, faces
from cuedeck.decks.paper.print_card import Leaf, Misfit, Reason

_ROWS = (5, 2)
"""Strips on a page: as a rule, and for long texts."""


def folding(leaves: Sequence[Leaf], job: Job) -> Laid:
    """All cards as strips to cut out and fold; those whose text is long stand on higher strips at the end."""
    pages: list[Page] = []
    misfits: list[Misfit] = []
    waiting = list(leaves)
    for rows in _ROWS:
        grid = Grid(job.paper, 1, rows)
        found = [(leaf, faces(leaf, grid.cell(0).width / 2, grid.cell(0).height)) for leaf in waiting]
        placed = [(leaf, both) for leaf, both in found if both is not None]
        waiting = [leaf for leaf, both in found if both is None]
        misfits += (Misfit(leaf.number, Reason.CROWDED) for leaf, both in placed if leaf.code and not both.has_code)
        misfits += (Misfit(leaf.number, Reason.LARGER) for leaf, _ in placed if rows < _ROWS[0])
        pages += (_page(grid, placed[at : at + rows]) for at in range(0, len(placed), rows))
    misfits += (Misfit(leaf.number, Reason.LEFT_OUT) for leaf in waiting)
    return Laid(pages=tuple(pages), misfits=tuple(misfits))


def _page(grid: Grid, strips: Sequence[tuple[Leaf, Faces]]) -> Page:
    cells = [grid.cell(place) for place in range(len(strips))]
    panels = (panel for cell, (leaf, both) in zip(cells, strips, strict=True) for panel in _halves(cell, leaf, both))
    return Page(panels=tuple(panels), lines=tuple(line for cell in cells for line in _lines(cell)))


def _halves(cell: Rect, leaf: Leaf, both: Faces) -> Iterator[Panel]:
    half = cell.width / 2
    yield Panel(
        rect=Rect(cell.left, cell.top, half, cell.height),
        parts=both.front,
        outline=leaf.chapter,
        language=leaf.language,
    )
    yield Panel(rect=Rect(cell.left + half, cell.top, half, cell.height), parts=both.back, language=leaf.language)


def _lines(cell: Rect) -> Iterator[Part]:
    yield Part(Style.CUT, cell)
    yield Part(Style.FOLD, Rect(cell.left + cell.width / 2, cell.top, 0, cell.height))
