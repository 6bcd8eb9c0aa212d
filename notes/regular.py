"""Regular files, the only ones that are read: a pipe, a socket or a device may never end."""

import os
import stat
from pathlib import Path

_AT_ONCE: int = getattr(os, "O_NONBLOCK", 0)
"""Opens a pipe without waiting for somebody who writes into it; Windows has no such pipes."""


def read_bytes(path: Path, most: int = -1) -> bytes:
    """What a file holds, no more than so many bytes of it. Raises OSError, with a reason of its own for what is no file."""
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | _AT_ONCE)) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(0, "a pipe, a socket or a device, and no file", os.fspath(path))
        return file.read(most)


def text_of(data: bytes) -> str:
    """The text that a file's bytes are, each line ended by a line feed alone. Raises UnicodeDecodeError."""
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def leads_outside(path: Path, folder: Path) -> bool:
    """Whether a file is a link to what lies outside a folder."""
    try:
        return path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a circle of links, which cannot be read either
        return False
