"""What reviews add up to."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What was studied on a day, which begins when its user says."""

    day: date
    reviews: int
    """Ratings of that day, all of them."""
    new: int
    """Cards that were asked for the first time."""
    asked: int
    """Cards that had been asked on an earlier day."""
    recalled: int
    """Of these, the cards that were not rated `again` when they were first asked that day."""
    ms: int
    """Milliseconds that all ratings took."""

    @property
    def retention(self) -> float | None:
        """Share of the cards asked that were recalled; None where none was."""
        return self.recalled / self.asked if self.asked else None


@dataclass(frozen=True, slots=True)
class Bar:
    """How many cards have a figure from a bound on, and below another."""

    least: float
    below: float
    cards: int
