"""A card's moment as pages show it: its time, and the link that opens the recording there."""

from urllib.parse import urlsplit

from cuedeck.notes.cue import Cue

_SCHEMES = frozenset({"", "file", "http", "https"})
"""What a cue may link to: the web, or a recording that lies beside the page."""


def shown_time(cue: Cue | None) -> str:
    """`1:21`, `1:21?` where it cannot be trusted, empty without a cue."""
    return "" if cue is None else cue.label + "?" * cue.suspect


def safe_link(cue: Cue | None) -> str | None:
    """The cue's link, None where there is none or where following it could run a script."""
    url = None if cue is None else cue.url
    return url if url is not None and urlsplit(url).scheme in _SCHEMES else None
