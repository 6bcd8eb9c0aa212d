"""Machines that share work: the workers of a Dask scheduler; the only module that knows distributed."""

import logging
import threading
import warnings
from collections import deque
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from cuedeck.decks.app.pool import hold_threads
from cuedeck.decks.app.progress import Tell
from cuedeck.decks.app.sharing import Others, Piece, Run, Work, timely
from cuedeck.decks.cache.program import Versions, versions
from cuedeck.notes.config import ConfigError
from cuedeck.notes.stages import Spent

if TYPE_CHECKING:
    from distributed import Client

_PATIENCE = 10
"""Seconds that a scheduler may take to answer."""
_LONGEST = 120
"""Seconds that the first worker may take to come."""
_AHEAD = 4
"""Pieces of work for each thread of a worker."""
_ALONE = threading.Lock()
"""A model works for one thread at a time; workers with one thread each make the most of it."""

_One = TypeVar("_One")
_Gives = TypeVar("_Gives")


class OtherVersionsError(Exception):
    """A worker might read notes otherwise; the message tells what differs."""


@contextmanager
def cluster(address: str, tell: Tell, *, model: str | None) -> Iterator[Run]:
    """What does work at the workers of the scheduler at an address; `tell` hears here how far they are.

    They must have the same versions of cuedeck, of what it needs, and of the language model. Where one dies, another
    does its work. Raises ConfigError, in one sentence, where there is no scheduler, or none of such workers.
    """
    with _connected(address) as client:
        from distributed import KilledWorker  # noqa: PLC0415 - it is there, now

        told = _Told(client, tell)
        mine = versions(model)
        _greet(client, address, mine, model)
        yield Others(
            executor=client.get_executor(pure=False),
            do=partial(_do, mine, model, told.topic),
            ahead=lambda: _AHEAD * max(1, _threads(client)),
            hear=told.hear,
            deaths=(KilledWorker,),
        ).run


@contextmanager
def _connected(address: str) -> Iterator["Client"]:
    """The scheduler at an address. What its workers cannot do is told in one sentence."""
    try:
        from dask import config  # noqa: PLC0415 - only this needs a cluster
        from distributed import Client  # noqa: PLC0415
    except ImportError as error:
        raise ConfigError("--cluster needs Dask: `pip install 'cuedeck[cluster]'`") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what is wrong is told in our own words
    with warnings.catch_warnings(), config.set({"distributed.admin.large-graph-warning-threshold": "1GiB"}):
        warnings.filterwarnings("ignore", module="distributed")
        try:
            client = Client(address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ConfigError(f"no Dask scheduler answers at {address}") from error
        try:
            with client:
                yield client
        except OtherVersionsError as error:
            raise ConfigError(f"a worker of {address} has {error}; install the same there as here") from error
        except CancelledError as error:
            raise ConfigError(f"the scheduler at {address} has gone; nothing was written") from error


def _threads(client: "Client") -> int:
    """How many pieces of work the workers can do at a time. Raises CancelledError where the scheduler has gone."""
    try:
        return sum(client.nthreads().values())
    except OSError as error:
        raise CancelledError from error


def _greet(client: "Client", address: str, mine: Versions, model: str | None) -> None:
    """Have a worker say whether it is as it should be, so that what is wrong is told at once."""
    try:
        client.submit(_compare, mine, model, pure=False).result(timeout=_LONGEST)
    except TimeoutError as error:
        raise ConfigError(f"no worker has come to the scheduler at {address} within {_LONGEST} seconds") from error
    except (ImportError, RuntimeError) as error:
        raise ConfigError(f"the scheduler at {address} or a worker of it lacks this version of cuedeck") from error


def _compare(wanted: Versions, model: str | None) -> None:
    """Raise OtherVersionsError where this process, which works for another, has not the versions of that."""
    hold_threads()
    own = versions(model)
    names = [name for name in {**wanted, **own} if wanted.get(name) != own.get(name)]
    if names:
        raise OtherVersionsError(f"another {', another '.join(names)}")


def _do(
    wanted: Versions, model: str | None, topic: str, work: Work[_One, _Gives], piece: Piece[_One], *, is_timed: bool
) -> tuple[_Gives, Spent]:
    """Do a piece of work at a worker."""
    from distributed import get_worker  # noqa: PLC0415 - only a worker needs it

    _compare(wanted, model)
    with _ALONE:
        return timely(work, piece, partial(get_worker().log_event, topic), is_timed=is_timed)


class _Told:
    """What workers tell while they work."""

    def __init__(self, client: "Client", tell: Tell) -> None:
        self.topic = f"cuedeck-{uuid4()}"
        self._tell, self._news = tell, deque[int]()
        client.subscribe_topic(self.topic, lambda event: self._news.append(event[1]))

    def hear(self) -> None:
        """Pass on what is new."""
        while self._news:
            self._tell(self._news.popleft())
