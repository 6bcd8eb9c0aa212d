"""Siblings: cards of which one brings back the other, so that they should not be asked one after the other.

They are cards of one statement (a definition and its reverse, the gaps of a sentence, the cells of a table's row), and
cards of which one's answer stands in the other's question (a list and the cards on its entries).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from sys import intern

from cuedeck.cards.card import Card, Kind
from cuedeck.notes.stages import Stage

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


_ALONE = Kin()


@Stage("siblings")
def kin(cards: Sequence[Card]) -> tuple[Kin, ...]:
    """The kin of each of these cards, in time that grows with the number of their words."""
    phrases = _Phrases()
    told = [tuple({phrases.add(words): None for words in _answers(card)}) for card in cards]
    asked = [phrases.found_in(_words(card.question.plain)) for card in cards]
    both = set(chain.from_iterable(told)).intersection(chain.from_iterable(asked))
    return tuple(
        _kin(statement, both.intersection(tells), both.intersection(asks))
        for statement, tells, asks in zip(_statements(cards, phrases.size), told, asked, strict=True)
    )


def _kin(statement: frozenset[int], tells: set[int], asks: set[int]) -> Kin:
    return Kin(statement | tells, statement | asks) if statement or tells or asks else _ALONE


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
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return [word[:-1] if len(word) > 3 and word[-1] == "s" else word for word in words]


@dataclass(slots=True)
class _Node:
    """Where runs of words end, or part that begin alike."""

    run: tuple[str, ...]
    """The words that lead here from the node before."""
    number: int | None = None
    """That of the run that ends here."""
    further: "dict[str, _Node] | None" = None
    """What comes next, by its first word."""

    def after(self, word: str) -> "_Node | None":
        """What comes next with this word."""
        return None if self.further is None else self.further.get(word)

    def parted(self, common: int) -> "_Node":
        """A node after the first few words of the run, in the place of this one, which keeps the rest."""
        upper = _Node(self.run[:common], further={self.run[common]: self})
        self.run = self.run[common:]
        return upper


class _Phrases:
    """Runs of words with a number each, which are found in a text without a look at all of them."""

    def __init__(self) -> None:
        self._root = _Node(())
        self.size = 0
        """How many there are."""

    def add(self, words: Sequence[str]) -> int:
        """Take up a run of words, and give its number."""
        node, rest = self._root, tuple(words)
        while rest:
            branch = node.after(rest[0])
            if branch is None:
                branch = _Node(tuple(map(intern, rest)))
            elif branch.run != rest[: len(branch.run)]:
                branch = branch.parted(_common(branch.run, rest))
            node.further = node.further or {}
            node.further[rest[0]] = branch
            node, rest = branch, rest[len(branch.run) :]
        if node.number is None:
            node.number = self.size
            self.size += 1
        return node.number

    def found_in(self, words: Sequence[str]) -> tuple[int, ...]:
        """The numbers of all runs that a text holds."""
        text, first = tuple(words), self._root.further or {}
        found: dict[int, None] = {}
        for start, word in enumerate(text):
            at, node = start, first.get(word)
            while node is not None and text[at : at + len(node.run)] == node.run:
                if node.number is not None:
                    found[node.number] = None
                at += len(node.run)
                node = node.after(text[at]) if at < len(text) else None
        return tuple(found)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two runs have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (word, another) in pairs if word != another), min(len(one), len(other)))
