"""Siblings: cards of which one brings back the other, so that they should not be asked one after the other.

They are cards of one statement (a definition and its reverse, the gaps of a sentence, the cells of a table's row), and
cards of which one's answer stands in the other's question (a list and the cards on its entries).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise, repeat
from typing import NamedTuple

from cuedeck.cards.card import GAP, Card, Kind
from cuedeck.notes.stages import Stage

_LONGEST = 60
"""Words of an answer that is looked for in questions."""
_ARTICLES = frozenset({"a", "an", "the"})
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""A word, or a character of a script that has no blanks between words."""
_ASCII = bytes(ord(chr(code).lower()) if chr(code).isalnum() or chr(code) == "_" else 32 for code in range(128))
_ASCII += bytes(range(128, 256))
"""What words of ASCII alone are made of: they are told apart in a fraction of the time."""
_NONE = -1
"""The number of no run."""


class Kin(NamedTuple):
    """What makes a card the sibling of others among which it was seen: numbers of answers and of statements."""

    tells: frozenset[int] = frozenset()
    """Answers that it gives, and the statement that it was made from, where others ask for them."""
    asks: tuple[int, ...] = ()
    """Answers that stand in its question, and its statement again; a set of as many takes five times the memory."""

    def is_sibling(self, other: "Kin") -> bool:
        """Whether one of two cards brings back the other."""
        return not (self.tells.isdisjoint(other.asks) and other.tells.isdisjoint(self.asks))


_ALONE = Kin()


@Stage("siblings")
def kin(cards: Sequence[Card]) -> tuple[Kin, ...]:
    """The kin of each of these cards, in time that grows with the number of their words."""
    words, runs = _Words(), _Runs()
    told = [runs.taken_up(map(words.of, card.items or (card.answer.plain,))) for card in cards]
    asked = [runs.found_in(words.of(card.question.plain)) for card in cards]
    both: set[int] = set().union(*asked)
    statements = _statements(cards, runs.size)
    return tuple(
        Kin(frozenset((*own, *[one for one in tells if one in both])), (*own, *asks))
        if own or tells or asks
        else _ALONE
        for own, tells, asks in zip(statements, told, asked, strict=True)
    )


def _statements(cards: Sequence[Card], first: int) -> Iterator[tuple[int, ...]]:
    """A number, from the first on, for the statement of each card, where others have it too."""
    rows = {(card.note, card.line) for card in cards if card.kind is Kind.TABLE}
    names = [_statement(card, rows) for card in cards]
    counts = Counter(names)
    del counts[None]
    numbers = {name: (at,) for at, (name, count) in enumerate(counts.items(), first) if count > 1}
    return map(numbers.get, names, repeat(()))


def _statement(card: Card, rows: set[tuple[str, int]]) -> Hashable:
    """What names the statement of a card: its line and its words, or the line of a table's row alone."""
    place = card.note, card.line
    if place in rows:
        return place
    return (place, card.statement) if card.statement else None


class _Words(dict[str, str]):
    """Words, each with how it is compared: without a plural `s`."""

    def of(self, text: str) -> list[str]:
        """The words of a text, whatever their case and punctuation."""
        bare = text.replace(GAP, " ")
        if bare.isascii():
            found = bare.encode().translate(_ASCII).decode().split()
        else:
            found = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
        return list(map(self.__getitem__, found))

    def __missing__(self, word: str) -> str:
        self[word] = bare = word[:-1] if word[-1] == "s" and len(word) > 3 else word
        return bare


class _Runs:
    """Runs of words with a number each, which are found in a text without a look at all of them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        """By their words."""
        self._lengths: dict[tuple[str, ...], set[int]] = {}
        """How many words the runs have that open with the same two."""

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self._numbers)

    def taken_up(self, answers: Iterable[Sequence[str]]) -> tuple[int, ...]:
        """Take up answers, less the article in front, and give their numbers."""
        found = []
        for words in answers:
            bare = words[1:] if words and words[0] in _ARTICLES else words
            if 0 < len(bare) <= _LONGEST:
                found.append(self._add(bare))
        return tuple(found)

    def found_in(self, words: Sequence[str]) -> tuple[int, ...]:
        """The numbers of all runs that a text holds."""
        found = set(map(self._numbers.get, words, repeat(_NONE)))
        for start, lengths in enumerate(map(self._lengths.get, pairwise(words))):
            for length in lengths or ():
                found.add(self._numbers.get(" ".join(words[start : start + length]), _NONE))
        found.discard(_NONE)
        return tuple(found)

    def _add(self, words: Sequence[str]) -> int:
        size = self.size
        number = self._numbers.setdefault(" ".join(words), size)
        if number == size and len(words) > 1:
            self._lengths.setdefault((words[0], words[1]), set()).add(len(words))
        return number
