"""What a build would do: notes, ledgers and corrections -> what becomes of each card. Nothing is written."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Collection as Collected
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from cuedeck.cards.card import Card
from cuedeck.cards.changes import Change, Fate, Reconciled
from cuedeck.cards.correction import Corrections, corrected
from cuedeck.cards.ledger import Entry
from cuedeck.cards.written import Written
from cuedeck.decks.app import corrections, written_files
from cuedeck.decks.app.afar import url_of
from cuedeck.decks.app.belonging import SortedOut, home_of, remembered, sorted_out, way_to
from cuedeck.decks.app.collection import Collection
from cuedeck.decks.app.deck_files import Shelf, check_directory, entries_of
from cuedeck.decks.app.guard import alarm
from cuedeck.decks.app.homes import housed
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.opening import Opened, placed
from cuedeck.decks.app.pictured import pictures, with_pictures
from cuedeck.decks.app.pipeline import collect_opened, read_edited
from cuedeck.decks.app.progress import Doing, Progress, Way, unheard
from cuedeck.decks.app.reconciling import Decided, reconciled
from cuedeck.decks.app.settled import Settled, Settlements, contested
from cuedeck.decks.app.sharing import Jobs
from cuedeck.decks.page.media import Image
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
    settled: Mapping[Shelf, Settled]
    """The decks that are passed over, since a build would leave them as they are; nothing else of a plan tells of them."""
    beside: tuple[Shelf, ...]
    """The decks that a part of the vault leaves alone."""
    reconciled: Mapping[str, Reconciled]
    """What becomes of the cards of each deck."""
    corrections: Corrections
    problems: tuple[Problem, ...]
    """By note and line, those of settled decks among them."""
    alarms: tuple[str, ...]
    """Why the mass-change guard would stop a build."""
    homeless: tuple[Shelf, ...]
    """Decks that are left alone although all notes were seen, since nothing tells that they belong to this vault."""
    opened: Mapping[str, Sequence[Opened]]
    """The notes of each deck, settled or not, in their order."""
    settlements: Settlements

    @property
    def lost_ledgers(self) -> tuple[str, ...]:
        """Why a build would take cards that Anki knows for new ones: a sentence for each deck that lost its ledger."""
        bare = (shelf for shelf in self.shelves if shelf.remembered is None and os.path.lexists(shelf.apkg))
        return tuple(
            f"{shelf.apkg}: its ledger {shelf.ledger.name} is lost; `cuedeck adopt {shelf.apkg}` rebuilds it, and a build "
            "with --force starts it anew"
            for shelf in bare
            if self.size(shelf.deck)
        )

    @property
    def offered(self) -> int:
        """How many cards wait for their user to take them."""
        return sum(map(self.waiting, self.reconciled)) + sum(one.offered for one in self.settled.values())

    @property
    def notes(self) -> int:
        """How many notes there are, those that could not be read included."""
        return self.found.notes + sum(one.notes for one in self.settled.values())

    @property
    def kept(self) -> int:
        """How many cards stay as they are in settled decks."""
        return sum(one.cards for one in self.settled.values())

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What was read as its writer meant, although it is written otherwise, by note and line."""
        more = (each for one in self.settled.values() for each in one.notices)
        return tuple(sorted((*self.found.notices, *more), key=_by_line))

    @property
    def barren(self) -> tuple[str, ...]:
        """The notes that give no card to their deck, sorted; not those whose writers want none."""
        takes = _taking(self.reconciled)
        offering = {card.note for card in self.found.by_deck} - {one.note for one in self.found.by_deck if takes(one)}
        none = (note for note, why in self.found.barren.items() if not why.is_meant)
        return tuple(sorted({*offering, *none, *(note for one in self.settled.values() for note in one.barren)}))

    @property
    def taken(self) -> tuple[Card, ...]:
        """The cards found that are not merely offered, in reading order; those that were dropped are among them."""
        return tuple(filter(_taking(self.reconciled), self.found.cards))

    @property
    def changes(self) -> tuple[Change, ...]:
        """What becomes of the cards of all decks."""
        return tuple(change for shelf in self.shelves for change in self.reconciled[shelf.deck].changes)

    def waiting(self, deck: str) -> int:
        """How many cards of a deck wait for their user to take them."""
        guids = (each.guid for each in self.reconciled[deck].waiting)
        return sum(guid not in self.corrections or not self.corrections[guid].drop for guid in guids)

    def cards(self, deck: str) -> list[tuple[Card, Entry]]:
        """The cards of a deck as they are shown, in reading order, each with what is remembered of it."""
        known = self.reconciled[deck].entries
        pairs = ((card, known[card.guid]) for card in self.found.decks.get(deck, ()) if card.guid in known)
        return [
            (corrected(_named(card, entry.guid), self.corrections.get(entry.guid)), entry)
            for card, entry in pairs
            if entry.retired is None
        ]

    def size(self, deck: str) -> int:
        """How many cards of a deck are shown."""
        known = self.reconciled[deck].entries
        return sum(known[card.guid].retired is None for card in self.found.decks.get(deck, ()) if card.guid in known)

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
    jobs: Jobs = 1,
    progress: Progress = unheard,
    all_cards: bool = False,
    memory: Memory | None = None,
    findings: bool = True,
    passes_settled: bool = False,
) -> Plan:
    """Plan the decks that the notes of a folder or file belong to, each of them whole.

    `all_cards`: with the cards that are only offered, whatever cuedeck.yaml says. `passes_settled`: decks that a build
    would leave as they are, as far as `memory` tells, are not looked into. Raises ConfigError (wrong use), LedgerError
    (a ledger that cannot be trusted) and OSError. The other options are those of `collect_opened`.
    """
    check_directory(directory)
    memory = Memory() if memory is None else memory
    vault = Vault.around(notes, partial(remembered, directory))
    every = vault.files(vault.folder)
    is_whole = notes.resolve() == vault.folder
    chosen = every if is_whole else vault.files(notes)
    whole, lost = (
        _whole(memory.opened(vault, every, progress), chosen, written_files.read(directory).cards)
        if chosen
        else ([], ())
    )
    decks = sorted_out(vault.folder, directory, {note.file.top for note in whole}, is_whole=bool(whole) and is_whole)
    decided = Decided(
        corrections=corrections.read(directory),
        time=clock(),
        all_cards=all_cards or vault.config.all_cards,
        vault=url_of(vault.folder) or way_to(vault.folder, directory),
    )
    settlements = Settlements(memory.store, vault, decided)
    made_of = _MadeOf(vault, whole, lost, decks, decided, settlements, progress)
    collect = partial(
        collect_opened, config=vault.config, jobs=jobs, progress=progress, memory=memory, findings=findings
    )
    reads = partial(read_edited, config=vault.config, jobs=jobs, progress=progress, memory=memory)
    settled = settlements.find(decks.chosen, made_of.by_deck, reads) if passes_settled else {}
    planned = _planned(made_of, settled, collect)
    while again := contested(planned.reconciled, settled):
        settled = {deck: one for deck, one in settled.items() if deck not in again}
        planned = _planned(made_of, settled, collect)
    return planned


