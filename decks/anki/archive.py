"""The files of an Anki package: a collection as SQLite has it, packed with its media so that the same rows give the same bytes."""

import errno
import json
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

_AT_ONCE = 1 << 20
"""Bytes that are packed at a time."""
_CACHE = 64 << 10
"""KiB that SQLite keeps in memory: the ids of notes come in no order, so it needs many of its pages again and again."""
_LARGE = 64 << 20
"""Bytes of a collection from which it is packed in half the time, a tenth larger: to pack it would take as long as to fill it."""
_COUNTS = ((24, 28), (92, 100))
"""Bytes of a collection's head that count its changes and name the SQLite that made them: they are no content."""


@contextmanager
def new_collection(path: Path) -> Iterator[sqlite3.Connection]:
    """A new SQLite file, whole at the end; until then nothing protects it. Raises OSError where it cannot be written."""
    with closing(sqlite3.connect(path)) as database:
        for setting in (
            "journal_mode = OFF",
            "synchronous = OFF",
            "locking_mode = EXCLUSIVE",
            f"cache_size = -{_CACHE}",
        ):
            database.execute(f"PRAGMA {setting}")
        try:
            yield database
            database.commit()
        except sqlite3.OperationalError as error:
            number = errno.ENOSPC if error.sqlite_errorcode == sqlite3.SQLITE_FULL else errno.EIO
            raise OSError(number, str(error), str(path)) from error


def write_archive(file: IO[bytes], collection: Path, media: Mapping[str, bytes]) -> None:
    """Pack a collection and its media files, by name, in the layout every Anki since 2.1 reads."""
    listing = {str(place): name for place, name in enumerate(media)}
    members = {"media": json.dumps(listing).encode()} | {str(place): data for place, data in enumerate(media.values())}
    with zipfile.ZipFile(file, "w") as archive:
        member = _member("collection.anki2")
        member.file_size = collection.stat().st_size
        if member.file_size > _LARGE:
            member._compresslevel = zlib.Z_BEST_SPEED  # type: ignore[attr-defined]  # noqa: SLF001 - public from Python 3.13 on
        with archive.open(member, "w") as packed:
            for part in _content(collection):
                packed.write(part)
        for name, data in members.items():
            archive.writestr(_member(name), data)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    member.create_system = 3  # else it would name the system that packed it
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def _content(collection: Path) -> Iterator[bytes]:
    """What a collection holds, in parts, without what tells how it was made."""
    with collection.open("rb") as file:
        head = bytearray(file.read(_AT_ONCE))
        for start, end in _COUNTS:
            head[start:end] = bytes(end - start)
        yield bytes(head)
        while part := file.read(_AT_ONCE):
            yield part
