"""A network that nobody may reach, and who tries all the same."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

OPENING = frozenset(f"socket.{name}" for name in "bind connect getaddrinfo gethostbyname sendmsg sendto".split())


@dataclass
class _Watch:
    """What the audit hook of this process looks at; a hook cannot be taken away."""

    armed: bool = False
    opened: list[str] = field(default_factory=list)

    def __call__(self, event: str, _: tuple[object, ...]) -> None:
        if self.armed and event in OPENING:
            self.opened.append(event)
            raise AssertionError(event)


@cache
def _watch() -> _Watch:
    watch = _Watch()
    sys.addaudithook(watch)
    return watch


@contextmanager
def shut() -> Iterator[None]:
    """Let nobody in this process reach the network, and tell of who tries."""
    watch = _watch()
    watch.opened.clear()
    watch.armed = True
    try:
        yield
    finally:
        watch.armed = False
    assert watch.opened == []
