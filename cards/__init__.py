"""What a card is, and how it stays the same from build to build."""

from cuedeck.cards.card import Card, Face, Kind
from cuedeck.cards.changes import Change, Fate, Reconciled, reconcile
from cuedeck.cards.duplicates import told_apart, unique
from cuedeck.cards.ledger import Entry, Ledger, LedgerError
from cuedeck.cards.making import made

__all__ = [
    "Card",
    "Change",
    "Entry",
    "Face",
    "Fate",
    "Kind",
    "Ledger",
    "LedgerError",
    "Reconciled",
    "made",
    "reconcile",
    "told_apart",
    "unique",
]
