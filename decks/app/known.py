"""What notes gave when they were read last, for a program that looks at them again and again."""

from collections.abc import Sequence

from cuedeck.decks.app.opening import Opened
from cuedeck.decks.app.reading import Reading
from cuedeck.notes.config import Config


class Known:
    """The readings of notes, each as long as the note, its written cards and the settings stay as they were."""

    def __init__(self) -> None:
        self._by_path: dict[str, tuple[Opened, Reading]] = {}
        self._config: Config | None = None

    def unread(self, notes: Sequence[Opened], config: Config) -> list[Opened]:
        """Those of the notes that have to be read, under these settings."""
        if config != self._config:
            self._by_path, self._config = {}, config
        return [note for note in notes if self._by_path.get(note.file.path, (None,))[0] != note]

    def take(self, notes: Sequence[Opened], readings: Sequence[Reading]) -> None:
        """Remember what notes gave."""
        self._by_path |= {note.file.path: (note, reading) for note, reading in zip(notes, readings, strict=True)}

    def of(self, notes: Sequence[Opened]) -> list[Reading]:
        """What these notes gave, all of which have been read."""
        return [self._by_path[note.file.path][1] for note in notes]
