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
    if not order.meetings(first) and not order.crowds(first):
        return tuple(first)
    # Behind the last cards nothing is left to wait for: there, siblings come apart from the end on.
    second = order.spaced(order.spaced(first[::-1])[::-1])
    orders = [order.parted(one) for one in (first, second, sorted(first))]
    meetings = [order.meetings(one) for one in orders]
    fewest = [one for one, met in zip(orders, meetings, strict=True) if met == min(meetings)]
    best = min(fewest, key=order.crowds)
    return tuple(best)


class _Order:
    """Finds orders of some cards, each a list of their places.

    A bond is a number for all cards that tell one thing, or for all that ask it. A list `free` tells of each bond from
    which place on there may stand a card that minds it.
    """

    def __init__(self, cards: Sequence[Kin], distance: int) -> None:
        self._cards = cards
        self._distance = distance
        same = [card.tells & card.asks if card.tells else card.tells for card in cards]
        self._leaves = [_bonds(card.tells, card.asks) if card.tells or card.asks else () for card in cards]
        self._minds = [
            leaves if card.asks is card.tells else _bonds(card.asks, card.tells) if card.tells or card.asks else ()
            for card, leaves in zip(cards, self._leaves, strict=True)
        ]
        self._minds_same = [_bonds(own, own) if own else () for own in same]
        """Bonds to cards of its own statement."""
        self._room = self._rooms(same)

    def delayed(self) -> list[int]:
        """All cards in order, each sibling later than those before it: what comes in between fills up the gap.

        Nothing but its siblings decides how far a card moves. For an answer in its question it moves no further than
        twice the distance, since one word may be the answer to half a deck.
        """
        free = [0] * len(self._room)
        ranks: list[int] = []
        for at in range(len(self._cards)):
            told = min(_latest(free, self._minds[at]), at + 2 * self._distance)
            ranks.append(max(at, told, _latest(free, self._minds_same[at])))
            self._put(free, at, ranks[-1])
        return sorted(range(len(ranks)), key=ranks.__getitem__)

    def spaced(self, places: Sequence[int]) -> list[int]:
        """The order given, in which a card lets others pass until it stands far enough from its siblings."""
        free = [0] * len(self._room)
        made: list[int] = []
        rest = iter(places)
        waiting = list(islice(rest, _LOOK_AHEAD))
        while waiting:
            place = waiting.pop(self._next(waiting, free, len(made)))
            self._put(free, place, len(made))
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

    def meetings(self, places: Sequence[int]) -> int:
        """How many siblings are neighbours in an order."""
        return sum(one.is_sibling(other) for one, other in pairwise(map(self._cards.__getitem__, places)))

    def crowds(self, places: Sequence[int]) -> int:
        """How many cards stand too near to a sibling in an order."""
        free = [0] * len(self._room)
        near = 0
        for now, place in enumerate(places):
            near += _latest(free, self._minds[place]) > now
            self._put(free, place, now)
        return near

    def _next(self, waiting: Sequence[int], free: Sequence[int], now: int) -> int:
        """Which of the waiting cards comes now: the first that may, else the one that may the soonest."""
        soonest: list[int] = []
        for at, place in enumerate(waiting):
            soonest.append(_latest(free, self._minds[place]))
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

    def _put(self, free: list[int], place: int, now: int) -> None:
        """Take down that a card stands at `now`."""
        room = self._room
        for bond in self._leaves[place]:
            free[bond] = max(free[bond], now + room[bond])

    def _rooms(self, statements: Iterable[frozenset[int]]) -> list[int]:
        """The distance of each bond: as far as all cards of a statement can be from the next, or half of the deck."""
        count = len(self._cards)
        highest = max(chain.from_iterable((*card.tells, *card.asks) for card in self._cards), default=-1)
        rooms = [min(self._distance, max(count // 2, 1))] * (2 * highest + 2)
        for number, size in Counter(chain.from_iterable(statements)).items():
            room = min(self._distance, max((count - 1) // max(size - 1, 1), 1))
            rooms[2 * number] = rooms[2 * number + 1] = room
        return rooms


def _bonds(tells: Iterable[int], asks: Iterable[int]) -> tuple[int, ...]:
    return tuple([2 * number for number in tells] + [2 * number + 1 for number in asks])


def _latest(free: Sequence[int], bonds: Sequence[int]) -> int:
    return max([free[bond] for bond in bonds]) if bonds else 0
