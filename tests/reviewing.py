"""A review that runs in a thread of the tests, on a real socket."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from cuedeck.decks.app.desk import Desk
from cuedeck.decks.review.gate import Pass
from cuedeck.decks.review.server import Review, listening, serve


@contextmanager
def served(desk: Desk) -> Iterator[Pass]:
    """Serve a desk until the test has done with it."""
    with listening(0) as own:
        given = Pass.new(own.getsockname()[1])
        review = Review(desk)
        thread = threading.Thread(target=serve, args=(review, given, own), kwargs={"patience": 3600.0}, daemon=True)
        thread.start()
        try:
            yield given
        finally:
            review.heard = -1e9  # as if everybody had left long ago
            thread.join(10)


def settled(desk: Desk) -> None:
    """Wait until all that was changed has been read."""
    until = time.monotonic() + 30
    desk.refresh()
    while desk.state().is_busy and time.monotonic() < until:
        time.sleep(0.02)
