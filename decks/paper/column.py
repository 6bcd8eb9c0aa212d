"""Panels one below the other, in columns, page after page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from cuedeck.decks.paper.grid import Rect
from cuedeck.decks.paper.page import Panel

Columns = tuple[Rect, ...]
"""Those of one page, in the order they are filled."""

_BETWEEN = 8.0
"""Millimetres between two columns."""


def halves(area: Rect) -> Columns:
    """An area as two columns."""
    width = (area.width - _BETWEEN) / 2
    return (
        Rect(area.left, area.top, width, area.height),
        Rect(area.left + width + _BETWEEN, area.top, width, area.height),
    )


def fill_columns(panels: Sequence[Panel], first: Columns, others: Columns) -> Iterator[tuple[Panel, ...]]:
    """The panels of each page, in order; `first` are the columns of the first page, `others` of all that follow.

    No panel may be higher than a column.
    """
    page: list[Panel] = []
    columns = iter(first)
    column = next(columns)
    top = column.top
    for panel in panels:
        if top + panel.rect.height > column.bottom:
            following = next(columns, None)
            if following is None:
                yield tuple(page)
                page, columns = [], iter(others)
                following = next(columns)
            column, top = following, following.top
        page.append(replace(panel, rect=panel.rect.moved(column.left, round(top, 2))))
        top += panel.rect.height
    if page:
        yield tuple(page)
