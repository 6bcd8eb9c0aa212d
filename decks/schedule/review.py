"""What a review is: how well a card was recalled, and when."""

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Rating(IntEnum):
    """How well a card was recalled."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class Stage(StrEnum):
    """How far a card has come."""

    NEW = "new"
    """It was never asked."""
    LEARNING = "learning"
    """It comes back within minutes, for the first time or after it was forgotten."""
    REVIEW = "review"
    """It comes back after days."""


@dataclass(frozen=True, slots=True, order=True)
class Review:
    """One review of one card."""

    at: float
    """POSIX seconds; no two reviews of a card have the same, unless two machines wrote them."""
    guid: str
    rating: Rating
    ms: int
    """Milliseconds from the question to the rating; 0 for what a page knew before."""

    @property
    def is_taken(self) -> bool:
        """Whether it was taken over from a page, which tells that a card is known, and not when it was studied."""
        return self.ms == 0
