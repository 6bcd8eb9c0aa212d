"""Notes -> cards: opens each note once, reads it once, and sets all of them against each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path

from cuedeck.cards.card import Card, Tier
from cuedeck.cards.written import Written
from cuedeck.decks.app.finding import Finding
from cuedeck.decks.app.gathering import Gathered, gathered
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.opening import Opened, is_mistake, opened, placed
from cuedeck.decks.app.pool import collect_rarely, default_jobs, hold_threads, processes
from cuedeck.decks.app.progress import Journey, Progress, Tell, unheard
from cuedeck.decks.app.sharing import Jobs, Run, chunks
from cuedeck.decks.app.sheaf import Sheaf
from cuedeck.decks.app.task import lost, read_chunk
from cuedeck.extract.barren import Barren
from cuedeck.extract.coverage import Coverage
from cuedeck.notes.config import Config
from cuedeck.notes.note import Problem
from cuedeck.notes.vault import File, Vault

_FEW = 24
"""Notes that are read only to find out whether their deck is to be built."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """What many notes gave."""

    notes: int
    """How many there are, those that could not be read included."""
    decks: dict[str, tuple[Card, ...]]
    """The cards of each top-level deck, in reading order; no two have the same front or guid."""
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    """Why notes could not be read, one each."""
    flaws: tuple[Problem, ...]
    """What is wrong with notes that were read, by note and line."""
    notices: tuple[Problem, ...]
    """What was read as its writer meant, although it is written otherwise, by note and line."""
    barren: Mapping[str, Barren]
    """Why notes that were read have no card, sure or offered, by note."""
    remarks: tuple[str, ...]
    """What else the user should know, a sentence each."""
    lost: tuple[Written, ...] = ()
    """Written cards whose sentence does not stand in the notes any more."""
    losing: frozenset[str] = frozenset()
    """The notes that they were looked for in."""
    coverages: Mapping[str, Coverage] = field(default_factory=dict)
    """How much of each note is on a card, by its path."""
    languages: dict[str, str] = field(default_factory=dict)
    """Code of the language of each note, by its path, where it is known."""

    @property
    def coverage(self) -> Coverage:
        """How much of the notes is on a card."""
        return sum(self.coverages.values(), start=Coverage())

    @property
    def by_deck(self) -> Iterator[Card]:
        """The cards of all decks, one deck after the other."""
        return chain.from_iterable(self.decks.values())

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards of all decks, in reading order."""
        return tuple(sorted(self.by_deck, key=lambda card: card.note))

    @property
    def sure(self) -> tuple[Card, ...]:
        """Those that are in the decks by themselves."""
        return tuple(card for card in self.cards if card.tier is Tier.SURE)


def cards_of(notes: Path, *, all_cards: bool = False) -> tuple[Card, ...]:
    """The cards that the notes of a folder or file give by rules alone, in reading order. Raises ConfigError, OSError.

    `all_cards`: with those that are only offered, whatever cuedeck.yaml says.
    """
    vault = Vault.around(notes)
    found = collect(vault.files(notes), vault.config)
    return found.cards if all_cards or vault.config.all_cards else found.sure


def collect(files: Sequence[File], config: Config, *, jobs: Jobs = 1, progress: Progress = unheard) -> Collection:
    """Open notes and make their cards; as `collect_opened`."""
    return collect_opened(placed(opened(files)), config, jobs=jobs, progress=progress)


def collect_opened(
    notes: Sequence[Opened],
    config: Config,
    *,
    jobs: Jobs = 1,
    progress: Progress = unheard,
    memory: Memory | None = None,
    findings: bool = True,
) -> Collection:
    """Make the cards of notes; whoever shares the work, the result is always the same.

    A note that cannot be read is a problem, and never stops the others. What `memory` knows of them is not read again.
    `findings`: whether those are wanted.
    """
    memory = Memory() if memory is None else memory
    findings = findings or memory.is_at_hand
    decks: dict[str, list[Opened]] = {}
    for note in notes:
        decks.setdefault(note.file.top, []).append(note)
    known = memory.gatherings.find(decks, config, findings=findings)
    read = _read(
        [note for note in notes if note.file.top not in known],
        config,
        jobs=jobs,
        progress=progress,
        memory=memory,
        findings=findings,
    )
    made: dict[str, Gathered] = {}
    for deck, own in decks.items():
        if deck not in known:
            made[deck] = one = gathered(deck, own, read.readings)
            if read.is_sound(own) and not any(map(is_mistake, one.problems)):
                memory.gatherings.keep({deck: one}, decks, config, findings=findings)
    return _collection([known.get(deck) or made[deck] for deck in decks], read.remarks)


