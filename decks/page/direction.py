"""Pages for programs that do not know `dir="auto"`."""

import re

from cuedeck.cards.direction import is_right_to_left

_AUTO = re.compile(r'dir="auto"([^<>]*>)')


def directed(page: str) -> str:
    """A page whose elements say which way they run: `dir="rtl"` or `dir="ltr"` for `dir="auto"`."""
    before, *parts = _AUTO.split(page)
    shown = [before]
    for end, below in zip(parts[::2], parts[1::2], strict=True):
        shown += ['dir="rtl"' if is_right_to_left(below) else 'dir="ltr"', end, below]
    return "".join(shown)
