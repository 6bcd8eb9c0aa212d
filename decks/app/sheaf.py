"""Readings kept packed until the notes of their deck are gathered: unpacked, those of a large vault fill the memory."""

import zlib
from typing import TypeVar

from cuedeck.decks.app.reading import Reading, unpacked

T = TypeVar("T")


class Sheaf:
    """What notes gave, each by itself, by the path of the note."""

    def __init__(self) -> None:
        self._packed: dict[str, tuple[bytes, bytes | None]] = {}

    def __contains__(self, path: str) -> bool:
        return path in self._packed

    def put(self, path: str, reading: bytes, findings: bytes | None) -> None:
        """Take up what a note gave, packed; without findings where none are wanted."""
        self._packed[path] = zlib.compress(reading, 1), None if findings is None else zlib.compress(findings, 1)

    def take(self, path: str) -> Reading:
        """What a note gave; it is given away, and is not here any more."""
        reading, findings = self._packed.pop(path)
        return sound(unpacked(zlib.decompress(reading), None if findings is None else zlib.decompress(findings)))


def sound(found: T | None) -> T:
    """What was found among bytes that this program packed."""
    if found is None:
        raise AssertionError("a reading that was packed by this program cannot be unpacked")
    return found
