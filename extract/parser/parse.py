"""The dependency parse of one sentence, as plain values."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Token(NamedTuple):
    """A word of a parsed sentence; a tuple, since there are very many of them."""

    text: str
    lemma: str
    tag: str
    """Penn Treebank tag, such as `NNS`."""
    dep: str
    """Relation to the head, in the labels of spaCy's English models (ClearNLP), such as `nsubj`."""
    head: int
    """Index of the head; its own index for the root."""
    start: int
    """Offset of the first character in the sentence."""
    end: int

    @property
    def is_noun(self) -> bool:
        """A common or proper noun."""
        return self.tag.startswith("NN")

    @property
    def is_verb(self) -> bool:
        """A verb or a modal, finite or not."""
        return self.tag.startswith("VB") or self.tag == "MD"

    @property
    def is_plural(self) -> bool:
        """A plural noun."""
        return self.tag in {"NNS", "NNPS"}


@dataclass(frozen=True)
class Parse:
    """A sentence as a tree of tokens."""

    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        below: list[list[int]] = [[] for _ in self.tokens]
        for at, token in enumerate(self.tokens):
            if token.head != at:
                below[token.head].append(at)
        return tuple(tuple(group) for group in below)

    @cached_property
    def _spans(self) -> tuple[tuple[int, int], ...]:
        first, last = list(range(len(self.tokens))), list(range(len(self.tokens)))
        for at, token in enumerate(self.tokens):
            below, above = at, token.head
            while below != above:
                if at > above:
                    last[above] = at
                elif at < first[above]:
                    first[above] = at
                below, above = above, self.tokens[above].head
        return tuple(zip(first, last, strict=True))

    @cached_property
    def root(self) -> int:
        """Index of the root; of several (a sentence taken for two), the first."""
        return next((at for at, token in enumerate(self.tokens) if token.head == at), 0)

    def children(self, at: int, *deps: str) -> tuple[int, ...]:
        """The tokens right below one, in order; only those of the given relations, if any are given."""
        below = self._children[at]
        return tuple([child for child in below if self.tokens[child].dep in deps]) if deps and below else below

    def child(self, at: int, *deps: str) -> int | None:
        """The first token right below one that has one of the given relations."""
        for child in self._children[at]:
            if not deps or self.tokens[child].dep in deps:
                return child
        return None

    def subtree(self, at: int) -> Iterator[int]:
        """A token and all below it, in no particular order."""
        waiting = [at]
        while waiting:
            one = waiting.pop()
            yield one
            waiting += self._children[one]

    def span(self, at: int) -> tuple[int, int]:
        """First and last token index of a subtree."""
        return self._spans[at]

    def words(self, first: int, last: int) -> str:
        """The text from one token to another, both included."""
        return self.text[self.tokens[first].start : self.tokens[last].end] if first <= last else ""
