"""Settled decks: those that a build left as their notes, decisions and settings want them, and that it need not build again."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from cuedeck.cards.card import Card
from cuedeck.cards.changes import Fate, Reconciled
from cuedeck.cards.fact import Fact
from cuedeck.cards.history import Identified
from cuedeck.cards.identity import content
from cuedeck.cards.ledger import Entry
from cuedeck.cards.renames import note_names
from cuedeck.cards.same_card import Place, sameness
from cuedeck.decks.app.deck_files import Shelf
from cuedeck.decks.app.interface import interface
from cuedeck.decks.app.looks import Stamp, stamp_of
from cuedeck.decks.app.opening import Opened
from cuedeck.decks.app.readings import Readings, deck_given, deck_version
from cuedeck.decks.app.recipes import Recipes
from cuedeck.decks.app.reconciling import Decided
from cuedeck.decks.cache.codec import decode, encode
from cuedeck.decks.cache.program import EVERYTHING, of_model, program
from cuedeck.decks.cache.store import Kind, Store
from cuedeck.decks.page.media import located
from cuedeck.notes.config import Config
from cuedeck.notes.note import Problem
from cuedeck.notes.vault import Vault

_MANY = 100_000
"""Pairs of cards; more are not compared to find out whether decks concern each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A deck as a build left it."""

    deck: str
    """Top-level name."""
    notes: int
    """How many belong to it."""
    telling: int
    """How many of them have cards in it."""
    cards: int
    offered: int
    """How many cards wait for their user to take them."""
    barren: tuple[str, ...]
    """The notes that give no card to it; not those whose writers want none."""
    problems: tuple[Problem, ...]
    notices: tuple[Problem, ...]
    guids: tuple[str, ...]
    """The identities of its cards: in the deck, retired, or waiting."""
    retired: tuple[Entry, ...]
    """What its ledger remembers of cards that are gone."""
    decisions: bytes
    """What its user decided of them."""
    files: Mapping[str, Stamp | None]
    """How its files look, by name; None for those that are not there."""
    pictures: Mapping[str, tuple[str, Stamp | None]]
    """Where the pictures of its cards lie and how they look, by their source."""
    notes_version: bytes
    """Differs where its notes do."""
    given: bytes
    """Differs where that does which they give and its files are made from."""


Reads = Callable[[Sequence[Opened]], None]
"""Reads those notes of a deck that were edited, where they are few."""


class Settlements:
    """The settled decks of a vault."""

    def __init__(self, store: Store, vault: Vault, decided: Decided) -> None:
        self._store, self._vault, self._decided = store, vault, decided

    def find(self, shelves: Sequence[Shelf], notes: Mapping[str, Sequence[Opened]], reads: Reads) -> dict[str, Settled]:
        """Those of some decks that are settled, by deck; `notes` are those of each, in their order.

        A deck whose notes were edited is settled if they give the same as before, which is only known once they are
        read by `reads`.
        """
        told = self._store.get(
            Kind.DECK, {_place(shelf): self._version for shelf in shelves if shelf.header is not None}
        )
        known = ((shelf, decode(told[place], Settled)) for shelf in shelves if (place := _place(shelf)) in told)
        return {
            shelf.deck: one
            for shelf, one in known
            if one is not None and self._stands(shelf, one) and self._is_of(notes.get(shelf.deck, ()), one, reads)
        }

    def keep(self, decks: Iterable[tuple[Shelf, Settled]]) -> None:
        """Remember that decks are settled."""
        self._store.put(Kind.DECK, {_place(shelf): (self._version, encode(one)) for shelf, one in decks})

    def versions(self, notes: Sequence[Opened]) -> tuple[bytes, bytes] | None:
        """What tells whether a deck of notes would be the same: of the notes, and of what they give; None where nothing does."""
        version = deck_version(notes, self._vault.config)
        given = self._given(notes)
        return None if version is None or given is None else (version, given)

    def _given(self, notes: Sequence[Opened]) -> bytes | None:
        return deck_given(notes, Readings(self._store).given(notes, self._vault.config))

    def left(self, shelf: Shelf) -> Recipes:
        """The recipes of those files of a deck that are as a build left them, by name."""
        place = _place(shelf)
        told = self._store.get(Kind.FILES, {place: self._maker}).get(place)
        known = None if told is None else decode(told, dict[str, tuple[bytes, Stamp | None]])
        looks = files_of(shelf, known or ())
        return {name: made for name, (made, stamp) in (known or {}).items() if made and stamp and looks[name] == stamp}

    def leave(self, decks: Iterable[tuple[Shelf, Recipes]]) -> None:
        """Remember what the files of decks were made from, and how they look."""
        told = ((shelf, recipes, files_of(shelf, recipes)) for shelf, recipes in decks)
        rows = {
            _place(shelf): {name: (recipes[name], looks[name]) for name in recipes} for shelf, recipes, looks in told
        }
        self._store.put(Kind.FILES, {place: (self._maker, encode(row)) for place, row in rows.items()})

    @property
    def _maker(self) -> bytes:
        """Differs where the same recipe may give another file."""
        return _digest(_program(self._vault.config))

    def decisions(self, guids: Collection[str]) -> bytes:
        """Differs where what was decided of some cards does."""
        corrections = self._decided.corrections
        return _digest(sorted((guid, repr(corrections[guid])) for guid in corrections.keys() & set(guids)))

    def pictures(self, sources: Iterable[str]) -> dict[str, tuple[str, Stamp | None]]:
        """Where pictures lie and how they look now."""
        lying = located(self._vault.folder, sources)
        return {source: (os.fspath(file), stamp_of(file)) for source, file in lying.items()}

    def _stands(self, shelf: Shelf, one: Settled) -> bool:
        """Whether nobody changed what a build left, or what else it was made of."""
        return (
            one.deck == shelf.deck
            and files_of(shelf, one.files) == one.files
            and self.decisions(one.guids) == one.decisions
            and self.pictures(one.pictures) == one.pictures
        )

    def _is_of(self, notes: Sequence[Opened], one: Settled, reads: Reads) -> bool:
        """Whether a deck is made from these notes: they are as they were, or edited so that they give the same."""
        version = deck_version(notes, self._vault.config)
        if version is None or version == one.notes_version:
            return version is not None
        if one.problems:  # which name lines of cards: they move where nothing else does
            return False
        reads(notes)
        return self._given(notes) == one.given

    @cached_property
    def _version(self) -> bytes:
        """Differs where decks of the same notes may."""
        config, decided = self._vault.config, self._decided
        return _digest((_program(config), decided.all_cards, interface(config), decided.vault))


def files_of(shelf: Shelf, names: Iterable[str]) -> dict[str, Stamp | None]:
    """How files of a deck look, by name."""
    return {name: stamp_of(shelf.directory / name) for name in names}


def contested(becoming: Mapping[str, Reconciled], settled: Mapping[str, Settled]) -> set[str]:
    """The settled decks whose retired cards may be the same as cards of other decks, and so come back there.

    Those that could be: the matcher tells whether they are, once it sees both decks.
    """
    retired = {deck: one.retired for deck, one in settled.items() if one.retired}
    if not retired:
        return set()
    new = [Fact.found(card, deck, 0) for deck, one in becoming.items() for card in _uncertain(one)]
    return {deck for deck, entries in retired.items() if new and _may_return(entries, new)}


def _uncertain(one: Reconciled) -> Iterator[Card]:
    """The cards found that are not the very same as ones that lived in their place."""
    yield from (change.card for change in one.changes if change.change is not Fate.KEPT and change.card is not None)
    yield from (each.card for each in one.waiting if not _is_certain(each))


def _is_certain(each: Identified) -> bool:
    was = None if each.origin is None else each.origin.was
    return was is not None and was.retired is None and was.content == content(each.card)


def _may_return(retired: Sequence[Entry], new: Sequence[Fact]) -> bool:
    if len(retired) * len(new) > _MANY:
        return True
    old = [Fact.remembered(entry, "") for entry in retired]
    names = {name for fact in new for name in note_names(fact.section)}
    return any(
        not names.isdisjoint(note_names(one.section)) or any(sameness(one, other, Place.SECTION) for other in new)
        for one in old
    )


def _program(config: Config) -> tuple[object, ...]:
    settings = {name: getattr(config, name) for name in sorted(Config.__slots__)}
    told = tuple((name, sorted(value) if isinstance(value, frozenset) else value) for name, value in settings.items())
    return program(*EVERYTHING), of_model(config.model), told


def _place(shelf: Shelf) -> bytes:
    return _digest((os.fspath(shelf.directory.resolve()), shelf.deck))


def _digest(of: object) -> bytes:
    return blake2b(repr(of).encode(errors="surrogatepass"), digest_size=16).digest()
