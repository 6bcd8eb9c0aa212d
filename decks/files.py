"""Files of decks: what they are called, and how they are written so that none is ever half there."""

import os
import re
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices."""
_MOST_BYTES = 200
"""File systems allow 255 for a name; the rest is for its endings."""


def file_name(deck: str) -> str:
    """A deck's name as every file system takes it: `What/How?` becomes `What_How_`."""
    name = _UNFIT.sub("_", deck).strip(". ")
    name = f"_{name}" if not name or _RESERVED.match(name) else name
    return name.encode()[:_MOST_BYTES].decode(errors="ignore")


def write(contents: Iterable[tuple[Path, bytes]]) -> tuple[Path, ...]:
    """Write files whose content differs from what is there, and tell which those were; the others are not touched.

    All contents are on the disk under other names before the first takes its place, in the order given: an
    interruption or a full disk leaves the old files, and nothing else, behind. Raises OSError.
    """
    with ExitStack() as stack:
        ready = [(_beside(path, data, stack), path) for path, data in contents if not _holds(path, data)]
        for temporary, path in ready:
            temporary.replace(path.resolve())
    return tuple(path for _, path in ready)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.read_bytes() == data
    except FileNotFoundError:
        return False


def _beside(path: Path, data: bytes, stack: ExitStack) -> Path:
    """Write data next to the file that it will replace, links followed; the stack removes what is left of it."""
    target = path.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.tmp")
    stack.callback(_remove, temporary)
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return temporary


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
