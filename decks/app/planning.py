"""What a build would do: notes, ledgers and corrections -> what becomes of each card. Nothing is written."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Collection as Collected
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from cuedeck.cards.card import Card
from cuedeck.cards.changes import Change, Fate, Reconciled, reconcile
from cuedeck.cards.correction import Corrections, applied, corrected, taking
from cuedeck.cards.ledger import Entry
from cuedeck.cards.written import Written
from cuedeck.decks.app import corrections, written_files
from cuedeck.decks.app.belonging import SortedOut, home_of, remembered, sorted_out, way_to
from cuedeck.decks.app.deck_files import Shelf, check_directory, entries_of
from cuedeck.decks.app.guard import alarm
from cuedeck.decks.app.homes import housed
from cuedeck.decks.app.known import Known
from cuedeck.decks.app.opening import Opened, opened, placed
from cuedeck.decks.app.pipeline import Collection, Progress, collect_opened
from cuedeck.decks.page.media import Image, find_images, illustrated
from cuedeck.notes.config import ConfigError
from cuedeck.notes.note import Problem
from cuedeck.notes.vault import File, Vault, clash

Clock = Callable[[], int]
"""Tells the time in POSIX seconds."""

_YEAR_10000 = 253_402_300_800


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a build would do."""

    vault: Vault
    found: Collection
    images: Mapping[str, Image]
    """By their source."""
    shelves: tuple[Shelf, ...]
    """The decks to build, by name, then those remembered whose notes are gone."""
    beside: tuple[Shelf, ...]
    """The decks that a part of the vault leaves alone."""
    reconciled: Mapping[str, Reconciled]
    """What becomes of the cards of each deck."""
    corrections: Corrections
    problems: tuple[Problem, ...]
    """By note and line."""
    alarms: tuple[str, ...]
    """Why the mass-change guard would stop a build."""
    homeless: tuple[Shelf, ...]
    """Decks that are left alone although all notes were seen, since nothing tells that they belong to this vault."""

    @property
    def lost_ledgers(self) -> tuple[str, ...]:
        """Why a build would take cards that Anki knows for new ones: a sentence for each deck that lost its ledger."""
        bare = (shelf for shelf in self.shelves if shelf.remembered is None and os.path.lexists(shelf.apkg))
        return tuple(
            f"{shelf.apkg}: its ledger {shelf.ledger.name} is lost; `cuedeck adopt {shelf.apkg}` rebuilds it, and a build "
            "with --force starts it anew"
            for shelf in bare
            if self.cards(shelf.deck)
        )

    @property
    def offered(self) -> int:
        """How many cards wait for their user to take them."""
        waiting = (each.guid for one in self.reconciled.values() for each in one.waiting)
        return sum(guid not in self.corrections or not self.corrections[guid].drop for guid in waiting)

    @property
    def barren(self) -> tuple[str, ...]:
        """The notes that give no card to their deck, sorted; not those whose writers want none."""
        offering = {card.note for card in self.found.cards} - {card.note for card in self.taken}
        return tuple(sorted({*offering, *(note for note, why in self.found.barren.items() if not why.is_meant)}))

    @property
    def taken(self) -> tuple[Card, ...]:
        """The cards found that are not merely offered, in reading order; those that were dropped are among them."""
        return _taken(self.found, self.reconciled)

    @property
    def changes(self) -> tuple[Change, ...]:
        """What becomes of the cards of all decks."""
        return tuple(change for shelf in self.shelves for change in self.reconciled[shelf.deck].changes)

    def cards(self, deck: str) -> list[tuple[Card, Entry]]:
        """The cards of a deck as they are shown, in reading order, each with what is remembered of it."""
        known = self.reconciled[deck].entries
        pairs = ((card, known[card.guid]) for card in self.found.decks.get(deck, ()) if card.guid in known)
        return [
            (corrected(replace(card, guid=entry.guid), self.corrections.get(entry.guid)), entry)
            for card, entry in pairs
            if entry.retired is None
        ]

    def identities(self, deck: str) -> dict[str, str]:
        """The identity of each card found for a deck, offered ones too, by the guid that it was found with."""
        one = self.reconciled[deck]
        taken = {guid: entry.guid for guid, entry in one.entries.items()}
        return taken | {each.card.guid: each.guid for each in one.waiting}

    def lines(self) -> dict[str, int]:
        """The line of each card that stands in the notes, by its guid."""
        return {change.guid: change.card.line for change in self.changes if change.card is not None}


