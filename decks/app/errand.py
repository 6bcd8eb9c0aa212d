"""What has to be done in Anki, told before anything is done: what was built, against what is there and what was brought."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cuedeck.decks.anki.fields import RETIRED
from cuedeck.decks.anki.parcel import Parcel
from cuedeck.decks.app.delivered import Delivered, Deliveries
from cuedeck.decks.app.stock import Stock
from cuedeck.decks.app.wishes import Gone, Wish
from cuedeck.decks.running.anki_note import AnkiNote, Look
from cuedeck.decks.running.collection import There


class Lot(StrEnum):
    """What a push does with a card that is in a package."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CLASH = "clash"
    """Edited in Anki, and changed here as well."""
    DELETED = "deleted"
    """It was brought, and somebody deleted it in Anki."""
    DOUBLED = "doubled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """What has to be done."""

    lots: Mapping[str, Lot]
    """What becomes of each card in a package, by guid."""
    moves: Mapping[str, tuple[AnkiNote, ...]]
    """The notes whose deck has another name now, by that name."""
    gone: tuple[AnkiNote, ...]
    """The notes of retired cards that have to be marked, suspended or deleted."""
    wakes: tuple[AnkiNote, ...]
    """The notes that were suspended with their card, which is back."""
    templates: bool
    """Whether the templates have to be brought."""
    wish: Wish

    def of(self, lot: Lot) -> tuple[str, ...]:
        """The guids with a lot."""
        return tuple(guid for guid, own in self.lots.items() if own is lot)

    @property
    def brought(self) -> frozenset[str]:
        """The guids of the cards that go into a package: new and changed ones, and all there are where templates do."""
        wanted = {Lot.NEW, Lot.CHANGED} | ({Lot.SAME} if self.templates else set())
        return frozenset(guid for guid, own in self.lots.items() if own in wanted)

    @property
    def is_idle(self) -> bool:
        """Whether nothing has to be done."""
        moves = self.moves if self.wish.move else {}
        return not (self.of(Lot.NEW) or self.of(Lot.CHANGED) or moves or self.gone or self.wakes or self.templates)


def errand(stock: Stock, there: There, before: Deliveries, wish: Wish) -> Errand:
    """What has to be done so that Anki has what was built."""
    lots = {
        guid: Lot.DOUBLED
        if guid in there.doubled
        else _lot(parcel, there.notes.get(guid), before.cards.get(guid), overwrite=wish.overwrite)
        for guid, parcel in stock.parcels.items()
    }
    known = [(parcel, there.notes[guid]) for guid, parcel in stock.parcels.items() if guid in there.notes]
    return Errand(
        lots=lots,
        moves=dict(_moves(known, before.cards)),
        gone=tuple(note for guid in stock.retired if (note := there.notes.get(guid)) and _stays(note, wish.gone)),
        wakes=tuple(note for parcel, note in known if _sleeps(note, before.cards.get(parcel.guid))),
        templates=bool(known) and before.templates != stock.templates,
        wish=wish,
    )


def shows(note: AnkiNote, parcel: Parcel, was: Delivered | None = None) -> bool:
    """Whether a note is what a package brings; tags that its user added do no harm, those brought before and gone do."""
    stale = set(was.tags if was else ()) - set(parcel.tags)
    return (
        note.look == Look.of(parcel.fields)
        and note.fields.get("Retired") == parcel.fields.get("Retired")
        and set(parcel.tags) <= set(note.tags)
        and stale.isdisjoint(note.tags)
    )


def _lot(parcel: Parcel, note: AnkiNote | None, was: Delivered | None, *, overwrite: bool) -> Lot:
    if note is None:
        return Lot.DELETED if was is not None and not was.retired and not overwrite else Lot.NEW
    if was is None or overwrite:
        return Lot.SAME if shows(note, parcel, was) else Lot.CHANGED
    if was.changed == parcel.changed or shows(note, parcel, was):
        return Lot.SAME
    is_ours = note.look in {was.look, Look.of(parcel.fields)}
    return Lot.CHANGED if is_ours else Lot.CLASH


def _moves(
    known: Collection[tuple[Parcel, AnkiNote]], before: Mapping[str, Delivered]
) -> Iterator[tuple[str, tuple[AnkiNote, ...]]]:
    """The notes by the deck that they have to move to; what its user moved, or a filtered deck holds, stays."""
    moves: dict[str, list[AnkiNote]] = {}
    for parcel, note in known:
        was = before.get(parcel.guid)
        stands = was is None or same_deck(was.deck, note.deck)
        if stands and not note.is_borrowed and not same_deck(note.deck, parcel.deck):
            moves.setdefault(parcel.deck, []).append(note)
    return ((deck, tuple(notes)) for deck, notes in sorted(moves.items()))


def same_deck(one: str, other: str) -> bool:
    """Whether two names mean one deck to Anki."""
    return one.casefold() == other.casefold()


def _stays(note: AnkiNote, gone: Gone) -> bool:
    """Whether something is left to be done with the note of a retired card."""
    match gone:
        case Gone.TAG:
            return RETIRED not in note.tags
        case Gone.SUSPEND:
            return RETIRED not in note.tags or not note.suspended
        case Gone.DELETE:
            return True


def _sleeps(note: AnkiNote, was: Delivered | None) -> bool:
    return note.suspended and was is not None and was.retired == Gone.SUSPEND
