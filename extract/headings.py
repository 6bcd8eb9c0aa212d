"""Headings -> cards: questions that a heading asks, and what its sub-headings enumerate."""

from collections.abc import Iterator

from cards.card import Kind
from cards.draft import Draft
from extract import wording
from extract.language import Language
from extract.lists import FEWEST, MOST
from extract.place import Place
from extract.sentences import sentences
from notes.blocks import Paragraph
from notes.note import Section
from notes.text import Text

_GENERIC = frozenset(
    "introduction overview background summary conclusion references resources notes links related see further appendix "
    "faq example examples misc other".split()
)
_LONGEST_ANSWER = 40


def question_headings(place: Place, language: Language) -> Iterator[Draft]:
    """A heading that is a question, answered by the sentence below it."""
    _ = language
    section = place.section
    first = section.blocks[0] if section.blocks else None
    asking = wording.as_question(section.heading, place.note.title)
    if place.block is not None or asking is None or not isinstance(first, Paragraph):
        return
    answer = sentences(first.text)[0]
    if answer.plain.endswith(":") or len(answer.plain.split()) > _LONGEST_ANSWER:
        return
    yield Draft(
        kind=Kind.HEADING,
        question=asking,
        answer=answer.strip(" ."),
        path=place.path[:-1],
        key=("heading", *place.names),
        statement=answer,
        rule="heading.question",
        confidence=0.85,
    )


def enumerating_headings(place: Place, language: Language) -> Iterator[Draft]:
    """A heading whose sub-headings are the entries it announces."""
    _ = language
    section = place.section
    if place.block is not None or not section.heading.plain:
        return
    numbered = [inner for inner in section.sections if inner.numbered]
    entries = numbered if len(numbered) >= FEWEST else list(section.sections)
    announces = wording.asks_for_list(section.heading.plain)
    if (
        not FEWEST <= len(entries) <= MOST
        or not (numbered or announces)
        or any(_is_generic(inner) for inner in entries)
    ):
        return
    yield Draft(
        kind=Kind.LIST,
        question=wording.of_heading(place.in_sentence(section.heading), len(entries)),
        answer=Text(),
        items=tuple(inner.heading for inner in entries),
        ordered=bool(numbered),
        path=place.path[:-1],
        key=("headings", *place.names),
        statement=_whole(section),
        rule="heading.enumeration",
        confidence=0.85,
    )


def _is_generic(section: Section) -> bool:
    words = section.heading.plain.lower().split()
    return not words or words[0].strip(":") in _GENERIC or section.heading.plain.endswith("?")


def _whole(section: Section) -> Text:
    """The heading and the opening of all below it, for the first stamp inside it."""
    whole = section.heading
    for block in section.blocks:
        if isinstance(block, Paragraph):
            whole += block.text
    for inner in section.sections:
        whole += _whole(inner)
    return whole
