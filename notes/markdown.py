"""Markdown -> blocks: the one module that knows the parser."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyromark

from cuedeck.notes import details, html_block
from cuedeck.notes.blocks import Block, Callout, Code, Definition, Heading, Item, List, Paragraph, Quote, Table
from cuedeck.notes.cue import Stamp
from cuedeck.notes.inline import InlineBuilder
from cuedeck.notes.numbers import heading, numbered
from cuedeck.notes.paragraphs import first_line, paragraphs
from cuedeck.notes.source import Source
from cuedeck.notes.stamps import Stamps
from cuedeck.notes.text import Mark, Text

_LINE_END = re.compile(b"\n")
_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_WIKILINKS
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_FOOTNOTES
)
_INLINE = {"Text", "Code", "InlineMath", "DisplayMath", "SoftBreak", "HardBreak", "InlineHtml"}
_INLINE_CONTAINERS = {"Strong", "Emphasis", "Strikethrough", "Subscript", "Superscript", "Link", "Image"}
_CALLOUT = re.compile(r"\[!(?P<name>[^\]|\n]{1,60})(?:\|[^\]\n]{0,60})?\][+-]?\s*")
_LEVELS = {"H1": 1, "H2": 2, "H3": 3, "H4": 4, "H5": 5, "H6": 6}


def blocks(source: Source) -> tuple[Block, ...]:
    """The blocks of a note, each span with its line."""
    return tuple(_Parser(source).run())


class _Parser:
    """Reads the parser's events one after the other."""

    def __init__(self, source: Source) -> None:
        encoded = source.markdown.encode()
        self._events = iter(pyromark.events_with_range(source.markdown, options=_OPTIONS))
        self._event, self._next = next(self._events, None), next(self._events, None)
        self._line_ends = [match.start() for match in _LINE_END.finditer(encoded)]
        self._lines = source.lines
        self._stamps: Stamps = source.stamps
        self._last: Stamp | None = None
        self._ahead: Stamp | None = None
        """One that stands on a line of its own, and is the time of the paragraph below."""

    def run(self) -> Iterator[Block]:
        while self._event is not None:
            yield from self._blocks(None)
            self._step()

    def _step(self) -> None:
        self._event, self._next = self._next, next(self._events, None)

    def _peek(self) -> tuple[str, Any]:
        event = self._now[0]
        return (event, None) if isinstance(event, str) else next(iter(event.items()))

    @property
    def _now(self) -> tuple[Any, Any]:
        if self._event is None:
            raise ValueError("the events of the parser end inside a block")
        return self._event

    def _start(self) -> int:
        """Where in the source, in bytes, what the current event is about begins."""
        return int(self._now[1]["start"])

    def _line(self) -> int:
        return bisect_right(self._line_ends, self._start() - 1) + 1

    def _blocks(self, until: str | None) -> Iterator[Block]:
        """Blocks up to the end of the container `until`, whose end event is then the current one."""
        while self._event is not None:
            name, value = self._peek()
            if name == "End" and _tag(value) == until:
                return
            if name == "Start" and _tag(value) not in _INLINE_CONTAINERS:
                yield from self._block(_tag(value), value)
            elif name in _INLINE or name == "Start":
                if text := self._text(None):
                    yield Paragraph(text)
                continue
            self._step()

    def _block(self, tag: str, value: Any) -> Iterator[Block]:  # noqa: ANN401
        self._step()
        ahead, self._ahead = self._ahead, None
        match tag:
            case "Paragraph":
                text = self._text("Paragraph", opening=ahead)
                self._ahead = _left_open(text)
                if text:
                    yield from paragraphs(text)
            case "Heading":
                text = self._text("Heading")
                self._ahead = _left_open(text)
                yield heading(_level(value), text)
            case "List":
                yield self._list(value["List"])
            case "BlockQuote":
                yield from _quotes(tuple(self._blocks("BlockQuote")))
            case "CodeBlock":
                yield self._code(value)
            case "Table":
                yield self._table()
            case "DefinitionList":
                yield from self._definitions()
            case "HtmlBlock":
                yield from self._html()
            case _:
                yield from self._blocks(tag)

    def _text(self, until: str | None, *, opening: Stamp | None = None) -> Text:
        """Inline events up to the end of `until`, or, without it, up to the next block.

        `opening`: the stamp that stands above them; their own comes before it.
        """
        builder = InlineBuilder(self._stamps, self._last)
        while self._event is not None:
            name, value = self._peek()
            if name == "End" and _tag(value) not in _INLINE_CONTAINERS:
                break
            if until is None and name == "Start" and _tag(value) not in _INLINE_CONTAINERS:
                break
            builder.add(name, value, self._line())
            self._step()
        self._last = builder.last_stamp
        text = builder.build()
        return text if opening is None else _opened(text, opening)

    def _list(self, start: int | None) -> List:
        items: list[Item] = []
        while not self._ends("List"):
            if self._starts("Item"):
                self._step()
                done = self._box()
                items.append(replace(_item(tuple(self._blocks("Item"))), done=done))
            self._step()
        return numbered(List(start is not None, tuple(items), 1 if start is None else start))

    def _box(self) -> bool | None:
        """Whether the box of an entry that begins here is ticked; it may stand inside a paragraph."""
        for event, _ in filter(None, (self._event, self._next)):
            if isinstance(event, dict) and "TaskListMarker" in event:
                return bool(event["TaskListMarker"])
        return None

    def _table(self) -> Table:
        rows: list[tuple[Text, ...]] = []
        cells: list[Text] = []
        while not self._ends("Table"):
            if self._starts("TableCell"):
                self._step()
                cells.append(Text(near=self._last) if self._ends("TableCell") else self._text("TableCell"))
            elif self._ends("TableHead") or self._ends("TableRow"):
                rows.append(tuple(cells))
                cells = []
            self._step()
        header, *body = rows or [()]
        return Table(header, tuple(row for row in body if len(row) == len(header)))

    def _definitions(self) -> Iterator[Block]:
        term = Text()
        while not self._ends("DefinitionList"):
            if self._starts("DefinitionListTitle"):
                self._step()
                term = self._text("DefinitionListTitle")
            elif self._starts("DefinitionListDefinition"):
                self._step()
                yield Definition(term, tuple(self._blocks("DefinitionListDefinition")))
            self._step()

    def _code(self, value: Any) -> Code:  # noqa: ANN401
        line = self._line()
        fenced = value["CodeBlock"]
        is_fenced = isinstance(fenced, dict)
        words: list[str] = []
        while not self._ends("CodeBlock"):
            name, text = self._peek()
            if name == "Text":
                words.append(text if is_fenced else self._as_written(text))
            self._step()
        language = fenced["Fenced"].split(" ")[0] if is_fenced else ""
        return Code(language, "".join(words).rstrip("\n"), line)

    def _as_written(self, text: str) -> str:
        """A line of indented code or of HTML as the note has it, for only the parser can tell what it is."""
        line = self._line()
        column = self._start() - (self._line_ends[line - 2] + 1 if line > 1 else 0)
        return self._lines[line - 1][column:] + "\n" if text.strip() else text

    def _html(self) -> Iterator[Block]:
        """What stands between the tags of an HTML block, as a paragraph, or its code."""
        lines: list[tuple[int, str]] = []
        written: list[str] = []
        while not self._ends("HtmlBlock"):
            lines.append((self._line(), str(self._peek()[1])))
            written.append(self._as_written(lines[-1][1]))
            self._step()
        code = html_block.code("".join(written))
        if code is not None:
            yield Code(*code, lines[0][0])
            return
        builder = InlineBuilder(self._stamps, self._last)
        for name, value, line in html_block.pieces(lines):
            builder.add(name, value, line)
        self._last = builder.last_stamp
        if text := builder.build():
            yield Paragraph(text)

    def _starts(self, tag: str) -> bool:
        name, value = self._peek()
        return name == "Start" and _tag(value) == tag

    def _ends(self, tag: str) -> bool:
        name, value = self._peek()
        return name == "End" and _tag(value) == tag


