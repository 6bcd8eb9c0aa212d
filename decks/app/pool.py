"""Processes that share work, where they are faster than one."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from typing import Protocol, TypeVar

from cuedeck.notes.config import ConfigError

_CHUNK = 4
"""Notes that a process takes at a time."""
_AHEAD = 8
"""Pieces of work for each process that are begun before their results are asked for, so that few wait in memory."""
_NOTES_PER_JOB = 24
"""As many notes take about as long as a further process needs to start."""
_THREAD_SETTINGS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")

_Given = TypeVar("_Given")
_Gives = TypeVar("_Gives")


class Run(Protocol):
    """Works like `map`."""

    def __call__(self, work: Callable[[_Given], _Gives], given: Iterable[_Given], /) -> Iterable[_Gives]:
        """Give what each piece of work gives, in order."""


def default_jobs(notes: int) -> int:
    """How many processes read so many notes the fastest."""
    return max(1, min(os.cpu_count() or 1, notes // _NOTES_PER_JOB))


def chunks(of: Sequence[_Given]) -> list[Sequence[_Given]]:
    """What is to be done, in pieces that a process takes at a time."""
    return [of[at : at + _CHUNK] for at in range(0, len(of), _CHUNK)]


@contextmanager
def workers(jobs: int) -> Iterator[Run]:
    """Something that works like `map`, in so many processes; results come in order."""
    if jobs == 1:
        yield map
        return
    others = set(multiprocessing.active_children())
    # Only the main process hears Ctrl-C, and then ends those that it started.
    pool = ProcessPoolExecutor(
        jobs, multiprocessing.get_context("spawn"), initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN)
    )
    try:
        yield partial(_in_order, pool, _AHEAD * jobs)
    except BrokenProcessPool as error:
        raise ConfigError("a process that read notes was ended from outside; try again with --jobs 1") from error
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(
    pool: ProcessPoolExecutor, ahead: int, work: Callable[[_Given], _Gives], given: Iterable[_Given], /
) -> Iterator[_Gives]:
    """What each piece of work gives, in order; no more pieces than so many are begun before they are asked for."""
    begun: deque[Future[_Gives]] = deque()
    for piece in given:
        begun.append(pool.submit(work, piece))
        if len(begun) >= ahead:
            yield begun.popleft().result()
    while begun:
        yield begun.popleft().result()


def hold_threads() -> None:
    """Keep NumPy, if it is not there yet, from starting threads: a sentence is too small to be shared among them."""
    for setting in _THREAD_SETTINGS:
        os.environ.setdefault(setting, "1")
