"""Blocks as one text, with the elements that they are made of: what stands on a side of a card, whole."""

from collections.abc import Iterable, Sequence

from cuedeck.notes.blocks import Block, Callout, Code, Definition, Heading, Item, List, Paragraph, Quote, Table
from cuedeck.notes.cue import Stamp
from cuedeck.notes.text import Form, Mark, Span, Text

_BOXES = {True: "☑ ", False: "☐ ", None: ""}
_ENDS = (".", ":", "!", "?", "…")


def whole(blocks: Iterable[Block]) -> Text:
    """The text of some blocks, one after the other."""
    writer = _Writer()
    for block in blocks:
        writer.write(block)
    return writer.text()


def boxed(item: Item) -> Text:
    """The text of an entry, with its box if it has one."""
    return _BOXES[item.done] + item.text if item.done is not None else item.text


class _Writer:
    """Puts blocks behind one another."""

    def __init__(self) -> None:
        self._spans: list[Span] = []
        self._stamps: list[tuple[int, Stamp]] = []
        self._length = 0
        self._near: Stamp | None = None

    def text(self) -> Text:
        """All that was written."""
        return Text(tuple(self._spans), tuple(self._stamps), self._near)

    def write(self, block: Block) -> None:
        """One block, behind those before it."""
        match block:
            case Paragraph(text=text):
                self._paragraph(text)
            case Heading(text=text):
                self._paragraph(_titled(text))
            case List():
                self._list(block)
            case Table(header=header, rows=rows):
                self._table((header, *rows))
            case Quote(blocks=blocks):
                self._all("blockquote", blocks)
            case Callout(title=title, blocks=blocks):
                self._all("blockquote", (Heading(6, title), *blocks) if title.shows else blocks)
            case Definition(term=term, blocks=blocks):
                self.write(Heading(6, term))
                self._all("blockquote", blocks)
            case Code(language=language, text=code, line=line):
                self._open("", " ")
                self._put(Text((Span(code, Form.CODE, line=line, target=language),)))

    def _paragraph(self, text: Text) -> None:
        if self._spans and self._spans[-1].form is not Form.OPEN:
            self._open("p", " ")
            self._put(text)
            self._close("p")
        else:
            self._put(text)

    def _list(self, block: List) -> None:
        name = "ol" if block.ordered else "ul"
        opening = f'ol start="{block.start}"' if block.ordered and block.start != 1 else name
        self._open(opening, " ")
        for at, item in enumerate(block.items):
            self._open("li", "; " if at else "")
            self._put(boxed(item))
            for inner in item.blocks:
                self.write(inner)
            self._close("li")
        self._close(name)

    def _table(self, rows: Sequence[Sequence[Text]]) -> None:
        self._open("table", " ")
        for at, row in enumerate(rows):
            self._open("tr", "; " if at else "")
            for column, cell in enumerate(row):
                name = "td" if at else "th"
                self._open(name, " | " if column else "")
                self._put(cell)
                self._close(name)
            self._close("tr")
        self._close("table")

    def _all(self, name: str, blocks: Iterable[Block]) -> None:
        self._open(name, " ")
        for block in blocks:
            self.write(block)
        self._close(name)

    def _open(self, opening: str, words: str) -> None:
        """Begin an element, with the words that tell it from what is before it where only words are shown."""
        self._put(Text((Span(words if self._length else "", Form.OPEN, target=opening),)))

    def _close(self, name: str) -> None:
        self._put(Text((Span("", Form.CLOSE, target=name),)))

    def _put(self, text: Text) -> None:
        self._spans += text.spans
        self._stamps += [(self._length + offset, stamp) for offset, stamp in text.stamps]
        self._length += len(text.plain)
        self._near = self._near or text.near


def _titled(text: Text) -> Text:
    """A heading as a bold paragraph that ends in a mark."""
    stop = "" if not text.plain or text.plain.rstrip().endswith(_ENDS) else "."
    bold = tuple(Span(one.text, one.form, one.marks | Mark.BOLD, one.line, one.target) for one in text.spans)
    return Text(bold, text.stamps, text.near) + stop