@dataclass(frozen=True)
class _MadeOf:
    """What a plan is made of."""

    vault: Vault
    notes: Sequence[Opened]
    lost: tuple[Written, ...]
    """Written cards whose note is gone."""
    decks: SortedOut
    decided: Decided
    settlements: Settlements
    progress: Progress

    @cached_property
    def by_deck(self) -> dict[str, list[Opened]]:
        """The notes of each top-level deck, in their order."""
        found: dict[str, list[Opened]] = {}
        for note in self.notes:
            found.setdefault(note.file.top, []).append(note)
        return found


def _planned(made_of: _MadeOf, settled: Mapping[str, Settled], collect: Callable[..., Collection]) -> Plan:
    """What a build would do that passes over settled decks."""
    vault = made_of.vault
    decks = replace(made_of.decks, chosen=tuple(one for one in made_of.decks.chosen if one.deck not in settled))
    found = collect([note for note in made_of.notes if note.file.top not in settled])
    made_of.progress(Way(Doing.COMPARING))
    found = with_pictures(vault, replace(found, lost=(*made_of.lost, *found.lost)))
    held = {guid for one in settled.values() for guid in one.guids}
    becoming = reconciled(decks, found, replace(made_of.decided, held=held))
    images, lacking = pictures(vault, filter(_taking(becoming), found.by_deck))
    told = (problem for one in settled.values() for problem in one.problems)
    paths = {note.file.path for note in made_of.notes}
    alarms = (_alarm(shelf, becoming[shelf.deck], vault, paths) for shelf in decks.chosen)
    return Plan(
        vault=vault,
        found=found,
        images=images,
        shelves=decks.chosen,
        settled={shelf: settled[shelf.deck] for shelf in made_of.decks.chosen if shelf.deck in settled},
        beside=decks.elsewhere,
        reconciled=becoming,
        corrections=made_of.decided.corrections,
        problems=tuple(sorted((*found.problems, *found.flaws, *lacking, *told), key=_by_line)),
        alarms=tuple(reason for reason in alarms if reason is not None),
        homeless=decks.homeless,
        opened=made_of.by_deck,
        settlements=made_of.settlements,
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
    lived = sum(entry.retired is None for entry in entries_of(shelf))
    return alarm(shelf.deck, reconciled, vault.config.guard, lived=lived, notes=paths)


def _whole(
    opened: Sequence[Opened], chosen: Sequence[File], cards: Sequence[Written]
) -> tuple[list[Opened], tuple[Written, ...]]:
    """All notes of the decks that these notes belong to, wherever they lie, with the cards that were written on them.

    Also the written cards whose note is gone. Raises ConfigError, OSError.
    """
    every, lost = housed(opened, cards)
    pairs = [(before.file, after) for before, after in zip(every, placed(every), strict=True)]
    paths = {file.path for file in chosen}
    moved = (after.file for _, after in pairs if after.file.path in paths)
    wanted = {file.top.casefold() for file in (*chosen, *moved)}
    inside = [(file, after) for file, after in pairs if after.file.top.casefold() in wanted]
    if reason := clash(file for file, after in inside if file == after.file):
        raise ConfigError(reason)
    return [after for _, after in inside], lost


def _named(card: Card, guid: str) -> Card:
    """The card with this identity; the very same where that is its own."""
    return card if card.guid == guid else replace(card, guid=guid)


def _taking(reconciled: Mapping[str, Reconciled]) -> Callable[[Card], bool]:
    """Tells which found cards are in a deck, those included that were dropped."""
    return lambda card: card.guid in reconciled[card.deck.partition("::")[0]].entries


def _by_line(problem: Problem) -> tuple[str, int]:
    return problem.note, problem.line
