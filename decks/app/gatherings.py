"""What the notes of decks gave together when they were read last, as long as none of them changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from cuedeck.decks.app.finding import Finding
from cuedeck.decks.app.gathering import Gathered
from cuedeck.decks.app.opening import Opened
from cuedeck.decks.app.readings import deck_version
from cuedeck.decks.cache.codec import decode, encode
from cuedeck.decks.cache.store import Kind, Store
from cuedeck.notes.config import Config

Decks = Mapping[str, Sequence[Opened]]
"""The notes of each top-level deck, in their order."""


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
        places = {deck: _place(decks[deck]) for deck in told}
        held = {deck: one for deck, place in places.items() if (one := self._held(place, told[deck])) is not None}
        versions = {place: told[deck] for deck, place in places.items() if deck not in held}
        cards = self._store.get(Kind.CARDS, versions)
        more = self._store.get(Kind.CARDS_FINDINGS, versions) if findings else dict.fromkeys(cards)
        found = {
            deck: one
            for deck, place in places.items()
            if place in cards and place in more and (one := _unpacked(cards[place], more[place])) is not None
        }
        self._hold({places[deck]: (told[deck], one) for deck, one in found.items()})
        return held | found

    def keep(self, made: Mapping[str, Gathered], decks: Decks, config: Config, *, findings: bool) -> None:
        """Keep what the notes of decks gave; `findings`: whether they were asked for."""
        told = {deck: version for deck in made if (version := deck_version(decks[deck], config)) is not None}
        rows = {_place(decks[deck]): (version, made[deck]) for deck, version in told.items()}
        self._store.put(
            Kind.CARDS, {place: (version, encode(replace(one, findings=()))) for place, (version, one) in rows.items()}
        )
        if findings or self._stay:
            self._store.put(
                Kind.CARDS_FINDINGS, {place: (version, encode(one.findings)) for place, (version, one) in rows.items()}
            )
        self._hold(rows)

    def _held(self, place: bytes, version: bytes) -> Gathered | None:
        known, one = self._at_hand.get(place, (None, None))
        return one if known == version else None

    def _hold(self, rows: Mapping[bytes, tuple[bytes, Gathered]]) -> None:
        if self._stay:
            self._at_hand |= rows


def _unpacked(cards: bytes, findings: bytes | None) -> Gathered | None:
    found = decode(cards, Gathered)
    told = () if findings is None else decode(findings, tuple[Finding, ...])
    return None if found is None or told is None else replace(found, findings=told)


def _place(notes: Sequence[Opened]) -> bytes:
    """Where what a deck gave is kept: one row for each vault and deck."""
    file = notes[0].file
    vault = Path(*file.file.parts[: len(file.file.parts) - file.path.count("/") - 1])
    return blake2b(f"{vault}\0{file.top}".encode(errors="surrogatepass"), digest_size=16).digest()
