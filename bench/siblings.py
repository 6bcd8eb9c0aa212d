"""How often siblings are neighbours: `python -m bench.siblings NOTES [--sure]`, run by hand.

Prints for decks by size the share of neighbours that are siblings in the order of the notes, and in that in which
Anki shows new cards; how far apart cards of one statement stand there at least and in the middle; and what the order
of ten thousand cards takes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice, pairwise
from pathlib import Path
from statistics import median

from cuedeck.cards.card import Card
from cuedeck.cards.siblings import kin
from cuedeck.cards.spacing import apart
from cuedeck.decks.app.pipeline import cards_of

_SIZES = (10, 30, 100, 1_000_000)
_MANY = 10_000


def main(arguments: Sequence[str]) -> int:
    """Print one row for each class of decks."""
    cards = cards_of(Path(arguments[0]), all_cards="--sure" not in arguments)
    decks = {name: [card for card in cards if card.deck == name] for name in dict.fromkeys(card.deck for card in cards)}
    print("below    decks  neighbours  in notes  in Anki  least  median")  # noqa: T201  (what this command is for)
    for lowest, below in pairwise((0, *_SIZES)):
        print(_row(below, [own for own in decks.values() if lowest <= len(own) < below]))  # noqa: T201  (as above)
    many = [
        replace(card, note=f"{at // len(cards)}/{card.note}") for at, card in enumerate(islice(cycle(cards), _MANY))
    ]
    began = time.process_time()
    apart(many)
    print(f"{len(many)} cards: {time.process_time() - began:.2f} CPU seconds")  # noqa: T201  (as above)
    return 0


def _row(below: int, decks: Sequence[Sequence[Card]]) -> str:
    neighbours = sum(max(len(cards) - 1, 0) for cards in decks)
    orders = [apart(cards) for cards in decks]
    before = sum(_meeting(cards, range(len(cards))) for cards in decks)
    after = sum(_meeting(cards, order) for cards, order in zip(decks, orders, strict=True))
    gaps = [gap for cards, order in zip(decks, orders, strict=True) for gap in _gaps(cards, order)]
    shares = [f"{number / max(neighbours, 1):.1%}" for number in (before, after)]
    figures = (below, len(decks), neighbours, *shares, min(gaps, default="-"), median(gaps) if gaps else "-")
    widths = (9, 7, 12, 10, 9, 7, 6)
    return "".join(str(figure).ljust(width) for figure, width in zip(figures, widths, strict=True)).rstrip()


def _meeting(cards: Sequence[Card], order: Sequence[int]) -> int:
    """How many neighbours are siblings."""
    own = kin(cards)
    return sum(own[one].is_sibling(own[other]) for one, other in pairwise(order))


def _gaps(cards: Sequence[Card], order: Sequence[int]) -> Iterator[int]:
    """The places from each card to the next of its statement."""
    own, last = kin(cards), dict[int, int]()
    for now, place in enumerate(order):
        for statement in own[place].tells.intersection(own[place].asks):
            if statement in last:
                yield now - last[statement]
            last[statement] = now


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