def read_edited(notes: Sequence[Opened], config: Config, *, jobs: Jobs, progress: Progress, memory: Memory) -> None:
    """Read, for `memory`, those notes of a deck of which it does not know what they give, unless they are many."""
    known = memory.readings.given(notes, config)
    edited = [note for note in notes if note.file.path not in known]
    if 0 < len(edited) <= _FEW:
        _read(edited, config, jobs=jobs, progress=progress, memory=memory, findings=False)


@dataclass(frozen=True, slots=True)
class _Read:
    """What notes gave, each by itself."""

    readings: Sheaf
    doubtful: frozenset[str]
    """The notes whose readings must not be kept, by their paths."""
    remarks: tuple[str, ...]

    def is_sound(self, notes: Sequence[Opened]) -> bool:
        """Whether what these notes gave may be kept."""
        return not self.remarks and self.doubtful.isdisjoint(note.file.path for note in notes)


def _read(
    notes: Sequence[Opened],
    config: Config,
    *,
    jobs: Jobs,
    progress: Progress,
    memory: Memory,
    findings: bool,
) -> _Read:
    """Read the notes that memory does not know."""
    hold_threads()
    collect_rarely()
    readings = memory.readings.find(notes, config, findings=findings)
    unread = [note for note in notes if note.file.path not in readings]
    remarks: dict[str, None] = {}
    doubtful: list[str] = []
    if not unread:
        return _Read(readings, frozenset(), ())
    way = Journey([note.size for note in unread], progress)
    with _workers(jobs, len(unread), way.tell, config.model) as run:
        pieces = (memory.readings.with_parses(chunk, config) for chunk in chunks(unread, size=lambda note: note.size))
        given = run(partial(read_chunk, config=config), ([note.with_text() for note in piece] for piece in pieces))
        for chunk, gave in given:
            packed, remark = ([lost(note) for note in chunk], None) if gave is None else gave
            remarks |= {remark: None} if remark else {}
            if remark is None:
                memory.readings.keep(chunk, config, packed)
            for note, one in zip(chunk, packed, strict=True):
                readings.put(note.file.path, one.reading, one.findings if findings else None)
                doubtful += [note.file.path] * (one.digest is None or one.digest != note.digest)
                way.take(note.size, cards=one.cards)
    return _Read(readings, frozenset(doubtful), tuple(remarks))


def _workers(jobs: Jobs, notes: int, tell: Tell, model: str | None) -> AbstractContextManager[Run]:
    """Those who read so many notes."""
    if isinstance(jobs, str):
        from cuedeck.decks.app.cluster import cluster  # noqa: PLC0415 - few have one

        return cluster(jobs, tell, model=model)
    return processes(jobs or default_jobs(notes), tell)


def _collection(decks: Sequence[Gathered], remarks: tuple[str, ...]) -> Collection:
    return Collection(
        notes=sum(one.notes for one in decks),
        decks={one.deck: one.cards for one in decks},
        findings=tuple(
            sorted((each for one in decks for each in one.findings), key=lambda finding: (finding.note, finding.line))
        ),
        problems=_by_note(each for one in decks for each in one.problems),
        flaws=_by_note(each for one in decks for each in one.flaws),
        notices=_by_note(each for one in decks for each in one.notices),
        barren={note: why for one in decks for note, why in one.barren.items()},
        remarks=remarks,
        lost=tuple(card for one in decks for card in one.lost),
        losing=frozenset(note for one in decks for note in one.losing),
        coverages={note: told for one in decks for note, told in one.coverages.items()},
        languages={note: code for one in decks for note, code in one.languages.items()},
    )


def _by_note(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems by note, those of one note in their order."""
    return tuple(sorted(problems, key=lambda problem: problem.note))
