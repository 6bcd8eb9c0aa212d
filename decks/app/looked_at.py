"""Which cards were looked at before: a file beside the ledgers that nobody needs to keep."""

import json
from collections.abc import Iterable
from pathlib import Path

from cuedeck.decks.app.seats import Seat
from cuedeck.decks.app.transaction import held, write
from cuedeck.notes import regular

_NAME = ".cuedeck.reviewed.json"


class LookedAt:
    """The cards of earlier reviews, each as it was then."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / _NAME
        self._before = _read(self._path)
        self._now = dict(self._before)

    def is_new(self, seat: Seat) -> bool:
        """Whether a card is new, or another than at the end of the last review; at the first one none is."""
        return bool(self._before) and self._before.get(seat.guid) != seat.content

    def note(self, seats: Iterable[Seat]) -> None:
        """Remember that cards were looked at; the review that goes on now does not mind."""
        self._now |= {seat.guid: seat.content for seat in seats}

    def save(self) -> None:
        """Write down what was looked at. Raises ConfigError, OSError."""
        if self._now != self._before:
            with held(self._path.parent, make=True):
                write(self._path.parent, [(self._path, json.dumps(self._now, indent=0, sort_keys=True).encode())])


def _read(path: Path) -> dict[str, str]:
    try:
        found = json.loads(regular.read_bytes(path))
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(guid): str(seen) for guid, seen in found.items()} if isinstance(found, dict) else {}
