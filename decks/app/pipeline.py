"""Notes -> cards: opens each note once, reads it once, and sets all of them against each other."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from cuedeck.cards.card import Card, Tier
from cuedeck.cards.duplicates import told_apart
from cuedeck.cards.written import Written
from cuedeck.decks.app.finding import Finding, barren, doubtful, duplicate
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.opening import Opened, mistake, opened, placed
from cuedeck.decks.app.pool import chunks, default_jobs, hold_threads, workers
from cuedeck.decks.app.reading import Packed, Reading, read_chunk, unpacked
from cuedeck.extract.barren import Barren
from cuedeck.extract.coverage import Coverage
from cuedeck.notes.config import Config
from cuedeck.notes.note import Problem
from cuedeck.notes.stamp_trust import Trust, judge
from cuedeck.notes.vault import File, Vault

_OVERSHADOWED = Barren("all of its cards are left out, since other cards say the same")

Progress = Callable[[int, int], None]
"""Is told how many notes are done, of how many."""


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
    def cards(self) -> tuple[Card, ...]:
        """The cards of all decks, in reading order."""
        return tuple(sorted((card for deck in self.decks.values() for card in deck), key=lambda card: card.note))

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


def collect(
    files: Sequence[File], config: Config, *, jobs: int | None = 1, progress: Progress | None = None
) -> Collection:
    """Open notes and make their cards; as `collect_opened`."""
    return collect_opened(placed(opened(files)), config, jobs=jobs, progress=progress)


def collect_opened(
    notes: Sequence[Opened],
    config: Config,
    *,
    jobs: int | None = 1,
    progress: Progress | None = None,
    memory: Memory | None = None,
    findings: bool = True,
) -> Collection:
    """Make the cards of notes, in `jobs` processes (None: as many as pay off); the result is always the same.

    A note that cannot be read is a problem, and never stops the others. What `memory` knows of them is not read again.
    `findings`: whether those are wanted.
    """
    hold_threads()
    readings = (Memory() if memory is None else memory).readings
    known = readings.find(notes, config, findings=findings)
    unread = [note for note in notes if note.file.path not in known]
    remarks: dict[str, None] = {}
    done = 0
    with workers(jobs or default_jobs(len(unread))) as run:
        given = run(partial(read_chunk, config=config), chunks(unread))
        for chunk, (packed, remark) in zip(chunks(unread), given, strict=True):
            remarks |= {remark: None} if remark else {}
            if remark is None:
                readings.keep(chunk, config, packed)
            known |= {
                note.file.path: _unpacked(one, findings=findings) for note, one in zip(chunk, packed, strict=True)
            }
            done += len(chunk)
            if progress is not None:
                progress(done, len(unread))
    return _collection(_trusted(notes, [known[note.file.path] for note in notes]), tuple(remarks))


def _unpacked(one: Packed, *, findings: bool) -> Reading:
    reading = unpacked(one.reading, one.findings if findings else None)
    if reading is None:
        raise AssertionError("a reading that was packed a moment ago cannot be unpacked")
    return reading


@dataclass(frozen=True, slots=True)
class _Trusted:
    """What a note gave, once all notes have told of its times."""

    file: File
    reading: Reading
    cards: tuple[Card, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (*doubtful(self.cards), *self.reading.findings)


def _trusted(notes: Sequence[Opened], readings: Sequence[Reading]) -> list[_Trusted]:
    """What each note gave, with the moments of its cards put right where others know better."""
    trust = judge(reading.witness for reading in readings if reading.witness is not None)
    return [_dated(note.file, reading, trust) for note, reading in zip(notes, readings, strict=True)]


def _dated(file: File, reading: Reading, trust: Mapping[str, Trust]) -> _Trusted:
    try:
        return _Trusted(file, reading, tuple(one.dated(trust[file.path]) for one in reading.cards))
    except Exception as error:  # noqa: BLE001
        return _Trusted(file, Reading(problem=mistake(file.path, error)), ())


def _collection(notes: Sequence[_Trusted], remarks: tuple[str, ...]) -> Collection:
    found: dict[str, list[Card]] = {}
    for note in notes:
        found.setdefault(note.file.top, []).extend(note.cards)
    decks: dict[str, tuple[Card, ...]] = {}
    findings = [finding for note in notes for finding in note.findings]
    for deck, cards in found.items():
        decks[deck], left_out = told_apart(cards)
        findings += map(duplicate, left_out)
    none = _barren(notes, {card.note for cards in decks.values() for card in cards})
    findings += (barren(note, why.reason) for note, why in none.items())
    return Collection(
        notes=len(notes),
        decks=decks,
        findings=tuple(sorted(findings, key=lambda finding: (finding.note, finding.line))),
        problems=tuple(note.reading.problem for note in notes if note.reading.problem is not None),
        flaws=tuple(flaw for note in notes for flaw in note.reading.flaws),
        notices=tuple(notice for note in notes for notice in note.reading.notices),
        barren=none,
        remarks=remarks,
        lost=tuple(card for note in notes for card in note.reading.lost),
        losing=frozenset(note.file.path for note in notes if note.reading.lost),
        coverages={note.file.path: note.reading.coverage for note in notes},
        languages={one.file.path: one.reading.language for one in notes if one.reading.language is not None},
    )


def _barren(notes: Sequence[_Trusted], having: Container[str]) -> dict[str, Barren]:
    """Why notes have no card, those that could not be read left out; `having` are the notes that have some."""
    none = (note for note in notes if note.reading.problem is None and note.file.path not in having)
    return {note.file.path: note.reading.barren or _OVERSHADOWED for note in none}
