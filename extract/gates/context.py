"""What every gate is given: a candidate, and what stands around it."""

from collections.abc import Callable
from dataclasses import dataclass

from cuedeck.cards.draft import Draft
from cuedeck.notes.config import Limits


@dataclass(frozen=True, slots=True)
class Context:
    """What decides on a card besides its own words."""

    title: str
    """Of the note."""
    limits: Limits
    quote: str = ""
    """Of a written card: what was quoted of the note for it."""
    section: str = ""
    """Of a written card: all words of the section that its statement stands in, those of title and headings included."""
    beside: str = ""
    """Of a written card: the words of its statement; of an enumeration all of the list that it announces or stands in."""


Gate = Callable[[Draft, Context], str | None]
"""Gives the reason against a card, or None to let it pass."""
