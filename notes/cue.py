"""Stamps as they stand in a note, and cues: the moment of a recording that a statement points back to."""

from dataclasses import dataclass

from cuedeck.notes.clock import label


@dataclass(frozen=True, slots=True)
class Stamp:
    """A timestamp found in a note."""

    seconds: int
    """Offset from the start of the recording."""
    raw: str
    """The reading as the note has it, such as `00:06:33`."""
    suspect: bool = False
    """Whether the reading contradicts itself: a field above 59, too many fields, link and text at odds."""
    url: str | None = None
    """The link that stands on the stamp, where the note has one."""
    opens: bool = False
    """Whether it is the time of the words behind it; other stamps close the words before them."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The moment a card points back to."""

    seconds: int
    """Offset from the start of the recording."""
    url: str | None
    """Opens the recording at that second; None where no recording is known."""
    inherited: bool = False
    """Whether the statement has no stamp of its own and takes one that stands near."""
    suspect: bool = False
    """Whether the time cannot be trusted."""
    repaired: str | None = None
    """The raw text, where the time was certain enough to be put right."""
    reason: str | None = None
    """Why the time is suspect or repaired."""

    @property
    def label(self) -> str:
        """The time as printed: `1:21`."""
        return label(self.seconds)
