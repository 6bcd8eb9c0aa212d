"""Gaps that a note's writer marked: `{{c1::mitosis}}`, and `==mitosis==` where the note holds flashcards."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from cuedeck.cards.card import GAP, Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.marks.cards import is_inline
from cuedeck.extract.marks.pictures import held, released
from cuedeck.extract.marks.tags import tags_above, untagged
from cuedeck.extract.marks.whole import whole
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences
from cuedeck.extract.text.content import points_back
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.silence import Silence
from cuedeck.extract.text.texts import own_texts
from cuedeck.notes.blocks import Block, List, Paragraph
from cuedeck.notes.text import Form, Mark, Text

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
        if any(span.marks is not Mark.NONE and span.marks & marks for span in text.spans) and not is_inline(text):
            bare = untagged(held(text))
            tags = tuple(dict.fromkeys((*tags_above(place), *bare.tags)))
            for before, sentence in pairwise((Text(), *sentences(bare.text))):
                context = before + " " if before and points_back(sentence.plain) else Text()
                for draft in _cards(place, context, sentence, marks):
                    yield draft if isinstance(draft, Silence) else replace(draft, tags=tags)
    if isinstance(place.block, List):
        yield from _entries(place, place.block, marks)


def _cards(place: Place, context: Text, sentence: Text, marks: Mark) -> Iterator[Draft | Silence]:
    gaps = tuple(_gaps(sentence, marks))
    if len(gaps) > _MOST_GAPS:
        yield Silence(sentence, f"the sentence has {len(gaps)} gaps, more than {_MOST_GAPS}")
        return
    for start, end in gaps:
        hidden = sentence.cut(start, end)
        is_sure = any(Mark.CLOZE in span.marks for span in hidden.spans)
        around = sentence.cut(0, start) + " " + sentence.cut(end)
        if _is_given(hidden.plain, around.plain):
            yield Silence(sentence, "its words stand around the gap, too")
        elif _is_told(around) if is_sure else _has_words(around.plain):
            yield _draft(place, context, sentence, (start, end))


def _entries(place: Place, block: List, marks: Mark) -> Iterator[Draft | Silence]:
    """A card for each entry that is a gap as a whole: the list around it asks."""
    above = place.introduction
    told = above is not None and above.plain.endswith(":")
    hidden = [at for at, item in enumerate(block.items) if _is_gap(item.text, marks)]
    if len(hidden) > _MOST_GAPS:
        first = block.items[hidden[0]].text
        yield Silence(first, f"the list has {len(hidden)} gaps, more than {_MOST_GAPS}")
        return
    for at in hidden if told or place.path or len(block.items) > 1 else ():
        item = block.items[at]
        shown = replace(item, text=Text.of(_shown(item.text)), blocks=())
        around: Block = replace(block, items=(*block.items[:at], shown, *block.items[at + 1 :]))
        question = whole((Paragraph(above), around) if told and above is not None else (around,)).unset(_MARKS)
        yield _cloze(place, question, item.text, item.text)


def _is_gap(text: Text, marks: Mark) -> bool:
    """Whether all of an entry is to be recalled."""
    return bool(text.plain.strip()) and all(span.marks & marks for span in text.spans if span.plain.strip(" .;,"))


def _gaps(sentence: Text, marks: Mark) -> Iterator[tuple[int, int]]:
    """Where the marked parts of a sentence start and end."""
    at = 0
    for (mark, _), group in groupby(sentence.spans, key=lambda span: (span.marks & marks, span.target)):
        start, at = at, at + sum(len(span.plain) for span in group)
        if mark:
            yield start, at


def _is_given(hidden: str, around: str) -> bool:
    """Whether the sentence has what a gap hides elsewhere."""
    return bool(hidden.strip()) and {*_words(hidden.lower())} <= {*_words(around.lower())}


def _has_words(around: str) -> bool:
    return sum(word.isalnum() for word in _words(around)) >= _FEWEST_AROUND


def _is_told(around: Text) -> bool:
    """Whether anything stands around a gap that tells what it hides."""
    return any(letter.isalnum() for letter in around.plain) or any(span.form is Form.IMAGE for span in around.spans)


def _words(text: str) -> list[str]:
    return [word.strip("\"“”'’().,;:!?") for word in text.split()]


def _draft(place: Place, context: Text, sentence: Text, gap: tuple[int, int]) -> Draft:
    """`context`: the sentence before, where the sentence points back to it."""
    hidden = sentence.cut(*gap)
    question = (context + sentence.cut(0, gap[0]) + _shown(hidden) + sentence.cut(gap[1])).unset(_MARKS)
    return _cloze(place, question, hidden, sentence)


def _shown(hidden: Text) -> str:
    """What stands for a gap, with its hint."""
    hint = next((span.target for span in hidden.spans if Mark.CLOZE in span.marks), "")
    return f"{GAP} ({hint})" if hint else GAP


def _cloze(place: Place, question: Text, hidden: Text, statement: Text) -> Draft:
    asking = released(question)
    return Draft(
        kind=Kind.CLOZE,
        question=asking,
        answer=released(hidden.strip()).unset(_MARKS),
        path=place.path,
        key=("cloze", *place.names, asking.plain),
        statement=released(statement),
        rule="mark.cloze",
        is_marked=True,
    )
