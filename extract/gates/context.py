"""What every gate is given: a candidate, and what stands around it."""

from collections.abc import Callable
from dataclasses import dataclass

from cuedeck.cards.draft import Draft
from cuedeck.notes.config import Limits

_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Context:
    """What decides on a card besides its own words."""

    title: str = ""
    """Of the note."""
    limits: Limits = _LIMITS


Gate = Callable[[Draft, Context], str | None]
"""Gives the reason against a card, or None to let it pass."""


def answers(draft: Draft) -> list[str]:
    """The words of the answer, or of each of its entries."""
    return [item.plain for item in draft.items] or [draft.answer.plain]
