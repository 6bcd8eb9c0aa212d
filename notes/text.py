"""Inline text: styled spans with the stamps that stand between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, Flag, auto
from functools import cached_property
from itertools import accumulate, pairwise

from cuedeck.notes.cue import Stamp

_SLASH = re.compile(r"[/\\]")


class Form(Enum):
    """What a span is made of."""

    WORDS = auto()
    CODE = auto()
    MATH = auto()
    DISPLAY_MATH = auto()
    IMAGE = auto()
    EMBED = auto()
    """Another note, a sound or a film, which its note shows."""
    BREAK = auto()
    OPEN = auto()
    CLOSE = auto()
    """Where an element begins and ends that holds what follows: a list, an entry, a table, a cell."""


class Mark(Flag):
    """How a span is set."""

    NONE = 0
    BOLD = auto()
    ITALIC = auto()
    HIGHLIGHT = auto()
    STRIKE = auto()
    SUBSCRIPT = auto()
    SUPERSCRIPT = auto()
    LINK = auto()
    CLOZE = auto()
    """To be recalled, as in `{{c1::...}}`; the span's target is its hint."""
    ASKS = auto()
    """Set on a span without words where `#card` stood: what is before it is a question."""
    LITERAL = auto()
    """Signs that are meant as such, not as a mark."""
    BOTH_WAYS = auto()
    """With ASKS: the answer also asks for the question."""


_DIVISIBLE = (Form.WORDS, Form.CODE)
_SAID = (*_DIVISIBLE, Form.OPEN, Form.CLOSE)
_SHOWN = (Form.IMAGE, Form.EMBED)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of one form and one setting."""

    text: str
    """Words, code, TeX, an image's alternative text, or the words that stand for the beginning of an element."""
    form: Form = Form.WORDS
    marks: Mark = Mark.NONE
    line: int = 0
    """Line of the file it starts on; 0 for words that no note holds."""
    target: str = ""
    """Path or address of an image or embed; hint of a cloze; language of a block of code; name of an element."""

    @property
    def plain(self) -> str:
        r"""What a reader would say aloud; math as TeX between `\(` and `\)`."""
        if self.form in _SAID:
            return self.text
        if self.form in _SHOWN:
            return ""
        return " " if self.form is Form.BREAK else rf"\({self.text.strip()}\)"

    def saying(self, text: str) -> Span:
        """The span with other words."""
        return Span(text, self.form, self.marks, self.line, self.target)

    def unset(self, marks: Mark) -> Span:
        """The span set in none of these marks."""
        if self.marks is Mark.NONE:
            return self
        return Span(self.text, self.form, self.marks & ~marks, self.line, self.target)


