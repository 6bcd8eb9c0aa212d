"""Notes that lie elsewhere, by their URL; the only module that knows fsspec."""

from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from uuid import uuid4

from cuedeck.decks.cache import location
from cuedeck.decks.page.media import MIME_TYPES
from cuedeck.notes import config
from cuedeck.notes.config import ConfigError
from cuedeck.notes.stages import Stage
from cuedeck.notes.vault import SUFFIXES

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_NAMELESS = "notes"
_AT_ONCE = 200
"""Files that are asked for together."""
_URL = "url"
"""Name of the file that tells where the folder beside it comes from."""


@Stage("fetching notes")
def fetched(url: str) -> Path:
    """A folder of this machine, or a note in one, with what lies at a URL now: notes, their pictures and settings.

    It lies in the user's cache folder, at the same place each time, and may be deleted. What did not change stays as it
    is, so that it is not read again. Raises ConfigError.
    """
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - most notes lie here
    except ImportError as error:
        raise ConfigError("notes at a URL need fsspec: `pip install 'cuedeck[cluster]'`") from error
    try:
        system, root = url_to_fs(url)
        return _mirrored(system, root, _place(url))
    except Exception as error:  # each file system raises errors of its own
        raise ConfigError(f"{url}: cannot be read ({' '.join(str(error).split()) or type(error).__name__})") from error


def url_of(folder: Path) -> str | None:
    """The URL that a folder of notes was fetched from; None where it lies here."""
    if folder.parent.parent != _shelf().resolve():
        return None
    with suppress(OSError):
        return (folder.parent / _URL).read_text("utf-8")
    return None


def _mirrored(system: "AbstractFileSystem", root: str, place: Path) -> Path:
    """The place, with the files below a root of a file system as they are now, and no others."""
    is_note = system.isfile(root)
    top = root.rpartition("/")[0] if is_note else root.rstrip("/")
    there = {name: path for path in system.find(root) if _is_wanted(name := path[len(top) :].lstrip("/"))}
    if not there:
        raise FileNotFoundError("no notes are there")
    folder = place / (PurePosixPath(top).name or _NAMELESS)
    for name, data in _contents(system, there):
        _keep(folder / name, data)
    if config.NAME not in there:  # it is a vault of its own, wherever the cache lies
        _keep(folder / config.NAME, b"")
    _sweep(folder, {*there, config.NAME})
    return folder / next(iter(there)) if is_note else folder


def _contents(system: "AbstractFileSystem", there: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
    """What files hold, by the names that they have here."""
    names = list(there)
    for at in range(0, len(names), _AT_ONCE):
        some = names[at : at + _AT_ONCE]
        data = system.cat([there[name] for name in some])
        yield from ((name, data[there[name]]) for name in some)


def _is_wanted(name: str) -> bool:
    """Whether a file may be of use: a note, a picture, or the settings; what is hidden, or leads elsewhere, is not."""
    path = PurePosixPath(name)
    is_hidden = any(part.startswith(".") for part in path.parts)
    return not is_hidden and (path.suffix.lower() in SUFFIXES | MIME_TYPES.keys() or name == config.NAME)


def _keep(file: Path, data: bytes) -> None:
    """Have a file hold some bytes; it is not touched if it does."""
    with suppress(FileNotFoundError):
        if file.read_bytes() == data:
            return
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{uuid4().hex}")
    beside.write_bytes(data)
    beside.replace(file)


def _sweep(folder: Path, names: Container[str]) -> None:
    """Remove the files that are not there any more."""
    for file in folder.rglob("*"):
        if file.is_file() and file.relative_to(folder).as_posix() not in names:
            file.unlink()


def _shelf() -> Path:
    return location.file().parent / "afar"


def _place(url: str) -> Path:
    """Where what lies at a URL is kept."""
    place = _shelf() / blake2b(url.encode(), digest_size=16).hexdigest()
    _keep(place / _URL, url.encode())
    return place
