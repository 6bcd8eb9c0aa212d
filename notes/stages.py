"""Where time goes: stages of work, named where they are called, and timed only while somebody asks for it."""

import time
from collections.abc import Iterator, Mapping
from contextlib import ContextDecorator, contextmanager
from typing import TypeVar

_T = TypeVar("_T")

Spent = Mapping[str, tuple[float, int]]
"""Seconds spent in each stage, and how often it was begun, by its name."""

STARTING, WAITING = "starting", "waiting for processes"
"""What is timed otherwise: what a process did before, and what others do meanwhile."""


class Times:
    """The time that stages take; what one does inside another counts for itself alone."""

    def __init__(self, rest: str) -> None:
        """`rest`: what to call the time between all stages."""
        self._seconds: dict[str, float] = {}
        self._calls: dict[str, int] = {}
        self._under = [rest]
        self._since = time.perf_counter()

    @property
    def spent(self) -> Spent:
        """What was spent so far."""
        self._count()
        return {name: (seconds, self._calls.get(name, 0)) for name, seconds in self._seconds.items()}

    def add(self, spent: Spent) -> None:
        """Take over what was spent elsewhere."""
        for name, (seconds, calls) in spent.items():
            self._seconds[name] = self._seconds.get(name, 0) + seconds
            self._calls[name] = self._calls.get(name, 0) + calls

    def enter(self, name: str) -> None:
        """A stage begins."""
        self._count()
        self._calls[name] = self._calls.get(name, 0) + 1
        self._under.append(name)

    def leave(self) -> None:
        """The stage that began last ends."""
        self._count()
        self._under.pop()

    def _count(self) -> None:
        now = time.perf_counter()
        name = self._under[-1]
        self._seconds[name] = self._seconds.get(name, 0) + now - self._since
        self._since = now


class _Asked:
    times: Times | None = None


class Stage(ContextDecorator):
    """A stage of work: `with Stage("gates"): ...`, or `@Stage("gates")` on a function, which must not be a generator."""

    def __init__(self, name: str) -> None:
        """`name`: in the words of a user."""
        self._name = name

    def __enter__(self) -> None:
        if _Asked.times is not None:
            _Asked.times.enter(self._name)

    def __exit__(self, *_: object) -> None:
        if _Asked.times is not None:
            _Asked.times.leave()

    def each(self, found: Iterator[_T]) -> Iterator[_T]:
        """What is found, where it takes its time when it is asked for."""
        return found if _Asked.times is None else self._each(found)

    def _each(self, found: Iterator[_T]) -> Iterator[_T]:
        while True:
            with self:
                one = next(found, _END)
            if isinstance(one, _End):
                return
            yield one


class _End:
    pass


_END = _End()


def asked() -> Times | None:
    """The times that are taken now; None where nobody asks."""
    return _Asked.times


@contextmanager
def timed(rest: str = "other") -> Iterator[Times]:
    """Take times, in this process and for now; `rest` is that of `Times`."""
    before, _Asked.times = _Asked.times, Times(rest)
    try:
        yield _Asked.times
    finally:
        _Asked.times = before
