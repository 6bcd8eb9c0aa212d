"""Recordings that lie in the vault: which file a note means, and the address at which pages play it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from cuedeck.decks.page.media import located
from cuedeck.decks.study.views import Moment

_AUDIO = {
    ".aac": "audio/aac",
    ".flac": "audio/flac",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
}
_PLAYABLE = _AUDIO | {
    ".m4v": "video/mp4",
    ".mkv": "video/x-matroska",
    ".mov": "video/quicktime",
    ".mp4": "video/mp4",
    ".mpeg": "video/mpeg",
    ".ogv": "video/ogg",
    ".webm": "video/webm",
}
"""Files that browsers may play, by their extension."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A file of the vault that can be played."""

    file: Path
    key: str
    """Tells it from all others in an address, and nothing of where it lies."""

    @property
    def element(self) -> str:
        """`audio` or `video`."""
        return "audio" if self.file.suffix.lower() in _AUDIO else "video"

    @property
    def media_type(self) -> str:
        """What it is served as."""
        return _PLAYABLE[self.file.suffix.lower()]

    @property
    def address(self) -> str:
        """Where pages ask for it."""
        return f"/recording/{self.key}/{quote(self.file.name)}"


@dataclass(frozen=True, slots=True)
class Recordings:
    """The recordings that cards have named so far; no other file is ever served."""

    folders: tuple[Path, ...]
    """Where a recording may be looked for besides the folder of its note: the vault, and where decks are written."""
    known: dict[str, Recording] = field(default_factory=dict)
    """By key."""
    _found: dict[tuple[str, str], Recording | None] = field(default_factory=dict)

    def of(self, moment: Moment, note: str) -> Recording | None:
        """The file that a card's moment is in; None where it lies elsewhere, or cannot be played."""
        for name in _names(moment):
            asked = (note.rpartition("/")[0], name)
            if asked not in self._found:
                self._found[asked] = self._look(*asked)
            if (found := self._found[asked]) is not None:
                self.known[found.key] = found
                return found
        return None

    def _look(self, folder: str, name: str) -> Recording | None:
        if PurePosixPath(name).suffix.lower() not in _PLAYABLE:
            return None
        vault = self.folders[0].resolve()
        places = (vault / folder / name, *(place / name for place in self.folders), *located(vault, [name]).values())
        for place in places:
            with suppress(OSError, RuntimeError, ValueError):
                file = place.resolve()
                if file.is_file() and file.is_relative_to(vault):
                    return Recording(file, blake2b(str(file).encode(errors="surrogatepass"), digest_size=8).hexdigest())
        return None


def _names(moment: Moment) -> Iterator[str]:
    """Paths that may be meant: what the note names, and where the link of its time leads."""
    for told in (moment.recording, moment.url or ""):
        with suppress(ValueError):
            parts = urlsplit(told)
            if not parts.scheme and not parts.netloc and told:
                yield unquote(told.partition("#")[0]) if told == moment.url else told
            elif parts.scheme == "file":
                yield unquote(parts.path)
