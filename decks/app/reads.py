"""Notes that are read, and what they gave, each by itself."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial

from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.opening import Opened
from cuedeck.decks.app.pool import default_jobs, hold_threads, processes
from cuedeck.decks.app.progress import Journey, Progress, Tell
from cuedeck.decks.app.reading import Given, Packed
from cuedeck.decks.app.sharing import Jobs, Run, chunks
from cuedeck.decks.app.sheaf import Sheaf, sound
from cuedeck.decks.app.task import lost, read_chunk
from cuedeck.decks.cache.codec import decode
from cuedeck.notes.config import Config


@dataclass(slots=True, kw_only=True)
class Reads:
    """Reads notes, and holds what they gave, each by itself."""

    config: Config
    jobs: Jobs
    progress: Progress
    memory: Memory
    findings: bool
    """Whether those are wanted."""
    given: dict[str, Given] = field(default_factory=dict)
    """What of that others ask for, by the path of the note."""
    readings: Sheaf = field(default_factory=Sheaf)
    """Of those notes whose cards are not kept with their moments."""
    doubtful: set[str] = field(default_factory=set)
    """The notes whose readings must not be kept, by their paths."""
    remarks: dict[str, None] = field(default_factory=dict)
    """What else the user should know, a sentence each."""

    def is_sound(self, notes: Sequence[Opened]) -> bool:
        """Whether what these notes gave may be kept."""
        return not self.remarks and self.doubtful.isdisjoint(note.file.path for note in notes)

    def read_new(self, notes: Sequence[Opened]) -> None:
        """Read those notes of which it is not known what they give; where findings are wanted, all."""
        if not self.findings:
            self.given |= self.memory.readings.given(notes, self.config)
        self.read([note for note in notes if note.file.path not in self.given])

    def read(self, notes: Sequence[Opened]) -> None:
        """Take up what notes gave; what is known of them is not read again."""
        self.memory.readings.find(notes, self.config, self.readings, findings=self.findings)
        known = [note for note in notes if note.file.path in self.readings]
        self.given |= (given := self.memory.readings.given(known, self.config))
        unread = [note for note in notes if note.file.path not in given]
        if not unread:
            return
        hold_threads()
        way = Journey([note.size for note in unread], self.progress)
        with _workers(self.jobs, len(unread), way.tell, self.config.model) as run:
            pieces = chunks(unread, size=lambda note: note.size)
            asked = (self.memory.readings.with_parses(chunk, self.config) for chunk in pieces)
            work = partial(read_chunk, config=self.config)
            for chunk, gave in run(work, ([note.with_text() for note in piece] for piece in asked)):
                packed, remark = ([lost(note) for note in chunk], None) if gave is None else gave
                if remark is None:
                    self.memory.readings.keep(chunk, self.config, packed)
                else:
                    self.remarks[remark] = None
                for note, one in zip(chunk, packed, strict=True):
                    self._take(note, one)
                    way.take(note.size, cards=one.cards)

    def _take(self, note: Opened, one: Packed) -> None:
        path = note.file.path
        self.readings.put(path, one.reading, one.findings if self.findings else None)
        self.given[path] = sound(decode(one.given, Given))
        if one.digest is None or one.digest != note.digest:
            self.doubtful.add(path)


def _workers(jobs: Jobs, notes: int, tell: Tell, model: str | None) -> AbstractContextManager[Run]:
    """Those who read so many notes."""
    if isinstance(jobs, str):
        from cuedeck.decks.app.cluster import cluster  # noqa: PLC0415 - few have one

        return cluster(jobs, tell, model=model)
    return processes(jobs or default_jobs(notes), tell)
