"""Notes -> cards: reads the files of a vault, in several processes where that is faster."""

import multiprocessing
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import Protocol, TypeVar

from cuedeck.cards.card import Card
from cuedeck.cards.making import made, unique
from cuedeck.cards.near_duplicates import without_twins
from cuedeck.decks.app.finding import Coverage, Finding, coverage, doubtful, duplicate, rejected, same_identity, twin
from cuedeck.extract.extraction import extract
from cuedeck.extract.parser.parser import ModelError, NoParser, Parser
from cuedeck.extract.text.language_id import language_of
from cuedeck.notes.config import Config, ConfigError
from cuedeck.notes.note import Problem
from cuedeck.notes.reader import named_deck, read
from cuedeck.notes.stamp_evidence import Witness, witness_of
from cuedeck.notes.stamp_trust import Trust, judge
from cuedeck.notes.vault import File, Vault

Progress = Callable[[int, int], None]
"""Is told how many notes are done, of how many."""

_CHUNK = 4
"""Notes that a process takes at a time."""
_NOTES_PER_JOB = 24
"""As many notes take about as long as a further process needs to start."""
_THREAD_SETTINGS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one note gave."""

    cards: tuple[Card, ...] = ()
    findings: tuple[Finding, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    language: str | None = None
    """Code of the language the note is in, where it is known."""
    problem: Problem | None = None
    """Why the note could not be read, and so gave nothing."""


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
    remarks: tuple[str, ...]
    """What else the user should know, a sentence each."""
    coverage: Coverage = field(default_factory=Coverage)
    """How much of the notes is on a card."""
    languages: dict[str, str] = field(default_factory=dict)
    """Code of the language that most cards of a deck are in, for the decks where it is known."""

    @property
    def cards(self) -> tuple[Card, ...]:
        """The cards of all decks, in reading order."""
        return tuple(sorted((card for deck in self.decks.values() for card in deck), key=lambda card: card.note))


def collect(
    files: Sequence[File], config: Config, *, jobs: int | None = 1, progress: Progress | None = None
) -> Collection:
    """Read notes and make their cards, in `jobs` processes (None: as many as pay off); the result is always the same.

    A note that cannot be read is a problem, and never stops the others. All notes are read twice: what they tell of
    each other's times must be known before the first card is made.
    """
    hold_threads()
    files = placed(files)
    readings: list[Reading] = []
    remarks: dict[str, None] = {}
    with _workers(jobs or default_jobs(len(files))) as run:
        told = [one for chunk in run(partial(_witnesses, config=config), _chunks(files)) for one in chunk]
        trust = judge(told)
        trusted = [(file, trust.get(file.path)) for file in files]
        for chunk, remark in run(partial(_read_all, config=config), _chunks(trusted)):
            readings += chunk
            remarks |= {remark: None} if remark else {}
            if progress is not None:
                progress(len(readings), len(files))
    return _collection(files, readings, tuple(remarks))


def cards_of(notes: Path) -> tuple[Card, ...]:
    """The cards that the notes of a folder or file give by rules alone, in reading order. Raises ConfigError, OSError."""
    vault = Vault.around(notes)
    return collect(vault.files(notes), vault.config).cards


def placed(files: Sequence[File]) -> list[File]:
    """The notes, each in the deck that its own settings name, if any, spelt as that of a folder if there is one."""
    named = {file: name for file in files if (name := named_deck(file.file)) is not None}
    spelling = {deck.casefold(): deck for file in files if file not in named for deck, _ in file.levels}
    return [replace(file, deck=_spelt(named[file], spelling)) if file in named else file for file in files]


def _spelt(name: str, spelling: dict[str, str]) -> str:
    """A deck's name, each level as it is spelt already."""
    deck = ""
    for level in name.split("::"):
        below = f"{deck}::{level}" if deck else level
        deck = spelling.setdefault(below.casefold(), below)
    return deck


