"""Formulas as they were drawn before: to draw one takes as long as to lay out a hundred cards."""

from hashlib import blake2b

from cuedeck.decks.cache.codec import decode, encode
from cuedeck.decks.cache.program import program
from cuedeck.decks.cache.store import Kind, Store
from cuedeck.decks.page.formulas import drawn


class Drawings:
    """Draws formulas as `drawn` does, each once for as long as the program stays the same."""

    def __init__(self, store: Store) -> None:
        self._store, self._version = store, program("decks/page")

    def __call__(self, tex: str, *, display: bool = False) -> str | None:
        """The drawing of TeX as inline `<svg>`; None for TeX that cannot be drawn."""
        place = blake2b(encode((tex, display)), digest_size=16).digest()
        known = self._store.get(Kind.DRAWING, {place: self._version}).get(place)
        told = None if known is None else decode(known, tuple[str | None])
        if told is None:
            told = (drawn(tex, display=display),)
            self._store.put(Kind.DRAWING, {place: (self._version, encode(told))})
        return told[0]
