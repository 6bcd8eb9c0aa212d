"""Processes that share work, where they are faster than one."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing.sharedctypes import Synchronized
from typing import Protocol, TypeVar

from cuedeck.decks.app.progress import Tell
from cuedeck.notes.config import ConfigError
from cuedeck.notes.stages import STARTING, WAITING, Spent, Stage, asked, timed

_CHUNK = 24_000
"""Bytes of notes that a process takes at a time, if it takes more than one note."""
_AHEAD = 4
"""Pieces of work for each process that are begun before their results are asked for, so that few wait in memory."""
_OFTEN = 0.2
"""Seconds after which it is asked how far the processes are."""
_NOTES_PER_JOB = 24
"""As many notes take about as long as a further process needs to start."""
_THREAD_SETTINGS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
_WAITING = Stage(WAITING)

_Given = TypeVar("_Given")
_Gives = TypeVar("_Gives")


class Run(Protocol):
    """Does pieces of work, wherever that is."""

    def __call__(
        self, work: Callable[[_Given, Tell], _Gives], pieces: Iterable[_Given], /
    ) -> Iterator[tuple[_Given, _Gives]]:
        """Give each piece with what came of it, as they are done; the work tells how far it is."""


def default_jobs(notes: int) -> int:
    """How many processes read so many notes the fastest."""
    return max(1, min(os.cpu_count() or 1, notes // _NOTES_PER_JOB))


def chunks(of: Iterable[_Given], size: Callable[[_Given], int]) -> list[list[_Given]]:
    """What is to be done, in pieces that take about as long as each other, the longest first: none is waited for alone."""
    pieces: list[list[_Given]] = []
    room = 0
    for one in sorted(of, key=size, reverse=True):
        if room < size(one) or not pieces:
            pieces.append([])
            room = _CHUNK
        pieces[-1].append(one)
        room -= size(one)
    return pieces


@contextmanager
def workers(jobs: int, tell: Tell) -> Iterator[Run]:
    """What does work in so many processes; `tell` hears in this one how far they are."""
    if jobs == 1:
        yield partial(_here, tell)
        return
    others = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    told = context.Value("q", 0)
    pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(told,))
    try:
        yield partial(_shared, pool, _AHEAD * jobs, partial(_hear, told, tell))
    except BrokenProcessPool as error:
        raise ConfigError("a process that read notes was ended from outside; try again with --jobs 1") from error
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _here(
    tell: Tell, work: Callable[[_Given, Tell], _Gives], pieces: Iterable[_Given], /
) -> Iterator[tuple[_Given, _Gives]]:
    """Work done in this process, one piece after the other."""
    return ((piece, work(piece, tell)) for piece in pieces)


def _shared(
    pool: Executor,
    ahead: int,
    hear: Callable[[], None],
    work: Callable[[_Given, Tell], _Gives],
    pieces: Iterable[_Given],
    /,
) -> Iterator[tuple[_Given, _Gives]]:
    """Work done by others; no more pieces than so many are begun at a time."""
    begun: dict[Future[tuple[_Gives, Spent]], _Given] = {}
    for piece in pieces:
        begun[pool.submit(_telling, work, piece, is_timed=asked() is not None)] = piece
        while len(begun) >= ahead:
            yield from _done(begun, hear)
    while begun:
        yield from _done(begun, hear)


def _done(
    begun: dict[Future[tuple[_Gives, Spent]], _Given], hear: Callable[[], None]
) -> Iterator[tuple[_Given, _Gives]]:
    """The pieces that are done by now, if any."""
    with _WAITING:
        done, _ = wait(begun, timeout=_OFTEN, return_when=FIRST_COMPLETED)
    hear()
    for future in done:
        gave, spent = future.result()
        if (times := asked()) is not None:
            times.add(spent)
        yield begun.pop(future), gave


class _Own:
    """What a process that works for another knows of itself."""

    told: "Synchronized[int] | None" = None
    """The bytes that all processes have told of."""
    is_new = True


def _begin(told: "Synchronized[int]") -> None:
    # Only the main process hears Ctrl-C, and then ends those that it started.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Own.told = told


def _telling(work: Callable[[_Given, Tell], _Gives], piece: _Given, *, is_timed: bool) -> tuple[_Gives, Spent]:
    """Do a piece of work in a process of its own, and tell what time it took."""
    if not is_timed:
        return work(piece, _add), {}
    with timed() as times:
        if _Own.is_new:
            times.add({STARTING: (time.process_time(), 1)})
            _Own.is_new = False
        return work(piece, _add), times.spent


def _add(more: int) -> None:
    if _Own.told is not None:
        with _Own.told.get_lock():
            _Own.told.value += more


def _hear(told: "Synchronized[int]", tell: Tell) -> None:
    """Pass on what the processes told since."""
    with told.get_lock():
        more, told.value = told.value, 0
    if more:
        tell(more)


def hold_threads() -> None:
    """Keep NumPy, if it is not there yet, from starting threads: a sentence is too small to be shared among them."""
    for setting in _THREAD_SETTINGS:
        os.environ.setdefault(setting, "1")
