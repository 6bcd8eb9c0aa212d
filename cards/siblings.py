"""Siblings: cards of which one brings back the other, so that they should not be asked one after the other.

They are cards of one statement (a definition and its reverse, the gaps of a sentence, the cells of a table's row), and
cards of which one's answer stands in the other's question (a list and the cards on its entries).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from cuedeck.cards.card import Card, Kind
from cuedeck.notes.stages import Stage

_LONGEST = 60
"""Words of an answer that is looked for in questions."""
_ARTICLES = frozenset({"a", "an", "the"})
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""A word, or a character of a script that has no blanks between words."""
_ASCII = {code: chr(code).lower() if chr(code).isalnum() or chr(code) == "_" else " " for code in range(128)}
"""What words of ASCII alone are made of: they are told apart in a fraction of the time."""


@dataclass(frozen=True, slots=True)
class Kin:
    """What makes a card the sibling of others among which it was seen: numbers of answers and of statements."""

    tells: frozenset[int] = frozenset()
    """Answers that it gives, and the statement that it was made from, where others ask for them."""
    asks: frozenset[int] = frozenset()
    """Answers that stand in its question, and its statement again."""

    def is_sibling(self, other: "Kin") -> bool:
        """Whether one of two cards brings back the other."""
        return not (self.tells.isdisjoint(other.asks) and self.asks.isdisjoint(other.tells))


_ALONE = Kin()


@Stage("siblings")
def kin(cards: Sequence[Card]) -> tuple[Kin, ...]:
    """The kin of each of these cards, in time that grows with the number of their words."""
    runs = _Runs()
    told = [tuple([runs.add(words) for words in _answers(card)]) for card in cards]
    asked = [runs.found_in(_words(card.question.plain)) for card in cards]
    both = set(chain.from_iterable(told)).intersection(chain.from_iterable(asked))
    return tuple(
        _kin(statement, [one for one in tells if one in both], [one for one in asks if one in both])
        for statement, tells, asks in zip(_statements(cards, runs.size), told, asked, strict=True)
    )


def _kin(statement: frozenset[int], tells: Sequence[int], asks: Sequence[int]) -> Kin:
    if tells or asks:
        return Kin(statement.union(tells), statement.union(asks))
    return Kin(statement, statement) if statement else _ALONE


def _statements(cards: Sequence[Card], first: int) -> Iterator[frozenset[int]]:
    """A number, from the first on, for the statement of each card, where others have it too."""
    rows = {(card.note, card.line) for card in cards if card.kind is Kind.TABLE}
    names = [_statement(card, rows) for card in cards]
    counts = Counter(name for name in names if name is not None)
    numbers = {name: number for number, name in enumerate(counts, first) if counts[name] > 1}
    return (frozenset((numbers[name],)) if name in numbers else _ALONE.tells for name in names)


def _statement(card: Card, rows: set[tuple[str, int]]) -> Hashable:
    """What names the statement of a card: its line and its words, or the line of a table's row alone."""
    if (card.note, card.line) in rows:
        return card.note, card.line
    return (card.note, card.line, card.statement) if card.statement else None


def _answers(card: Card) -> Iterator[Sequence[str]]:
    """The words of its answer, or of each entry of it, without the article in front."""
    for text in card.items or (card.answer.plain,):
        words = _words(text)
        bare = words[1:] if words[:1] and words[0] in _ARTICLES else words
        if 0 < len(bare) <= _LONGEST:
            yield bare


def _words(text: str) -> list[str]:
    """The words of a text, whatever their case and punctuation, without a plural `s`."""
    if text.isascii():
        words = text.translate(_ASCII).split()
    else:
        words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return [word[:-1] if word[-1] == "s" and len(word) > 3 else word for word in words]


class _Runs:
    """Runs of words with a number each, which are found in a text without a look at all of them."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        """By their words."""
        self._lengths: dict[str, list[int]] = {}
        """How many words the runs have that open with the same two."""

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self._numbers)

    def add(self, words: Sequence[str]) -> int:
        """Take up a run of words, and give its number."""
        number = self._numbers.setdefault(" ".join(words), self.size)
        if len(words) > 1 and number == self.size - 1:
            lengths = self._lengths.setdefault(" ".join(words[:2]), [])
            if len(words) not in lengths:
                lengths.append(len(words))
        return number

    def found_in(self, words: Sequence[str]) -> tuple[int, ...]:
        """The numbers of all runs that a text holds."""
        number_of, lengths_of = self._numbers.get, self._lengths.get
        found: dict[int | None, None] = dict.fromkeys(map(number_of, words))
        for start, two in enumerate(map(" ".join, pairwise(words))):
            for length in lengths_of(two, ()):
                found[number_of(" ".join(words[start : start + length]))] = None
        return tuple([number for number in found if number is not None])
