"""Gaps that a note's writer marked: `{{c1::mitosis}}`, and `==mitosis==` where the note holds flashcards."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from cuedeck.cards.card import GAP, Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.marks.cards import is_inline
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences
from cuedeck.extract.text.content import points_back
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.texts import own_texts
from cuedeck.notes.text import Mark, Text

_FEWEST_AROUND = 2
"""Words that must stand around a gap: a sentence that is highlighted as a whole asks for nothing."""


def clozes(place: Place, parser: Parser) -> Iterator[Draft]:
    """One card for each marked part of each sentence, which stands with the one before it where it points back to it.

    Braces are always a gap. A highlight is one as obsidian-spaced-repetition reads it: only in a note whose writer makes
    flashcards, that is, which has a deck's tag (`#flashcards`), a schedule (`<!--SR:...-->`), or a mark that nobody
    writes for another reason (a line with `?` alone, `{{c1::...}}`, `#card`). Anywhere else a highlight is emphasis.
    Bold is emphasis everywhere.
    """
    _ = parser
    marks = Mark.CLOZE | Mark.HIGHLIGHT if place.note.flashcards else Mark.CLOZE
    for text in own_texts(place.block):
        if any(span.marks & marks for span in text.spans) and not is_inline(text):
            before = Text()
            for sentence in sentences(text):
                context = before + " " if before and points_back(sentence.plain) else Text()
                for start, end in _gaps(sentence, marks):
                    yield _draft(place, context, sentence, (start, end))
                before = sentence


def _gaps(sentence: Text, marks: Mark) -> Iterator[tuple[int, int]]:
    """Where the marked parts of a sentence start and end."""
    at = 0
    for (mark, _), group in groupby(sentence.spans, key=lambda span: (span.marks & marks, span.target)):
        length = sum(len(span.plain) for span in group)
        around = sentence.plain[:at] + " " + sentence.plain[at + length :]
        hidden = sentence.plain[at : at + length]
        if (
            mark
            and length
            and sum(word.isalnum() for word in _words(around)) >= _FEWEST_AROUND
            and _asks(hidden, around)
        ):
            yield at, at + length
        at += length


def _asks(hidden: str, around: str) -> bool:
    """Whether a gap hides a word that the sentence does not have elsewhere."""
    return not {*_words(hidden.lower())} <= {*_words(around.lower())}


def _words(text: str) -> list[str]:
    return [word.strip("\"“”'’().,;:!?") for word in text.split()]


def _draft(place: Place, context: Text, sentence: Text, gap: tuple[int, int]) -> Draft:
    """`context`: the sentence before, where the sentence points back to it."""
    hidden = sentence.cut(*gap)
    hint = next((span.target for span in hidden.spans if Mark.CLOZE in span.marks), "")
    shown = f"{GAP} ({hint})" if hint else GAP
    question = _unmarked(context + sentence.cut(0, gap[0]) + shown + sentence.cut(gap[1]))
    return Draft(
        kind=Kind.CLOZE,
        question=question,
        answer=_unmarked(hidden.strip()),
        path=place.path,
        key=("cloze", *place.names, question.plain),
        statement=sentence,
        rule="mark.cloze",
        is_marked=True,
    )


def _unmarked(text: Text) -> Text:
    """The text without its highlights, which would point at the other gaps."""
    spans = (
        replace(span, marks=span.marks & ~(Mark.CLOZE | Mark.HIGHLIGHT), target="")
        if span.marks & (Mark.CLOZE | Mark.HIGHLIGHT)
        else span
        for span in text.spans
    )
    return replace(text, spans=tuple(spans))
