"""Adoption: lost ledgers rebuilt from an Anki package, by matching its cards to the notes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cuedeck.cards.changes import Change, reconcile
from cuedeck.cards.identity import content
from cuedeck.cards.ledger import Entry, Ledger, dump
from cuedeck.decks.anki.apkg_reader import Packaged, numbered, packaged
from cuedeck.decks.anki.fields import fields_of
from cuedeck.decks.app.deck_files import Shelf
from cuedeck.decks.app.planning import Plan, plan
from cuedeck.decks.app.progress import Progress, unheard
from cuedeck.decks.app.transaction import held, write
from cuedeck.notes.config import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class Adopted:
    """What became of one deck."""

    deck: str
    ledger: Path
    cards: int
    """How many of its cards the package holds."""
    found: int
    """How many of them stand in the notes."""
    same: int
    """How many of these look in the package just as the notes have them; the next build updates the others."""


def adopt(package: Path, notes: Path, directory: Path, *, progress: Progress = unheard) -> tuple[Adopted, ...]:
    """Rebuild the ledgers of the decks whose cards a package holds.

    A card that looks in the package as the notes have it now keeps its time of change, so that the next build leaves
    it alone in Anki. Raises ConfigError (no package of ours; a deck that has its ledger), LedgerError, OSError.
    """
    remembered = packaged(package)
    if not remembered:
        raise ConfigError(f"{package}: holds no card of cuedeck")
    with held(directory, make=True):
        planned = plan(notes, directory, progress=progress)
        by_deck = _by_deck(remembered, planned)
        adopted = [_adopted(shelf, by_deck[shelf.deck], planned) for shelf in planned.shelves if shelf.deck in by_deck]
        write(directory, ((told.ledger, dump(ledger).encode()) for told, ledger in adopted))
    return tuple(told for told, _ in adopted)


def _by_deck(remembered: Sequence[Packaged], planned: Plan) -> dict[str, list[Packaged]]:
    """The cards of a package by the deck that they belong to: that of their note, else that of their folder."""
    of_note = {card.note: deck for deck, cards in planned.found.decks.items() for card in cards}
    decks = {shelf.deck: shelf for shelf in planned.shelves}
    only = next(iter(decks)) if len(decks) == 1 else ""
    found: dict[str, list[Packaged]] = {}
    for one in remembered:
        folder = one.entry.note.partition("/")[0]
        deck = of_note.get(one.entry.note) or (folder if folder in decks else only)
        if deck:
            found.setdefault(deck, []).append(one)
    if not found:
        raise ConfigError("none of the cards belongs to a deck of these notes")
    for deck in found:
        if decks[deck].remembered is not None:
            raise ConfigError(f"{decks[deck].ledger}: is there already; only a ledger that is lost is rebuilt")
    return found


def _adopted(shelf: Shelf, remembered: Sequence[Packaged], planned: Plan) -> tuple[Adopted, Ledger]:
    remembered = numbered(remembered)
    sides = {one.entry.guid: one.sides for one in remembered}
    entries = {one.entry.guid: one.entry for one in remembered}
    number = max(entry.number for entry in entries.values()) + 1
    lost = Ledger(deck=shelf.deck, next_number=number, entries=tuple(entries.values()))
    cards = planned.found.decks.get(shelf.deck, ())
    now = max(entry.changed for entry in entries.values())
    changes = reconcile({shelf.deck: lost}, {shelf.deck: cards}, now=now)[shelf.deck].changes
    matched = [change for change in changes if change.card is not None and change.was is not None]
    same = {change.guid: entry for change in matched if (entry := _unchanged(change, sides[change.guid])) is not None}
    told = Adopted(deck=shelf.deck, ledger=shelf.ledger, cards=len(entries), found=len(matched), same=len(same))
    way = planned.reconciled[shelf.deck].ledger.vault
    return told, replace(lost, entries=tuple((entries | same).values()), vault=way)


def _unchanged(change: Change, sides: tuple[str, str]) -> Entry | None:
    """The entry of a card whose two sides are in the package as the notes have them; None where they differ."""
    if change.card is None or change.was is None:
        return None
    card = replace(change.card, guid=change.guid)
    shown = fields_of(card, change.entry, {})
    return (
        replace(change.entry, content=content(change.card), changed=change.was.changed)
        if tuple(shown[:2]) == sides
        else None
    )
