"""Which remembered and found cards are worth comparing, without comparing each with each."""

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from itertools import pairwise

from cuedeck.cards.fact import Fact
from cuedeck.cards.similarity import words

Feature = tuple[Hashable, ...]

_COMMON = 24
"""What more cards than these have in common says nothing about any of them."""
_MOST = 8
"""Cards to compare one card with: those that have most in common with it."""
_LEAST = 3
"""What two cards must at least have in common; one word and its neighbour are two."""


def candidates(
    old: Mapping[int, Fact],
    new: Mapping[int, Fact],
    scopes: Mapping[int, Collection[Hashable]],
    scope_of: Mapping[int, Hashable],
) -> Iterator[tuple[int, int]]:
    """The pairs worth comparing: old cards with new ones of their scopes that share rare words with them.

    `scopes` names where each old card may be now, `scope_of` where each new one is. Takes time linear in the number
    of cards, since a feature that many share is passed over.
    """
    index: dict[tuple[Hashable, Feature], list[int]] = defaultdict(list)
    for at, fact in new.items():
        for feature in _features(fact):
            index[scope_of[at], feature].append(at)
    for at, fact in old.items():
        shared: Counter[int] = Counter()
        for scope in scopes[at]:
            for feature in _features(fact):
                having: Sequence[int] = index.get((scope, feature), ())
                if len(having) <= _COMMON:
                    shared.update(having)
        yield from ((at, other) for other, number in shared.most_common(_MOST) if number >= _LEAST)


def _features(fact: Fact) -> set[Feature]:
    """What a card may have in common with its edited self; the family alone makes few cards comparable with all."""
    question, answer = words(fact.question), words(fact.answer)
    single: set[Feature] = {(fact.family, word) for word in (*question, *answer)}
    double: set[Feature] = {(fact.family, *pair) for side in (question, answer) for pair in pairwise(side)}
    return {(fact.family,), ("guid", fact.guid), ("?", *question), ("!", *answer), *single, *double}
