"""The main job: notes -> for each deck an Anki package, a page and a ledger."""

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cards.changes import Fate, Reconciled, reconcile
from cards.ledger import Ledger, LedgerError, dump, parse
from decks.anki import package
from decks.collect import Collection, Progress, collect, placed
from decks.files import file_name, write
from decks.media import Image, find_images
from decks.sheet import page
from notes.config import Config, ConfigError
from notes.note import Problem
from notes.vault import File, Vault, clash

Clock = Callable[[], int]
"""Tells the time in POSIX seconds."""

_LEDGER = ".ledger.jsonl"
_YEAR_10000 = 253_402_300_800


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """One deck as it stands after a build."""

    deck: str
    """Top-level name."""
    cards: int
    changes: Mapping[str, int]
    """How many cards met each fate."""
    apkg: Path
    sheet: Path
    ledger: Path
    written: bool
    """Whether any of its files had to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a build did."""

    vault: Path
    notes: int
    """How many were found, those that could not be read included."""
    decks: tuple[Built, ...]
    """Those that have cards, by name."""
    changes: Mapping[str, int]
    """How many cards of all decks met each fate; every fate is named."""
    problems: tuple[Problem, ...]
    """By note and line."""
    remarks: tuple[str, ...]
    """What else the user should know, a sentence each."""
    seconds: float

    @property
    def cards(self) -> int:
        """How many cards all decks have."""
        return sum(built.cards for built in self.decks)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Where the files of one deck are, and what its ledger remembers."""

    directory: Path
    deck: str
    remembered: Ledger | None

    @property
    def apkg(self) -> Path:
        return self._file(".apkg")

    @property
    def sheet(self) -> Path:
        return self._file(".html")

    @property
    def ledger(self) -> Path:
        return self._file(_LEDGER)

    def _file(self, ending: str) -> Path:
        return self.directory / f"{file_name(self.deck)}{ending}"


def now() -> int:
    """The time in POSIX seconds: that of SOURCE_DATE_EPOCH (reproducible-builds.org) if it holds one, else the clock's."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    fixed = int(given) if given.isascii() and given.isdigit() else 0
    return fixed if 0 < fixed < _YEAR_10000 else int(time.time())


def build(
    notes: Path, directory: Path, *, clock: Clock = now, jobs: int | None = 1, progress: Progress | None = None
) -> Report:
    """Build the decks that the notes of a folder or file belong to, each of them whole, into a directory.

    Notes are only read. Nothing is written unless all can be: ConfigError (wrong use), LedgerError (a ledger that
    cannot be trusted) and OSError leave everything as it was. A file whose content stays the same is not touched.
    `jobs` and `progress` are those of `collect`.
    """
    started = time.monotonic()
    _check(directory)
    vault = Vault.around(notes)
    files = _whole(vault, vault.files(notes))
    shelves = _shelves(files, directory, gone=bool(files) and notes.resolve() == vault.folder)
    found = collect(files, vault.config, jobs=jobs, progress=progress)
    images, problems = _images(vault, found)
    reconciled = _reconciled(shelves, found, clock())
    written = write(
        file for shelf in shelves for file in _contents(shelf, found, reconciled[shelf.deck], vault.config, images)
    )
    built = [_built(shelf, found, reconciled[shelf.deck], written) for shelf in shelves]
    return Report(
        vault=vault.folder,
        notes=found.notes,
        decks=tuple(deck for deck in built if deck.cards),
        changes={fate: sum(deck.changes[fate] for deck in built) for fate in Fate},
        problems=problems,
        remarks=(*found.remarks, *map(_emptied, (deck for deck in built if _is_emptied(deck)))),
        seconds=round(time.monotonic() - started, 2),
    )


def _check(directory: Path) -> None:
    """Refuse a directory that holds something else."""
    if directory.exists() and not directory.is_dir():
        raise ConfigError(f"{directory}: not a folder; decks are written into one")
    if (directory / "__init__.py").exists():
        raise ConfigError(f"{directory}: holds Python code (an __init__.py); name another folder for the decks with -o")


