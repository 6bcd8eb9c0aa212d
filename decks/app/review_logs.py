"""The logs of reviews of a directory, read as far as they have grown."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from cuedeck.decks.app.file_names import file_name
from cuedeck.decks.schedule import log_file
from cuedeck.decks.schedule.log import Fault, Log, Undoing, text
from cuedeck.decks.schedule.log_file import ENDING, Look
from cuedeck.decks.schedule.review import Review

_FEW = 30
"""Cards whose lines are looked for one card after the other; for more, the logs are read whole."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """How far a log was read."""

    size: int
    """Bytes."""
    digest: bytes
    """Of these bytes."""
    lines: int
    """Line feeds in them."""
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What logs tell that was not read yet."""

    log: Log
    is_whole: bool
    """Whether it is all that they tell, since something else than growth has become of them."""


class _Reading:
    """A log as it is being read."""

    def __init__(self) -> None:
        self.hash = blake2b(digest_size=16)
        self.size = self.lines = 0
        self.faults: list[Fault] = []

    @property
    def bookmark(self) -> Bookmark:
        return Bookmark(self.size, self.hash.digest(), self.lines, tuple(self.faults))

    @classmethod
    def after(cls, mark: Bookmark, data: bytes) -> "_Reading | None":
        """A log that was read up to a bookmark; None where it begins otherwise."""
        reading = cls()
        reading.hash.update(memoryview(data)[: mark.size])
        if len(data) < mark.size or reading.hash.digest() != mark.digest:
            return None
        reading.size, reading.lines, reading.faults = mark.size, mark.lines, list(mark.faults)
        return reading

    def read(self, data: bytes, log: Log) -> None:
        """Go on reading."""
        log.faults = self.faults
        log.read(data.decode(errors="surrogateescape"), first=self.lines + 1)
        self.hash.update(data)
        self.size += len(data)
        self.lines += data.count(b"\n")


class Logs:
    """The logs of a directory, to which others may add meanwhile."""

    def __init__(self, directory: Path, bookmarks: Mapping[str, Bookmark]) -> None:
        """`bookmarks`: how far each was read by an earlier run, by the name of its file."""
        self._directory = directory
        self._bookmarks = dict(bookmarks)
        self._looks: dict[str, Look | None] = {}
        self._readings: dict[str, _Reading] = {}

    @property
    def bookmarks(self) -> dict[str, Bookmark]:
        """How far each was read."""
        return {name: reading.bookmark for name, reading in self._readings.items()}

    @property
    def problems(self) -> tuple[str, ...]:
        """The lines that were skipped, and why."""
        return tuple(
            f"{self._directory / name}:{fault.line}: {fault.reason}; this line is skipped"
            for name, reading in sorted(self._readings.items())
            for fault in reading.faults
        )

    def news(self) -> News | None:
        """What was not read yet; None where nothing has become of any file. Raises OSError."""
        looks = {path.name: log_file.look(path) for path in self._paths()}
        if looks == self._looks:
            return None
        log, is_whole = Log(), False
        if not self._read_on(log, [name for name in looks if looks[name] != self._looks.get(name)], looks):
            self._bookmarks, self._readings, self._looks = {}, {}, {}
            log, is_whole = Log(), True
            self._read_on(log, list(looks), looks)
        return News(log, is_whole)

    def _read_on(self, log: Log, names: Iterable[str], there: Collection[str]) -> bool:
        """Read what files have grown by; tells whether growth is all that has become of them."""
        if not {*self._bookmarks, *self._readings} <= set(there):
            return False
        for name in names:
            data, look = log_file.read(self._directory / name)
            known = self._readings.get(name)
            mark = self._bookmarks.get(name) if known is None else known.bookmark
            reading = _Reading() if mark is None else _Reading.after(mark, data)
            if reading is None:
                return False
            reading.read(data[reading.size :], log)
            self._readings[name], self._looks[name] = reading, look
        return True

    def add(self, deck: str, records: Iterable[Review | Undoing]) -> Log | None:
        """Write records at the end of a deck's log; what they tell, or None where others wrote since it was read.

        Raises OSError.
        """
        name = f"{file_name(deck)}{ENDING}"
        added = log_file.append(self._directory / name, text(records))
        reading = self._readings.setdefault(name, _Reading()) if added.before == 0 else self._readings.get(name)
        if reading is None or reading.size != added.before:
            return None
        log = Log()
        reading.read(added.data, log)
        self._looks[name] = added.look
        return log

    def about(self, guids: Collection[str]) -> Log:
        """All that is told of some cards; of others, too, where they are many. Raises OSError."""
        log = Log()
        for path in self._paths():
            data = log_file.read(path)[0]
            told = data if len(guids) > _FEW else b"\n".join(_lines(data, guids))
            log.read(told.decode(errors="surrogateescape"))
        return log

    def whole(self) -> Log:
        """All that is told. Raises OSError."""
        log = Log()
        for path in self._paths():
            log.read(log_file.read(path)[0].decode(errors="surrogateescape"))
        return log

    def _paths(self) -> list[Path]:
        return sorted(self._directory.glob(f"*{ENDING}"))


def _lines(data: bytes, guids: Iterable[str]) -> Iterable[bytes]:
    """The lines that name one of some cards."""
    for guid in guids:
        at = -1
        while (at := data.find(guid.encode(), at + 1)) >= 0:
            end = data.find(b"\n", at)
            yield data[data.rfind(b"\n", 0, at) + 1 : end if end >= 0 else len(data)]
