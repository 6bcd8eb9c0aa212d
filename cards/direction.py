"""Which way a text runs, as its first letter tells: for programs that do not know `dir="auto"`."""

import re
import unicodedata
from html import unescape

_NO_WORDS = re.compile(r"<[^<>]*>|\\\(.*?\\\)|\\\[.*?\\\]", re.DOTALL)


def is_right_to_left(html: str) -> bool:
    """Whether the first letter of some HTML runs from right to left; tags, formulas and figures have no direction."""
    if html.isascii() and "&" not in html:
        return False
    for sign in unescape(_NO_WORDS.sub("", html)):
        direction = unicodedata.bidirectional(sign)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return False
