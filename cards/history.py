"""Whose history each found card carries on, and which identity it has."""

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass

from cuedeck.cards.card import Card, Tier
from cuedeck.cards.fact import Fact
from cuedeck.cards.identity import another
from cuedeck.cards.ledger import Entry, Ledger
from cuedeck.cards.matching import Match, match


@dataclass(frozen=True, slots=True)
class Origin:
    """What a found card was."""

    match: Match
    was: Entry
    """What is remembered of it, in the ledger of whatever deck."""


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
    origins = _origins(before, found, unread)
    taken = {*held, *(entry.guid for ledger in before.values() for entry in ledger.entries)}
    guids: dict[tuple[str, str], str] = {}
    everywhere = [(deck, card) for deck in before for card in found.get(deck, ())]
    # What is only offered must not take the identity of a card that is in a deck.
    for deck, card in sorted(everywhere, key=lambda pair: pair[1].tier is Tier.OFFERED):
        origin = origins.get((deck, card.guid))
        guid = _free(card.guid, taken) if origin is None else origin.was.guid
        taken.add(guid)
        guids[deck, card.guid] = guid
    return {
        deck: [Identified(card, guids[deck, card.guid], origins.get((deck, card.guid))) for card in found.get(deck, ())]
        for deck in before
    }


def _origins(
    before: Mapping[str, Ledger], found: Mapping[str, Sequence[Card]], unread: Collection[str]
) -> dict[tuple[str, str], Origin]:
    """What the found cards were, by deck and the guid that they were found with."""
    entries = {
        (deck, entry.guid): entry
        for deck, ledger in before.items()
        for entry in ledger.entries
        if entry.note not in unread
    }
    old = [Fact.remembered(entry, deck) for (deck, _), entry in entries.items()]
    new = [Fact.found(card, deck, at) for deck in before for at, card in enumerate(found.get(deck, ()))]
    return {
        (each.new.deck, each.new.guid): Origin(each, entries[each.old.deck, each.old.guid]) for each in match(old, new)
    }


def _free(guid: str, taken: Container[str]) -> str:
    return another(guid, taken) if guid in taken else guid