def _left_open(text: Text) -> Stamp | None:
    """The stamp that closes a text without words behind it, though it is the time of some."""
    offset, stamp = text.stamps[-1] if text.stamps else (0, None)
    return stamp if stamp is not None and stamp.opens and offset >= len(text.plain) else None


def _opened(text: Text, stamp: Stamp) -> Text:
    """A text with the stamp above it, where it does not begin with one."""
    begins = any(offset == 0 for offset, _ in text.stamps[:1])
    return text if begins else replace(text, stamps=((0, stamp), *text.stamps))


def _tag(value: Any) -> str:  # noqa: ANN401
    return value if isinstance(value, str) else str(next(iter(value)))


def _level(value: Any) -> int:  # noqa: ANN401
    level = value["Heading"]["level"]
    return _LEVELS[level] if isinstance(level, str) else int(level)


def _item(content: tuple[Block, ...]) -> Item:
    # A heading as outliners write it, `- ## Mitosis`, is a bold entry with what belongs to it below.
    if content and isinstance(content[0], Heading):
        return Item(_bold(content[0].text), content[1:])
    if content and isinstance(content[0], Paragraph):
        return Item(content[0].text, content[1:])
    return Item(Text(), content)


def _bold(text: Text) -> Text:
    return replace(text, spans=tuple(replace(span, marks=span.marks | Mark.BOLD) for span in text.spans))


def _quotes(content: tuple[Block, ...]) -> Iterator[Block]:
    if details.is_details(content):
        yield from details.callouts(content)
    else:
        yield _quote(content)


def _quote(content: tuple[Block, ...]) -> Block:
    first = content[0] if content else None
    match = _CALLOUT.match(first.text.plain) if isinstance(first, Paragraph) else None
    if not isinstance(first, Paragraph) or match is None:
        return Quote(content)
    title, body = first_line(first.text.without_lead(match.end()), first.text.line)
    rest = (Paragraph(body), *content[1:]) if body else content[1:]
    name = match["name"].strip()
    return Callout(name.lower(), title, rest, name)
