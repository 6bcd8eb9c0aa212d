"""Cards from notes in another language than English: structure alone, worded by the language's file, else without words."""

from collections.abc import Iterator
from dataclasses import replace

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences
from cuedeck.extract.structure.lists import MOST
from cuedeck.extract.structure.tables import in_row, time_of
from cuedeck.extract.text.entries import FEWEST, short_entries, whole
from cuedeck.extract.text.labels import is_foreign_aside
from cuedeck.extract.text.lead_in import LeadIn, lead_in
from cuedeck.extract.text.place import Place
from cuedeck.extract.wording.phrases import filled, structure
from cuedeck.notes.blocks import Block, Definition, List, Paragraph, Table
from cuedeck.notes.text import Text


def terms(place: Place, parser: Parser) -> Iterator[Draft]:
    """A term and its text: `Was bedeutet Osmose?`, `Osmosi = ?`."""
    _ = parser
    for term, text in _terms(place.block):
        if term is not None and not is_foreign_aside(term.name.plain) and term.body.plain.strip(" ."):
            asking, answer = filled(structure(place.language)["term"], term=term.name), sentences(term.body)[0]
            yield _draft(place, asking, answer, text, kind=Kind.DEFINITION, key=(term.name.plain,))


def _terms(block: Block | None) -> Iterator[tuple[LeadIn | None, Text]]:
    match block:
        case List(items=items):
            yield from ((lead_in(item.text), item.text) for item in items)
        case Paragraph(text=text):
            yield lead_in(text), text
        case Definition(term=term, blocks=(Paragraph(text=text), *_)):
            yield LeadIn(term, text), text.timed(term)
        case _:
            pass


def enumerations(place: Place, parser: Parser) -> Iterator[Draft]:
    """A short list right below a heading of several words, which name a class: `Vantaggi della bicicletta (3): ?`."""
    _ = parser
    if not isinstance(place.block, List) or not place.path or not FEWEST <= len(place.block.items) <= MOST:
        return
    entries = short_entries(place.block) if len(place.path[-1].plain.split()) > 1 else ()
    if entries and place.introduction is None:
        asking = filled(structure(place.language)["enumeration"], heading=place.path[-1], count=str(len(entries)))
        yield replace(_draft(place, asking, Text(), whole(place.block), kind=Kind.LIST, key=()), items=entries)


def cells(place: Place, parser: Parser) -> Iterator[Draft]:
    """A cell of a table by its row and column: `Forcipe · dilatazione: ?`."""
    _ = parser
    if not isinstance(place.block, Table):
        return
    for row in place.block.rows:
        time = time_of(row)
        for column, cell in zip(place.block.header[1:], row[1:], strict=True):
            if cell.plain.strip() and column.plain.strip() and row[0].plain.strip():
                asking = filled(structure(place.language)["cell"], row=row[0], column=column)
                key = (row[0].plain, column.plain)
                yield _draft(place, asking, cell, in_row(row[0], cell, time), kind=Kind.TABLE, key=key)


def _draft(place: Place, question: Text, answer: Text, statement: Text, *, kind: Kind, key: tuple[str, ...]) -> Draft:
    return Draft(
        kind=kind,
        question=question,
        answer=answer.strip(" .;"),
        path=place.path,
        key=(kind.value, *place.names, *key),
        statement=statement,
        rule=f"foreign_{kind.value}",
    )
