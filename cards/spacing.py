"""An order of cards in which siblings stand apart, as near as can be to the order that they were given in."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, islice, pairwise

from cuedeck.cards.card import Card
from cuedeck.cards.siblings import Kin, kin
from cuedeck.notes.stages import Stage

APART = 20
"""Places from one sibling to the next: as many new cards as Anki shows a day, unless told otherwise."""
_LOOK_AHEAD = 40
"""Cards among which the next one is chosen."""
_REACH = 500
"""Cards of the longest stretch that is turned round."""
_HOPELESS = 100
"""Neighbours that nothing parts, after which nothing is tried any more: too much of the deck says the same."""


@Stage("siblings")
def apart(cards: Sequence[Card], distance: int = APART) -> tuple[int, ...]:
    """The places of these cards, in an order in which siblings stand `distance` places from each other.

    In a small deck they stand as far from each other as it allows. All others keep the order that they were given in;
    a card that is added moves only what stands around it and around its siblings. The same cards give the same order,
    in time that grows with their number.
    """
    relations = kin(cards)
    if not any(one.tells for one in relations):
        return tuple(range(len(cards)))
    order = _Order(relations, distance)
    first = order.delayed()
    if not order.meetings(first) and not order.crowds(first, 1):
        return tuple(first)
    # Behind the last cards nothing is left to wait for: there, siblings come apart from the end on.
    second = order.spaced(order.spaced(first[::-1])[::-1])
    return tuple(order.best([order.parted(one) for one in (first, second, sorted(first))]))


class _Order:
    """Finds orders of some cards, each a list of their places.

    On the way through an order, `told` holds from which place on there may stand a card that asks a number, `asked`
    from which one that tells it.
    """

    def __init__(self, cards: Sequence[Kin], distance: int) -> None:
        self._cards = cards
        self._distance = distance
        self._same = [tuple(card.tells.intersection(card.asks)) if card.tells else () for card in cards]
        """Numbers of its own statement."""
        self._room = self._rooms()

    def delayed(self) -> list[int]:
        """All cards in order, each sibling later than those before it: what comes in between fills up the gap.

        Nothing but its siblings decides how far a card moves. For an answer in its question it moves no further than
        twice the distance, since one word may be the answer to half a deck.
        """
        told, asked, room = self._free(), self._free(), self._room
        ranks = list(range(len(self._cards)))
        for at, ((tells, asks), same) in enumerate(zip(self._cards, self._same, strict=True)):
            rank = max(at, min(_latest(told, asks, asked, tells), at + 2 * self._distance))
            if same:
                rank = max(rank, _latest(told, same, asked, same))
            for number in tells:
                told[number] = max(told[number], rank + room[number])
            for number in asks:
                asked[number] = max(asked[number], rank + room[number])
            ranks[at] = rank
        return sorted(range(len(ranks)), key=ranks.__getitem__)

    def spaced(self, places: Sequence[int]) -> list[int]:
        """The order given, in which a card lets others pass until it stands far enough from its siblings."""
        told, asked, room, cards = self._free(), self._free(), self._room, self._cards
        made: list[int] = []
        rest = iter(places)
        waiting = list(islice(rest, _LOOK_AHEAD))
        for now in range(len(places)):
            place = waiting.pop(self._next(waiting, told, asked, now))
            tells, asks = cards[place]
            for number in tells:
                told[number] = now + room[number]
            for number in asks:
                asked[number] = now + room[number]
            made.append(place)
            waiting += islice(rest, 1)
        return made

    def parted(self, places: Sequence[int]) -> list[int]:
        """The order given, in which stretches are turned round so that fewer neighbours are siblings.

        This is Palmer's way to a Hamiltonian path ("The hidden algorithm of Ore's theorem", 1997): in a deck of up to
        `_REACH` cards it parts all neighbours if no card is the sibling of half of the others.
        """
        made = list(places)
        hopeless = 0
        for at in range(len(made) - 1):
            if hopeless < _HOPELESS and self._clash(made[at], made[at + 1]):
                stretch = self._turning(made, at)
                made[stretch] = made[stretch][::-1]
                hopeless += self._clash(made[at], made[at + 1])
        return made

    def best(self, orders: Sequence[list[int]]) -> list[int]:
        """The first of those in which the fewest siblings are neighbours, then the fewest stand too near."""
        meetings = list(map(self.meetings, orders))
        fewest = [one for one, met in zip(orders, meetings, strict=True) if met == min(meetings)]
        likely = fewest[len(fewest) // 2]
        least = self.crowds(likely)
        crowds = [least if one is likely else self.crowds(one, least + 1) for one in fewest]
        return fewest[crowds.index(min(crowds))]

    def meetings(self, places: Sequence[int]) -> int:
        """How many siblings are neighbours in an order."""
        neighbours = pairwise(map(self._cards.__getitem__, places))
        return sum(
            not (tells.isdisjoint(asked) and told.isdisjoint(asks)) for (tells, asks), (told, asked) in neighbours
        )

    def crowds(self, places: Sequence[int], enough: int | None = None) -> int:
        """How many cards stand too near to a sibling in an order; counted up to what is enough."""
        told, asked, room, cards = self._free(), self._free(), self._room, self._cards
        near = 0
        for now, place in enumerate(places):
            if near == enough:
                break
            tells, asks = cards[place]
            near += _latest(told, asks, asked, tells) > now
            for number in tells:
                told[number] = now + room[number]
            for number in asks:
                asked[number] = now + room[number]
        return near

    def _next(self, waiting: Sequence[int], told: Sequence[int], asked: Sequence[int], now: int) -> int:
        """Which of the waiting cards comes now: the first that may, else the one that may the soonest."""
        soonest: list[int] = []
        for at, place in enumerate(waiting):
            tells, asks = self._cards[place]
            soonest.append(_latest(told, asks, asked, tells))
            if soonest[-1] <= now:
                return at
        return soonest.index(min(soonest))

    def _turning(self, places: Sequence[int], at: int) -> slice:
        """The shortest stretch that, turned round, parts a place from the next and joins no siblings; else none."""
        for length in range(2, _REACH):
            if at + length < len(places) and self._fits(places, at, at + length):
                return slice(at + 1, at + length + 1)
            if at + 1 >= length and self._fits(places, at - length, at):
                return slice(at - length + 1, at + 1)
        return slice(0)

    def _fits(self, places: Sequence[int], before: int, last: int) -> bool:
        """Whether no siblings meet where the stretch after `before` and up to `last` is turned round."""
        opens = before < 0 or not self._clash(places[before], places[last])
        return opens and (last + 1 == len(places) or not self._clash(places[before + 1], places[last + 1]))

    def _clash(self, one: int, other: int) -> bool:
        return self._cards[one].is_sibling(self._cards[other])

    def _free(self) -> list[int]:
        """All places are free yet, for whatever number."""
        return [0] * len(self._room)

    def _rooms(self) -> list[int]:
        """The distance of each number: as far as all cards of a statement can be from the next, or half of the deck."""
        count = len(self._cards)
        highest = max(chain.from_iterable(chain.from_iterable(self._cards)), default=-1)
        rooms = [min(self._distance, max(count // 2, 1))] * (highest + 1)
        for number, size in Counter(chain.from_iterable(self._same)).items():
            rooms[number] = min(self._distance, max((count - 1) // max(size - 1, 1), 1))
        return rooms


def _latest(told: Sequence[int], asks: Iterable[int], asked: Sequence[int], tells: Iterable[int]) -> int:
    """From which place on there may stand a card that asks and tells these numbers."""
    late = 0
    for number in asks:
        if told[number] > late:  # noqa: PLR1730 - `max` takes twice as long
            late = told[number]
    for number in tells:
        if asked[number] > late:  # noqa: PLR1730 - as above
            late = asked[number]
    return late
