"""Which of many texts may say what another one says: a few of them, found without comparing each with each."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from cuedeck.cards.similarity import is_enumeration, sharing, words

_FEW = 250
"""Texts that are all looked at; among more, only those that share words with the one in question."""
_COMMON = 50
"""What more texts than these have in common says nothing about any of them."""
_MOST = 50
"""Texts to compare one with where there are many: those that have most words in common with it."""


class Shortlist:
    """Texts with a number each, that grow in number, so that a look at them costs the same however many they are."""

    def __init__(self, least: float) -> None:
        """`least` is the share of letters that a text must have in common with another to be on its list."""
        self._least = least
        self._numbers: list[int] = []
        self._spoken: list[str] = []
        self._enumerations: set[int] = set()
        """Places of those that are enumerations: they are alike by their entries, in whatever order."""
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        """The places of those that have a word, or all words, once there are many."""

    def add(self, number: int, text: str) -> None:
        """Take up a text."""
        place = len(self._numbers)
        self._numbers.append(number)
        self._spoken.append(" ".join(words(text)))
        if is_enumeration(text):
            self._enumerations.add(place)
        if place == _FEW:
            for at in range(place):
                self._index(at)
        if place >= _FEW:
            self._index(place)

    def like(self, text: str) -> list[int]:
        """The numbers of the texts that may say the same, in the order they were taken up."""
        if not self._numbers:
            return []
        spoken = " ".join(words(text))
        among: Sequence[int] = range(len(self._numbers)) if not self._having else self._near(spoken)
        found = sharing(spoken, {at: self._spoken[at] for at in among}, self._least)
        if is_enumeration(text):
            found |= self._enumerations if not self._having else self._enumerations.intersection(among)
        return [self._numbers[at] for at in sorted(found)]

    def _index(self, place: int) -> None:
        for feature in _features(self._spoken[place]):
            having = self._having[feature]
            if len(having) <= _COMMON:
                having.append(place)

    def _near(self, spoken: str) -> list[int]:
        """The places of the texts that share most words with another, of those that not many have."""
        shared: Counter[int] = Counter()
        for feature in _features(spoken):
            having = self._having.get(feature, ())
            if len(having) <= _COMMON or feature == spoken:
                shared.update(having)
        return [at for at, _ in shared.most_common(_MOST)]


def _features(spoken: str) -> set[str]:
    return {*spoken.split(), spoken}
