"""The blocks a note is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from cuedeck.notes.text import Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of sentences."""

    text: Text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6, without its number."""

    level: int
    text: Text
    number: str = ""
    """As the note has it: `1.` in `### 1. Setting up`."""

    @property
    def numbered(self) -> bool:
        """Whether the note numbers it."""
        return bool(self.number)


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list: its own text, and what is nested below it."""

    text: Text
    blocks: tuple[Block, ...] = ()
    done: bool | None = None
    """Whether its box is ticked; None where it has none."""


@dataclass(frozen=True, slots=True)
class List:
    """A bulleted or numbered list."""

    ordered: bool
    items: tuple[Item, ...]
    start: int = 1
    """The number of the first entry."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row is as long as the header."""

    header: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A quote that opens with `[!KIND] Title`; half of all callouts have their statement in the title."""

    kind: str
    """Lower-case, such as `info`."""
    title: Text
    blocks: tuple[Block, ...]
    name: str = ""
    """The kind as it is written, such as `Info`."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted blocks."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A code block."""

    language: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Definition:
    """A term of a definition list, with what stands below it."""

    term: Text
    blocks: tuple[Block, ...]


Block = Paragraph | Heading | List | Table | Callout | Quote | Code | Definition


def first_line(block: Block) -> int:
    """Line of the file that a block starts on; 0 where nothing in it tells."""
    if isinstance(block, Code):
        return block.line
    own = next((text.line for text in texts(block) if text.line), 0)
    inner = next((line for code in _code(block) if (line := code.line)), 0)
    return min(filter(None, (own, inner)), default=0)


def last_lines(block: Block) -> tuple[int, ...]:
    """Lines of the file of which one is the last of a block: fenced code has one more than indented code."""
    if isinstance(block, Code):
        end = block.line + block.text.count("\n")
        return end, end + 2
    own = max((span.line for text in texts(block) for span in text.spans), default=0)
    inner = [line for code in _code(block) for line in last_lines(code)]
    return tuple(inner) if max(inner, default=0) > own else (own,)


def _code(block: Block | Item) -> Iterator[Code]:
    """The code inside a block."""
    match block:
        case Code():
            yield block
        case List(items=items):
            for item in items:
                yield from _code(item)
        case Item(blocks=blocks) | Callout(blocks=blocks) | Quote(blocks=blocks) | Definition(blocks=blocks):
            for each in blocks:
                yield from _code(each)
        case _:
            pass


class Part(Enum):
    """What a text is in its block."""

    PROSE = auto()
    """Of a paragraph, a list entry, or the title of a callout."""
    HEADING = auto()
    NAME = auto()
    """The header of a column, or the term of a definition list."""
    CELL = auto()


def texts(block: Block | Item, *, without: frozenset[Part] = frozenset()) -> Iterator[Text]:
    """Every text of a block and of those nested in it, in reading order; code has none."""
    return (text for part, text in _parts(block) if part not in without)


def _parts(block: Block | Item) -> Iterator[tuple[Part, Text]]:
    inner: tuple[Block | Item, ...] = ()
    match block:
        case Paragraph(text=text):
            yield Part.PROSE, text
        case Heading(text=text):
            yield Part.HEADING, text
        case List(items=items):
            inner = items
        case Table(header=header, rows=rows):
            yield from ((Part.NAME, name) for name in header)
            yield from ((Part.CELL, cell) for row in rows for cell in row)
        case Item(text=text, blocks=blocks) | Callout(title=text, blocks=blocks):
            yield Part.PROSE, text
            inner = blocks
        case Definition(term=term, blocks=blocks):
            yield Part.NAME, term
            inner = blocks
        case Quote(blocks=blocks):
            inner = blocks
        case Code():
            pass
    for each in inner:
        yield from _parts(each)
