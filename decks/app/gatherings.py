"""What the notes of decks gave together when they were read last, as long as none of them changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

from cuedeck.cards.card import Card
from cuedeck.cards.sharing import Shared
from cuedeck.decks.app.compared import Compared
from cuedeck.decks.app.dated import Dated, DatedNotes, Kept
from cuedeck.decks.app.finding import Finding
from cuedeck.decks.app.gathering import Gathered, gathered
from cuedeck.decks.app.opening import Opened
from cuedeck.decks.app.readings import deck_version
from cuedeck.decks.cache.codec import decode, encode
from cuedeck.decks.cache.store import Kind, Store
from cuedeck.notes.config import Config

Decks = Mapping[str, Sequence[Opened]]
"""The notes of each top-level deck, in their order."""
_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class _Row:
    """What a deck gave, as it is kept: its cards are those of its notes, which are kept by themselves."""

    told: Gathered
    """Without cards and findings."""
    notes: tuple[Kept, ...]


class Gatherings:
    """What the notes of decks gave together, by the name of the deck."""

    def __init__(self, store: Store, notes: DatedNotes, *, at_hand: bool = False) -> None:
        """`notes` keep the cards of each note; `at_hand`: whether they stay in memory, for a program that asks for them again and again."""
        self._store, self._stay, self._notes = store, at_hand, notes
        self._at_hand: dict[bytes, tuple[bytes, Gathered]] = {}

    def find(self, decks: Decks, config: Config, *, findings: bool) -> dict[str, Gathered]:
        """Those of decks that are known; `findings`: with what `check` tells of their notes."""
        findings = findings or self._stay
        told = {deck: version for deck, own in decks.items() if (version := deck_version(own, config)) is not None}
        return {
            deck: one
            for deck, version in told.items()
            if (one := self._known(_place(decks[deck]), version, findings=findings)) is not None
        }

    def gathered(self, deck: str, notes: Sequence[Opened], own: Sequence[Dated]) -> Gathered:
        """What the notes of a deck gave together, in which cards that were compared before are not compared again."""
        with Compared(self._store, _place(notes)) as compare:
            return gathered(deck, own, compare)

    def keep(
        self, one: Gathered, notes: Sequence[Opened], kept: Sequence[Kept], config: Config, *, findings: bool
    ) -> None:
        """Keep what the notes of a deck gave, of each of which it is `kept` already; `findings`: whether they were asked for."""
        version = deck_version(notes, config)
        if version is None:
            return
        place = _place(notes)
        row = _Row(replace(one, findings=(), cards=()), tuple(kept))
        self._store.put(Kind.CARDS, {place: (version, encode(row))})
        if findings or self._stay:
            self._store.put(Kind.CARDS_FINDINGS, {place: (version, encode(one.findings))})
        self._hold(place, version, one)

    def _known(self, place: bytes, version: bytes, *, findings: bool) -> Gathered | None:
        """What the notes of a deck gave, where it is known whole."""
        held = self._held(place, version)
        if held is not None:
            return held
        row = self._of(Kind.CARDS, place, version, _Row)
        told = self._of(Kind.CARDS_FINDINGS, place, version, tuple[Finding, ...]) if findings else ()
        cards = None if row is None or told is None else self._cards(row)
        if row is None or told is None or cards is None:
            return None
        found = replace(row.told, cards=cards, findings=told)
        self._hold(place, version, found)
        return found

    def _cards(self, row: _Row) -> tuple[Card, ...] | None:
        """The cards of a deck; None where those of a note are lost."""
        left_out, shared = set(row.told.left_out), Shared()
        at, notes, cards = 0, 0, list[Card]()
        for note in self._notes.find(row.notes):
            cards += (shared.card(card) for number, card in enumerate(note.cards, at) if number not in left_out)
            at += len(note.cards)
            notes += 1
        return tuple(cards) if notes == len(row.notes) else None

    def _of(self, kind: Kind, place: bytes, version: bytes, shape: type[_Value]) -> _Value | None:
        data = self._store.get(kind, {place: version}).get(place)
        return None if data is None else decode(data, shape)

    def _held(self, place: bytes, version: bytes) -> Gathered | None:
        known, one = self._at_hand.get(place, (None, None))
        return one if known == version else None

    def _hold(self, place: bytes, version: bytes, one: Gathered) -> None:
        if self._stay:
            self._at_hand[place] = version, one


def _place(notes: Sequence[Opened]) -> bytes:
    """Where what a deck gave is kept: one row for each vault and deck."""
    file = notes[0].file
    vault = Path(*file.file.parts[: len(file.file.parts) - file.path.count("/") - 1])
    return blake2b(f"{vault}\0{file.top}".encode(errors="surrogatepass"), digest_size=16).digest()
