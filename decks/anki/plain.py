"""A side of an Anki note -> the plain text that `cards.yaml` can hold, where nothing is lost on the way."""

import re
import unicodedata
from html import unescape

from cuedeck.cards.card import GAP
from cuedeck.decks.anki.fields import inert

_RIGHT_TO_LEFT = re.compile(r'<div dir="rtl" style="text-align: right;?">(.*)</div>', re.DOTALL)
"""What a side that runs from right to left is put in."""
_BREAK = re.compile(r"<br ?/?>")
_LINE = re.compile(r"<div>((?:(?!<div\b).)*?)</div>", re.DOTALL)
"""A line as Anki's editor makes it."""
_GAP = re.compile(r"\{\{c1::((?:(?!\{\{|::).)*?)\}\}", re.DOTALL)
"""The one gap that a cloze of ours has, without a hint."""


def plain_side(html: str) -> str | None:
    """The words of a side; None where it holds more than words: marks, pictures, or what Anki reads as its own language."""
    whole = _RIGHT_TO_LEFT.fullmatch(html)
    bare = whole[1] if whole else html
    lines = unicodedata.normalize("NFC", _BREAK.sub("\n", _LINE.sub(r"<br>\1", bare)))
    if "<" in lines or inert(lines) != lines:
        return None
    words = unescape(lines).replace("\xa0", " ").strip()
    return words or None


def plain_cloze(html: str) -> tuple[str, str] | None:
    """Question and answer of a cloze; None where it has not exactly one gap, or more than words."""
    gaps = list(_GAP.finditer(html))
    if len(gaps) != 1 or html.count("{{") != 1:
        return None
    question, answer = plain_side(_GAP.sub(GAP, html)), plain_side(gaps[0][1])
    return None if question is None or answer is None or question.count(GAP) != 1 else (question, answer)
