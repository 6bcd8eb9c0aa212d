"""What each note gave with the moments of its cards put right: kept as long as neither the note nor the trust in its times differs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Self

from cuedeck.cards.card import Card
from cuedeck.cards.duplicates import Gist
from cuedeck.cards.sharing import Shared
from cuedeck.decks.app.finding import Finding, doubtful
from cuedeck.decks.app.opening import Opened, mistake
from cuedeck.decks.app.reading import Reading
from cuedeck.decks.app.readings import place_of, version_of
from cuedeck.decks.cache.codec import decode, encode
from cuedeck.decks.cache.store import Kind, Store
from cuedeck.notes.config import Config
from cuedeck.notes.stamp_trust import Trust

Trusts = Mapping[str, Trust]
"""What is known of the times of notes, by the path of the note."""
Kept = tuple[bytes, bytes]
"""Where what a note gave is kept, and what tells whether it would be the same."""
_AT_ONCE = 100
"""Notes whose cards are unpacked at once."""


@dataclass(frozen=True, slots=True)
class Dated:
    """What a note gave, once all notes have told of its times."""

    path: str
    reading: Reading
    """Without its cards."""
    cards: tuple[Card, ...]
    gists: tuple[Gist, ...]
    """Those of its cards."""

    def sharing(self, shared: Shared) -> Self:
        """The same with cards that share their texts with others."""
        return replace(self, cards=tuple(map(shared.card, self.cards)))

    @property
    def findings(self) -> Iterator[Finding]:
        """What `check` tells of it."""
        yield from doubtful(self.cards)
        yield from self.reading.findings


def dated(path: str, reading: Reading, trusts: Trusts, shared: Shared) -> Dated:
    """What a note gave, with the moments of its cards put right where others know better."""
    try:
        cards = tuple(shared.card(one.dated(trusts[path])) for one in reading.cards)
    except Exception as error:  # noqa: BLE001
        return Dated(path, Reading(problem=mistake(path, error)), (), ())
    return Dated(path, replace(reading, cards=()), cards, tuple(one.gist for one in reading.cards))


class DatedNotes:
    """Notes whose cards have their moments."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, notes: Sequence[Kept]) -> Iterator[Dated]:
        """What notes gave, of those of which it is known, in their order, without findings."""
        for at in range(0, len(notes), _AT_ONCE):
            some = notes[at : at + _AT_ONCE]
            told = self._store.get(Kind.DATED, dict(some))
            found = (decode(told[place], Dated) for place, _ in some if place in told)
            yield from (one for one in found if one is not None)

    def keep(self, made: Sequence[Dated], kept: Mapping[str, Kept]) -> None:
        """Keep what notes gave, each where and how it is to be kept by its path."""
        for at in range(0, len(made), _AT_ONCE):
            rows = {kept[one.path]: _bare(one) for one in made[at : at + _AT_ONCE]}
            self._store.put(Kind.DATED, {place: (version, encode(one)) for (place, version), one in rows.items()})


def _bare(one: Dated) -> Dated:
    return replace(one, reading=replace(one.reading, findings=()))


def to_keep(notes: Sequence[Opened], config: Config, trusts: Trusts) -> dict[str, Kept]:
    """Where what notes gave is kept, by path; without those of which nothing tells whether it would be the same."""
    versions = {note.file.path: (place_of(note), version_of(note, config)) for note in notes}
    return {
        path: (place, blake2b(version + repr(trusts.get(path)).encode(), digest_size=16).digest())
        for path, (place, version) in versions.items()
        if version is not None
    }
