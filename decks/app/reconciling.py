"""What decides what becomes of cards, put together: notes, ledgers, and what their user decided."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from cuedeck.cards.changes import Fate, Reconciled, reconcile
from cuedeck.cards.correction import Corrections, applied, taking
from cuedeck.decks.app.belonging import SortedOut
from cuedeck.decks.app.collection import Collection as Found
from cuedeck.decks.app.deck_files import entries_of
from cuedeck.notes.stages import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What decides, besides notes and ledgers, what becomes of cards."""

    corrections: Corrections
    time: int
    """POSIX seconds."""
    all_cards: bool
    vault: str | None
    """Where the vault lies, seen from the ledgers."""
    held: Collection[str] = ()
    """The guids of cards in decks that stay as they are."""


@Stage("matching")
def reconciled(decks: SortedOut, found: Found, decided: Decided) -> dict[str, Reconciled]:
    """What becomes of the cards of the chosen decks, by deck. Raises LedgerError, OSError."""
    cards = {shelf.deck: found.decks.get(shelf.deck, ()) for shelf in decks.chosen}
    recalled = {shelf.deck: shelf.recall(cards[shelf.deck]) for shelf in decks.chosen}
    ledgers = {deck: ledger for deck, ledger in recalled.items() if ledger is not None}
    unread = {problem.note for problem in found.problems}
    living = {entry.guid for shelf in decks.elsewhere for entry in entries_of(shelf) if entry.retired is None}
    takes = taking(decided.corrections, all_cards=decided.all_cards)
    now = decided.time
    return {
        deck: _of_vault(applied(_without_moved(one, living), decided.corrections, now=now), decided.vault)
        for deck, one in reconcile(ledgers, cards, now=now, unread=unread, takes=takes, held=decided.held).items()
    }


def _of_vault(one: Reconciled, way: str | None) -> Reconciled:
    return replace(one, ledger=replace(one.ledger, vault=way))


def _without_moved(one: Reconciled, living: set[str]) -> Reconciled:
    """What becomes of a deck's cards, without those that live on in a deck that is not built now."""
    moved = {change.guid for change in one.changes if change.change is Fate.RETIRED and change.guid in living}
    if not moved:
        return one
    kept = tuple(entry for entry in one.ledger.entries if entry.guid not in moved)
    changes = tuple(change for change in one.changes if change.guid not in moved)
    return replace(one, ledger=replace(one.ledger, entries=kept), changes=changes)
