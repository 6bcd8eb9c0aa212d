"""What reviews add up to."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise

from cuedeck.decks.schedule.days import Days
from cuedeck.decks.schedule.review import Rating, Review
from cuedeck.decks.schedule.states import State

STABILITIES = (0, 1, 3, 7, 14, 30, 60, 120, 240, 365)
"""Days from which bars begin; the last one has no end."""
DIFFICULTIES = tuple(range(1, 11))
"""The last one is that of the hardest cards alone."""
_YEAR = 365
MATURE = 21
"""Days that a card stays away from which on it counts as known well."""


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
    """Infinite for the last one."""
    cards: int


def by_day(histories: Iterable[Sequence[Review]], days: Days) -> tuple[Day, ...]:
    """What was studied on each day, from the reviews of each card in their order; what was taken over is no study."""
    figures: dict[date, Counter[str]] = {}
    for history in histories:
        for at, (day, own) in enumerate(groupby(history, key=lambda review: days.day(review.at))):
            reviews = [review for review in own if not review.is_taken]
            if not reviews:
                continue
            told = figures.setdefault(day, Counter())
            told["reviews"] += len(reviews)
            told["ms"] += sum(review.ms for review in reviews)
            told["new"] += at == 0
            told["asked"] += at > 0
            told["recalled"] += at > 0 and reviews[0].rating is not Rating.AGAIN
    names = ("reviews", "new", "asked", "recalled", "ms")
    return tuple(Day(day=day, **{name: figures[day][name] for name in names}) for day in sorted(figures))


def streak(studied: Iterable[date], today: date) -> int:
    """Days in a row up to today, or to yesterday, on which something was studied."""
    known = set(studied)
    day = today if today in known else today - timedelta(days=1)
    length = 0
    while day - timedelta(days=length) in known:
        length += 1
    return length


def forecast(states: Iterable[State], days: Days, today: date) -> tuple[int, ...]:
    """How many cards come back on each day of the year from today on, overdue ones today."""
    coming = Counter(max(0, (days.day(state.due) - today).days) for state in states)
    return tuple(coming[day] for day in range(_YEAR))


def bars(figures: Iterable[float], bounds: Sequence[float]) -> tuple[Bar, ...]:
    """How many of some figures lie between bounds, the last of which has none above it."""
    found = Counter(bisect_right(bounds, figure) for figure in figures)
    ends = pairwise((*bounds, float("inf")))
    return tuple(Bar(least, below, found[at]) for at, (least, below) in enumerate(ends, start=1))
