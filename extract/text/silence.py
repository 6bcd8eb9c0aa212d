"""Silences: statements that a rule gave up on, each with the reason, so that `check` can tell why there is no card."""

from dataclasses import dataclass

from cuedeck.notes.text import Text


@dataclass(frozen=True, slots=True)
class Silence:
    """A statement that gave no candidate."""

    statement: Text
    reason: str
    """A sentence without its full stop, for the note's writer."""
