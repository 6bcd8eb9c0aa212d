"""Where cards stand on a sheet, and where their backs stand on its other side; all figures are millimetres."""

from dataclasses import dataclass

from cuedeck.decks.paper.choices import Flip, Paper


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, measured from the upper left corner of the page, or of what it lies in."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Distance of its right edge from the left."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Distance of its lower edge from the top."""
        return self.top + self.height

    def moved(self, right: float, down: float) -> "Rect":
        """The same rectangle elsewhere."""
        return Rect(self.left + right, self.top + down, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Grid:
    """Equal cards in columns and rows, without gaps, in the middle of the paper."""

    paper: Paper
    columns: int
    rows: int

    @property
    def size(self) -> int:
        """How many cards a sheet holds."""
        return self.columns * self.rows

    @property
    def margins(self) -> tuple[float, float]:
        """Paper left and right of the cards, and above and below them."""
        if self.paper.is_card:
            return 0.0, 0.0
        # Letter's 12.7 mm are half an inch; either leaves room for a line outside the cards.
        return (12.7, 12.7) if self.paper is Paper.LETTER else (10.0, 12.0)

    def cell(self, place: int) -> Rect:
        """The card at a place, counted from 0 by rows."""
        aside, above = self.margins
        width = (self.paper.width - 2 * aside) / self.columns
        height = (self.paper.height - 2 * above) / self.rows
        row, column = divmod(place, self.columns)
        return Rect(aside + column * width, above + row * height, width, height)

    def back(self, place: int, flip: Flip) -> Rect:
        """Where the back of the card at a place stands, so that it meets its front when the paper is turned.

        Turned around an upright edge, columns change sides; around a level edge, rows do, and the printer keeps
        the text upright in both cases.
        """
        row, column = divmod(place, self.columns)
        is_portrait = self.paper.height > self.paper.width
        if is_portrait == (flip is Flip.LONG):
            return self.cell(row * self.columns + self.columns - 1 - column)
        return self.cell((self.rows - 1 - row) * self.columns + column)
