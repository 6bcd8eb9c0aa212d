"""Cards that say the same letter by letter where they stood: in most builds nearly all, so nothing else is done for them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from cuedeck.cards.card import Card
from cuedeck.cards.ledger import Entry

Place = tuple[str, int]
"""A deck, by its top-level name, and a place among its cards."""
_Run = tuple[str, range]
"""Places of one deck."""


def unchanged(old: Mapping[str, Sequence[Entry]], new: Mapping[str, Sequence[Card]]) -> Iterator[tuple[Place, Place]]:
    """The places of remembered cards with those of the found cards that stand in the same section and say the same.

    Of several alike the found ones come in order, and of the remembered ones those first that live.
    """
    remembered = _by_note(old)
    for note, runs in _by_note(new).items():
        if note in remembered:
            yield from _of_note(old, remembered[note], new, runs)


def _by_note(cards: Mapping[str, Sequence[Entry]] | Mapping[str, Sequence[Card]]) -> dict[str, list[_Run]]:
    """Where the cards of each note are."""
    runs: defaultdict[str, list[_Run]] = defaultdict(list)
    for deck, own in cards.items():
        at = 0
        for note, group in groupby(own, key=attrgetter("note")):
            size = sum(1 for _ in group)
            runs[note].append((deck, range(at, at + size)))
            at += size
    return runs


def _of_note(
    old: Mapping[str, Sequence[Entry]], before: Sequence[_Run], new: Mapping[str, Sequence[Card]], now: Sequence[_Run]
) -> Iterator[tuple[Place, Place]]:
    entries = [((deck, at), old[deck][at]) for deck, places in before for at in places]
    queues: defaultdict[object, list[Place]] = defaultdict(list)
    for place, entry in sorted(entries, key=lambda pair: (pair[1].retired is None, -pair[1].number)):
        queues[entry.kind.family, entry.path, entry.question, entry.answer].append(place)
    for deck, places in now:
        for at in places:
            card = new[deck][at]
            queue = queues.get((card.kind.family, card.path, card.question.plain, card.answer.plain))
            if queue:
                yield queue.pop(), (deck, at)
