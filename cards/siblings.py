"""Siblings: cards of which one brings back the other, so that they should not be asked one after the other.

They are cards of one statement (a definition and its reverse, the gaps of a sentence, the cells of a table's row), and
cards of which one's answer stands in the other's question (a list and the cards on its entries).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from cuedeck.cards.card import Card, Kind

_LONGEST = 60
"""Words of an answer that is looked for in questions."""
_ARTICLES = frozenset({"a", "an", "the"})
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""A word, or a character of a script that has no blanks between words."""


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


def kin(cards: Sequence[Card]) -> tuple[Kin, ...]:
    """The kin of each of these cards, in time that grows with the number of their words."""
    phrases = _Phrases()
    told = [{phrases.add(words) for words in _answers(card)} for card in cards]
    asked = [phrases.found_in(_words(card.question.plain)) for card in cards]
    both = frozenset().union(*told) & frozenset().union(*asked)
    return tuple(
        Kin(statement | (both & tells), statement | (both & asks))
        for statement, tells, asks in zip(_statements(cards, phrases.size), told, asked, strict=True)
    )


def _statements(cards: Sequence[Card], first: int) -> Iterator[frozenset[int]]:
    """A number, from the first on, for the statement of each card, where others have it too."""
    rows = {(card.note, card.line) for card in cards if card.kind is Kind.TABLE}
    names = [_statement(card, rows) for card in cards]
    counts = Counter(name for name in names if name is not None)
    numbers = {name: number for number, name in enumerate(counts, first) if counts[name] > 1}
    return (frozenset({numbers[name]} if name in numbers else ()) for name in names)


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
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return [word[:-1] if len(word) > 3 and word[-1] == "s" else word for word in words]


@dataclass(slots=True)
class _Node:
    """Where the runs of words part that begin alike."""

    number: int | None = None
    """That of the run that ends here."""
    further: "dict[str, _Node]" = field(default_factory=dict)


class _Phrases:
    """Runs of words with a number each, which are found in a text without a look at all of them."""

    def __init__(self) -> None:
        self._root = _Node()
        self.size = 0
        """How many there are."""

    def add(self, words: Iterable[str]) -> int:
        """Take up a run of words, and give its number."""
        node = self._root
        for word in words:
            node = node.further.setdefault(word, _Node())
        if node.number is None:
            node.number = self.size
            self.size += 1
        return node.number

    def found_in(self, words: Sequence[str]) -> set[int]:
        """The numbers of all runs that a text holds."""
        found: set[int] = set()
        for start in range(len(words)):
            node: _Node | None = self._root
            for at in range(start, len(words)):
                node = node.further.get(words[at]) if node is not None else None
                if node is None:
                    break
                if node.number is not None:
                    found.add(node.number)
        return found
