"""What was built, or would be, as Anki is to have it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cuedeck.cards.ledger import Entry, Ledger
from cuedeck.decks.anki.apkg_writer import TEMPLATES_RELEASED, package
from cuedeck.decks.anki.parcel import Parcel, parcels
from cuedeck.decks.app.deck_files import others
from cuedeck.decks.app.planning import Plan
from cuedeck.notes import regular


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """Packages, and what the ledgers beside them tell."""

    packages: tuple[bytes, ...]
    parcels: Mapping[str, Parcel]
    """The cards in them, by guid."""
    entries: Mapping[str, Entry]
    """All cards that the ledgers remember, by guid; of a card that moved to another deck, the one that lives."""
    templates: int = TEMPLATES_RELEASED
    """When the templates were released, in POSIX seconds."""

    @property
    def retired(self) -> dict[str, Entry]:
        """The cards that live in no deck."""
        return {guid: entry for guid, entry in self.entries.items() if entry.retired is not None}

    @property
    def guids(self) -> set[str]:
        """All cards that are cuedeck's here."""
        return {*self.entries, *self.parcels}


def built_stock(directory: Path, packages: Iterable[Path]) -> Stock:
    """What lies in a directory, of the decks that have these packages. Raises LedgerError, OSError."""
    return _stock((regular.read_bytes(path) for path in packages), remembered(directory))


def planned_stock(planned: Plan) -> Stock:
    """What would lie there after a build."""
    pairs = (planned.cards(shelf.deck) for shelf in planned.shelves)
    packages = (package(own, root=planned.vault.config.deck, images=planned.images) for own in pairs if own)
    own = [planned.reconciled[shelf.deck].ledger for shelf in planned.shelves]
    beside = [shelf.remembered for shelf in planned.beside if shelf.remembered is not None]
    return _stock(packages, entries_of(own + beside))


def remembered(directory: Path) -> dict[str, Entry]:
    """What the ledgers of a directory remember, by guid. Raises LedgerError, OSError."""
    return entries_of(shelf.remembered for shelf in others(directory, ()) if shelf.remembered is not None)


def entries_of(ledgers: Iterable[Ledger]) -> dict[str, Entry]:
    """The entries of several ledgers, by guid."""
    entries: dict[str, Entry] = {}
    for ledger in ledgers:
        for entry in ledger.entries:
            if entry.guid not in entries or entry.retired is None:
                entries[entry.guid] = entry
    return entries


def _stock(packages: Iterable[bytes], entries: Mapping[str, Entry]) -> Stock:
    whole = tuple(packages)
    found = {guid: parcel for one in whole for guid, parcel in parcels(one).items()}
    return Stock(packages=whole, parcels=found, entries=entries)