def _whole(vault: Vault, chosen: Sequence[File]) -> list[File]:
    """All notes of the decks that these notes belong to, wherever they lie. Raises ConfigError, OSError."""
    if not chosen:
        return []
    every = vault.files(vault.folder)
    pairs = [*zip(every, placed(every), strict=True)]
    paths = {file.path for file in chosen}
    wanted = {file.top.casefold() for file in (*chosen, *(moved for _, moved in pairs if moved.path in paths))}
    files = [(file, moved) for file, moved in pairs if moved.top.casefold() in wanted]
    if reason := clash(file for file, moved in files if file == moved):
        raise ConfigError(reason)
    return [moved for _, moved in files]


def _shelves(files: Sequence[File], directory: Path, *, gone: bool) -> list[_Shelf]:
    """The decks to build, by name, and, if asked for, those remembered whose notes are gone."""
    decks: dict[str, str] = {}
    for deck in sorted({file.top for file in files}):
        other = decks.setdefault(file_name(deck).casefold(), deck)
        if other != deck:
            raise ConfigError(f"the decks `{other}` and `{deck}` would have the same files; rename one folder")
    shelves = [_Shelf(directory, deck, _ledger(directory / f"{file_name(deck)}{_LEDGER}")) for deck in decks.values()]
    return shelves + [shelf for shelf in _others(directory) if gone and file_name(shelf.deck).casefold() not in decks]


def _others(directory: Path) -> Iterator[_Shelf]:
    """The decks that have a ledger."""
    for path in sorted(directory.glob(f"*{_LEDGER}")):
        ledger = _ledger(path)
        # A ledger that was renamed by hand is none of ours.
        if ledger is not None and path.name == f"{file_name(ledger.deck)}{_LEDGER}":
            yield _Shelf(directory, ledger.deck, ledger)


def _ledger(path: Path) -> Ledger | None:
    """The ledger in a file, None if there is no file. Raises LedgerError, OSError."""
    try:
        data = path.read_bytes()
        return parse(data.decode(), str(path))
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise LedgerError(str(path), line, "not UTF-8 text") from error


def _images(vault: Vault, found: Collection) -> tuple[dict[str, Image], tuple[Problem, ...]]:
    """The images of all cards, and all problems, by note and line."""
    images, missing = find_images(vault.folder, found.cards)
    lacking = (Problem(note=image.note, line=image.line, reason=image.reason) for image in missing)
    return images, tuple(sorted((*found.problems, *lacking), key=lambda problem: (problem.note, problem.line)))


def _reconciled(shelves: Sequence[_Shelf], found: Collection, time: int) -> dict[str, Reconciled]:
    """What becomes of the cards of these decks, by deck."""
    ledgers = {shelf.deck: shelf.remembered for shelf in shelves if shelf.remembered is not None}
    cards = {shelf.deck: found.decks.get(shelf.deck, ()) for shelf in shelves}
    return reconcile(ledgers, cards, now=time, unread={problem.note for problem in found.problems})


def _contents(
    shelf: _Shelf, found: Collection, reconciled: Reconciled, config: Config, images: Mapping[str, Image]
) -> Iterator[tuple[Path, bytes]]:
    """The files of a deck, the ledger first, since it must know every card that a package holds."""
    cards = found.decks.get(shelf.deck, ())
    if cards or shelf.remembered is not None:
        yield shelf.ledger, dump(reconciled.ledger).encode()
    if cards:
        entries = [(card, reconciled.entries[card.guid]) for card in cards]
        pairs = [(replace(card, guid=entry.guid), entry) for card, entry in entries]
        yield shelf.apkg, package(pairs, root=config.deck, images=images)
        uris = {source: image.uri for source, image in images.items()}
        yield shelf.sheet, page(shelf.deck, pairs, images=uris, language=found.languages.get(shelf.deck)).encode()


def _built(shelf: _Shelf, found: Collection, reconciled: Reconciled, written: Sequence[Path]) -> Built:
    return Built(
        deck=shelf.deck,
        cards=len(found.decks.get(shelf.deck, ())),
        changes=reconciled.counts,
        apkg=shelf.apkg,
        sheet=shelf.sheet,
        ledger=shelf.ledger,
        written=not {shelf.apkg, shelf.sheet, shelf.ledger}.isdisjoint(written),
    )


def _is_emptied(deck: Built) -> bool:
    return not deck.cards and deck.changes[Fate.RETIRED] > 0


def _emptied(deck: Built) -> str:
    return f"deck {deck.deck} has no cards any more: {deck.ledger} remembers them as retired, its other files stay as they are"
