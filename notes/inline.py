"""Inline events of the Markdown parser -> Text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from html import unescape
from itertools import groupby
from typing import Any

from cuedeck.notes import angles, flashcards, formula, gaps
from cuedeck.notes.cue import Stamp
from cuedeck.notes.layout import START
from cuedeck.notes.open_marks import OpenMarks
from cuedeck.notes.placed import Placed, bound
from cuedeck.notes.stamps import Stamps
from cuedeck.notes.text import Form, Mark, Span, Text
from cuedeck.notes.wikilinks import EMBED, is_picture, without_size

_MARKS = {
    "Strong": Mark.BOLD,
    "Emphasis": Mark.ITALIC,
    "Strikethrough": Mark.STRIKE,
    "Subscript": Mark.SUBSCRIPT,
    "Superscript": Mark.SUPERSCRIPT,
}
_TAGS = {
    "b": Mark.BOLD,
    "strong": Mark.BOLD,
    "i": Mark.ITALIC,
    "em": Mark.ITALIC,
    "mark": Mark.HIGHLIGHT,
    "s": Mark.STRIKE,
    "del": Mark.STRIKE,
    "sub": Mark.SUBSCRIPT,
    "sup": Mark.SUPERSCRIPT,
    gaps.CLOZE: Mark.CLOZE,
    flashcards.LITERAL: Mark.LITERAL,
}
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w.-]*)(?P<rest>[^>]*)>")
_NAMED = re.compile(r"\bname=\"(?P<name>[^\"]*)\"")
_HINT = re.compile(r"\bhint=\"(?P<hint>[^\"]*)\"")
_INVISIBLE = re.compile("[\u200b\u200c\u2060\ufeff\u2066-\u2069\u202a-\u202e\u00ad]")
_UNEVEN = re.compile(r"\s{2,}|[^\S ]")
"""White space that is no single blank."""
_CLOSING = tuple(".,;:!?)]}”’»%")


class InlineBuilder:
    """Gathers the events of one block into a Text."""

    def __init__(self, stamps: Stamps, before: Stamp | None) -> None:
        """`before` is the nearest stamp of the note that stands earlier than the block."""
        self._stamps = stamps
        self._before = before
        self._spans: list[Span] = []
        self._placed: list[Placed] = []
        self._length = 0
        self._ends_in_space = False
        self._marks = OpenMarks()
        self._image: str | None = None
        self._alternative: list[str] = []
        self._after_stamp = False
        self._starts_line = True
        self._hint = ""

    def add(self, name: str, value: Any, line: int) -> None:  # noqa: ANN401  (events carry what they carry)
        """Take in one event; `value` is what it carries."""
        match name:
            case "Text":
                self._text(value, line)
            case "Code":
                self._put(Span(self._stamps.restore(value), Form.CODE, self._marks.set, line))
            case "InlineMath" | "DisplayMath":
                self._math(name, self._stamps.restore(value), line)
            case "SoftBreak":
                self._words(" ", line)
                self._starts_line = True
            case "HardBreak":
                self._put(Span("", Form.BREAK, line=line))
                self._starts_line = True
            case "InlineHtml" | "Html":
                self._tag(value, line)
            case "Start":
                self._start(value, line)
            case "End":
                self._end(value, line)
            case _:
                pass

    def build(self) -> Text:
        """What was gathered, without white space at its ends."""
        spans = tuple(_merged(self._spans))
        text = Text(spans, tuple(bound(self._placed, "".join(span.plain for span in spans))), self._before)
        # A picture on a line of its own stays apart from the words above it.
        ends = [span.form for span in text.spans[-2:]] == [Form.BREAK, Form.IMAGE] and text.plain.strip()
        return text.without_lead(len(text.plain) - len(text.plain.lstrip())) if ends else text.strip()

    @property
    def last_stamp(self) -> Stamp | None:
        """The latest stamp of the note so far."""
        return self._placed[-1].stamp if self._placed else self._before

    @property
    def _cloze_hint(self) -> str:
        return self._hint if Mark.CLOZE in self._marks.set else ""

    def _start(self, value: Any, line: int) -> None:  # noqa: ANN401
        if isinstance(value, str) and value in _MARKS:
            self._marks.open(_MARKS[value])
        elif isinstance(value, dict) and "Link" in value:
            self._open_link(value["Link"], line)
        elif isinstance(value, dict) and "Image" in value:
            self._image = self._stamps.restore(value["Image"]["dest_url"])
            self._alternative = []

    def _end(self, value: Any, line: int) -> None:  # noqa: ANN401
        if isinstance(value, str) and value in _MARKS:
            self._marks.close_last()
        elif value == "Link":
            self._close_link(line)
        elif value == "Image" and self._image is not None:
            self._picture(line)
            self._image = None

    def _picture(self, line: int) -> None:
        form = Form.IMAGE if is_picture(self._image or "") else Form.EMBED
        self._put(Span(without_size("".join(self._alternative)), form, line=line, target=self._image or ""))

    def _open_link(self, link: Mapping[str, Any], line: int) -> None:
        # Every real wikilink has been rewritten to one without brackets in it; the others are matrices.
        is_matrix = isinstance(link["link_type"], dict) and not {"[", "]"}.isdisjoint(link["dest_url"])
        self._marks.open(Mark.NONE if is_matrix else Mark.LINK)
        if is_matrix:
            self._words("[[", line)

    def _close_link(self, line: int) -> None:
        if self._marks.close_last() is Mark.NONE:
            self._words("]]", line)

    def _tag(self, value: str, line: int) -> None:
        match = _TAG.fullmatch(value.strip())
        if match is None:
            return
        name = match["name"].lower()
        mark = _TAGS.get(name)
        hint = _HINT.search(match["rest"])
        if name in {"br", "hr"}:
            self._put(Span("", Form.BREAK, line=line))
        elif name == EMBED:
            named = _NAMED.search(match["rest"])
            self._put(Span("", Form.EMBED, line=line, target=unescape(named["name"]) if named else ""))
        elif name == START:
            self._spans.append(Span("", Form.OPEN, target=match["rest"].strip()))
        elif name == flashcards.CARD:
            both = Mark.BOTH_WAYS if "both" in match["rest"] else Mark.NONE
            self._spans.append(Span("", marks=Mark.ASKS | both, line=line))
        elif mark and not match["end"]:
            self._marks.open(mark)
            self._hint = unescape(hint["hint"]) if hint else ""
        elif mark:
            self._marks.close_first(mark)
        elif self._is_placeholder(match):
            self._words(value, line)

    def _is_placeholder(self, tag: re.Match[str]) -> bool:
        """Whether an unknown tag is text: a placeholder such as `<branch>`, or a type as in `List<String>`."""
        if tag["end"] or tag["rest"] or angles.is_html(tag["name"]):
            return False
        glued = bool(self._spans) and self._spans[-1].plain[-1:].isalnum()
        return glued or tag["name"].islower()

    def _text(self, value: str, line: int) -> None:
        if self._image is not None:
            self._alternative.append(self._stamps.restore(value))
            return
        for part in self._stamps.split(value):
            if isinstance(part, str):
                self._words(part, line)
            else:
                self._stamp(part)

    def _math(self, name: str, tex: str, line: int) -> None:
        if not formula.is_formula(tex):
            dollars = "$" if name == "InlineMath" else "$$"
            self._words(f"{dollars}{tex.removeprefix(formula.SURE)}{dollars}", line)
            return
        form = Form.MATH if name == "InlineMath" else Form.DISPLAY_MATH
        self._put(Span(tex.removeprefix(formula.SURE), form, self._marks.set, line, self._cloze_hint))

    def _words(self, words: str, line: int) -> None:
        words = _UNEVEN.sub(" ", words if words.isascii() else _INVISIBLE.sub("", words))
        if words and (self._ends_in_space or not self._length):
            words = words.lstrip()
        if words and self._after_stamp and words.startswith(_CLOSING):
            self._drop_space()
        if words:
            self._put(Span(words, marks=self._marks.set, line=line, target=self._cloze_hint))

    def _stamp(self, stamp: Stamp) -> None:
        gap = 1 if self._ends_in_space else 0
        self._placed.append(Placed(stamp, self._length, gap, self._starts_line))
        self._after_stamp = not stamp.opens

    def _put(self, span: Span) -> None:
        self._spans.append(span)
        self._length += len(span.plain)
        self._ends_in_space = span.plain.endswith(" ") if span.plain else self._ends_in_space
        self._starts_line = self._starts_line and not span.plain.strip()
        self._after_stamp = False

    def _drop_space(self) -> None:
        """Take back the space before the stamp, for the words that come now close the ones before it."""
        if self._spans and self._spans[-1].form is Form.WORDS and self._spans[-1].text.endswith(" "):
            last = self._spans.pop()
            self._length -= 1
            for at in range(len(self._placed) - 1, -1, -1):
                if self._placed[at].offset <= self._length:
                    break
                self._placed[at] = replace(self._placed[at], offset=self._length, gap=0, starts_line=False)
            if last.text != " ":
                self._spans.append(Span(last.text[:-1], last.form, last.marks, last.line))


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Neighbouring words of one setting and one line as one span."""
    for _, group in groupby(spans, key=lambda span: (span.form, span.marks, span.line, span.target)):
        first, *others = group
        if first.form is Form.WORDS and others:
            yield replace(first, text=first.text + "".join(span.text for span in others))
        else:
            yield from (first, *others)
