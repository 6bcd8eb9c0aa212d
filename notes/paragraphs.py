"""Paragraphs that hold several: bold lines that are headings or terms, as if empty lines stood between."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from cuedeck.notes.blocks import Paragraph
from cuedeck.notes.text import Mark, Text

_NO_TITLE = tuple(".,;:!?")
"""How bold words end that are a term, a question or a sentence."""
_ENDS = (".", "!", "?", "…", ":", ",", ";", ".”", '."', ".)")
"""How lines end that are sentences, or go on."""
_MOST_LOWER = 0.1
"""Share of lines with times of their own that may open in lower case where each is one by itself."""
_MOST_LINES = 200
"""Of a paragraph with terms: what is longer was made by no hand."""
_DASH = re.compile(r"\s[–—-]{1,2}\s|\s?[–—]\s?")
_QUESTION_LABEL = re.compile(r"(?:Q|A|Question|Answer|QUESTION|ANSWER|Ans)\.?\s?\d{0,3}")


def paragraphs(text: Text) -> Iterator[Paragraph]:
    """A paragraph, and apart from it the bold line that it has for a heading, as if an empty line stood between them.

    Lines with their own times stand apart as well, where they are names or phrases: `0:00 Bees`, then `0:45 Ants`.
    """
    for part in _timed(text):
        yield from _titled(part)


def _timed(text: Text) -> Iterator[Text]:
    """A text cut before each time that stands on no sentence's end, unless its sentences go on over such times."""
    plain = text.plain
    starts = [offset for offset, stamp in text.stamps if stamp.opens and 0 < offset < len(plain)]
    cuts = [offset for offset in starts if not plain[max(offset - 5, 0) : offset].rstrip().endswith(_ENDS)]
    if sum(plain[offset].islower() for offset in cuts) > _MOST_LOWER * len(cuts):
        cuts = []
    yield from (text.cut(start, end).strip() for start, end in pairwise([0, *cuts, len(plain)])) if cuts else (text,)


def _titled(text: Text) -> Iterator[Paragraph]:
    lines = _labelled(text)
    if len(lines) > 1:
        yield from map(Paragraph, lines)
        return
    title, body = first_line(text, text.line)
    alone = 0 < len(title.plain) == title.leading(Mark.BOLD) and not title.plain.endswith(_NO_TITLE)
    if alone and body.plain[:1].isupper() and not body.leading(Mark.BOLD):
        yield Paragraph(title)
        yield Paragraph(body)
    else:
        yield Paragraph(text)


def _labelled(text: Text) -> tuple[Text, ...]:
    """A text cut before each line that opens with a bold term and its mark, where it begins with one itself."""
    if not text.spans or Mark.BOLD not in text.spans[0].marks:
        return (text,)
    bounds = text.line_bounds
    if len(bounds) > _MOST_LINES:
        return (text,)
    opening = [start for start, end in bounds if _opens_with_term(text.cut(start, end))]
    if opening[:1] != [0] or any(text.plain[start:end].strip() in {"?", "??"} for start, end in bounds):
        return (text,)
    return tuple(text.cut(start, end).strip() for start, end in pairwise([*opening, len(text.plain)]))


def _opens_with_term(line: Text) -> bool:
    """Whether a line opens as `**Term:** text`, `**Term**: text` or `**Term** - text`."""
    length = line.strip().leading(Mark.BOLD)
    name, rest = line.strip().plain[:length], line.strip().plain[length:]
    is_label = _QUESTION_LABEL.fullmatch(name.rstrip(" :")) is not None
    return (
        bool(name.strip(" :"))
        and not is_label
        and (name.rstrip().endswith(":") or rest.lstrip().startswith(":") or _DASH.match(rest) is not None)
        and not rest.startswith("::")
    )


def first_line(text: Text, line: int) -> tuple[Text, Text]:
    """The part of a text on this line of the file, and the part on later ones; a picture goes with its own line."""
    first = next((at for at, span in enumerate(text.spans) if span.line > line), len(text.spans))
    return divided(text, first, first)


def divided(text: Text, end: int, start: int) -> tuple[Text, Text]:
    """The spans of a text before one, and those from another one on."""
    before, behind = (sum(len(span.plain) for span in text.spans[:at]) for at in (end, start))
    upper = replace(text.cut(0, before), spans=text.spans[:end])
    return upper.strip(), replace(text.cut(behind), spans=text.spans[start:]).strip()
