"""Where the cache lies."""

import os
from pathlib import Path

from platformdirs import user_cache_path

FORMAT = 1
"""Version of the file, which is part of its name: releases that differ in it leave each other's alone."""
VARIABLE = "CUEDECK_CACHE"
"""Environment variable that names another folder."""


def file() -> Path:
    """The file of the cache, in the user's cache folder."""
    named = os.environ.get(VARIABLE)
    folder = Path(named) if named else user_cache_path("cuedeck")
    return folder / f"cache-{FORMAT}.sqlite"


def size() -> int:
    """Bytes that it has on the disk."""
    beside = (Path(f"{file()}{ending}") for ending in ("", "-wal", "-shm"))
    return sum(path.stat().st_size for path in beside if path.is_file())
