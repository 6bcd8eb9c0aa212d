"""Hashtags at the ends of lines, which become tags of their card: `What is a lemma? #maths/logic`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile

from cuedeck.extract.parser.sentences import spoken
from cuedeck.extract.text.place import Place
from cuedeck.notes.blocks import Block, List, Paragraph
from cuedeck.notes.tags import nested
from cuedeck.notes.text import Text

_TAG = re.compile(
    r"#(?!(?=[a-fA-F]*\d)[0-9a-fA-F]+(?:\s|$))(?=[\w-]*[^\W\d_])[\w-]+(?:/[\w-]+)*/?",
)
"""A hashtag; `#1a2b3c` is a colour."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Untagged:
    """A text without its tags."""

    text: Text
    tags: tuple[str, ...] = ()


def untagged(text: Text) -> Untagged:
    """The text without the tags at the ends of its lines; a text that is nothing but tags is kept."""
    if "#" not in text.plain:
        return Untagged(text)
    words = spoken(text)
    cuts = [span for start, end in text.line_bounds for span in _spans(words[start:end], start)]
    kept = [(start, end) for start, end in _around(cuts, len(words)) if words[start:end].strip()]
    if not kept:
        return Untagged(text)
    tags = (tag for start, end in cuts for tag in _TAG.findall(words[start:end]))
    rest = Text.joined((text.cut(start, end) for start, end in kept), "").strip()
    return Untagged(rest, nested(tags))


def tags_above(place: Place) -> tuple[str, ...]:
    """The tags of the title and the headings that a place stands under."""
    names = (Text.of(place.note.title), *place.section.path)
    return tuple(tag for name in names for tag in untagged(name).tags)


def untagged_blocks(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """Blocks without the tags of their paragraphs and entries, and these tags."""
    bare: list[Block] = []
    tags: tuple[str, ...] = ()
    for block in blocks:
        match block:
            case Paragraph(text=text):
                found = untagged(text)
                bare.append(Paragraph(found.text))
                tags += found.tags
            case List(items=items):
                each = [untagged(item.text) for item in items]
                entries = (replace(item, text=one.text) for item, one in zip(items, each, strict=True))
                bare.append(replace(block, items=tuple(entries)))
                tags += tuple(tag for one in each for tag in one.tags)
            case _:
                bare.append(block)
    return tuple(bare), tags


def _spans(line: str, start: int) -> list[tuple[int, int]]:
    """Where the tags at the start of a line stand, and those at its end, with the blanks towards its other words."""
    if "#" not in line:
        return []
    words = [match.span() for match in _WORD.finditer(line)]
    last = _tags(line, reversed(words))
    first = _tags(line, words) if len(last) < len(words) and words[0][0] == 0 else []
    found = [(0, words[len(first)][0])] if first else []
    behind = [(words[-len(last) - 1][1] if len(last) < len(words) else 0, len(line))] if last else []
    return [(start + opens, start + ends) for opens, ends in (*found, *behind)]


def _tags(line: str, words: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first of some words, up to the first that is no tag."""
    return list(takewhile(lambda word: _TAG.fullmatch(line, *word), words))


def _around(cuts: Iterable[tuple[int, int]], length: int) -> list[tuple[int, int]]:
    """What stands between the cuts; a blank is left where one stood between lines."""
    kept: list[tuple[int, int]] = []
    at = 0
    for start, end in cuts:
        kept.append((at, max(start, at)))
        at = max(end - 1, at) if start and end < length else max(end, at)
    return [*kept, (at, length)]
