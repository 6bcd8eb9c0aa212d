"""What those who share the work are asked to do, without what doing it takes: who asks need not load that."""

from collections.abc import Sequence

from cuedeck.decks.app.opening import Opened
from cuedeck.decks.app.progress import Tell
from cuedeck.decks.app.reading import Chunk, Packed
from cuedeck.notes.config import Config


def read_chunk(notes: Sequence[Opened], tell: Tell, *, config: Config) -> Chunk:
    """As that of `worker`."""
    from cuedeck.decks.app import worker  # noqa: PLC0415 - takes long

    return worker.read_chunk(notes, tell, config=config)


def lost(note: Opened) -> Packed:
    """As that of `worker`."""
    from cuedeck.decks.app import worker  # noqa: PLC0415 - as above

    return worker.lost(note)
