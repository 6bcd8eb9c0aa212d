"""What strict readers said of a rule's cards, and the tier that it earned."""

from __future__ import annotations

from dataclasses import dataclass

from cuedeck.notes.yaml_reader import Value

_LEAST_READ = 30
"""Cards that must have been read before a share counts."""
_SURE = 0.6
"""Share of its cards that a rule of the first tier has had kept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How many of a rule's cards strict readers kept."""

    kept: int
    of: int

    @classmethod
    def of_row(cls, value: Value | None) -> Kept | None:
        """Read what a row says; None where it says nothing."""
        if not isinstance(value, dict):
            return None
        return cls(int(str(value["kept"])), int(str(value["of"])))

    @property
    def share(self) -> float:
        """Share of the cards that were kept, from 0 to 1."""
        return self.kept / self.of if self.of else 0.0

    @property
    def is_sure(self) -> bool:
        """Whether the rule's cards go into the deck without being asked for."""
        return self.of >= _LEAST_READ and self.share >= _SURE
