"""A card's moment as pages show it: its time, and the link that opens the recording there."""

from urllib.parse import urlsplit

from cuedeck.notes.cue import Cue

_SCHEMES = frozenset({"", "file", "http", "https"})
"""What a cue may link to: the web, or a recording that lies beside the page."""


NEAR = "≈\u00a0"
"""Stands before a time that is not the statement's own; never alone at the end of a line."""


def shown_time(cue: Cue | None) -> str:
    """`1:21`, `≈ 1:21` where it is the time of a neighbour, `1:21?` where it cannot be trusted, empty without a cue."""
    return "" if cue is None else NEAR * cue.inherited + cue.label + "?" * cue.suspect


def is_near(cue: Cue | None) -> bool:
    """Whether the time is not the statement's own, but the nearest in the note."""
    return cue is not None and cue.inherited


def safe_link(cue: Cue | None) -> str | None:
    """The cue's link, None where there is none or where following it could run a script."""
    url = None if cue is None else cue.url
    return url if url is not None and urlsplit(url).scheme in _SCHEMES else None
