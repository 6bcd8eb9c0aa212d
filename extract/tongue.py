"""The language a note is written in."""

import re

from extract.running import texts
from notes.note import Note

_WORD = re.compile(r"[^\W\d_]+")
_FUNCTION_WORDS = frozenset(
    "the of to and a in is it that for on with as are this be by or an from at not which was were can has have if when "
    "will you your their its into than then each between how what".split()
)
_FEWEST_WORDS = 25
_LEAST_SHARE = 0.08
"""English prose has a share of about 0.35, terse bullet points one from 0.11; Italian prose has 0.05."""


def is_english(note: Note) -> bool:
    """Whether a note is in English, by its function words; a note of a few words counts as English."""
    words = [word.lower() for text in texts(note.root) for word in _WORD.findall(text.plain)]
    known = sum(word in _FUNCTION_WORDS for word in words)
    return len(words) < _FEWEST_WORDS or known >= _LEAST_SHARE * len(words)
