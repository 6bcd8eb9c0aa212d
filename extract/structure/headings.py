"""Headings -> cards: questions that a heading asks, and what its sub-headings enumerate."""

import re
from collections.abc import Iterator

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences
from cuedeck.extract.structure.lists import MOST
from cuedeck.extract.structure.parallel import parallel
from cuedeck.extract.text import nouns, questions
from cuedeck.extract.text.entries import FEWEST, stamps_of
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.silence import Silence
from cuedeck.notes.blocks import Paragraph
from cuedeck.notes.note import Section
from cuedeck.notes.text import Text

_LONGEST_ANSWER = 40
_ASKS_REASON = re.compile(r"(?:why|how)\b(?! (?:many|much|long|far|old|often|big|large|fast))", re.IGNORECASE)
"""A first sentence rarely tells a reason or a way."""


def question_headings(place: Place, parser: Parser) -> Iterator[Draft]:
    """A heading that is a question, answered by the sentence below it."""
    _ = parser
    section = place.section
    first = section.blocks[0] if section.blocks else None
    asking = questions.as_question(section.heading, place.note.title)
    if place.block is not None or asking is None or not isinstance(first, Paragraph):
        return
    answer = sentences(first.text)[0]
    if answer.plain.endswith(":") or len(answer.plain.split()) > _LONGEST_ANSWER or _ASKS_REASON.match(asking.plain):
        return
    yield Draft(
        kind=Kind.HEADING,
        question=asking,
        answer=answer.strip(" ."),
        path=place.path[:-1],
        key=("heading", *place.names),
        statement=answer.timed(section.heading),
        rule="question_heading",
    )


def enumerating_headings(place: Place, parser: Parser) -> Iterator[Draft | Silence]:
    """A heading whose sub-headings are the entries it announces."""
    section = place.section
    if place.block is not None or not section.heading.plain:
        return
    numbered = tuple(inner for inner in section.sections if inner.numbered)
    inner = numbered if len(numbered) >= FEWEST else section.sections
    entries = tuple(one.heading for one in inner)
    announces = bool(numbered) or nouns.asks_for_list(section.heading.plain)
    if len(entries) < FEWEST or not announces or not questions.tells_of_what(section.heading.plain):
        return
    asking = questions.of_heading(place.in_sentence(section.heading), len(entries))
    if len(entries) > MOST:
        yield Silence(section.heading, f"more than {MOST} headings stand below it")
    elif not parallel(entries, parser) or any(nouns.is_generic_heading(entry.plain) for entry in entries):
        yield Silence(section.heading, "the headings below it are not parallel")
    elif asking is not None:
        yield Draft(
            kind=Kind.LIST,
            question=asking,
            answer=Text(),
            items=entries,
            ordered=bool(numbered),
            path=place.path[:-1],
            key=("headings", *place.names),
            statement=_whole(section),
            rule="enumeration_heading",
        )


def _whole(section: Section) -> Text:
    """The heading and the opening of all below it, for the first stamp inside it."""
    own = (block.text if isinstance(block, Paragraph) else stamps_of((block,)) for block in section.blocks)
    return sum((*own, *map(_whole, section.sections)), start=section.heading)
