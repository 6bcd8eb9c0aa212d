"""Drawing cards for a quiz: by chance, and yet the same again."""

from collections.abc import Sequence
from hashlib import sha256

from cuedeck.decks.paper.print_card import Pair


def drawn(cards: Sequence[Pair], *, count: int | None, seed: int | None) -> tuple[Pair, ...]:
    """So many of the cards, or all, in an order that the seed decides; without a seed, as they are.

    A card keeps its lot whatever other cards there are: a deck that grows changes few cards of a quiz.
    """
    if seed is None:
        return tuple(cards[:count])
    return tuple(sorted(cards, key=lambda pair: _lot(pair, seed))[:count])


def _lot(pair: Pair, seed: int) -> tuple[str, str]:
    guid = pair[0].guid
    return sha256(f"{seed} {guid}".encode()).hexdigest(), guid
