"""The cards to be studied, in the order in which they are learnt."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path

from cuedeck.cards.card import Card
from cuedeck.cards.siblings import kin
from cuedeck.decks.app.deck_files import Shelf
from cuedeck.decks.app.memory import Memory
from cuedeck.decks.app.planning import Plan, plan
from cuedeck.decks.app.progress import Progress, unheard
from cuedeck.decks.app.readings import deck_version
from cuedeck.decks.cache.codec import decode, encode
from cuedeck.decks.cache.program import EVERYTHING, program
from cuedeck.decks.cache.store import Kind, Store


@dataclass(frozen=True, slots=True)
class StudyCard:
    """A card to be studied."""

    guid: str
    top: str
    """The top-level deck, whose log has its reviews."""
    deck: str
    note: str
    language: str
    """Code of the language of its note; empty where it is not known."""
    bonds: tuple[int, ...]
    """A number for each statement that it has in common with siblings."""
    packed: bytes

    @property
    def card(self) -> Card:
        """All of it, as the notes have it."""
        found = decode(self.packed, Card)
        if found is None:
            raise ValueError(self.guid)
        return found


@dataclass(frozen=True, slots=True)
class StudyCards:
    """The cards of some notes."""

    vault: str
    """Full path."""
    cards: tuple[StudyCard, ...]
    """In the order in which they are learnt, which is that of reading: siblings keep apart by their days."""
    is_whole: bool
    """Whether these are all cards of the vault."""
    key: bytes
    """Differs where they do; empty where that cannot be told."""


def kept(notes: Path, directory: Path, store: Store) -> StudyCards | None:
    """The cards as an earlier run knew them, None where none did; some may be others now."""
    place = _place(notes, directory)
    data = store.get(Kind.STUDY, {place: program(*EVERYTHING)}).get(place)
    return None if data is None else decode(data, StudyCards)


def study_cards(
    notes: Path, directory: Path, *, memory: Memory, jobs: int | None = 1, progress: Progress = unheard
) -> StudyCards:
    """The cards of the decks as a build would leave them. Raises ConfigError, LinesError, OSError."""

    def planned(*, passes_settled: bool) -> Plan:
        return plan(
            notes,
            directory,
            memory=memory,
            jobs=jobs,
            progress=progress,
            findings=False,
            passes_settled=passes_settled,
        )

    quick = planned(passes_settled=True)
    key = _key(quick)
    known = kept(notes, directory, memory.store)
    if known is not None and key and known.key == key:
        return known
    whole = planned(passes_settled=False) if quick.settled else quick
    files = {file.path for file in whole.vault.files(notes)}
    cards = tuple(one for one in _cards(whole) if one.note in files)
    is_whole = notes.resolve() == whole.vault.folder
    made = StudyCards(os.fspath(whole.vault.folder), cards, is_whole, key)
    memory.store.put(Kind.STUDY, {_place(notes, directory): (program(*EVERYTHING), encode(made))})
    return made


def _key(planned: Plan) -> bytes:
    """Differs where the cards of settled decks do; empty where some deck with notes is not settled."""
    if any(shelf.deck in planned.opened for shelf in planned.shelves):
        return b""
    told = (
        (shelf.deck, deck_version(planned.opened[shelf.deck], planned.vault.config), encode(one))
        for shelf, one in planned.settled.items()
    )
    return _digest(sorted(told, key=lambda one: one[0]))


def _cards(planned: Plan) -> Iterator[StudyCard]:
    first = 0
    for shelf in planned.shelves:
        cards = list(_living(planned, shelf))
        relations = kin(cards)
        for card, relation in zip(cards, relations, strict=True):
            same = relation.tells.intersection(relation.asks)
            bonds = tuple(sorted(first + number for number in same))
            language = planned.found.languages.get(card.note, "")
            yield StudyCard(card.guid, shelf.deck, card.deck, card.note, language, bonds, encode(card))
        first += 1 + max((number for one in relations for number in (*one.tells, *one.asks)), default=0)


def _living(planned: Plan, shelf: Shelf) -> Iterator[Card]:
    """The cards of a deck as its notes have them, with the identity that they have in it."""
    known = planned.reconciled[shelf.deck].entries
    for card in planned.found.decks.get(shelf.deck, ()):
        entry = known.get(card.guid)
        if entry is not None and entry.retired is None:
            yield replace(card, guid=entry.guid)


def _place(notes: Path, directory: Path) -> bytes:
    return _digest((os.fspath(notes.resolve()), os.fspath(directory.resolve())))


def _digest(of: object) -> bytes:
    return blake2b(repr(of).encode(errors="surrogatepass"), digest_size=16).digest()
