"""The cards of decks with the numbers that their ledgers give them; ledgers are only read."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from cards.card import Card
from cards.changes import Fate, Reconciled
from cards.ledger import Entry
from decks import build
from decks.collect import Collection, Progress, collect
from notes.note import Problem
from notes.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedDeck:
    """One deck as the next build would give it."""

    name: str
    """Top-level name."""
    language: str | None
    """Code of the language of most of its cards, where it is known."""
    cards: tuple[tuple[Card, Entry], ...]
    """In reading order."""
    remark: str | None
    """What the user should know of its numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """The decks that notes belong to."""

    vault: Path
    notes: int
    """How many were found, those that could not be read included."""
    decks: tuple[NumberedDeck, ...]
    """Those that have cards, by name."""
    images: Mapping[str, str]
    """The `data:` address of each image, by its source."""
    problems: tuple[Problem, ...]
    """By note and line."""
    remarks: tuple[str, ...]
    """What else the user should know, a sentence each."""


def numbered(notes: Path, directory: Path, *, jobs: int | None = 1, progress: Progress | None = None) -> Numbered:
    """The decks that the notes of a folder or file belong to, numbered by the ledgers in a directory.

    New cards have the numbers that a build would give them now. Nothing is written. Raises ConfigError, LedgerError
    and OSError as a build does; `jobs` and `progress` are those of `collect`.
    """
    build._check(directory)  # noqa: SLF001
    vault = Vault.around(notes)
    files = build._whole(vault, vault.files(notes))  # noqa: SLF001
    shelves = build._shelves(files, directory, gone=False)  # noqa: SLF001
    found = collect(files, vault.config, jobs=jobs, progress=progress)
    images, problems = build._images(vault, found)  # noqa: SLF001
    decks = (_deck(shelf, found) for shelf in shelves)
    return Numbered(
        vault=vault.folder,
        notes=found.notes,
        decks=tuple(deck for deck in decks if deck.cards),
        images={source: image.uri for source, image in images.items()},
        problems=problems,
        remarks=found.remarks,
    )


def _deck(shelf: build._Shelf, found: Collection) -> NumberedDeck:
    reconciled = build._reconciled(shelf, found, build.now())  # noqa: SLF001
    entries = [(card, reconciled.entries[card.guid]) for card in found.decks.get(shelf.deck, ())]
    return NumberedDeck(
        name=shelf.deck,
        language=found.languages.get(shelf.deck),
        cards=tuple((replace(card, guid=entry.guid), entry) for card, entry in entries),
        remark=_no_ledger(shelf) if shelf.remembered is None else _differences(shelf, reconciled),
    )


def _no_ledger(shelf: build._Shelf) -> str:
    return f"deck {shelf.deck}: no ledger in {shelf.directory}, so the numbers are those that a first build would give"


def _differences(shelf: build._Shelf, reconciled: Reconciled) -> str | None:
    """How the notes differ from what the ledger remembers, None where they do not."""
    counts = [f"{count} {fate}" for fate, count in reconciled.counts.items() if count and fate != Fate.KEPT]
    if not counts:
        return None
    return f"deck {shelf.deck}: the notes differ from {shelf.ledger} ({', '.join(counts)}); `cuedeck build` brings it up to date"
