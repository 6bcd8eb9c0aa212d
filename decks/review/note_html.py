"""A note as it reads, with an element for each of its statements."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from cuedeck.cards.face import face
from cuedeck.cards.identity import normalise
from cuedeck.decks.page.typeset import bare, typeset
from cuedeck.decks.review.views import HeadingView
from cuedeck.extract.parser.sentences import sentences
from cuedeck.notes.blocks import Block, Callout, Code, Definition, Heading, Item, List, Paragraph, Quote, Table
from cuedeck.notes.note import Note, Section
from cuedeck.notes.text import Text

_MOST_UNITS = 60
"""Statements behind the first of a card among which the others are looked for."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement: a sentence, an entry of a list, or a cell of a table."""

    number: int
    line: int
    words: str
    """Normalised, as cards are compared."""
    text: str
    """As it reads."""
    row: int = 0
    """Which row of the note's tables it is a cell of, counted from 1; 0 elsewhere."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A note as HTML."""

    html: str
    units: tuple[Unit, ...]
    """By line."""
    headings: tuple[HeadingView, ...]

    def of(self, statement: str, line: int) -> tuple[Unit, ...]:
        """The statements that words of the note take in, which begin on a line."""
        words = normalise(statement)
        first = bisect_left(self.units, line, key=lambda unit: unit.line)
        found: list[Unit] = []
        for unit in self.units[first : first + _MOST_UNITS] if words else ():
            if unit.words and (_says(words, unit.words) or _says(unit.words, words)):
                found.append(unit)
            elif found and (not unit.row or unit.row != found[-1].row):
                break
        return tuple(found)


def _says(text: str, words: str) -> bool:
    """Whether a text says these words, and not as parts of others."""
    return f" {words} " in f" {text} "


def rendered(note: Note, embed: Callable[[str], str]) -> Rendered:
    """The HTML of a note; `embed` puts pictures into sanitised HTML."""
    writer = _Writer(note.path.rpartition("/")[0], embed)
    html = "".join(writer.section(note.root))
    units = sorted(writer.units, key=lambda unit: (unit.line, unit.number))
    return Rendered(html, tuple(units), tuple(writer.headings))


@dataclass(slots=True)
class _Writer:
    folder: str
    embed: Callable[[str], str]
    units: list[Unit] = field(default_factory=list)
    headings: list[HeadingView] = field(default_factory=list)
    rows: int = 0

    def section(self, section: Section) -> Iterator[str]:
        """A heading with all that stands below it."""
        if section.level:
            anchor = f"s{len(self.headings)}"
            self.headings.append(HeadingView(anchor, section.level, bare(section.heading.plain)))
            level = min(section.level + 1, 6)
            yield f'<h{level} id="{anchor}" tabindex="-1">{_number(section)}{self._inline(section.heading)}</h{level}>'
        for block in section.whole or section.blocks:
            yield from self._block(block)
        for below in section.sections:
            yield from self.section(below)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph(text=text):
                yield f"<p>{self._sentences(text)}</p>"
            case Heading(text=text):
                yield f"<p><strong>{self._inline(text)}</strong></p>"
            case List(ordered=ordered, items=items, start=start):
                tag, begins = ("ol", f' start="{start}"') if ordered else ("ul", "")
                yield f"<{tag}{begins}>"
                for item in items:
                    yield from self._item(item)
                yield f"</{tag}>"
            case Table():
                yield from self._table(block)
            case Callout(title=title, blocks=blocks):
                yield f"<blockquote><p><strong>{self._sentences(title)}</strong></p>"
                yield from self._blocks(blocks)
                yield "</blockquote>"
            case Quote(blocks=blocks):
                yield "<blockquote>"
                yield from self._blocks(blocks)
                yield "</blockquote>"
            case Definition(term=term, blocks=blocks):
                yield f"<dl><dt>{self._unit(term)}</dt><dd>"
                yield from self._blocks(blocks)
                yield "</dd></dl>"
            case Code(text=code):
                yield f"<pre><code>{escape(code)}</code></pre>"

    def _blocks(self, blocks: Sequence[Block]) -> Iterator[str]:
        for block in blocks:
            yield from self._block(block)

    def _item(self, item: Item) -> Iterator[str]:
        yield f"<li>{self._sentences(item.text)}"
        yield from self._blocks(item.blocks)
        yield "</li>"

    def _table(self, table: Table) -> Iterator[str]:
        head = "".join(f"<th>{self._inline(cell)}</th>" for cell in table.header)
        yield f"<table><thead><tr>{head}</tr></thead><tbody>"
        for row in table.rows:
            self.rows += 1
            cells = "".join(f"<td>{self._unit(cell, self.rows)}</td>" for cell in row)
            yield f"<tr>{cells}</tr>"
        yield "</tbody></table>"

    def _sentences(self, text: Text) -> str:
        return " ".join(map(self._unit, sentences(text))) or self._inline(text)

    def _unit(self, text: Text, row: int = 0) -> str:
        """A statement, which can be pointed at."""
        number = len(self.units)
        self.units.append(Unit(number, text.line, normalise(text.plain), " ".join(text.plain.split()), row))
        return f'<span class="unit" id="u{number}" data-line="{text.line}">{self._inline(text)}</span>{_times(text)}'

    def _inline(self, text: Text) -> str:
        return typeset(self.embed(face(text, self.folder).html))


def _number(section: Section) -> str:
    """What the note puts before a heading."""
    return f'<span class="number">{escape(section.number)}</span> ' if section.number else ""


def _times(text: Text) -> str:
    """The times that stand in a statement, behind it."""
    return "".join(f' <small class="at">{escape(stamp.raw)}</small>' for _, stamp in text.stamps)