@dataclass(frozen=True)
class Text:
    """Spans of a block or of a part of it, with the stamps taken out of them."""

    spans: tuple[Span, ...] = ()
    stamps: tuple[tuple[int, Stamp], ...] = ()
    """Each stamp with its offset in `plain`; it belongs to the words before it."""
    near: Stamp | None = None
    """The stamp to go by where none stands in this text: the nearest earlier one of its block; else the next one of its
    block, as a stamp closes what it was taken for; else the nearest earlier one of the note."""

    @classmethod
    def of(cls, words: str) -> Text:
        """Plain words that stand in no note."""
        return cls((Span(words),)) if words else cls()

    @classmethod
    def joined(cls, texts: Iterable[Text], by: str) -> Text:
        """The texts as one, with these words between each and the next."""
        between = cls.of(by)
        parts = [part for text in texts for part in (between, text)][1:]
        starts = accumulate((len(part.plain) for part in parts), initial=0)
        return cls(
            tuple(span for part in parts for span in part.spans),
            tuple(
                (at + offset, stamp) for at, part in zip(starts, parts, strict=False) for offset, stamp in part.stamps
            ),
            next((part.near for part in parts if part.near is not None), None),
        )

    @cached_property
    def plain(self) -> str:
        """The words alone."""
        return self.spans[0].plain if len(self.spans) == 1 else "".join([span.plain for span in self.spans])

    @property
    def line(self) -> int:
        """Line of the file it starts on."""
        return next((span.line for span in self.spans if span.line), 0)

    @property
    def words(self) -> str:
        """What it is called: its words, or, where it has none, the names of its pictures."""
        if self.plain.strip():
            return self.plain
        pictures = (span for span in self.spans if span.form in _SHOWN)
        return " ".join(span.text or _SLASH.split(span.target)[-1] for span in pictures)

    @property
    def shows(self) -> bool:
        """Whether there is anything to be seen: words, code, a formula, a picture."""
        return bool(self.plain.strip()) or any(span.form in _SHOWN for span in self.spans)

    @cached_property
    def lines(self) -> tuple[Text, ...]:
        """The parts that stand on different lines of the file."""
        return tuple(self.cut(start, end).strip() for start, end in self.line_bounds)

    @property
    def line_bounds(self) -> tuple[tuple[int, int], ...]:
        """Where in `plain` the parts start and end that stand on different lines of the file."""
        cuts, line = [0], self.line
        for at, span in zip(self._starts, self.spans, strict=False):
            if span.line > line and span.plain:
                cuts.append(at)
                line = span.line
        return tuple(pairwise([*cuts, self._starts[-1]]))

    def line_at(self, offset: int) -> int:
        """Line of the file that the character at an offset of `plain` stands on, or the next that stands on one."""
        first = max(bisect_right(self._starts, offset) - 1, 0)
        lines = (self.spans[at].line for at in range(first, len(self.spans)))
        return next(filter(None, lines), self.line)

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """Where in `plain` each span starts, and then where the last one ends."""
        return tuple(accumulate([len(span.plain) for span in self.spans], initial=0))

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        """Twice those of the stamps, which stand in order; one more where a stamp belongs to what is behind it."""
        return tuple(2 * offset + stamp.opens for offset, stamp in self.stamps)

    def __bool__(self) -> bool:
        return bool(self.spans)

    def __add__(self, other: Text | str) -> Text:
        other = Text.of(other) if isinstance(other, str) else other
        shift = len(self.plain)
        moved = tuple((shift + offset, stamp) for offset, stamp in other.stamps)
        return Text((*self.spans, *other.spans), (*self.stamps, *moved), self.near or other.near)

    def __radd__(self, words: str) -> Text:
        return Text.of(words) + self

    def cut(self, start: int, end: int | None = None) -> Text:
        """The part between two offsets of `plain`; formulas are kept whole, stamps and images go with what is before."""
        size = len(self.plain)
        stop = size if end is None else min(end, size)
        if start == 0 and stop == size and (end is None or (end and not self.stamps)):
            return self
        spans = tuple(self._between(start, stop, opens=start == 0 and end != 0))
        return self._stamped(spans, start, stop, end) if self.stamps else Text(spans, (), self.near)

    def _stamped(self, spans: tuple[Span, ...], start: int, stop: int, end: int | None) -> Text:
        """These spans, which stand between two offsets, with the stamps that belong to them."""
        behind, after = bisect_right(self._offsets, 2 * start), bisect_right(self._offsets, 2 * stop)
        after = len(self.stamps) if end is None else after
        kept = self.stamps[0 if start == 0 and end != 0 else behind : after]
        earlier = behind if start else 0
        closing = [pair for pair in self.stamps[after : after + 1] if not pair[1].opens]
        near = self.stamps[earlier - 1 : earlier] or closing
        return Text(spans, tuple((offset - start, stamp) for offset, stamp in kept), near[0][1] if near else self.near)

    def _between(self, start: int, stop: int, *, opens: bool) -> Iterator[Span]:
        first = max(bisect_left(self._starts, start) - 1, 0)
        last = min(bisect_right(self._starts, stop), len(self.spans))
        for at, end, span in zip(
            self._starts[first:last], self._starts[first + 1 : last + 1], self.spans[first:last], strict=True
        ):
            if at == end:
                if start < at <= stop or (opens and at == 0):
                    yield span
            elif start <= at and end <= stop:
                yield span
            elif span.form in _DIVISIBLE:
                if text := span.text[max(start - at, 0) : max(stop - at, 0)]:
                    yield span.saying(text)
            elif start <= at < stop:
                yield span

    def without_lead(self, length: int) -> Text:
        """The text without its first characters, but with the stamps and images that stand among them."""
        if length == 0:
            return self
        rest, early = self.cut(length), bisect_right(self._offsets, 2 * length) if self.stamps else 0
        images = tuple(span for at, span in self._unsaid if at <= length)
        if not images and not early:
            return rest
        stamps = tuple((0, stamp) for _, stamp in self.stamps[:early])
        return Text((*images, *rest.spans), (*stamps, *rest.stamps), self.near)

    def without_tail(self, length: int) -> Text:
        """The text without its last characters, but with the stamps and images that stand among them."""
        if length == 0:
            return self
        stop = len(self.plain) - length
        images = (span for at, span in self._unsaid if at > stop or stop == 0)
        stamps = tuple((min(offset, stop), stamp) for offset, stamp in self.stamps)
        return Text((*self._between(0, stop, opens=stop != 0), *images), stamps, self.near)

    @property
    def _unsaid(self) -> Iterator[tuple[int, Span]]:
        """The spans without words, and where in `plain` they stand."""
        return ((at, span) for at, span in zip(self._starts, self.spans, strict=False) if not span.plain)

    def strip(self, characters: str = " ") -> Text:
        """The text without these characters at both ends; no stamp or image is lost."""
        plain = self.plain
        body = self.without_lead(len(plain) - len(plain.lstrip(characters)))
        return body.without_tail(len(body.plain) - len(body.plain.rstrip(characters)))

    def timed(self, *others: Text) -> Text:
        """The text, where it has no stamp, with those of the first that has some of others that it is one fact with."""
        stamps = next((other.stamps for other in (self, *others) if other.stamps), ())
        return self if self.stamps else Text(self.spans, tuple((0, stamp) for _, stamp in stamps), self.near)

    def map_initial(self, change: Callable[[str], str]) -> Text:
        """The text with its first letter changed, if it starts with words."""
        if not self.spans or self.spans[0].form is not Form.WORDS or not self.spans[0].text:
            return self
        head = self.spans[0]
        opened = head.saying(change(head.text[0]) + head.text[1:])
        return Text((opened, *self.spans[1:]), self.stamps, self.near)

    def unset(self, marks: Mark) -> Text:
        """The text with none of its words set in these marks."""
        return Text(tuple(span.unset(marks) for span in self.spans), self.stamps, self.near)

    def leading(self, marks: Mark) -> int:
        """Length, in characters of `plain`, of the run at the start that is set in any of these marks."""
        length = 0
        for span in self.spans:
            if span.marks is Mark.NONE or not span.marks & marks:
                break
            length += len(span.plain)
        return length
