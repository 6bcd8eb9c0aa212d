"""How the files of notes looked when they were read last, so that those which look the same are not read again."""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from cuedeck.notes.vault import File

_SETTLED = 2_000_000_000
"""Nanoseconds; a file that was changed so shortly before may be changed once more without looking otherwise."""

Stamp = tuple[int, int, int, int]
"""Size, times of the last change of content and of the file's own record in nanoseconds, and number of the file."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a file was when it looked so."""

    stamp: Stamp
    digest: bytes
    """Of its text."""
    deck: str | None
    """The deck that the note's own settings name."""


class Looks:
    """The looks of files, by their full path."""

    def __init__(self, known: Mapping[str, Look] | None = None) -> None:
        self._known = dict(known or {})
        self._seen: dict[str, Look] = {}

    def of(self, file: File) -> Look | None:
        """What a file is, read only where it looks otherwise than before; None where it holds no text."""
        path = os.fspath(file.file)
        stamp = stamp_of(file.file)
        look = self._known.get(path)
        if look is None or stamp is None or look.stamp != stamp:
            from cuedeck.notes.reader import named_deck, source_of  # noqa: PLC0415 - most notes look as they did

            source = source_of(file.file, file.path)
            if not isinstance(source, str):
                return None
            look = Look(stamp or (0, 0, 0, 0), digest_of(source), named_deck(source))
        if stamp is not None and max(stamp[1:3]) < time.time_ns() - _SETTLED:
            self._seen[path] = look
        return look

    @property
    def news(self) -> dict[str, Look]:
        """All looks that may be relied on, where they differ from those known; empty where none does."""
        if all(self._known.get(path) == look for path, look in self._seen.items()):
            return {}
        left = {path: look for path, look in self._known.items() if path not in self._seen and Path(path).exists()}
        return left | self._seen


def stamp_of(path: Path) -> Stamp | None:
    """How a file looks without being read; None where it is not there."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def digest_of(text: str) -> bytes:
    """Differs where a text does."""
    return blake2b(text.encode(errors="surrogatepass"), digest_size=16).digest()
