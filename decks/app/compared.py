"""What came of comparing the cards of a deck that may say the same, so that only those are compared again that differ."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import Self

from cuedeck.cards.card import Card
from cuedeck.cards.duplicates import Twins, is_marked, twins_among
from cuedeck.decks.cache.codec import decode, encode
from cuedeck.decks.cache.program import READING, program
from cuedeck.decks.cache.store import Kind, Store


class Compared:
    """Finds twins among cards of one topic, as `twins_among` does; what it found is kept once all are found."""

    def __init__(self, store: Store, place: bytes) -> None:
        """`place` is that of the deck."""
        self._store, self._place, self._version = store, place, program(*READING)
        data = store.get(Kind.TWINS, {place: self._version}).get(place)
        self._known = (None if data is None else decode(data, dict[bytes, Twins])) or {}
        self._found: dict[bytes, Twins] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._found != self._known:
            self._store.put(Kind.TWINS, {self._place: (self._version, encode(self._found))})

    def __call__(self, cards: Sequence[Card]) -> Twins:
        """The twins among cards of one topic, best first."""
        said = [(card.question.plain, card.answer.plain, is_marked(card)) for card in cards]
        key = blake2b(encode(said), digest_size=12).digest()
        found = self._known.get(key)
        self._found[key] = found = twins_among(cards) if found is None else found
        return found
