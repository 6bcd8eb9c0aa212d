"""What earlier runs found out, in one file that may be deleted at any time: a fault of it only costs time, never a card."""

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import StrEnum
from hashlib import blake2b
from pathlib import Path
from time import time

import zstandard

from cuedeck.notes.stages import Stage

LARGEST = 1_000_000_000
"""Bytes that the file may have; beyond, what was not asked for during the longest time goes."""
_LEFT = 0.7
"""Share of them that is left then."""
_PATIENCE = 2.0
"""Seconds to wait for another program that writes; what is lost can be found out again."""
_AT_ONCE = 500
"""Rows of one question."""
_DAY = 86_400
_PASSING = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY}
_FAULTS = (sqlite3.Error, zstandard.ZstdError, TypeError, ValueError)
"""What a file can make SQLite and Python raise that is not what it was."""
_TABLE = """
CREATE TABLE IF NOT EXISTS rows (
    kind TEXT, place BLOB, version BLOB, checksum BLOB, data BLOB, day INT, PRIMARY KEY (kind, place)
)
"""


class Kind(StrEnum):
    """What a row holds."""

    LOOKS = "looks"
    """How the files of a vault looked."""
    READING = "reading"
    """What a note gave."""
    GIVEN = "given"
    """What of that the files of its deck are made from, as a digest."""
    FINDINGS = "findings"
    """What `check` tells of it."""
    PARSES = "parses"
    """The parses of its sentences."""
    DATED = "dated"
    """What a note gave, its moments put right."""
    CARDS = "cards"
    """What the notes of a deck gave together."""
    TWINS = "twins"
    """What came of comparing the cards of a deck."""
    CARDS_FINDINGS = "cards findings"
    """What `check` tells of them."""
    DECK = "deck"
    """How a build left a deck."""
    FILES = "files"
    """What the files of a deck were made from."""
    DRAWING = "drawing"
    """A formula as pages show it."""
    STUDY = "study"
    """The cards of a deck, to be studied."""
    STATES = "states"
    """What the reviews in a directory led to."""


class Store:
    """Rows of bytes, one for each kind and place, which hold for one version of what they were made from.

    Raises nothing: what cannot be read is not there, and what cannot be written is lost.
    """

    def __init__(self, file: Path | None = None, *, largest: int = LARGEST) -> None:
        """`file`: None for a store that lasts as long as the program. `largest`: bytes that it may have."""
        self._file, self._largest = file, largest
        self._lock = threading.Lock()
        self._base = _opened(file)
        weakref.finalize(self, self._base.close)
        self._is_broken = False
        self._asked: set[tuple[str, bytes]] = set()

    @Stage("cache")
    def get(self, kind: Kind, versions: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
        """The data of those places that have a row of the version asked for."""
        found: dict[bytes, bytes] = {}
        places = list(versions)
        with self._guarded():
            for at in range(0, len(places), _AT_ONCE):
                for place, version, checksum, data in self._rows(kind, places[at : at + _AT_ONCE]):
                    if version == versions[place] and checksum == _checksum(kind, place, version, data):
                        found[place] = zstandard.decompress(data)
                        self._asked.add((kind, place))
        return found

    @Stage("cache")
    def put(self, kind: Kind, rows: Mapping[bytes, tuple[bytes, bytes]]) -> None:
        """Keep the version and data of places, instead of what they had."""
        today = int(time()) // _DAY
        packed = ((place, version, zstandard.compress(data, 1)) for place, (version, data) in rows.items())
        with self._guarded(), self._base:
            self._base.executemany(
                "REPLACE INTO rows VALUES (?, ?, ?, ?, ?, ?)",
                (
                    (kind, place, version, _checksum(kind, place, version, data), data, today)
                    for place, version, data in packed
                ),
            )

    @Stage("cache")
    def close(self) -> None:
        """Note what was asked for, let go of what is too much, and of the file."""
        today = int(time()) // _DAY
        with self._guarded(), self._base:
            self._base.executemany(
                "UPDATE rows SET day = ? WHERE kind = ? AND place = ? AND day < ?",
                ((today, kind, place, today) for kind, place in self._asked),
            )
        with self._guarded():
            self._shrink()
        with suppress(sqlite3.Error):
            self._base.close()
        if self._is_broken and self._file is not None:
            _remove(self._file)

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Go on without what a fault keeps from being read or written; a file that is broken goes in the end."""
        with self._lock:
            try:
                yield
            except _FAULTS as error:
                self._is_broken |= not _passes(error)

    def _rows(self, kind: Kind, places: list[bytes]) -> sqlite3.Cursor:
        marks = ",".join("?" * len(places))
        columns = "place, version, checksum, data"
        return self._base.execute(
            f"SELECT {columns} FROM rows WHERE kind = ? AND place IN ({marks})",  # noqa: S608 - marks are marks
            (kind, *places),
        )

    def _shrink(self) -> None:
        (pages,), (size,), (free,) = (
            self._base.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size", "freelist_count")
        )
        surplus = (pages - free) * size - self._largest
        if surplus <= 0:
            return
        surplus += int(self._largest * (1 - _LEFT))
        rows = self._base.execute("SELECT rowid, length(data) FROM rows ORDER BY day, rowid").fetchall()
        with self._base:
            for row, length in rows:
                if surplus <= 0:
                    break
                self._base.execute("DELETE FROM rows WHERE rowid = ?", (row,))
                surplus -= length
        self._base.executescript("PRAGMA incremental_vacuum")


class NoStore(Store):
    """Stands in where nothing is to be remembered."""

    def __init__(self) -> None:
        """Open nothing."""

    def get(self, kind: Kind, versions: Mapping[bytes, bytes]) -> dict[bytes, bytes]:
        """Nothing."""
        _ = kind, versions
        return {}

    def put(self, kind: Kind, rows: Mapping[bytes, tuple[bytes, bytes]]) -> None:
        """Keep nothing."""

    def close(self) -> None:
        """Do nothing."""


def _opened(file: Path | None) -> sqlite3.Connection:
    """The file, made anew where it is none of ours; without one, or where none can be made, memory stands in."""
    if file is None:
        return _connected(":memory:")
    for _ in range(2):
        with suppress(OSError):
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            return _connected(os.fspath(file))
        except _FAULTS as error:
            if _passes(error):
                break
            _remove(file)
    return _connected(":memory:")


def _connected(name: str) -> sqlite3.Connection:
    base = sqlite3.connect(name, timeout=_PATIENCE, check_same_thread=False)
    try:
        base.execute("PRAGMA auto_vacuum = INCREMENTAL")
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = OFF")  # what a crash breaks is found out by the checksums
        base.execute(_TABLE)
    except _FAULTS:
        base.close()
        raise
    return base


def _passes(error: Exception) -> bool:
    """Whether it is not the file that is at fault: another program writes, or the disk is full."""
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSING


def _remove(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        with suppress(OSError):
            Path(f"{file}{ending}").unlink(missing_ok=True)


def _checksum(kind: str, place: bytes, version: bytes, data: bytes) -> bytes:
    return blake2b(data, key=blake2b(kind.encode() + place + version, digest_size=16).digest(), digest_size=16).digest()
