"""Pictures of a vault's cards: what they show becomes a part of each card, and what lacks is told."""

from collections.abc import Iterable
from dataclasses import replace

from cuedeck.cards.card import Card
from cuedeck.decks.app.collection import Collection
from cuedeck.decks.page.media import Image, find_images, illustrated
from cuedeck.notes.note import Problem
from cuedeck.notes.vault import Vault


def with_pictures(vault: Vault, found: Collection) -> Collection:
    """The cards with the content of their pictures."""
    images, _ = find_images(vault.folder, found.by_deck)
    names = {source: image.name for source, image in images.items()}
    if not names:
        return found
    decks = {deck: tuple(illustrated(card, names) for card in cards) for deck, cards in found.decks.items()}
    return replace(found, decks=decks)


def pictures(vault: Vault, cards: Iterable[Card]) -> tuple[dict[str, Image], tuple[Problem, ...]]:
    """The images of some cards, by source, and those that cannot be had."""
    images, missing = find_images(vault.folder, cards)
    return images, tuple(Problem(note=image.note, line=image.line, reason=image.reason) for image in missing)
