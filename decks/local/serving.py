"""A server on this machine alone, which ends when it is told to or when nobody is there any more."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator, Sequence

import uvicorn

from cuedeck.decks.local.gate import Pass
from cuedeck.decks.local.site import Site

_WATCH = 1.0
"""Seconds between two looks at whether anybody is still there."""


@contextlib.contextmanager
def listening(*ports: int) -> Iterator[socket.socket]:
    """A socket on this machine alone, on the first of the ports that is free; 0 is any that is. Raises OSError."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as own:
        own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _bind(own, ports)
        own.listen()  # who comes before the server is up waits for it
        yield own


def _bind(own: socket.socket, ports: Sequence[int]) -> None:
    for port in ports[:-1]:
        with contextlib.suppress(OSError):
            return own.bind(("127.0.0.1", port))
    return own.bind(("127.0.0.1", ports[-1]))


def serve(
    site: Site,
    given: Pass,
    own: socket.socket,
    *,
    patience: float | None,
    until: threading.Event | None = None,
) -> bool:
    """Answer requests until Ctrl-C, until told, or until no page was heard of for `patience` seconds; whether for that."""
    server = uvicorn.Server(
        uvicorn.Config(
            site.app(given), log_level="error", access_log=False, server_header=False, lifespan="off", ws="none"
        )
    )
    told, left = until or threading.Event(), threading.Event()

    def watch() -> None:
        while not told.wait(_WATCH) and not left.is_set():
            if patience is not None and time.monotonic() - site.heard > patience:
                left.set()
        server.should_exit = True

    threading.Thread(target=watch, daemon=True).start()
    with contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[own])
    told.set()
    return left.is_set()
