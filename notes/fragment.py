"""Markdown that stands in no note: the words of a card that somebody wrote."""

import re
from dataclasses import replace

from cuedeck.notes.blocks import Paragraph
from cuedeck.notes.markdown import blocks
from cuedeck.notes.source import prepare
from cuedeck.notes.text import Form, Mark, Text

_PLAIN = re.compile(r"[^\\`*_$<>\[\](){}=~^#!&|:/\n\r]*")
"""Words that mean the same with and without Markdown."""
_NO_BLOCK = "\u2060"
"""Cannot be seen, and keeps what follows from being read as a list, a heading or a quote."""
_LEFT_OUT = frozenset({Form.IMAGE, Form.EMBED, Form.OPEN, Form.CLOSE})
_KEPT = ~(Mark.LINK | Mark.LITERAL | Mark.CLOZE | Mark.ASKS | Mark.BOTH_WAYS)


def fragment(markdown: str) -> Text:
    """One run of text, without the timestamps, links, images and flashcard marks that it may have."""
    line = " ".join(markdown.split())
    if _PLAIN.fullmatch(line):
        return Text.of(line)
    found = blocks(prepare(_NO_BLOCK + line))
    text = found[0].text if len(found) == 1 and isinstance(found[0], Paragraph) else Text.of(line)
    spans = (span for span in text.spans if span.form not in _LEFT_OUT and (span.text or span.form is Form.BREAK))
    return Text(tuple(replace(span, marks=span.marks & _KEPT, line=0, target="") for span in spans))
