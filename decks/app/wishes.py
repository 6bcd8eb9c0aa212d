"""What the user of a push asks for."""

from dataclasses import dataclass
from enum import StrEnum

ADDRESS = "http://127.0.0.1:8765"
"""Where AnkiConnect listens unless its settings say otherwise."""


class Gone(StrEnum):
    """What becomes in Anki of cards that are gone from the notes."""

    TAG = "tag"
    SUSPEND = "suspend"
    DELETE = "delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How far a push goes."""

    gone: Gone = Gone.TAG
    move: bool = False
    """Whether cards move whose deck has another name now."""
    overwrite: bool = False
    """Whether what was edited or deleted in Anki becomes again as it was built."""
    other: bool = False
    """Whether the profile or collection may be another than last time."""
