"""Blocks -> the tree of sections that their headings make."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from cuedeck.notes.blocks import Block, Heading, Paragraph
from cuedeck.notes.note import Section
from cuedeck.notes.text import Mark, Text


def outline(found: Sequence[Block], title: str, skips: Iterable[int]) -> Section:
    """The blocks as a tree of sections; a heading that repeats the title is left out.

    The sections that the lines `skips` stand in are marked as skipped.
    """
    kept = [block for block in found if not (isinstance(block, Heading) and _same(block.text.plain, title))]
    first = next((at for at, block in enumerate(kept) if isinstance(block, Heading)), len(kept))
    starts = [block.text.line for block in kept if isinstance(block, Heading)]
    skipped = {max((line for line in starts if line <= skip), default=0) for skip in skips}
    sections = _sections(kept[first:], (), skipped)
    opening = kept[:first]
    return Section(Text(), 0, tuple(_body(opening)), sections, whole=tuple(_seen(opening)), skipped=0 in skipped)


def _sections(found: Sequence[Block], path: tuple[Text, ...], skipped: Collection[int]) -> tuple[Section, ...]:
    """Sections of blocks that begin with a heading; `skipped` are the lines of headings."""
    sections: list[Section] = []
    at = 0
    while at < len(found):
        heading = found[at]
        if not isinstance(heading, Heading):
            raise TypeError("sections begin with a heading")
        end = _next(found, at + 1, heading.level)
        inner = next((i for i in range(at + 1, end) if isinstance(found[i], Heading)), end)
        below = (*path, heading.text)
        body = tuple(_body(found[at + 1 : inner]))
        sections.append(
            Section(
                heading=heading.text,
                level=heading.level,
                blocks=body,
                sections=_sections(found[inner:end], below, skipped),
                path=below,
                number=heading.number,
                whole=tuple(_seen(found[at + 1 : inner])),
                skipped=heading.text.line in skipped,
            )
        )
        at = end
    return tuple(sections)


def _next(found: Sequence[Block], start: int, level: int) -> int:
    """Where the next heading of this level or above stands."""
    for at in range(start, len(found)):
        block = found[at]
        if isinstance(block, Heading) and block.level <= level:
            return at
    return len(found)


def _body(found: Iterable[Block]) -> Iterable[Block]:
    return (block for block in found if not isinstance(block, Paragraph) or _says(block.text))


def _seen(found: Iterable[Block]) -> Iterable[Block]:
    return (block for block in found if not isinstance(block, Paragraph) or _says(block.text) or block.text.shows)


def _says(text: Text) -> bool:
    """Whether a text has words, or asks with a picture."""
    return bool(text.plain.strip()) or any(Mark.ASKS in span.marks for span in text.spans)


def _same(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()
