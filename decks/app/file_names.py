"""Names of the files of decks."""

import re

PAGES = ".pages"
"""How the name of a folder ends that holds the parts of a page."""
MEDIA = ".media"
"""How the name of a folder ends that holds the pictures of an export."""
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
"""Names that Windows keeps for devices."""
_MOST_BYTES = 200
"""File systems allow 255 for a name; the rest is for its endings."""


def file_name(deck: str) -> str:
    """A deck's name as every file system takes it: `What/How?` becomes `What_How_`."""
    name = _UNFIT.sub("_", deck).strip(". ")
    name = f"_{name}" if not name or _RESERVED.match(name) else name
    # Windows drops a dot or blank at the end, also where the name was cut.
    return name.encode()[:_MOST_BYTES].decode(errors="ignore").rstrip(". ")
