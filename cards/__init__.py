"""What a card is, and how it stays the same from build to build."""

from cards.card import Card, Face, Kind
from cards.changes import Change, Fate, Reconciled, reconcile
from cards.ledger import Entry, Ledger, LedgerError
from cards.making import cards_of, unique

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
    "cards_of",
    "reconcile",
    "unique",
]
