"""Whose history each found card carries on, and which identity it has."""

from collections import Counter
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass

from cuedeck.cards.card import Card, Tier
from cuedeck.cards.fact import Fact, Section
from cuedeck.cards.identity import another
from cuedeck.cards.ledger import Entry, Ledger
from cuedeck.cards.matching import match
from cuedeck.cards.unchanged import Place, unchanged


@dataclass(frozen=True, slots=True)
class Origin:
    """What a found card was."""

    was: Entry
    """What is remembered of it."""
    deck: str
    """Top-level name of the deck whose ledger remembers it."""
    score: float = 1.0
    """How alike they are: 1 where they say the same, below 1 elsewhere."""
    doubtful: bool = False
    """Whether they are one only since nothing else could be meant."""


@dataclass(frozen=True, slots=True)
class Identified:
    """A found card with its identity."""

    card: Card
    guid: str
    """That of the card it was, else one that nobody ever had: its own, unless another card has that."""
    origin: Origin | None
    """None for a new card."""


def identified(
    before: Mapping[str, Ledger],
    found: Mapping[str, Sequence[Card]],
    unread: Collection[str],
    held: Collection[str] = (),
) -> dict[str, list[Identified]]:
    """The found cards of each deck with their identities; cards of notes that are `unread` are nobody's origin.

    `held` are guids that belong to cards of other decks.
    """
    cards = {deck: found.get(deck, ()) for deck in before}
    origins = _origins(before, cards, unread)
    taken = {*held, *(entry.guid for ledger in before.values() for entry in ledger.entries)}
    made: dict[str, list[Identified | None]] = {deck: [None] * len(own) for deck, own in cards.items()}
    # What is only offered must not take the identity of a card that is in a deck.
    for is_offered in (False, True):
        for deck, own in cards.items():
            for at, card in enumerate(own):
                if (card.tier is Tier.OFFERED) is is_offered:
                    origin = origins[deck][at]
                    guid = _free(card.guid, taken) if origin is None else origin.was.guid
                    taken.add(guid)
                    made[deck][at] = Identified(card, guid, origin)
    return {deck: [each for each in own if each is not None] for deck, own in made.items()}


def _origins(
    before: Mapping[str, Ledger], found: Mapping[str, Sequence[Card]], unread: Collection[str]
) -> dict[str, list[Origin | None]]:
    """What each found card of a deck was."""
    old = {deck: [entry for entry in ledger.entries if entry.note not in unread] for deck, ledger in before.items()}
    origins: dict[str, list[Origin | None]] = {deck: [None] * len(cards) for deck, cards in found.items()}
    met = {deck: bytearray(len(entries)) for deck, entries in old.items()}
    stayed: Counter[Section] = Counter()
    for (deck, at), (other, place) in unchanged(old, found):
        was = old[deck][at]
        origins[other][place] = Origin(was, deck)
        met[deck][at] = True
        stayed[was.note, was.path] += 1
    gone = {(deck, at): entry for deck, entries in old.items() for at, entry in enumerate(entries) if not met[deck][at]}
    if gone:
        _match_others(gone, found, origins, stayed)
    return origins


def _match_others(
    gone: Mapping[Place, Entry],
    found: Mapping[str, Sequence[Card]],
    origins: Mapping[str, list[Origin | None]],
    stayed: Mapping[Section, int],
) -> None:
    """Find out what the cards were that say something else now, or stand elsewhere, and take it down."""
    entries = {(deck, entry.guid): entry for (deck, _), entry in gone.items()}
    old = [Fact.remembered(entry, deck) for (deck, _), entry in gone.items()]
    new = [
        Fact.found(card, deck, at)
        for deck, cards in found.items()
        for at, card in enumerate(cards)
        if origins[deck][at] is None
    ]
    for each in match(old, new, stayed):
        was = entries[each.old.deck, each.old.guid]
        origins[each.new.deck][each.new.number] = Origin(was, each.old.deck, each.score, each.doubtful)


def _free(guid: str, taken: Container[str]) -> str:
    return another(guid, taken) if guid in taken else guid
