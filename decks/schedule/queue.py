"""Which card is up now, and which are left today."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Protocol
from zlib import crc32

from cuedeck.decks.schedule.days import Days
from cuedeck.decks.schedule.review import Stage
from cuedeck.decks.schedule.states import State
from cuedeck.notes.study_settings import StudySettings

AHEAD = 20 * 60
"""Seconds that a card being learnt comes early, where nothing else is left."""
_DAY = 86_400
_NEVER = float("inf")


class Place(Protocol):
    """A card in the order in which cards are learnt."""

    @property
    def guid(self) -> str:
        """Its identity."""

    @property
    def bonds(self) -> tuple[int, ...]:
        """A number for each statement that it has in common with siblings."""


@dataclass(frozen=True, slots=True)
class Queue:
    """What is left of a day."""

    learning: tuple[str, ...]
    """Cards that come back at their minute, the next one first."""
    due: tuple[str, ...]
    new: tuple[str, ...]
    up: str | None
    """The card to be asked now."""
    returns: float | None
    """When the next one comes, in POSIX seconds, where none is up; None where none ever will."""


@dataclass(slots=True)
class _Pool:
    """All cards as they stand on a day."""

    start: float
    end: float
    learning: list[tuple[float, str]] = field(default_factory=list)
    due: list[tuple[float, int, Place]] = field(default_factory=list)
    """Those of an earlier day first; within a day mixed, and the same whenever it is asked for."""
    new: list[Place] = field(default_factory=list)
    bonds: set[int] = field(default_factory=set)
    """Those of cards that were asked that day, or come at their minute."""
    returned: int = 0
    """Cards asked that day that had been asked before."""
    begun: int = 0
    """Cards asked that day for the first time."""
    later: float = _NEVER
    """When the first card comes of those that come back on a later day."""
    step: float = _NEVER
    """The same for those that are being learnt."""

    def add(self, place: Place, state: State | None) -> None:
        """Take up a card."""
        if state is None:
            self.new.append(place)
            return
        if state.last >= self.start:
            self.begun += state.first >= self.start
            self.returned += state.first < self.start
            self.bonds.update(place.bonds)
        if state.stage is Stage.LEARNING:
            self._learn(place, state)
        elif state.due >= self.end or state.last >= self.start:
            self.later = min(self.later, max(state.due, self.end))
        else:
            self.due.append(((state.due - self.start) // _DAY, crc32(place.guid.encode()), place))

    def _learn(self, place: Place, state: State) -> None:
        if state.due < self.end:
            self.learning.append((state.due, place.guid))
            self.bonds.update(place.bonds)
        else:
            self.step = min(self.step, state.due)


def queue(
    places: Iterable[Place], states: Mapping[str, State], settings: StudySettings, days: Days, now: float
) -> Queue:
    """What is left of a day: no card of which a sibling is left, too, or was asked that day.

    First comes what is being learnt, at its minute, then what is due, then new cards in their order. A card that comes
    back after days is due from the beginning of its day.
    """
    today = days.day(now)
    pool = _Pool(days.start(today), days.end(today))
    for place in places:
        pool.add(place, states.get(place.guid))
    learning = sorted(pool.learning)
    waiting = (place for _, _, place in sorted(pool.due, key=itemgetter(0, 1)))
    due = tuple(_apart(waiting, pool.bonds, settings.reviews - pool.returned))
    new = tuple(_apart(pool.new, pool.bonds, settings.new_cards - pool.begun))
    up = _up(learning, (*due[:1], *new[:1]), now)
    held_back = (pool.due and settings.reviews) or (pool.new and settings.new_cards)
    returns = None if up is not None else _returns(learning, pool, days, held_back=bool(held_back))
    return Queue(tuple(guid for _, guid in learning), due, new, up, returns)


def _apart(places: Iterable[Place], taken: set[int], most: int) -> Iterator[str]:
    """Cards that have no sibling among those taken, which they then are among."""
    for place in places:
        if most <= 0:
            return
        if taken.isdisjoint(place.bonds):
            taken.update(place.bonds)
            most -= 1
            yield place.guid


def _up(learning: Sequence[tuple[float, str]], others: Sequence[str], now: float) -> str | None:
    """The card to be asked now."""
    if learning and learning[0][0] <= now:
        return learning[0][1]
    if others:
        return others[0]
    return learning[0][1] if learning and learning[0][0] <= now + AHEAD else None


def _returns(learning: Sequence[tuple[float, str]], pool: _Pool, days: Days, *, held_back: bool) -> float | None:
    """When the next card comes."""
    if learning:
        return learning[0][0] - AHEAD
    if held_back:
        return pool.end
    later = days.start(days.day(pool.later)) if pool.later < _NEVER else _NEVER
    found = min(later, pool.step)
    return found if found < _NEVER else None
