"""Sections that stand beside the subject of a note: advertisements, picks, lists of sources."""

import re

from cuedeck.notes.text import Text

_APPENDIX = re.compile(
    r"\W*(?:(?:shameless )?plugs?|sick\W+picks?|picks(?: of the week)?|sponsors?|our sponsors?|giveaways?(?: information)?|tweet us.*|follow us.*|"
    r"subscribe|references|bibliography|further reading|see also|related(?: notes| links)?|external links|sources)\W*$",
    re.IGNORECASE,
)
_DRAWN_OUT = re.compile(r"([a-z])\1{2,}", re.IGNORECASE)


def is_appendix(heading: Text) -> bool:
    """Whether nobody learns what stands below a heading: `Shameless Plugs`, `SIIIICK PICKS`, `References`."""
    return _APPENDIX.match(_DRAWN_OUT.sub(r"\1", heading.plain)) is not None
