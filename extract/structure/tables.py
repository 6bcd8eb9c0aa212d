"""Tables -> cards: each cell is asked for by its row and its column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.marks.answers import leading
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.text import nouns, questions
from cuedeck.extract.text.lead_in import lead_in
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.silence import Silence
from cuedeck.extract.wording.words import words
from cuedeck.notes.blocks import Table
from cuedeck.notes.text import Mark, Text

_VERSUS = re.compile(r"\b(?:vs\.?|versus)(?:\s|$)")
_UNSAID = re.compile(r"not (?:\w+ly )?(?:specified|mentioned|stated)", re.IGNORECASE)
_CONDITION = re.compile(r"\s\((?:if|where|when)\s[^()]*\)$", re.IGNORECASE)
_MOST_ROWS = 40
_MANY_ROWS = 4


def cells(place: Place, parser: Parser) -> Iterator[Draft | Silence]:
    """One card for each cell that says something, but the first of its row."""
    _ = parser
    table = place.block
    if not isinstance(table, Table) or len(table.header) < 2:
        return
    if _holds_figures(table):
        yield Silence(table.header[0], "its table holds figures to look up, or rows without a name")
        return
    compares = _compares(place, table)
    for column in table.header[1:]:
        if _asks(column):
            yield Silence(column, "its column asks, and is no name of what stands in it")
    for row in table.rows[:_MOST_ROWS]:
        name, time = _bare(row[0]), time_of(row)
        for column, cell in zip(map(_bare, table.header[1:]), row[1:], strict=True):
            if name.plain and column.plain and not _asks(column) and _says_something(cell.plain):
                draft = _cell(place, name, column, cell, compares=compares)
                yield replace(draft, statement=in_row(name, cell, time))


def time_of(row: Sequence[Text]) -> Text:
    """The cell of a row that holds nothing but its time; empty where none does."""
    return next((cell for cell in row if cell.stamps and not cell.plain.strip()), Text())


def in_row(name: Text, cell: Text, time: Text) -> Text:
    """A cell with the name of its row, and the time of the row where a cell of its own holds it."""
    return replace(name + " " + cell, near=cell.near).timed(time)


def _holds_figures(table: Table) -> bool:
    """Whether a table holds figures to look up, not facts to know: rows without names, or hardly any words."""
    nameless = sum(len(row[0].plain.strip()) < 3 for row in table.rows)
    filled = [cell.plain for row in table.rows for cell in row[1:] if cell.plain.strip()]
    figures = sum(not any(letter.isalpha() for letter in cell) for cell in filled)
    return nameless * 2 > len(table.rows) or (len(table.rows) > _MANY_ROWS and figures * 4 > len(filled) * 3)


def _compares(place: Place, table: Table) -> bool:
    """Whether the columns are things and the rows what they are compared on: the corner says so, or an `A vs. B` above."""
    corner, *things = (_bare(name).plain.lower() for name in table.header)
    above = [name for name in map(str.lower, (place.note.title, *place.names)) if _VERSUS.search(name)]
    if not corner or corner in words("attribute_columns") or any(all(map(name.__contains__, things)) for name in above):
        return True
    named = sum(nouns.names_attribute(_bare(row[0]).plain) for row in table.rows)
    return named * 2 > len(table.rows) and not any(map(nouns.names_attribute, things))


def _asks(column: Text) -> bool:
    """`What it does`, `When to use it`: no `What is the ...` takes such a column in."""
    return not words("question_words").isdisjoint(column.plain.lower().split()[:1])


def _says_something(cell: str) -> bool:
    said = cell.strip(" .").lower()
    is_empty = not any(letter.isalnum() for letter in said) or said in words("empty_cells")
    return not is_empty and _UNSAID.match(said) is None


def _cell(place: Place, row: Text, column: Text, cell: Text, *, compares: bool) -> Draft:
    """The card of a cell; `compares`: whether the columns are things, and the rows what they are compared on."""
    defines = column.plain.lower().split()[0] in words("defining_columns")
    row_name, column_name = place.in_sentence(row), place.in_sentence(column)
    owner, attribute = (column_name, row_name) if compares else (row_name, column_name)
    answer = _without_name(leading(cell).strip(" .;"), attribute)
    if attribute.plain.lower() == "example" and ", " in answer.plain:
        attribute = attribute + "s"
    return Draft(
        kind=Kind.DEFINITION if defines else Kind.TABLE,
        question=questions.what_is(row_name) if defines else questions.valued(attribute, owner),
        answer=nouns.capitalised(answer),
        path=place.path,
        key=("table", *place.names, row.plain, column.plain),
        statement=cell,
        rule="cell",
    )


def _without_name(answer: Text, attribute: Text) -> Text:
    """`Cannot be applied in preterm delivery` -> `Cannot be applied`, where preterm delivery is what was asked for."""
    name = re.escape(attribute.plain)
    match = re.search(rf"\s(?:(?:in|for|of|to|on|with)\s(?:the\s)?)?{name}$", answer.plain, re.IGNORECASE)
    return answer.cut(0, match.start()) if match else answer


def _bare(text: Text) -> Text:
    """A row's or column's name without emphasis, and without what it adds in brackets on when it holds."""
    term = lead_in(text)
    name = (term.name if term is not None and not term.body else text).strip(" :")
    condition = _CONDITION.search(name.plain)
    return (name.cut(0, condition.start()) if condition else name).unset(~Mark.NONE)
