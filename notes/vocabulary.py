"""Which way vocabulary is asked."""

from enum import StrEnum


class Ways(StrEnum):
    """From which side of a pair of words to which one a note is asked."""

    BOTH = "both"
    FORWARD = "forward"
    """From the side that stands first in the note."""
    BACKWARD = "backward"
    OFF = "off"
    """Nothing is read as vocabulary."""

    @property
    def goes_forward(self) -> bool:
        """Whether the first side is asked for the second."""
        return self in {Ways.BOTH, Ways.FORWARD}

    @property
    def goes_back(self) -> bool:
        """Whether the second side is asked for the first."""
        return self in {Ways.BOTH, Ways.BACKWARD}