def now() -> int:
    """The time in POSIX seconds: that of SOURCE_DATE_EPOCH (reproducible-builds.org) if it holds one, else the clock's."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    fixed = int(given) if given.isascii() and given.isdigit() else 0
    return fixed if 0 < fixed < _YEAR_10000 else int(time.time())


def plan(  # noqa: PLR0913 - each is an option
    notes: Path,
    directory: Path,
    *,
    clock: Clock = now,
    jobs: int | None = 1,
    progress: Progress | None = None,
    all_cards: bool = False,
    known: Known | None = None,
) -> Plan:
    """Plan the decks that the notes of a folder or file belong to, each of them whole.

    `all_cards`: with the cards that are only offered, whatever cuedeck.yaml says. Raises ConfigError (wrong use), LedgerError (a ledger that cannot be trusted) and OSError. `jobs`, `progress`
    and `known` are those of `collect_opened`.
    """
    check_directory(directory)
    vault = Vault.around(notes, partial(remembered, directory))
    whole, lost = _whole(vault, vault.files(notes), written_files.read(directory).cards)
    is_whole = bool(whole) and notes.resolve() == vault.folder
    decks = sorted_out(vault.folder, directory, {note.file.top for note in whole}, is_whole=is_whole)
    decided = corrections.read(directory)
    found = collect_opened(whole, vault.config, jobs=jobs, progress=progress, known=known)
    found = _illustrated(vault, replace(found, lost=(*lost, *found.lost)))
    every = all_cards or vault.config.all_cards
    way = way_to(vault.folder, directory)
    reconciled = _reconciled(decks, found, _Decided(decided, clock(), every, way))
    images, problems = _images(vault, found, _taken(found, reconciled))
    paths = {note.file.path for note in whole}
    alarms = (_alarm(shelf, reconciled[shelf.deck], vault, paths) for shelf in decks.chosen)
    return Plan(
        vault=vault,
        found=found,
        images=images,
        shelves=decks.chosen,
        beside=decks.elsewhere,
        reconciled=reconciled,
        corrections=decided,
        problems=problems,
        alarms=tuple(reason for reason in alarms if reason is not None),
        homeless=decks.homeless,
    )


def _alarm(shelf: Shelf, reconciled: Reconciled, vault: Vault, paths: Collected[str]) -> str | None:
    """Why a build of a deck should stop: much of it would go, or it would make way for one of another vault."""
    home = home_of(shelf)
    is_strange = home is not None and not home.is_relative_to(vault.folder)
    if is_strange and any(change.change is Fate.RETIRED for change in reconciled.changes):
        return (
            f"deck {shelf.deck}: {shelf.ledger} belongs to the notes in {home}, whose cards would be retired. Name "
            "another folder with -o, or, if this is meant, go ahead with --force."
        )
    return alarm(shelf.deck, reconciled, vault.config.guard, notes=paths)


def _whole(vault: Vault, chosen: Sequence[File], cards: Sequence[Written]) -> tuple[list[Opened], tuple[Written, ...]]:
    """All notes of the decks that these notes belong to, wherever they lie, with the cards that were written on them.

    Also the written cards whose note is gone. Raises ConfigError, OSError.
    """
    if not chosen:
        return [], ()
    every, lost = housed(opened(vault.files(vault.folder)), cards)
    pairs = [(before.file, after) for before, after in zip(every, placed(every), strict=True)]
    paths = {file.path for file in chosen}
    moved = (after.file for _, after in pairs if after.file.path in paths)
    wanted = {file.top.casefold() for file in (*chosen, *moved)}
    inside = [(file, after) for file, after in pairs if after.file.top.casefold() in wanted]
    if reason := clash(file for file, after in inside if file == after.file):
        raise ConfigError(reason)
    return [after for _, after in inside], lost


def _taken(found: Collection, reconciled: Mapping[str, Reconciled]) -> tuple[Card, ...]:
    return tuple(card for card in found.cards if card.guid in reconciled[card.deck.partition("::")[0]].entries)


def _illustrated(vault: Vault, found: Collection) -> Collection:
    """The cards with the content of their pictures."""
    images, _ = find_images(vault.folder, found.cards)
    names = {source: image.name for source, image in images.items()}
    decks = {deck: tuple(illustrated(card, names) for card in cards) for deck, cards in found.decks.items()}
    return replace(found, decks=decks)


def _images(vault: Vault, found: Collection, cards: Sequence[Card]) -> tuple[dict[str, Image], tuple[Problem, ...]]:
    """The images of some cards, and all problems, by note and line."""
    images, missing = find_images(vault.folder, cards)
    lacking = (Problem(note=image.note, line=image.line, reason=image.reason) for image in missing)
    return images, tuple(
        sorted((*found.problems, *found.flaws, *lacking), key=lambda problem: (problem.note, problem.line))
    )


@dataclass(frozen=True, slots=True)
class _Decided:
    """What decides, besides notes and ledgers, what becomes of cards."""

    corrections: Corrections
    time: int
    all_cards: bool
    vault: str | None
    """Where the vault lies, seen from the ledgers."""


def _reconciled(decks: SortedOut, found: Collection, decided: _Decided) -> dict[str, Reconciled]:
    """What becomes of the cards of the chosen decks, by deck."""
    ledgers = {shelf.deck: shelf.remembered for shelf in decks.chosen if shelf.remembered is not None}
    cards = {shelf.deck: found.decks.get(shelf.deck, ()) for shelf in decks.chosen}
    unread = {problem.note for problem in found.problems}
    living = {entry.guid for shelf in decks.elsewhere for entry in entries_of(shelf) if entry.retired is None}
    takes = taking(decided.corrections, all_cards=decided.all_cards)
    return {
        deck: _of_vault(applied(_without_moved(one, living), decided.corrections, now=decided.time), decided.vault)
        for deck, one in reconcile(ledgers, cards, now=decided.time, unread=unread, takes=takes).items()
    }


def _of_vault(reconciled: Reconciled, way: str | None) -> Reconciled:
    return replace(reconciled, ledger=replace(reconciled.ledger, vault=way))


def _without_moved(reconciled: Reconciled, living: set[str]) -> Reconciled:
    """What becomes of a deck's cards, without those that live on in a deck that is not built now."""
    moved = {change.guid for change in reconciled.changes if change.change is Fate.RETIRED and change.guid in living}
    if not moved:
        return reconciled
    kept = tuple(entry for entry in reconciled.ledger.entries if entry.guid not in moved)
    changes = tuple(change for change in reconciled.changes if change.guid not in moved)
    return replace(reconciled, ledger=replace(reconciled.ledger, entries=kept), changes=changes)
