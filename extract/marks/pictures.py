"""Texts in which a picture counts as a word, so that one can be cut beside it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cuedeck.notes.cue import Stamp
from cuedeck.notes.text import Form, Span, Text

_SIGN = "\ufffc"
"""What Unicode has for an object in a line of text."""
_SEEN = frozenset({Form.IMAGE, Form.EMBED})


@dataclass(frozen=True, slots=True)
class _Held(Span):
    """A picture, or what is embedded, as a word."""

    @property
    def plain(self) -> str:
        return _SIGN


def held(text: Text) -> Text:
    """The text with its pictures as words."""
    if not any(span.form in _SEEN for span in text.spans):
        return text
    spans = tuple(_held(span) if span.form in _SEEN else span for span in text.spans)
    return Text(spans, tuple(_moved(text, by=1)), text.near)


def released(text: Text) -> Text:
    """The text with its pictures as pictures again."""
    if not any(isinstance(span, _Held) for span in text.spans):
        return text
    spans = tuple(
        Span(span.text, span.form, span.marks, span.line, span.target) if isinstance(span, _Held) else span
        for span in text.spans
    )
    return Text(spans, tuple(_moved(text, by=-1)), text.near)


def told(text: Text) -> Text:
    """The text with the names of what is embedded in it, for it cannot be shown itself."""
    if not any(span.form is Form.EMBED for span in text.spans):
        return text
    spans = tuple(_named(span) if span.form is Form.EMBED else span for span in text.spans)
    return replace(text, spans=spans)


def embedded(text: Text) -> str:
    """The name of what is embedded in a text; empty where nothing is."""
    return next((span.target or span.text for span in text.spans if span.form is Form.EMBED), "")


def _held(span: Span) -> Span:
    return _Held(span.text, span.form, span.marks, span.line, span.target)


def _named(span: Span) -> Span:
    return Span(f" ({span.target or span.text})", Form.WORDS, span.marks, span.line)


def _moved(text: Text, *, by: int) -> Iterator[tuple[int, Stamp]]:
    """The stamps of a text whose pictures get or lose a sign each."""
    places: list[int] = []
    at = 0
    for span in text.spans:
        if span.form in _SEEN:
            places.append(at)
        at += len(span.plain)
    for offset, stamp in text.stamps:
        yield offset + by * sum(place < offset or (by > 0 and place == offset == 0) for place in places), stamp
