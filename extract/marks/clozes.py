"""Gaps that a note's writer marked: `{{c1::mitosis}}`, and `==mitosis==` where the note holds flashcards."""

from collections.abc import Iterator
from itertools import groupby, pairwise

from cuedeck.cards.card import GAP, Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.marks.cards import is_inline
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences
from cuedeck.extract.text.content import points_back
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.silence import Silence
from cuedeck.extract.text.texts import own_texts
from cuedeck.notes.text import Mark, Text

_MARKS = Mark.CLOZE | Mark.HIGHLIGHT
"""What a gap is set in; left in the question, it would point at the other gaps."""
_FEWEST_AROUND = 2
"""Words that must stand around a gap: a sentence that is highlighted as a whole asks for nothing."""


_MOST_GAPS = 50
"""Gaps of one sentence: each of its cards shows the whole sentence, which nobody reads as often."""


def clozes(place: Place, _: Parser) -> Iterator[Draft | Silence]:
    """One card for each marked part of each sentence, which stands with the one before it where it points back to it.

    Braces are always a gap. A highlight is one as obsidian-spaced-repetition reads it: only in a note whose writer makes
    flashcards, that is, which has a deck's tag (`#flashcards`), a schedule (`<!--SR:...-->`), or a mark that nobody
    writes for another reason (a line with `?` alone, `{{c1::...}}`, `#card`). Anywhere else a highlight is emphasis.
    Bold is emphasis everywhere.
    """
    marks = _MARKS if place.note.flashcards else Mark.CLOZE
    for text in own_texts(place.block):
        if any(span.marks & marks for span in text.spans) and not is_inline(text):
            for before, sentence in pairwise((Text(), *sentences(text))):
                context = before + " " if before and points_back(sentence.plain) else Text()
                yield from _cards(place, context, sentence, marks)


def _cards(place: Place, context: Text, sentence: Text, marks: Mark) -> Iterator[Draft | Silence]:
    gaps = tuple(_gaps(sentence, marks))
    if len(gaps) > _MOST_GAPS:
        yield Silence(sentence, f"the sentence has {len(gaps)} gaps, more than {_MOST_GAPS}")
        return
    plain = sentence.plain
    for start, end in gaps:
        if _asks(plain[start:end], plain[:start] + " " + plain[end:]):
            yield _draft(place, context, sentence, (start, end))


def _gaps(sentence: Text, marks: Mark) -> Iterator[tuple[int, int]]:
    """Where the marked parts of a sentence start and end."""
    at = 0
    for (mark, _), group in groupby(sentence.spans, key=lambda span: (span.marks & marks, span.target)):
        start, at = at, at + sum(len(span.plain) for span in group)
        if mark:
            yield start, at


def _asks(hidden: str, around: str) -> bool:
    """Whether a gap hides a word that the sentence does not have elsewhere, with enough words around it."""
    enough = sum(word.isalnum() for word in _words(around)) >= _FEWEST_AROUND
    return enough and not {*_words(hidden.lower())} <= {*_words(around.lower())}


def _words(text: str) -> list[str]:
    return [word.strip("\"“”'’().,;:!?") for word in text.split()]


def _draft(place: Place, context: Text, sentence: Text, gap: tuple[int, int]) -> Draft:
    """`context`: the sentence before, where the sentence points back to it."""
    hidden = sentence.cut(*gap)
    hint = next((span.target for span in hidden.spans if Mark.CLOZE in span.marks), "")
    shown = f"{GAP} ({hint})" if hint else GAP
    question = (context + sentence.cut(0, gap[0]) + shown + sentence.cut(gap[1])).unset(_MARKS)
    return Draft(
        kind=Kind.CLOZE,
        question=question,
        answer=hidden.strip().unset(_MARKS),
        path=place.path,
        key=("cloze", *place.names, question.plain),
        statement=sentence,
        rule="mark.cloze",
        is_marked=True,
    )
