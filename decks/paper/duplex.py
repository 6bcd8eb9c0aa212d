"""Cards printed on both sides: several a sheet to cut out, or one a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from cuedeck.decks.page.words import Wording
from cuedeck.decks.paper.choices import Layout, Order, PerPage
from cuedeck.decks.paper.grid import Grid
from cuedeck.decks.paper.job import Job
from cuedeck.decks.paper.page import Laid, Page, Panel
from cuedeck.decks.paper.panel import Faces, faces
from cuedeck.decks.paper.print_card import Leaf, Misfit, Reason

STRIP = 5.0
"""Millimetres at the foot of a page that is a card, for what names the page."""


_SHAPES = ((2, 4), (2, 2), (1, 2))
"""Columns and rows of cards."""
_USUAL = 8
"""Cards of a sheet; where there are more, they are small."""
_SMALL_SHAPES = {PerPage.TWELVE: ((3, 4),), PerPage.SIXTEEN: ((4, 4),)}
"""Those of small cards; on A4 sixteen are about as large as A8."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A card whose faces fit."""

    leaf: Leaf
    faces: Faces


def duplex(leaves: Sequence[Leaf], job: Job, words: Wording) -> Laid:
    """Fronts and backs of all cards; those whose text is long stand on larger cards at the end."""
    tiers, misfits = _tiers(leaves, _grids(job))
    numbers = count(1)
    sheets = [sheet for grid, placed in tiers for sheet in _sheets(grid, placed, job, words, numbers)]
    if job.order is Order.STACKED:
        pages = [*(front for front, _ in sheets), *(back for _, back in sheets)]
    else:
        pages = list(chain.from_iterable(sheets))
    return Laid(pages=tuple(pages), misfits=misfits, sheets=len(sheets))


def settled(leaves: Sequence[Leaf], job: Job) -> Job:
    """The job with the number of cards on a sheet that is best for these: the most that hold each of them."""
    if job.per_page is not PerPage.AUTO:
        return job
    several = (replace(job, per_page=number) for number in (PerPage.SIXTEEN, PerPage.TWELVE))
    fitting = (one for one in several if all(_faces(leaf, _grids(one)[0]) is not None for leaf in leaves))
    return next(fitting, replace(job, per_page=PerPage.EIGHT))


def _grids(job: Job) -> tuple[Grid, ...]:
    """Ways to divide the paper, the smallest cards first."""
    if job.layout is Layout.INDEX:
        return (Grid(job.paper, 1, 1),)
    shapes = (*_SMALL_SHAPES.get(job.per_page, ()), *_SHAPES)
    return tuple(Grid(job.paper, columns, rows) for columns, rows in shapes)


def _tiers(
    leaves: Sequence[Leaf], grids: Sequence[Grid]
) -> tuple[list[tuple[Grid, list[_Placed]]], tuple[Misfit, ...]]:
    """The cards of each grid, and those that are not printed like the others."""
    tiers: list[tuple[Grid, list[_Placed]]] = [(grid, []) for grid in grids]
    misfits: list[Misfit] = []
    for leaf in leaves:
        at, found = _smallest(leaf, grids)
        if found is None:
            misfits.append(Misfit(leaf.number, Reason.LEFT_OUT))
            continue
        tiers[at][1].append(_Placed(leaf, found))
        if at > 0:
            misfits.append(Misfit(leaf.number, Reason.LARGER))
        if leaf.code is not None and not found.has_code:
            misfits.append(Misfit(leaf.number, Reason.CROWDED))
    return tiers, tuple(misfits)


def _smallest(leaf: Leaf, grids: Sequence[Grid]) -> tuple[int, Faces | None]:
    """The first grid whose cards hold the leaf, and its faces there."""
    for at, grid in enumerate(grids):
        found = _faces(leaf, grid)
        if found is not None:
            return at, found
    return len(grids), None


def _faces(leaf: Leaf, grid: Grid) -> Faces | None:
    """The faces of a leaf on the cards of a grid."""
    cell = grid.cell(0)
    high = cell.height - (STRIP if grid.size == 1 else 0)
    return faces(leaf, cell.width, high, is_small=grid.size > _USUAL)


def _sheets(
    grid: Grid, placed: Sequence[_Placed], job: Job, words: Wording, numbers: Iterator[int]
) -> Iterator[tuple[Page, Page]]:
    """Front and back of each sheet."""
    for start in range(0, len(placed), grid.size):
        batch = placed[start : start + grid.size]
        sheet = next(numbers)
        yield (
            Page(panels=tuple(_fronts(grid, batch)), sheet=sheet, side=words.front),
            Page(panels=tuple(_backs(grid, batch, job)), sheet=sheet, side=words.back),
        )


def _fronts(grid: Grid, batch: Sequence[_Placed]) -> Iterator[Panel]:
    """Fronts in reading order; lines to cut along stand on fronts alone, since a back may be shifted."""
    for place, each in enumerate(batch):
        rect, chapter = grid.cell(place), each.leaf.chapter
        yield Panel(
            rect=rect, parts=each.faces.front, is_cut=grid.size > 1, outline=chapter, language=each.leaf.language
        )


def _backs(grid: Grid, batch: Sequence[_Placed], job: Job) -> Iterator[Panel]:
    for place, each in enumerate(batch):
        yield Panel(
            rect=grid.back(place, job.flip).moved(*job.offset), parts=each.faces.back, language=each.leaf.language
        )
