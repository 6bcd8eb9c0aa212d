"""Headings -> cards: questions that a heading asks, and what its sub-headings enumerate."""

import re
from collections.abc import Iterator

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences
from cuedeck.extract.prose.statements import of_sentences
from cuedeck.extract.structure import fragments
from cuedeck.extract.structure.lists import MOST
from cuedeck.extract.structure.parallel import parallel
from cuedeck.extract.text import nouns, questions
from cuedeck.extract.text.entries import FEWEST
from cuedeck.extract.text.lead_in import lead_in
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.silence import Silence
from cuedeck.notes.blocks import Paragraph
from cuedeck.notes.note import Note, Section
from cuedeck.notes.text import Text

_LONGEST_ANSWER = 40
_NO_TERM = re.compile(
    r"\d[\d\W_]*$|.*[?!]$|.*\bnotes?$|(?:.*[\W_])?\d{4}[-_.]?\d{2}.*|(?:untitled|readme|index|home|notes?|draft|todo|inbox|journal"
    r"|summary|overview|lecture|lesson|chapter|week|day|part|module|unit|session|episode|section)\b.*",
    re.IGNORECASE,
)
"""Names of files that name no subject: dates, numbers, places in a course."""
_ASKED = re.compile(r"(?:why|when|how)\b(?! (?:many|much|long|far|old|often|big|large|fast))", re.IGNORECASE)
_TOLD = {
    "why": re.compile(r"\b(?:because|since|due to|so that|therefore|in order to)\b|^to\b", re.IGNORECASE),
    "when": re.compile(r"^(?:to|use|when|whenever|if|once|after|before|during|in|at|as soon as)\b", re.IGNORECASE),
    "how": re.compile(r"^(?:by|use|through|with)\b|\bby \w+ing\b|\bworks?\b", re.IGNORECASE),
}
"""How an answer is worded to each question word that needs more than a name."""
_MOST_WORDS_OF_TERM = 6
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})


def question_headings(place: Place, parser: Parser) -> Iterator[Draft]:
    """A heading that is a question, answered by the sentence below it."""
    _ = parser
    section = place.section
    first = section.blocks[0] if section.blocks else None
    asking = questions.as_question(section.heading, place.note.title)
    if place.block is not None or asking is None or not isinstance(first, Paragraph):
        return
    answer = sentences(first.text)[0]
    if answer.plain.endswith(":") or len(answer.plain.split()) > _LONGEST_ANSWER or not _answers(asking, answer):
        return
    yield Draft(
        kind=Kind.HEADING,
        question=asking,
        answer=answer.strip(" ."),
        path=place.path[:-1],
        key=("heading", *place.names),
        statement=answer,
        rule="question_heading",
    )


def _answers(asking: Text, answer: Text) -> bool:
    """Whether the opening of a section tells the reason, the moment or the way that its heading asks for."""
    asked = _ASKED.match(asking.plain)
    return asked is None or _TOLD[asked[0].lower()].search(answer.plain) is not None


def enumerating_headings(place: Place, parser: Parser) -> Iterator[Draft]:
    """A heading whose sub-headings are the entries it announces."""
    section = place.section
    if place.block is not None or not section.heading.plain:
        return
    numbered = [inner for inner in section.sections if inner.numbered]
    entries = numbered if len(numbered) >= FEWEST else list(section.sections)
    announces = nouns.asks_for_list(section.heading.plain)
    if (
        not FEWEST <= len(entries) <= MOST
        or not (numbered or announces)
        or not questions.tells_of_what(section.heading.plain)
        or any(_is_generic(inner) for inner in entries)
        or not parallel(tuple(inner.heading for inner in entries), parser)
    ):
        return
    asking = questions.of_heading(place.in_sentence(section.heading), len(entries))
    if asking is None:
        return
    yield Draft(
        kind=Kind.LIST,
        question=asking,
        answer=Text(),
        items=tuple(inner.heading for inner in entries),
        ordered=bool(numbered),
        path=place.path[:-1],
        key=("headings", *place.names),
        statement=_whole(section),
        rule="enumeration_heading",
    )


def file_names(place: Place, parser: Parser) -> Iterator[Draft | Silence]:
    """The file name as the term that the first sentence of a note explains: it goes without its subject.

    So notes are written in a Zettelkasten: the note `osmosis` opens with `The movement of water through a membrane`.
    """
    note = place.note
    opening = note.root.blocks[0] if note.root.blocks else None
    is_first = place.block is opening and isinstance(opening, Paragraph)
    if not is_first or not isinstance(opening, Paragraph) or not _is_named_after_term(note, parser):
        return
    first = sentences(opening.text)[0]
    if lead_in(opening.text) is not None or first.plain.endswith((":", "?")):
        return
    term = Text.of(" ".join(note.stem.replace("_", " ").split()))
    named = _opens_with(first, term)
    defined = fragments.defines(first.cut(len(term.plain) + 1) if named else first, parser)
    if named and defined is not None and any(_cards(of_sentences((first,), place, parser, topic=None))):
        return
    does = fragments.does(first, parser) if defined is None else None
    found = tuple(_cards(of_sentences((first,), place, parser, topic=term))) if does is not None else ()
    yield from found
    if defined is not None or (does is not None and not found):
        yield _on_file_name(place, term, first, defined=defined, does=does)


def _cards(found: Iterator[Draft | Silence]) -> Iterator[Draft]:
    return (one for one in found if isinstance(one, Draft))


def _opens_with(sentence: Text, term: Text) -> bool:
    """Whether a sentence opens with the term that is the name of its note: `TCP is a protocol`."""
    return sentence.plain.casefold().startswith(f"{term.plain.casefold()} ")


def _is_named_after_term(note: Note, parser: Parser) -> bool:
    """Whether the file name is the title and names a subject: no date, no number, no sentence."""
    words = note.stem.replace("_", " ").split()
    if note.title.casefold().split() != " ".join(words).casefold().split() or _NO_TERM.match(note.stem):
        return False
    parse = parser.parse(" ".join(words))
    return (
        parse is not None
        and 0 < len(words) <= _MOST_WORDS_OF_TERM
        and not any(token.tag in _FINITE and token.dep == "ROOT" for token in parse.tokens)
    )


def _on_file_name(place: Place, term: Text, statement: Text, *, defined: Text | None, does: Text | None) -> Draft:
    """The card of a file name that its first sentence defines, or tells what it does."""
    name, body = nouns.uncapitalised(place.in_sentence(term)), defined or does or statement
    article = "" if _opens_with(statement, term) else nouns.article(name.plain, body.plain, place.capitals.after_the)
    return Draft(
        kind=Kind.HEADING,
        question=questions.what_is(name, article) if defined else questions.what_does(name),
        answer=nouns.capitalised(body.strip(" .;")),
        path=(),
        key=("definition", term.plain),
        statement=statement,
        rule="file_name",
    )


def _is_generic(section: Section) -> bool:
    return nouns.is_generic_heading(section.heading.plain) or section.heading.plain.endswith("?")


def _whole(section: Section) -> Text:
    """The heading and the opening of all below it, for the first stamp inside it."""
    whole = section.heading
    for block in section.blocks:
        if isinstance(block, Paragraph):
            whole += block.text
    for inner in section.sections:
        whole += _whole(inner)
    return whole
