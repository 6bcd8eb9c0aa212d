"""What the notes of decks gave together when they were read last, as long as none of them changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

from cuedeck.cards.card import Card
from cuedeck.cards.sharing import Shared
from cuedeck.decks.app.finding import Finding
from cuedeck.decks.app.gathering import Gathered
from cuedeck.decks.app.opening import Opened
from cuedeck.decks.app.readings import deck_version
from cuedeck.decks.cache.codec import decode, encode
from cuedeck.decks.cache.store import Kind, Store
from cuedeck.notes.config import Config

Decks = Mapping[str, Sequence[Opened]]
"""The notes of each top-level deck, in their order."""
_Value = TypeVar("_Value")
_PART = 1000
"""Cards that are kept together."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a deck gave, as it is kept: its cards lie beside it in parts, so that not all are unpacked at once."""

    told: Gathered
    """Without cards and findings."""
    parts: int


class Gatherings:
    """What the notes of decks gave together, by the name of the deck."""

    def __init__(self, store: Store, *, at_hand: bool = False) -> None:
        """`at_hand`: whether they stay in memory, for a program that asks for them again and again."""
        self._store, self._stay = store, at_hand
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

    def keep(self, made: Mapping[str, Gathered], decks: Decks, config: Config, *, findings: bool) -> None:
        """Keep what the notes of decks gave; `findings`: whether they were asked for."""
        for deck, one in made.items():
            if (version := deck_version(decks[deck], config)) is not None:
                place = _place(decks[deck])
                parts = range(0, len(one.cards), _PART)
                kept = _Kept(replace(one, findings=(), cards=()), len(parts))
                self._store.put(Kind.CARDS, {place: (version, encode(kept))})
                for number, at in enumerate(parts):
                    part = encode(one.cards[at : at + _PART])
                    self._store.put(Kind.CARDS, {_part_of(place, number): (version, part)})
                if findings or self._stay:
                    self._store.put(Kind.CARDS_FINDINGS, {place: (version, encode(one.findings))})
                self._hold(place, version, one)

    def _known(self, place: bytes, version: bytes, *, findings: bool) -> Gathered | None:
        """What the notes of a deck gave, where it is known whole."""
        held = self._held(place, version)
        if held is not None:
            return held
        kept = self._of(Kind.CARDS, place, version, _Kept)
        told = self._of(Kind.CARDS_FINDINGS, place, version, tuple[Finding, ...]) if findings else ()
        if kept is None or told is None:
            return None
        cards, shared = list[Card](), Shared()
        for number in range(kept.parts):
            part = self._of(Kind.CARDS, _part_of(place, number), version, tuple[Card, ...])
            if part is None:
                return None
            cards += map(shared.card, part)
        found = replace(kept.told, cards=tuple(cards), findings=told)
        self._hold(place, version, found)
        return found

    def _of(self, kind: Kind, place: bytes, version: bytes, shape: type[_Value]) -> _Value | None:
        data = self._store.get(kind, {place: version}).get(place)
        return None if data is None else decode(data, shape)

    def _held(self, place: bytes, version: bytes) -> Gathered | None:
        known, one = self._at_hand.get(place, (None, None))
        return one if known == version else None

    def _hold(self, place: bytes, version: bytes, one: Gathered) -> None:
        if self._stay:
            self._at_hand[place] = version, one


def _part_of(place: bytes, number: int) -> bytes:
    """Where some of a deck's cards are kept."""
    return b"%s %d" % (place, number)


def _place(notes: Sequence[Opened]) -> bytes:
    """Where what a deck gave is kept: one row for each vault and deck."""
    file = notes[0].file
    vault = Path(*file.file.parts[: len(file.file.parts) - file.path.count("/") - 1])
    return blake2b(f"{vault}\0{file.top}".encode(errors="surrogatepass"), digest_size=16).digest()
