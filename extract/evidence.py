"""What strict readers said of a rule's cards, and whether the rule has earned a place in the deck."""

from __future__ import annotations

from dataclasses import dataclass

from cuedeck.notes.yaml_reader import Value

_LEAST_READ = 30
"""Cards that must have been read before a share counts."""
_SURE = 0.6
"""Share of its cards that a rule of the first tier has had kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many of a rule's cards all readers kept, of how many."""

    kept: int = 0
    of: int = 0

    @classmethod
    def of_row(cls, value: Value | None) -> Kept:
        """Read what a row says; nothing where it says nothing. Raises KeyError, ValueError."""
        return cls(int(str(value["kept"])), int(str(value["of"]))) if isinstance(value, dict) else cls()

    def __add__(self, other: Kept) -> Kept:
        return Kept(self.kept + other.kept, self.of + other.of)

    @property
    def is_enough(self) -> bool:
        """Whether so many cards were read that their share counts."""
        return self.of >= _LEAST_READ

    @property
    def is_sure(self) -> bool:
        """Whether the rule's cards go into the deck without being asked for."""
        return self.is_enough and self.kept >= _SURE * self.of
