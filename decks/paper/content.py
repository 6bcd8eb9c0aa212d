"""HTML of a card's face -> its lines-to-be: words with their widths, gathered in blocks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser

from cuedeck.decks.paper.widths import MONO, advance

LINE = 1.3
"""Height of a line of text, in em."""
ABOVE, BELOW = 0.9965, 0.3035
"""Of a line, the parts over and under the baseline, in em: Liberation Sans rises 0.905 and falls 0.212."""

_GAPS = {"li": 0.15, "tr": 0.0, "div": 0.0, "td": 0.0, "th": 0.0, "br": 0.0}
_BLOCKS = frozenset("blockquote dd div dl dt li ol p pre table td th tr ul".split())
_GAP = 0.45
"""Em above a block of any other kind."""
_INDENTS = {"ul": 1.1, "ol": 1.5, "blockquote": 0.9, "dd": 1.3, "pre": 0.9 * MONO}
"""Em of a line that text leaves free; of code, a blank that one engine keeps at the end of a line."""
_SCALES = {"code": 0.9, "kbd": 0.9, "samp": 0.9, "sub": 0.75, "sup": 0.75}
_BOLD = frozenset({"b", "strong", "mark", "th"})
_MONO = frozenset({"code", "kbd", "samp", "pre"})
_ROUNDING = 0.02
"""Em by which engines may place a drawing higher or lower."""
_BLANKS = re.compile(r"([ \t\n\r\f]+)")
_WIDE = re.compile(r"([\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60])")
"""Characters between which a line may end."""
_EM = re.compile(r"(-?[\d.]+)em")


@dataclass(frozen=True, slots=True)
class Word:
    """What stays on one line, in em."""

    width: float
    space: float = 0.0
    """Of the blank before it, where it does not begin a line."""
    above: float = ABOVE
    """What it needs over the baseline."""
    below: float = BELOW
    is_drawing: bool = False
    """Whether it cannot be broken even where it is wider than the line."""


@dataclass(frozen=True, slots=True)
class Block:
    """Words that begin on a line of their own, in em."""

    words: tuple[Word, ...] = ()
    indent: float = 0.0
    gap: float = 0.0
    """Above it, unless it is the first."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a table's row, equally wide, each with its blocks."""

    cells: tuple[tuple["Block | Row", ...], ...]
    indent: float = 0.0
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Content:
    """HTML and what it takes on paper."""

    html: str
    blocks: tuple[Block | Row, ...] = ()
    images: int = 0
    """Each stands on a line of its own."""

    def __bool__(self) -> bool:
        return bool(self.blocks or self.images)


