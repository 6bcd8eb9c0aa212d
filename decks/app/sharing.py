"""Work that is shared: pieces of it, done one after the other here, or by others at the same time."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from dataclasses import dataclass
from typing import Protocol, TypeVar

from cuedeck.decks.app.progress import Tell
from cuedeck.decks.app.thrift import give_back
from cuedeck.notes.stages import STARTING, WAITING, Spent, Stage, asked, timed

Jobs = int | str | None
"""Who shares work: so many processes, the cluster at an address, or (None) as many processes as pay off."""

_CHUNK = 24_000
"""Bytes of notes that are read at a time, if there are several."""
_OFTEN = 0.2
"""Seconds after which it is asked how far others are."""
_WAITING = Stage(WAITING)

_One = TypeVar("_One")
_Gives = TypeVar("_Gives")

Piece = Sequence[_One]
Work = Callable[[Sequence[_One], Tell], _Gives]
"""Does a piece of work, and tells how far it is."""
_Done = tuple[_Gives, Spent]


class Do(Protocol):
    """Does a piece of work at one of those who share it."""

    def __call__(self, work: Work[_One, _Gives], piece: Piece[_One], /, *, is_timed: bool) -> tuple[_Gives, Spent]:
        """Give what came of it, and what time it took where that is asked for."""


class Run(Protocol):
    """Does pieces of work, wherever that is."""

    def __call__(
        self, work: Work[_One, _Gives], pieces: Iterable[Piece[_One]], /
    ) -> Iterator[tuple[Piece[_One], _Gives | None]]:
        """Give each piece with what came of it, as they are done.

        A piece may come back as several; nothing comes of one that ends whoever works on it, again and again.
        """


def chunks(of: Iterable[_One], size: Callable[[_One], int]) -> list[list[_One]]:
    """What is to be done, in pieces that take about as long as each other, the longest first: none is waited for alone."""
    pieces: list[list[_One]] = []
    room = 0
    for one in sorted(of, key=size, reverse=True):
        if room < size(one) or not pieces:
            pieces.append([])
            room = _CHUNK
        pieces[-1].append(one)
        room -= size(one)
    return pieces


def here(
    tell: Tell, work: Work[_One, _Gives], pieces: Iterable[Piece[_One]], /
) -> Iterator[tuple[Piece[_One], _Gives]]:
    """Work done in this process, one piece after the other."""
    for number, piece in enumerate(pieces):
        if number:
            give_back()
        yield piece, work(piece, tell)


@dataclass(frozen=True, slots=True, kw_only=True)
class Others:
    """Those who work at the same time: `do` is done by them."""

    executor: Executor
    do: Do
    ahead: Callable[[], int]
    """How many pieces may be begun before their results are taken, so that nobody waits for work, and few results for us."""
    hear: Callable[[], None]
    """Passes on what they have told since."""
    deaths: tuple[type[Exception], ...] = ()
    """What comes of a piece that ended all who worked on it."""

    def run(
        self, work: Work[_One, _Gives], pieces: Iterable[Piece[_One]], /
    ) -> Iterator[tuple[Piece[_One], _Gives | None]]:
        """Work done by others, as `Run` has it; what may have ended them is done again, alone, in the end."""
        begun: dict[Future[_Done[_Gives]], Piece[_One]] = {}
        suspects: list[Piece[_One]] = []
        for piece in pieces:
            begun[self._begin(work, piece)] = piece
            while len(begun) >= self.ahead():
                yield from self._done(begun, suspects)
        while begun:
            yield from self._done(begun, suspects)
        for piece in suspects:
            yield from self._alone(work, piece)

    def _alone(self, work: Work[_One, _Gives], piece: Piece[_One]) -> Iterator[tuple[Piece[_One], _Gives | None]]:
        begun, dead = {self._begin(work, piece): piece}, list[Piece[_One]]()
        while begun:
            yield from self._done(begun, dead)
        yield from ((each, None) for each in dead)

    def _begin(self, work: Work[_One, _Gives], piece: Piece[_One]) -> Future[_Done[_Gives]]:
        return self.executor.submit(self.do, work, piece, is_timed=asked() is not None)

    def _done(
        self, begun: dict[Future[_Done[_Gives]], Piece[_One]], suspects: list[Piece[_One]]
    ) -> Iterator[tuple[Piece[_One], _Gives]]:
        """The pieces that are done by now, if any; of those that ended who worked on them, each part is suspect."""
        with _WAITING:
            done, _ = wait(begun, timeout=_OFTEN, return_when=FIRST_COMPLETED)
        self.hear()
        for future in done:
            piece = begun.pop(future)
            if isinstance(future.exception(), self.deaths):
                suspects += ([one] for one in piece)
            else:
                yield piece, _counted(*future.result())


def _counted(gave: _Gives, spent: Spent) -> _Gives:
    """What others gave, once the time that it took them is counted."""
    if (times := asked()) is not None:
        times.add(spent)
    return gave


class _Own:
    """What a process that works for another knows of itself."""

    is_new = True


def timely(work: Work[_One, _Gives], piece: Piece[_One], tell: Tell, *, is_timed: bool) -> _Done[_Gives]:
    """Do a piece of work for another process, and tell what time it took."""
    if not is_timed:
        return work(piece, tell), {}
    with timed() as times:
        if _Own.is_new:
            times.add({STARTING: (time.process_time(), 1)})
            _Own.is_new = False
        return work(piece, tell), times.spent
