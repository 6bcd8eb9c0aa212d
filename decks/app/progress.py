"""How far a command is, for those who wait for it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

Deck = TypeVar("Deck")


class Doing(StrEnum):
    """What a command is doing, in the words of its user."""

    LOOKING = "looking at notes"
    READING = "reading notes"
    COMPARING = "comparing cards"
    WRITING = "writing decks"


@dataclass(frozen=True, slots=True)
class Way:
    """How far a command is with what it is doing."""

    doing: Doing
    done: int = 0
    """Notes, or decks where those are written."""
    of: int = 0
    """How many there are; 0 where that is not known."""
    cards: int = 0
    """How many were found so far."""
    share: float = 0
    """How much of it is done, from 0 to 1; notes that are not done count in part."""


Progress = Callable[[Way], None]
"""Is told how far a command is, again and again, by one thread."""
Tell = Callable[[int], None]
"""Is told how many more bytes of notes are done."""


def unheard(_: object) -> None:
    """Tell nobody."""


def told(decks: Sequence[Deck], progress: Progress) -> Iterator[Deck]:
    """Decks, each told of as it is to be written."""
    for at, deck in enumerate(decks):
        progress(Way(Doing.WRITING, at, len(decks), share=at / len(decks)))
        yield deck


_STEP = 4_000
"""Bytes of a note that are worth telling of; shorter ones are told as a whole."""


class Steps:
    """Tells how much of one note is done."""

    def __init__(self, size: int, tell: Tell) -> None:
        """`size`: bytes of the note."""
        self._size, self._tell, self._told = size, tell, 0

    def to(self, share: float) -> None:
        """This share of it is done, from 0 to 1."""
        now = round(self._size * share)
        if now - self._told >= _STEP or (share >= 1 and now > self._told):
            self._tell(now - self._told)
            self._told = now


class Journey:
    """Adds up how far the reading of notes is, and passes it on."""

    def __init__(self, sizes: list[int], progress: Progress) -> None:
        """`sizes`: bytes of each note."""
        self._of, self._bytes, self._progress = len(sizes), max(1, sum(sizes)), progress
        self._done = self._cards = self._sure = self._told = 0
        self._pass_on()

    def tell(self, more: int) -> None:
        """So many more bytes are done."""
        self._told += more
        self._pass_on()

    def take(self, size: int, *, cards: int) -> None:
        """One more note of so many bytes is done, with so many cards; whoever did it may have told nothing."""
        self._done += 1
        self._sure += size
        self._told = max(self._told, self._sure)
        self._cards += cards
        self._pass_on()

    def _pass_on(self) -> None:
        share = 1 if self._done == self._of else min(1, self._told / self._bytes)
        self._progress(Way(Doing.READING, self._done, self._of, self._cards, share))
