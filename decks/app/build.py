"""The main job: notes -> for each deck an Anki package, a page and a ledger."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from cuedeck.cards.changes import Fate
from cuedeck.decks.anki.searches import searches
from cuedeck.decks.app.deck_files import Shelf, check_directory, entries_of
from cuedeck.decks.app.guard import MassChangeError
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.planning import Clock, Plan, now, plan
from cuedeck.decks.app.progress import Progress, told, unheard
from cuedeck.decks.app.recipes import Recipes
from cuedeck.decks.app.settled import Settled
from cuedeck.decks.app.settling import settle
from cuedeck.decks.app.sharing import Jobs
from cuedeck.decks.app.together import joint_package, joint_page, left_package
from cuedeck.decks.app.transaction import Content, held, write
from cuedeck.decks.cache.store import NoStore, Store
from cuedeck.notes.config import ConfigError
from cuedeck.notes.note import Problem


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
    offered: int
    """How many cards wait for their user to take them."""
    lost: int
    """How many written cards rest on sentences that the notes do not have any more."""
    decks: tuple[Built, ...]
    """Those that have cards, by name."""
    changes: Mapping[str, int]
    """How many cards of all decks met each fate; every fate is named."""
    problems: tuple[Problem, ...]
    """By note and line."""
    notices: tuple[Problem, ...]
    """What was read as its writer meant, although it is written otherwise, by note and line."""
    barren: tuple[str, ...]
    """The notes that give no card to their deck; not those whose writers want none."""
    remarks: tuple[str, ...]
    """What else the user should know, a sentence each."""
    by_hand: tuple[str, ...]
    """What is left to do in Anki for those who import packages by hand, a sentence each."""
    index: Path | None
    """The page that leads to the decks, where there are several."""
    single: Path | None
    """The package that holds all decks, where it was asked for."""
    seconds: float

    @property
    def cards(self) -> int:
        """How many cards all decks have."""
        return sum(built.cards for built in self.decks)


def build(  # noqa: PLR0913 - each is an option
    notes: Path,
    directory: Path,
    *,
    clock: Clock = now,
    jobs: Jobs = 1,
    progress: Progress = unheard,
    force: bool = False,
    all_cards: bool = False,
    memory: Memory | None = None,
    single: bool = False,
) -> Report:
    """Build the decks that the notes of a folder or file belong to, each of them whole, into a directory.

    Notes are only read. Nothing is written unless all can be: ConfigError (wrong use), LedgerError (a ledger that
    cannot be trusted), MassChangeError (many cards would go, and `force` is not set) and OSError leave everything as
    it was. A file whose content stays the same is not touched. `jobs` and `progress` are those of `collect`,
    `all_cards` that of `plan`; `single` adds one package of all decks, for which the notes must be all there are.
    """
    started = time.monotonic()
    check_directory(directory)
    with held(directory, make=True):
        planned = plan(
            notes,
            directory,
            clock=clock,
            jobs=jobs,
            progress=progress,
            all_cards=all_cards,
            memory=memory,
            findings=False,
            passes_settled=not single,
        )
        if planned.lost_ledgers and not force:
            raise ConfigError("; ".join(planned.lost_ledgers))
        if planned.alarms and not force:
            raise MassChangeError(" ".join(planned.alarms))
        together = joint_package(planned, notes, directory) if single else left_package(planned, directory)
        joint = joint_page(planned, directory), together
        made: dict[str, Recipes] = {}
        store = NoStore() if memory is None else memory.store
        own = (file for shelf in told(planned.shelves, progress) for file in _to_make(shelf, planned, made, store))
        written = write(directory, chain(own, *(one.files for one in joint)))
        settle(planned, made)
    built = [_built(shelf, planned, written) for shelf in planned.shelves]
    built += (_left(shelf, one) for shelf, one in planned.settled.items())
    return Report(
        vault=planned.vault.folder,
        notes=planned.notes,
        offered=planned.offered,
        lost=len(planned.found.lost),
        decks=tuple(sorted((deck for deck in built if deck.cards), key=lambda deck: deck.deck)),
        changes={fate: sum(deck.changes[fate] for deck in built) for fate in Fate},
        problems=planned.problems,
        notices=planned.notices,
        barren=planned.barren,
        remarks=(
            *planned.found.remarks,
            *(remark for shelf in planned.shelves for remark in _remarks(shelf, planned)),
            *map(_homeless, planned.homeless),
            *(one.remark for one in joint if one.remark is not None and (written or one is not together)),
        ),
        by_hand=tuple(sentence for shelf in planned.shelves for sentence in _by_hand(shelf, planned)),
        index=joint[0].path,
        single=joint[1].path,
        seconds=round(time.monotonic() - started, 2),
    )


def _to_make(
    shelf: Shelf, planned: Plan, made: dict[str, Recipes], store: Store
) -> Iterator[tuple[Path, Content | None]]:
    """The files of a deck but for those that are what they would become; the recipes of all are noted."""
    # A build that passes over its decks ends at once.
    from cuedeck.decks.app.contents import contents  # noqa: PLC0415
    from cuedeck.decks.app.drawings import Drawings  # noqa: PLC0415

    left = planned.settlements.left(shelf)
    recipes = made.setdefault(shelf.deck, {})
    for file in contents(shelf, planned, Drawings(store)):
        name = file.path.relative_to(shelf.directory).as_posix()
        recipes[name] = file.recipe
        if name not in left or left[name] != file.recipe:
            yield file.path, file.content


def _built(shelf: Shelf, planned: Plan, written: Sequence[Path]) -> Built:
    return Built(
        deck=shelf.deck,
        cards=planned.size(shelf.deck),
        changes=planned.reconciled[shelf.deck].counts,
        apkg=shelf.apkg,
        sheet=shelf.sheet,
        ledger=shelf.ledger,
        written=not {shelf.apkg, shelf.sheet, shelf.ledger}.isdisjoint(written),
    )


def _left(shelf: Shelf, one: Settled) -> Built:
    """A settled deck."""
    return Built(
        deck=shelf.deck,
        cards=one.cards,
        changes={fate: one.cards if fate is Fate.KEPT else 0 for fate in Fate},
        apkg=shelf.apkg,
        sheet=shelf.sheet,
        ledger=shelf.ledger,
        written=False,
    )


def _remarks(shelf: Shelf, planned: Plan) -> Iterator[str]:
    """What the user should know of a deck without cards."""
    if planned.size(shelf.deck):
        return
    if _lives(shelf, planned):
        yield f"deck {shelf.deck}: its notes could not be read, so its cards and files stay as they are"
    elif _gone(shelf, planned):
        yield f"deck {shelf.deck} has no cards any more: {shelf.ledger} remembers them as retired, its other files stay as they are"


def _by_hand(shelf: Shelf, planned: Plan) -> Iterator[str]:
    """What an import does not do with cards that have just gone."""
    lived = any(entry.retired is None for entry in entries_of(shelf))
    if lived and not _lives(shelf, planned) and not planned.reconciled[shelf.deck].changes:
        yield (
            f"deck {shelf.deck}: all its cards are in other decks now. Anki moves no cards on import: rename the deck "
            f"there first. {shelf.apkg} and {shelf.sheet} stay as they were; delete them when you like"
        )
    if gone := _gone(shelf, planned):
        yield (
            f"deck {shelf.deck}: {len(gone)} card{'s' if len(gone) > 1 else ''} retired. In Anki, import {shelf.retired} "
            f"and search `tag:cuedeck::retired`, or search {' and '.join(searches(gone[:_SHOWN]))}"
            + (f" and so on ({shelf.retired_list} has them all)" if len(gone) > _SHOWN else "")
        )


def _lives(shelf: Shelf, planned: Plan) -> bool:
    return any(entry.retired is None for entry in planned.reconciled[shelf.deck].ledger.entries)


def _gone(shelf: Shelf, planned: Plan) -> list[str]:
    """The guids of cards that have just gone."""
    return [change.guid for change in planned.reconciled[shelf.deck].changes if change.change is Fate.RETIRED]


def _homeless(shelf: Shelf) -> str:
    return f"deck {shelf.deck}: left alone, since none of its notes is here, and the vault that it was built from is not found"


_SHOWN = 20
"""Ids in a search that is printed."""
