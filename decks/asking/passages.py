"""Sections -> the passages that a model is asked about, each sentence of them once."""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TypeVar

from cuedeck.cards.identity import normalise
from cuedeck.extract.parser.sentences import sentences
from cuedeck.extract.text.wanted import wanted
from cuedeck.extract.written.anchors import BELOW
from cuedeck.notes.blocks import Block, Callout, Code, Definition, Heading, Item, List, Paragraph, Quote, Table
from cuedeck.notes.note import Note, Section
from cuedeck.notes.text import Form, Text

_T = TypeVar("_T")
LONGEST = 6000
"""Characters of a passage; a longer section makes several."""
_FEWEST_BELOW = 2
FEWEST_WORDS = 8
"""Fewer words make no fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """What is new in one section, as a model reads it."""

    note: str
    """Path relative to the vault, with `/`."""
    line: int
    """Where it begins in the file."""
    title: str
    headings: tuple[str, ...]
    text: str
    """Markdown without timestamps, links and images."""
    marks: tuple[str, ...]
    """A mark for each of its sentences, by which it is known to have been asked."""

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())

    @property
    def mark(self) -> str:
        """Hash of its plain text."""
        return hashed(" ".join(self.marks), size=8)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence, an entry, a row or a block of code."""

    shown: str
    """As a model reads it."""
    said: str
    """Its words."""
    line: int
    above: tuple[str, ...] = ()
    """What it is shown below, such as the head of its table."""
    opens: bool = field(default=True)
    """Whether a line begins with it."""

    @property
    def mark(self) -> str:
        return _mark(self.said)


def passages(note: Note, asked: Container[str] = frozenset()) -> Iterator[Passage]:
    """What of a note is to be asked about, in reading order; a sentence whose mark is in `asked` is left out."""
    for section in _sections(wanted(note).root):
        units = [unit for unit in _all_units(section) if unit.said.strip()]
        new = [unit for unit in units if unit.mark not in asked]
        for part in parts(new, LONGEST, size=lambda unit: len(unit.shown) + 1):
            passage = _passage(note, section, part)
            if passage.words >= FEWEST_WORDS:
                yield passage


def lines(note: Note) -> dict[str, int]:
    """The line of each sentence of a note, by its mark."""
    return {unit.mark: unit.line for section in _sections(wanted(note).root) for unit in _all_units(section)}


def marks_of(statement: Text) -> frozenset[str]:
    """The marks of a statement: of its sentences, and of all of it, as of the row of a table."""
    said = (statement.plain, *(sentence.plain for sentence in sentences(statement)))
    return frozenset(_mark(words) for words in said)


def _sections(section: Section) -> Iterator[Section]:
    yield section
    for below in section.sections:
        yield from _sections(below)


def parts(of: Iterable[_T], longest: int, size: Callable[[_T], int]) -> Iterator[list[_T]]:
    """Things in as many parts as are needed for none to be too long, unless it is of one thing."""
    part: list[_T] = []
    length = 0
    for one in of:
        if part and length + size(one) > longest:
            yield part
            part, length = [], 0
        part.append(one)
        length += size(one)
    if part:
        yield part


def _passage(note: Note, section: Section, units: list[_Unit]) -> Passage:
    lines: list[str] = []
    above: tuple[str, ...] = ()
    for unit in units:
        lines += [line for line in unit.above if line not in above]
        above = unit.above
        if unit.opens or not lines:
            lines.append(unit.shown)
        else:
            lines[-1] = f"{lines[-1]} {unit.shown}"
    return Passage(
        note=note.path,
        line=units[0].line,
        title=note.title,
        headings=tuple(text.plain for text in section.path),
        text="\n".join(lines)[:LONGEST],
        marks=tuple(unit.mark for unit in units),
    )


def _all_units(section: Section) -> Iterator[_Unit]:
    """What a section says: its blocks, and what its sub-headings enumerate."""
    for block in section.blocks:
        yield from _units(block, "")
    below = [inner.heading for inner in section.sections]
    # The headings of a whole note enumerate nothing that anybody has announced.
    if len(below) >= _FEWEST_BELOW and (section.heading or section.blocks):
        names = "; ".join(shown(heading) for heading in below)
        yield _Unit(f"{BELOW} {names}", " ".join(heading.plain for heading in below), below[0].line)


def _units(block: Block, indent: str) -> Iterator[_Unit]:
    match block:
        case Paragraph(text=text) | Heading(text=text):
            yield from _of_text(text, indent, indent)
        case List(ordered=ordered, items=items):
            for number, item in enumerate(items, 1):
                yield from _of_item(item, indent, f"{number}. " if ordered else "- ")
        case Table(header=header, rows=rows):
            head = _row(header, indent)
            rule = indent + "|" + " --- |" * len(header)
            for row in rows:
                said = " ".join(cell.plain for cell in row)
                yield _Unit(_row(row, indent), said, _line(row), above=(head, rule))
        case Callout(title=title, blocks=blocks):
            yield from _of_text(title, indent, indent)
            yield from _below(blocks, indent)
        case Definition(term=term, blocks=blocks):
            yield _Unit(f"{indent}{shown(term)}:", term.plain, term.line)
            yield from _below(blocks, f"{indent}  ")
        case Quote(blocks=blocks):
            yield from _below(blocks, indent)
        case Code(language=language, text=text, line=line):
            yield _Unit(f"{indent}```{language}\n{text}\n{indent}```", text, line)


def _below(blocks: Iterable[Block], indent: str) -> Iterator[_Unit]:
    return (unit for block in blocks for unit in _units(block, indent))


def _of_item(item: Item, indent: str, bullet: str) -> Iterator[_Unit]:
    yield from _of_text(item.text, indent + bullet, indent + " " * len(bullet))
    yield from _below(item.blocks, indent + " " * len(bullet))


def _of_text(text: Text, first: str, later: str) -> Iterator[_Unit]:
    """The sentences of a text, the first of them behind `first`; where that is left out, the next one opens the line."""
    for at, sentence in enumerate(sentences(text)):
        lead = later if at else first
        yield _Unit(f"{'' if at else lead}{shown(sentence)}", sentence.plain, sentence.line or text.line, opens=at == 0)


def _row(cells: Iterable[Text], indent: str) -> str:
    return f"{indent}| {' | '.join(shown(cell) for cell in cells)} |"


def _line(cells: Iterable[Text]) -> int:
    return next((cell.line for cell in cells if cell.line), 0)


def shown(text: Text) -> str:
    """A text as Markdown that a model reads and copies: words, code and formulas, without emphasis."""
    parts = (f"`{span.text}`" if span.form is Form.CODE else span.plain for span in text.spans)
    return " ".join("".join(parts).split())


def _mark(said: str) -> str:
    return hashed(normalise(said), size=4)


def hashed(text: str, size: int) -> str:
    """A text by which it is known again, in so many bytes."""
    return blake2b(text.encode(), digest_size=size).hexdigest()
