"""The cards of decks with the numbers that their ledgers give them; ledgers are only read."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cuedeck.cards.card import Card
from cuedeck.cards.changes import Fate
from cuedeck.cards.ledger import Entry
from cuedeck.decks.app.deck_files import Shelf
from cuedeck.decks.app.interface import interface
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.planning import Plan, plan
from cuedeck.decks.app.progress import Progress, unheard
from cuedeck.decks.app.sharing import Jobs
from cuedeck.decks.app.transaction import held
from cuedeck.notes.note import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedDeck:
    """One deck as the next build would give it."""

    name: str
    """Top-level name."""
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
    offered: int
    """How many cards wait for their user to take them."""
    decks: tuple[NumberedDeck, ...]
    """Those that have cards, by name."""
    images: Mapping[str, str]
    """The `data:` address of each image, by its source."""
    languages: Mapping[str, str]
    """Code of the language of each note, by its path, where it is known."""
    interface: str
    """Code of the language that pages speak."""
    problems: tuple[Problem, ...]
    """By note and line."""
    remarks: tuple[str, ...]
    """What else the user should know, a sentence each."""


def numbered(
    notes: Path,
    directory: Path,
    *,
    jobs: Jobs = 1,
    progress: Progress = unheard,
    all_cards: bool = False,
    memory: Memory | None = None,
) -> Numbered:
    """The decks that the notes of a folder or file belong to, numbered by the ledgers in a directory.

    New cards have the numbers that a build would give them now. Nothing is written. Raises ConfigError, LedgerError
    and OSError as a build does; `all_cards` and `memory` are those of `plan`.
    """
    with held(directory):
        planned = plan(notes, directory, jobs=jobs, progress=progress, all_cards=all_cards, memory=memory)
    decks = (_deck(shelf, planned) for shelf in planned.shelves)
    return Numbered(
        vault=planned.vault.folder,
        notes=planned.found.notes,
        offered=planned.offered,
        decks=tuple(deck for deck in decks if deck.cards),
        images={source: image.uri for source, image in planned.images.items()},
        languages=planned.found.languages,
        interface=interface(planned.vault.config),
        problems=planned.problems,
        remarks=planned.found.remarks,
    )


def _deck(shelf: Shelf, planned: Plan) -> NumberedDeck:
    return NumberedDeck(
        name=shelf.deck,
        cards=tuple(planned.cards(shelf.deck)),
        remark=_no_ledger(shelf) if shelf.remembered is None else _differences(shelf, planned),
    )


def _no_ledger(shelf: Shelf) -> str:
    return f"deck {shelf.deck}: no ledger in {shelf.directory}, so the numbers are those that a first build would give"


def _differences(shelf: Shelf, planned: Plan) -> str | None:
    """How the notes differ from what the ledger remembers, None where they do not."""
    met = planned.reconciled[shelf.deck].counts
    counts = [f"{count} {fate}" for fate, count in met.items() if count and fate != Fate.KEPT]
    if not counts:
        return None
    return f"deck {shelf.deck}: the notes differ from {shelf.ledger} ({', '.join(counts)}); `cuedeck build` brings it up to date"
