"""Markdown that stands in no note: the words of a card that somebody wrote."""

import re
from dataclasses import replace
from functools import lru_cache

from cuedeck.notes.blocks import Paragraph
from cuedeck.notes.markdown import blocks
from cuedeck.notes.source import prepare
from cuedeck.notes.text import Form, Mark, Span, Text

_PLAIN = re.compile(
    r"(?:[^\\`*_$<>\[\](){}=~^#!&|:/\n\r]|\((?=[A-Za-z])|(?<=[A-Za-z])\)|:(?=\s[^\d\s])|(?<=[A-Za-z])/(?=[A-Za-z]))*"
)
"""Words that mean the same with and without Markdown: no time, no address and no mark is among them."""
_KNOWN = 512
"""Fragments that are remembered: those of one card are asked for again and again."""
_REACHING = ("`", "$$", "**", "==", "~~")
"""Marks that stand in pairs."""
_NO_BLOCK = "\u2060"
"""Cannot be seen, and keeps what follows from being read as a list, a heading or a quote."""
_LEFT_OUT = frozenset({Form.IMAGE, Form.EMBED, Form.OPEN, Form.CLOSE})
_KEPT = ~(Mark.LINK | Mark.LITERAL | Mark.CLOZE | Mark.ASKS | Mark.BOTH_WAYS)


def lined(markdown: str) -> Text:
    """One run of text whose lines stay lines, but where something reaches over them."""
    lines = [line for line in markdown.splitlines() if line.strip()]
    if not lines[1:] or not all(map(_is_whole, lines)):
        return fragment(markdown)
    first, *more = (fragment(line).spans for line in lines)
    return Text((*first, *(span for spans in more for span in (Span("", Form.BREAK), *spans))))


def _is_whole(line: str) -> bool:
    """Whether no code, formula or emphasis that begins in a line ends in another."""
    paired = all(line.count(mark) % 2 == 0 for mark in _REACHING)
    return paired and all(
        line.count(opening) == line.count(closing) for opening, closing in ((r"\(", r"\)"), (r"\[", r"\]"))
    )


def with_tex(words: str) -> str:
    r"""Plain words whose formulas are written as Markdown has them, in which they stand as cards have them.

    `$x^2$ is a square` -> `\(x^2\) is a square`; amounts such as `$5 and $6` stay.
    """
    if "$" not in words:
        return words
    signs = {Form.MATH: ("$", r"\(", r"\)"), Form.DISPLAY_MATH: ("$$", r"\[", r"\]")}
    for span in lined(words).spans:
        if span.form in signs:
            mark, opening, closing = signs[span.form]
            words = words.replace(f"{mark}{span.text}{mark}", f"{opening}{span.text.strip()}{closing}", 1)
    return words


@lru_cache(maxsize=_KNOWN)
def fragment(markdown: str) -> Text:
    """One run of text, without the timestamps, links, images and flashcard marks that it may have."""
    line = " ".join(markdown.split())
    if _PLAIN.fullmatch(line):
        return Text.of(line)
    found = blocks(prepare(_NO_BLOCK + line))
    text = found[0].text if len(found) == 1 and isinstance(found[0], Paragraph) else Text.of(line)
    spans = (span for span in text.spans if span.form not in _LEFT_OUT and (span.text or span.form is Form.BREAK))
    return Text(tuple(replace(span, marks=span.marks & _KEPT, line=0, target="") for span in spans))
