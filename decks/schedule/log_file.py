"""The file of a log of reviews, which several programs may add to at once."""

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from cuedeck.notes import regular

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

ENDING = ".reviews.jsonl"
"""How the name of such a file ends."""
_AT_ONCE: int = getattr(os, "O_NONBLOCK", 0)


@dataclass(frozen=True, slots=True)
class Look:
    """How a file looks from outside."""

    size: int
    changed: int
    """Nanoseconds."""


@dataclass(frozen=True, slots=True)
class Appended:
    """What was added to a file."""

    before: int
    """How many bytes it had."""
    data: bytes
    look: Look
    """How it looks with them."""


def look(path: Path) -> Look | None:
    """How a file looks; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return Look(found.st_size, found.st_mtime_ns)


def read(path: Path) -> tuple[bytes, Look]:
    """What a file holds while nobody adds to it. Raises OSError."""
    with _held(path, os.O_RDONLY) as handle:
        with open(handle, "rb", closefd=False) as file:
            data = file.read()
        return data, _look(handle)


def append(path: Path, text: str) -> Appended:
    """Add lines at the end of a file, all of them or none; behind a torn line they begin on a fresh one.

    They are on the disk when this returns. Raises OSError.
    """
    with _held(path, os.O_RDWR | os.O_APPEND | os.O_CREAT) as handle:
        before = os.fstat(handle).st_size
        os.lseek(handle, max(before - 1, 0), os.SEEK_SET)
        is_torn = os.read(handle, 1) not in {b"", b"\n"}
        data = b"\n" * is_torn + text.encode()
        try:
            _write(handle, data, path)
        except OSError:
            os.ftruncate(handle, before)
            raise
        return Appended(before, data, _look(handle))


def _write(handle: int, data: bytes, path: Path) -> None:
    if os.write(handle, data) < len(data):
        raise OSError(0, "the disk is full", os.fspath(path))
    os.fsync(handle)


def _look(handle: int) -> Look:
    found = os.fstat(handle)
    return Look(found.st_size, found.st_mtime_ns)


@contextmanager
def _held(path: Path, flags: int) -> Iterator[int]:
    """A file that is ours for a moment."""
    if regular.leads_outside(path, path.parent):
        raise OSError(0, "a link that leads out of its folder; put the file itself there", os.fspath(path))
    with ExitStack() as stack:
        handle = os.open(path, flags | _AT_ONCE, 0o666)
        stack.callback(os.close, handle)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(0, "a pipe, a socket or a device, and no file", os.fspath(path))
        if fcntl is not None:  # on Windows, two programs at once are up to their user
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
