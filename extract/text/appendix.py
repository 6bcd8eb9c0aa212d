"""Sections that stand beside the subject of a note: advertisements, picks, lists of sources."""

import re

from cuedeck.extract.wording.words import words
from cuedeck.notes.text import Text

_DRAWN_OUT = re.compile(r"([a-z])\1{2,}")


def is_appendix(heading: Text) -> bool:
    """Whether nobody learns what stands below a heading: `Shameless Plugs`, `SIIIICK PICKS`, `References`."""
    said = re.findall(r"\w+", _DRAWN_OUT.sub(r"\1", heading.plain.lower()))
    return "+".join(said) in words("appendices") or "+".join(said[:2]) in words("advertisements")
