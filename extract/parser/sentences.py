"""Text -> sentences, each with the stamps that close it."""

import re
from itertools import pairwise

from cuedeck.extract.wording.words import words
from cuedeck.notes.kept import kept
from cuedeck.notes.text import Form, Mark, Span, Text

_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’'»)\]]*+(?=\s+[\"“‘'«(\[]*[^\s\"“‘'«(\[])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|etc|ca|approx|Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|No|Fig|Eq|Inc|Ltd|Co|Corp|Gen|Sen|Rep|Gov|al|resp"
    r"|bzw|vgl|Nr|Abb|Mio|Mrd|inkl|ggf|evtl)"
    r"|(?<!°)(?<!° )\b[A-Z]|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_UNIT = re.compile(r"(?<![\w.,])\d{1,3}(?:[.,]\d{1,4})?\s?[ACFJKNVW]\.$")
"""An amount in one capital, as in `5 A.`; behind the four digits of a year stands an initial."""
_SPACED = re.compile(r"(?<![\w.])[a-z]\.$"), re.compile(r"\s[A-Z]\.\s")
"""The halves of a short form such as `z. B.`."""
_DAY = re.compile(r"(?<![\w.,])\d{1,2}\.$"), re.compile(r"\s(?P<month>[^\W\d_]+)")
"""The halves of a German date, `12. Februar`."""
_NAME_WITH_MARK = re.compile(r"\b[A-Z]\w*(?:-[A-Z]\w*)+!$")
"""A name such as `Yu-Gi-Oh!`."""
_GOES_ON = re.compile(r"\s+[a-z]")
_QUOTED_NAME = re.compile(r"(?<!\w)[\"“](?=\w)([^\"“”.,;:!?]{2,50})[\"”](?!\w)")
FORMULA = "X"
"""First letter of the name that stands for code or math in what the parser reads; a quoted name has another."""
_BLOTS = (Form.CODE, Form.MATH, Form.DISPLAY_MATH)
"""Forms whose letters are no words."""


@kept
def sentences(text: Text) -> tuple[Text, ...]:
    """The sentences of a text, in order."""
    return tuple(part for start, end in bounds(text) if (part := text.cut(start, end).strip()))


def bounds(text: Text) -> tuple[tuple[int, int], ...]:
    """Where in `plain` each sentence starts and ends, with the white space before it."""
    said = spoken(text)
    cuts = [0, *(match.end() for match in _END.finditer(said) if _ends(said, match)), len(said)]
    return tuple(pairwise(cuts))


@kept
def spoken(text: Text) -> str:
    """The words as the parser should read them: code, math and quoted names each as one made-up name.

    As long as `plain`, so that offsets in one are offsets in the other.
    """
    said = "".join([_name(span.plain) if _is_blotted(span) else span.plain for span in text.spans])
    return _QUOTED_NAME.sub(lambda match: _name(match[0], "Q"), said)


def _is_blotted(span: Span) -> bool:
    return span.form in _BLOTS or (span.marks is not Mark.NONE and Mark.LITERAL in span.marks)


def _name(said: str, initial: str = FORMULA) -> str:
    return initial + "x" * (len(said) - 1) if said else ""


def _ends(said: str, match: re.Match[str]) -> bool:
    before = said[max(0, match.start() - 20) : match.end()].rstrip("\"”’'»)]")
    if match[0].startswith(".") and (_is_short_form(before) or _is_halved(before, said, match.end())):
        return False
    if _NAME_WITH_MARK.search(before):
        return False
    return not _GOES_ON.match(said, match.end())


def _is_short_form(before: str) -> bool:
    """Whether a full stop closes a short form, and not an amount."""
    return _ABBREVIATION.search(before) is not None and _UNIT.search(before) is None


def _is_halved(before: str, text: str, end: int) -> bool:
    """Whether a full stop stands inside a short form or a date."""
    if _SPACED[0].search(before) and _SPACED[1].match(text, end):
        return True
    behind = _DAY[1].match(text, end) if _DAY[0].search(before) else None
    return behind is not None and behind["month"].lower() in words("german_months")
