"""Processes of this machine that share work, where they are faster than one."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing.sharedctypes import Synchronized
from typing import TypeVar

from cuedeck.decks.app.progress import Tell
from cuedeck.decks.app.sharing import Others, Piece, Run, Work, here, timely
from cuedeck.decks.app.thrift import collect_rarely, give_back
from cuedeck.notes.config import ConfigError
from cuedeck.notes.stages import Spent

_AHEAD = 4
"""Pieces of work for each process."""
_NOTES_PER_JOB = 24
"""As many notes take about as long as a further process needs to start."""
_THREAD_SETTINGS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")

_One = TypeVar("_One")
_Gives = TypeVar("_Gives")


def default_jobs(notes: int) -> int:
    """How many processes read so many notes the fastest."""
    return max(1, min(os.cpu_count() or 1, notes // _NOTES_PER_JOB))


@contextmanager
def processes(jobs: int, tell: Tell) -> Iterator[Run]:
    """What does work in so many processes; `tell` hears in this one how far they are."""
    if jobs == 1:
        yield partial(here, tell)
        return
    others = set(multiprocessing.active_children())
    context = multiprocessing.get_context("spawn")
    told = context.Value("q", 0)
    pool = ProcessPoolExecutor(jobs, context, initializer=_begin, initargs=(told,))
    try:
        yield Others(executor=pool, do=_do, ahead=lambda: _AHEAD * jobs, hear=partial(_hear, told, tell)).run
    except BrokenProcessPool as error:
        raise ConfigError("a process that read notes was ended from outside; try again with --jobs 1") from error
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


class _Own:
    """What a process that works for another knows of itself."""

    told: "Synchronized[int] | None" = None
    """The bytes that all processes have told of."""


def _begin(told: "Synchronized[int]") -> None:
    # Only the main process hears Ctrl-C, and then ends those that it started.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Own.told = told
    collect_rarely()


def _do(work: Work[_One, _Gives], piece: Piece[_One], *, is_timed: bool) -> tuple[_Gives, Spent]:
    try:
        return timely(work, piece, _add, is_timed=is_timed)
    finally:
        give_back()


def _add(more: int) -> None:
    if _Own.told is not None:
        with _Own.told.get_lock():
            _Own.told.value += more


def _hear(told: "Synchronized[int]", tell: Callable[[int], None]) -> None:
    """Pass on what the processes told since."""
    with told.get_lock():
        more, told.value = told.value, 0
    if more:
        tell(more)


def hold_threads() -> None:
    """Keep NumPy, if it is not there yet, from starting threads: a sentence is too small to be shared among them."""
    for setting in _THREAD_SETTINGS:
        os.environ.setdefault(setting, "1")
