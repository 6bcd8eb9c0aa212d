"""Text -> sentences, each with the stamps that close it."""

import re
from itertools import pairwise

from cuedeck.notes.text import Form, Mark, Span, Text

_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’'»)\]]*+(?=\s+[\"“‘'«(\[]*[^\s\"“‘'«(\[])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|etc|ca|approx|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|No|Fig|Eq|Inc|Ltd|Co|Corp|Gen|Sen|Rep|Gov|al|resp)"
    r"|(?<!°)(?<!° )\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_NAME_WITH_MARK = re.compile(r"\b[A-Z]\w*(?:-[A-Z]\w*)+!$")
"""A name such as `Yu-Gi-Oh!`."""
_GOES_ON = re.compile(r"\s+[a-z]")
_QUOTED_NAME = re.compile(r"(?<!\w)[\"“](?=\w)([^\"“”.,;:!?]{2,50})[\"”](?!\w)")
FORMULA = "X"
"""First letter of the name that stands for code or math in what the parser reads; a quoted name has another."""
_BLOTS = frozenset({Form.CODE, Form.MATH, Form.DISPLAY_MATH})
"""Forms whose letters are no words."""


def sentences(text: Text) -> tuple[Text, ...]:
    """The sentences of a text, in order."""
    return tuple(part for start, end in bounds(text) if (part := text.cut(start, end).strip()))


def bounds(text: Text) -> tuple[tuple[int, int], ...]:
    """Where in `plain` each sentence starts and ends, with the white space before it."""
    words = spoken(text)
    cuts = [0, *(match.end() for match in _END.finditer(words) if _ends(words, match)), len(words)]
    return tuple(pairwise(cuts))


def spoken(text: Text) -> str:
    """The words as the parser should read them: code, math and quoted names each as one made-up name.

    As long as `plain`, so that offsets in one are offsets in the other.
    """
    words = "".join(_name(span.plain) if _is_blotted(span) else span.plain for span in text.spans)
    return _QUOTED_NAME.sub(lambda match: _name(match[0], "Q"), words)


def _is_blotted(span: Span) -> bool:
    return span.form in _BLOTS or Mark.LITERAL in span.marks


def _name(words: str, initial: str = FORMULA) -> str:
    return initial + "x" * (len(words) - 1) if words else ""


def _ends(words: str, match: re.Match[str]) -> bool:
    before = words[max(0, match.start() - 20) : match.end()].rstrip("\"”’'»)]")
    if (match[0].startswith(".") and _ABBREVIATION.search(before)) or _NAME_WITH_MARK.search(before):
        return False
    return not _GOES_ON.match(words, match.end())
