"""Grounds: what cards say or rules gave up on, found by the words of a sentence without a look at each of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from cuedeck.cards.identity import normalise


@dataclass(frozen=True, slots=True)
class Ground:
    """Words of a note that something was said about."""

    words: str
    """As `normalise` gives them."""
    reason: str | None
    """Why they are on no card; None where they are on one."""
    line: int = 0
    """Line that they stand on, where a sentence of that line may hold them; else 0."""


class Grounds:
    """Grounds in order, of which the first one counts that a sentence stands in or holds."""

    def __init__(self, grounds: Iterable[Ground]) -> None:
        self._all = tuple(grounds)
        self._by_word: dict[str, list[int]] = defaultdict(list)
        """Which grounds have a word."""
        self._held: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
        """The words of the grounds of a line, by one word that a sentence must have to hold them, and their place."""
        for at, ground in enumerate(self._all):
            for word in dict.fromkeys(ground.words.split()):
                self._by_word[word].append(at)
            if ground.line and ground.words:
                self._held[ground.line, _telling(ground.words)].setdefault(ground.words, at)

    def first(self, sentence: str, line: int) -> Ground | None:
        """The first ground that has the words of a sentence, or whose words a sentence of its line has."""
        words = normalise(sentence)
        found = [at for at in (self._around(words), self._inside(words, line)) if at is not None]
        return self._all[min(found)] if found else None

    def _around(self, words: str) -> int | None:
        """The first ground that the words stand in."""
        whole = (self._by_word.get(word, ()) for word in _whole(words))
        places = min(whole, key=len, default=range(len(self._all)))
        return next((at for at in places if words in self._all[at].words), None)

    def _inside(self, words: str, line: int) -> int | None:
        """The first ground of the line that stands in the words."""
        keys = ((line, word) for word in dict.fromkeys(("", *_whole(words))))
        found = chain.from_iterable(self._held.get(key, {}).items() for key in keys)
        return min((at for held, at in found if held in words), default=None)


def _whole(words: str) -> list[str]:
    """The words but for the first and the last, which may be but a part of a word in what holds them."""
    return words.split()[1:-1]


def _telling(words: str) -> str:
    """The longest of the whole words; empty where there is none."""
    return max(_whole(words), key=len, default="")