def default_jobs(notes: int) -> int:
    """How many processes read so many notes the fastest."""
    return max(1, min(os.cpu_count() or 1, notes // _NOTES_PER_JOB))


_Chunk = tuple[list[Reading], str | None]
_Trusted = tuple[File, Trust | None]
"""A file, and what is known of the times of its note."""
_Given = TypeVar("_Given")
_Gives = TypeVar("_Gives")


class _Run(Protocol):
    """Works like `map`."""

    def __call__(self, work: Callable[[_Given], _Gives], given: Iterable[_Given], /) -> Iterable[_Gives]:
        """Give what each piece of work gives, in order."""


def _chunks(of: Sequence[_Given]) -> list[Sequence[_Given]]:
    return [of[at : at + _CHUNK] for at in range(0, len(of), _CHUNK)]


@contextmanager
def _workers(jobs: int) -> Iterator[_Run]:
    """Something that works like `map`, in so many processes; results come in order."""
    if jobs == 1:
        yield map
        return
    others = set(multiprocessing.active_children())
    # Only the main process hears Ctrl-C, and then ends those that it started.
    pool = ProcessPoolExecutor(
        jobs, multiprocessing.get_context("spawn"), initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN)
    )
    try:
        yield pool.map
    except BrokenProcessPool as error:
        raise ConfigError("a process that read notes was ended from outside; try again with --jobs 1") from error
    except BaseException:
        for process in set(multiprocessing.active_children()) - others:
            process.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def hold_threads() -> None:
    """Keep NumPy, if it is not there yet, from starting threads: a sentence is too small to be shared among them."""
    for setting in _THREAD_SETTINGS:
        os.environ.setdefault(setting, "1")


def _witnesses(files: Sequence[File], config: Config) -> list[Witness]:
    """What some notes say of their recordings; those that cannot be read say nothing."""
    told: list[Witness] = []
    for file in files:
        # A mistake of ours is told when the note is read for its cards.
        with suppress(Exception):
            note = read(file.file, path=file.path, deck=file.deck, config=config)
            if not isinstance(note, Problem):
                told.append(witness_of(note))
    return told


def _read_all(files: Sequence[_Trusted], config: Config) -> _Chunk:
    """Read some notes; with what the user should know about the model."""
    parser, remark = _parser(config.model)
    return [_read(file, config, parser, trust) for file, trust in files], remark


@cache
def _parser(model: str | None) -> tuple[Parser, str | None]:
    """The parser, loaded once for each process, or the one that stands in for it and why."""
    parser = Parser(model)
    try:
        parser.check()
    except ModelError as error:
        return NoParser(), str(error)
    return parser, None


def _read(file: File, config: Config, parser: Parser, trust: Trust | None) -> Reading:
    """What one note gives; a mistake of ours in one note must not cost the user all others."""
    try:
        return _reading(file, config, parser, trust)
    except Exception as error:  # noqa: BLE001
        reason = f"internal error: {type(error).__name__}: {error}; please report it"
        return Reading(problem=Problem(note=file.path, line=1, reason=" ".join(reason.split())))
    finally:
        parser.forget()


def _reading(file: File, config: Config, parser: Parser, trust: Trust | None) -> Reading:
    note = read(file.file, path=file.path, deck=file.deck, config=config)
    if isinstance(note, Problem):
        return Reading(problem=note)
    extraction = extract(note, parser, config)
    cards = made(note, extraction.drafts, trust)
    told, uncovered = coverage(note, extraction)
    findings = (*doubtful(cards), *rejected(note, extraction), *uncovered)
    language = config.language or language_of(note)
    return Reading(cards=cards, findings=findings, coverage=told, language=language)


def _collection(files: Sequence[File], readings: Sequence[Reading], remarks: tuple[str, ...]) -> Collection:
    found: dict[str, list[Card]] = {}
    for file, reading in zip(files, readings, strict=True):
        found.setdefault(file.top, []).extend(reading.cards)
    decks: dict[str, tuple[Card, ...]] = {}
    findings = [finding for reading in readings for finding in reading.findings]
    for deck, cards in found.items():
        decks[deck], left_out = _told_apart(cards)
        findings += left_out
    return Collection(
        notes=len(files),
        decks=decks,
        findings=tuple(sorted(findings, key=lambda finding: (finding.note, finding.line))),
        problems=tuple(reading.problem for reading in readings if reading.problem is not None),
        remarks=remarks,
        coverage=sum((reading.coverage for reading in readings), start=Coverage()),
        languages=_languages(files, readings),
    )


def _languages(files: Sequence[File], readings: Sequence[Reading]) -> dict[str, str]:
    """The language of most cards of each deck."""
    counts: dict[str, Counter[str]] = {}
    for file, reading in zip(files, readings, strict=True):
        if reading.language is not None and reading.cards:
            counts.setdefault(file.top, Counter())[reading.language] += len(reading.cards)
    return {deck: max(count.items(), key=lambda pair: (pair[1], pair[0]))[0] for deck, count in counts.items()}


def _told_apart(cards: Sequence[Card]) -> tuple[tuple[Card, ...], list[Finding]]:
    """The cards of a deck with different fronts and guids, and why the others are left out."""
    fronts, duplicates = unique(cards)
    first: dict[str, Card] = {}
    findings = [duplicate(one) for one in duplicates]
    for card in fronts:
        earlier = first.setdefault(card.guid, card)
        if earlier is not card:
            findings.append(same_identity(card, earlier))
    different, twins = without_twins(tuple(first.values()))
    return different, [*findings, *map(twin, twins)]