def content(html: str) -> Content:
    """HTML, measured; it must be typeset already, so that formulas are drawings that tell their size in em."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return Content(html, tuple(reader.finished()), reader.images)


class _Reader(HTMLParser):
    """Gathers blocks as tags and text go by."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.images = 0
        self._blocks: list[Block | Row] = []
        self._words: list[Word] = []
        self._open: list[str] = []
        self._gap = 0.0
        self._space = 0.0
        self._is_glued = False
        """Whether what comes next belongs to the last word."""
        self._rows: list[tuple[list[Block | Row], list[tuple[Block | Row, ...]]]] = []
        """Rows that are open: the blocks before each, and its cells so far."""

    def finished(self) -> list[Block | Row]:
        """All blocks."""
        self._end_block()
        return self._blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "svg" in self._open:
            return
        if tag == "svg":
            self._draw(given)
        elif tag == "br":
            self._end_block(forced=True)
        elif tag == "img":
            self._end_block()
            self.images += 1
        if tag in _BLOCKS:
            self._begin(tag)
        if tag not in {"br", "img"}:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self._open or ("svg" in self._open and tag != "svg"):
            return
        if tag in _BLOCKS:
            self._end_block()
            self._end_cell(tag)
        while self._open.pop() != tag:
            pass
        if tag in _BLOCKS:
            self._gap = max(self._gap, _GAPS.get(tag, _GAP))

    def handle_data(self, data: str) -> None:
        if "svg" in self._open:
            return
        lines = data.split("\n") if "pre" in self._open else [data]
        for place, line in enumerate(lines):
            if place:
                self._end_block(forced=True)
            self._write(line)

    def _begin(self, tag: str) -> None:
        self._end_block()
        self._gap = max(self._gap, _GAPS.get(tag, _GAP))
        if tag == "tr":
            self._rows.append((self._blocks, []))
        if tag in {"td", "th"} and self._rows:
            self._blocks, self._gap = [], 0.0

    def _end_cell(self, tag: str) -> None:
        """Close a cell, or the row that all cells are in."""
        if not self._rows:
            return
        before, cells = self._rows[-1]
        if tag in {"td", "th"}:
            cells.append(tuple(self._blocks))
        if tag == "tr":
            self._rows.pop()
            self._blocks = [*before, Row(tuple(cells), self._indent(), self._gap)]

    def _end_block(self, *, forced: bool = False) -> None:
        """Begin a new line; `forced` leaves an empty one where there are no words."""
        if self._words or forced:
            self._blocks.append(Block(tuple(self._words), self._indent(), self._gap if self._blocks else 0.0))
            self._gap = 0.0
        self._words, self._space, self._is_glued = [], 0.0, False

    def _indent(self) -> float:
        return sum(_INDENTS.get(tag, 0.0) for tag in self._open)

    def _write(self, text: str) -> None:
        for piece in _BLANKS.split(text):
            if piece and _BLANKS.match(piece):
                blanks = len(piece) if "pre" in self._open else 1
                self._space = blanks * self._wide(" ")
                self._is_glued = False
            else:
                self._say(piece)

    def _say(self, text: str) -> None:
        for part in _WIDE.split(text):
            if part:
                breaks = _WIDE.match(part) is not None
                self._add(Word(self._wide(part)), glued=self._is_glued and not breaks)
                self._is_glued = not breaks

    def _add(self, word: Word, *, glued: bool) -> None:
        """Put a word, or what belongs to the last one, on the line."""
        if glued and self._words:
            last = self._words.pop()
            self._words.append(_joined(last, word))
        elif not self._words and "pre" in self._open:
            self._words.append(Word(word.width + self._space))
        else:
            self._words.append(
                Word(word.width, self._space if self._words else 0.0, word.above, word.below, word.is_drawing)
            )
        self._space = 0.0

    def _wide(self, text: str) -> float:
        scale = 1.0
        for tag in self._open:
            # Code in a block is as large as the block.
            scale *= 1.0 if tag == "code" and "pre" in self._open else _SCALES.get(tag, 1.0)
        scale *= 0.9 if "pre" in self._open else 1.0
        if not _MONO.isdisjoint(self._open):
            return scale * sum(max(MONO, advance(letter)) if letter > "\u2e7f" else MONO for letter in text)
        return scale * advance(text, bold=not _BOLD.isdisjoint(self._open))

    def _draw(self, given: Mapping[str, str]) -> None:
        width, height = _em(given.get("width", "")), _em(given.get("height", ""))
        depth = -_em(given.get("style", "").partition("vertical-align:")[2])
        above, below = max(ABOVE, height - depth + _ROUNDING), max(BELOW, depth + _ROUNDING)
        drawing = Word(width, above=above, below=below, is_drawing=True)
        if "display" in given.get("class", "").split():
            self._end_block()
            spaced = replace(drawing, above=above + _GAP, below=below + _GAP)
            self._blocks.append(Block((spaced,), self._indent()))
        else:
            self._add(drawing, glued=self._is_glued)
            self._is_glued = True


def _joined(word: Word, end: Word) -> Word:
    return Word(
        word.width + end.width,
        word.space,
        max(word.above, end.above),
        max(word.below, end.below),
        word.is_drawing and end.is_drawing,
    )


def _em(text: str) -> float:
    match = _EM.match(text.strip())
    return float(match[1]) if match else 0.0
