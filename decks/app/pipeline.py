"""Notes -> cards: opens each note once, reads it once, and sets all of them against each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from pathlib import Path

from cuedeck.cards.card import Card, Tier
from cuedeck.cards.sharing import Shared
from cuedeck.cards.written import Written
from cuedeck.decks.app.dated import dated, to_keep
from cuedeck.decks.app.finding import Finding
from cuedeck.decks.app.gathering import Gathered
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.opening import Opened, is_mistake, opened, placed
from cuedeck.decks.app.pool import default_jobs, hold_threads, processes
from cuedeck.decks.app.progress import Journey, Progress, Tell, unheard
from cuedeck.decks.app.reading import Given, Packed
from cuedeck.decks.app.sharing import Jobs, Run, chunks
from cuedeck.decks.app.sheaf import Sheaf, sound
from cuedeck.decks.app.task import lost, read_chunk
from cuedeck.decks.app.thrift import give_back
from cuedeck.decks.cache.codec import decode
from cuedeck.extract.barren import Barren
from cuedeck.extract.coverage import Coverage
from cuedeck.notes.config import Config
from cuedeck.notes.note import Problem
from cuedeck.notes.stamp_trust import weigh
from cuedeck.notes.vault import File, Vault

_FEW = 24
"""Notes that are read only to find out whether their deck is to be built."""
_MANY = 2000
"""Notes of which what they gave takes so much memory that it is given back."""


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
    left = {deck: own for deck, own in decks.items() if deck not in known}
    reads = _Reads(config=config, jobs=jobs, progress=progress, memory=memory, findings=findings)
    reads.read_new([note for own in left.values() for note in own])
    made = {deck: _gathered(deck, own, reads) for deck, own in left.items()}
    if len(notes) > _MANY:
        give_back()  # the readings lay between what stays
    return _collection([known.get(deck) or made[deck] for deck in decks], tuple(reads.remarks))


def read_edited(notes: Sequence[Opened], config: Config, *, jobs: Jobs, progress: Progress, memory: Memory) -> None:
    """Read, for `memory`, those notes of a deck of which it does not know what they give, unless they are many."""
    known = memory.readings.given(notes, config)
    edited = [note for note in notes if note.file.path not in known]
    if len(edited) <= _FEW:
        _Reads(config=config, jobs=jobs, progress=progress, memory=memory, findings=False).read(edited)


def _gathered(deck: str, notes: Sequence[Opened], reads: "_Reads") -> Gathered:
    """What the notes of a deck gave; of those that were read before, their cards as they were then."""
    memory, config, findings = reads.memory, reads.config, reads.findings
    paths = list(dict.fromkeys(note.file.path for note in notes))
    trusts = weigh(one for path in paths if (one := reads.given[path].testimony) is not None)
    kept, shared = to_keep(notes, config, trusts), Shared()
    older = [kept[path] for path in paths if path in kept and path not in reads.readings]
    own = {one.path: one.sharing(shared) for one in memory.dated.find(older)}
    reads.read([note for note in notes if note.file.path not in own and note.file.path not in reads.readings])
    new = [dated(path, reads.readings.take(path), trusts, shared) for path in paths if path not in own]
    for path in paths:
        del reads.given[path]  # nobody else asks for it
    own |= {one.path: one for one in new}
    found = memory.gatherings.gathered(deck, notes, [own[path] for path in paths])
    if reads.is_sound(notes) and not any(map(is_mistake, found.problems)):
        memory.dated.keep(new, kept)
        memory.gatherings.keep(found, notes, [kept[path] for path in paths], config, findings=findings)
    return found


@dataclass(slots=True, kw_only=True)
class _Reads:
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
