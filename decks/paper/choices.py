"""What a user can choose for paper; light to import, since the command line names it all in its help."""

from enum import StrEnum


class Layout(StrEnum):
    """What a deck becomes on paper."""

    CARDS = "cards"
    """Cards to cut out, printed on both sides."""
    FOLD = "fold"
    """Cards to cut out and fold, printed on one side."""
    SHEET = "sheet"
    """The study list."""
    QUIZ = "quiz"
    """Questions with room to write, then the answers."""
    INDEX = "index"
    """One card a page, for printers that take index cards."""
    CALIBRATION = "calibration"
    """Marks that show how far a printer shifts the back."""


class Paper(StrEnum):
    """A size of paper."""

    A4 = "a4"
    LETTER = "letter"
    A6 = "a6"
    A7 = "a7"
    THREE_BY_FIVE = "3x5"

    @property
    def width(self) -> float:
        """In millimetres, as is `height`; cards lie on their long side."""
        return _SIZES[self][0]

    @property
    def height(self) -> float:
        """In millimetres."""
        return _SIZES[self][1]

    @property
    def is_card(self) -> bool:
        """Whether one sheet is one card."""
        return self not in {Paper.A4, Paper.LETTER}


class Flip(StrEnum):
    """The edge of the paper that the printer turns it around."""

    LONG = "long"
    SHORT = "short"


class Order(StrEnum):
    """The order of fronts and backs."""

    DUPLEX = "duplex"
    """Each front is followed by its back."""
    STACKED = "stacked"
    """All fronts, then all backs."""


class PerPage(StrEnum):
    """How many cards a sheet holds, as long as their text is short enough."""

    EIGHT = "8"
    TWELVE = "12"
    SIXTEEN = "16"
    AUTO = "auto"
    """The most that hold every card."""


class Codes(StrEnum):
    """What gets a QR code."""

    NONE = "none"
    CARD = "card"
    SECTION = "section"
    """The first card of each section that has a sure moment."""


_SIZES = {
    Paper.A4: (210.0, 297.0),
    Paper.LETTER: (215.9, 279.4),
    Paper.A6: (148.0, 105.0),
    Paper.A7: (105.0, 74.0),
    Paper.THREE_BY_FIVE: (127.0, 76.2),
}
