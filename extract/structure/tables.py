"""Tables -> cards: each cell is asked for by its row and its column."""

import re
from collections.abc import Iterator

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.parser.sentences import sentences
from cuedeck.extract.text import nouns, questions
from cuedeck.extract.text.lead_in import lead_in
from cuedeck.extract.text.place import Place
from cuedeck.extract.wording.phrases import english
from cuedeck.notes.blocks import Table
from cuedeck.notes.text import Mark, Text

_ATTRIBUTE_COLUMN = frozenset(
    "feature features aspect aspects characteristic characteristics property properties attribute attributes criterion "
    "criteria parameter parameters category factor dimension metric".split()
)
_DEFINING_COLUMN = frozenset("definition description meaning explanation".split())
_DOING_COLUMN = re.compile(r"what (?:it|they|this) do(?:es)?$|does$", re.IGNORECASE)
_VERSUS = re.compile(r"\b(?:vs\.?|versus)(?:\s|$)", re.IGNORECASE)
_SAYS_NOTHING = re.compile(
    r"(?:yes|no|n/?a|none|unknown|not (?:\w+ly )?(?:specified|mentioned|stated).*|[✓✔✗✘x—–-]+|)$", re.IGNORECASE
)
_EMPTY = re.compile(r"(?:n/?a|none|unknown|not (?:\w+ly )?(?:specified|mentioned|stated).*|[—–?-]*)$", re.IGNORECASE)
_CONDITION = re.compile(r"\s\((?:if|where|when)\s[^()]*\)$", re.IGNORECASE)
_MOST_ROWS = 40
_MOST_COMPARED = 3
_LONGEST_COMPARED = 8
"""Words of a cell that is compared with its neighbours at a glance."""


def cells(place: Place, parser: Parser) -> Iterator[Draft]:
    """One card for each cell that says something, but the first of its row."""
    _ = parser
    if not isinstance(place.block, Table) or len(place.block.header) < 2:
        return
    if _is_data(place.block):
        return
    compares = _compares(place, place.block)
    names = tuple(_bare(column) for column in place.block.header[1:])
    for row in place.block.rows[:_MOST_ROWS]:
        for column, cell in zip(names, row[1:], strict=True):
            name = _bare(row[0])
            if name and column.plain.strip() and not _SAYS_NOTHING.match(cell.plain.strip(" .")):
                yield _cell(place, name, column, cell, compares=compares)


def comparisons(place: Place, parser: Parser) -> Iterator[Draft]:
    """A row of a comparison as a whole, where all its cells are short: `How do A and B differ in price?`."""
    _ = parser
    if not isinstance(place.block, Table) or _is_data(place.block):
        return
    things = tuple(_bare(name) for name in place.block.header[1:])
    if not 2 <= len(things) <= _MOST_COMPARED or not all(thing.plain for thing in things):
        return
    if not _compares(place, place.block):
        return
    for row in place.block.rows[:_MOST_ROWS]:
        attribute, cells = _bare(row[0]), tuple(cell.strip(" .;") for cell in row[1:])
        if attribute.plain and all(_is_comparable(cell) for cell in cells) and len({cell.plain for cell in cells}) > 1:
            yield _comparison(place, attribute, things, cells)


def _compares(place: Place, table: Table) -> bool:
    """Whether the columns are things and the rows what they are compared on: the corner says so, or an `A vs. B` above."""
    corner, *things = (_bare(name).plain.lower() for name in table.header)
    above = [name.lower() for name in (place.note.title, *place.names) if _VERSUS.search(name)]
    if not corner or corner in _ATTRIBUTE_COLUMN or any(all(thing in name for thing in things) for name in above):
        return True
    named = sum(nouns.names_attribute(_bare(row[0]).plain) for row in table.rows)
    return named * 2 > len(table.rows) and not any(nouns.names_attribute(thing) for thing in things)


def _is_comparable(cell: Text) -> bool:
    return not _EMPTY.match(cell.plain) and len(cell.plain.split()) <= _LONGEST_COMPARED


def _comparison(place: Place, attribute: Text, things: tuple[Text, ...], cells: tuple[Text, ...]) -> Draft:
    names = tuple(place.in_sentence(thing) for thing in things)
    statement = attribute
    for cell in cells:
        statement = statement + " " + cell
    return Draft(
        kind=Kind.TABLE,
        question=english().ask("differ_in", things=_together(names), attribute=place.in_sentence(attribute)),
        answer=Text(),
        items=tuple(thing + ": " + cell for thing, cell in zip(things, cells, strict=True)),
        path=place.path,
        key=("comparison", *place.names, attribute.plain),
        statement=statement,
        rule="comparison_row",
    )


def _asking(row: Text, attribute: Text, owner: Text, *, defines: bool) -> Text:
    if defines:
        return questions.what_is(row)
    if _DOING_COLUMN.match(attribute.plain):
        return questions.what_does(owner)
    return questions.valued(attribute, owner)


def _together(names: tuple[Text, ...]) -> Text:
    """`A, B and C`."""
    together = names[0]
    for name in names[1:-1]:
        together = together + ", " + name
    return together + " and " + names[-1] if len(names) > 1 else together


def _is_data(table: Table) -> bool:
    """Whether a table holds figures to look up, not facts to know: rows without names, or hardly any words."""
    nameless = sum(len(row[0].plain.strip()) < 3 for row in table.rows)
    filled = [cell.plain for row in table.rows for cell in row[1:] if cell.plain.strip()]
    figures = sum(not any(letter.isalpha() for letter in cell) for cell in filled)
    return nameless * 2 > len(table.rows) or (len(table.rows) > 4 and figures * 4 > len(filled) * 3)


def _cell(place: Place, row: Text, column: Text, cell: Text, *, compares: bool) -> Draft:
    """The card of a cell; `compares`: whether the columns are things, and the rows what they are compared on."""
    defines = column.plain.lower().split()[0] in _DEFINING_COLUMN
    row_name, column_name = place.in_sentence(row), place.in_sentence(column)
    attribute, owner = (column_name, row_name) if not compares else (row_name, column_name)
    answer = _without_name(_first(cell), attribute)
    if attribute.plain.lower() == "example" and ", " in answer.plain:
        attribute = attribute + "s"
    return Draft(
        kind=Kind.DEFINITION if defines else Kind.TABLE,
        question=_asking(row_name, attribute, owner, defines=defines),
        answer=nouns.capitalised(answer),
        path=place.path,
        key=("table", *place.names, row.plain, column.plain),
        statement=row + " " + cell,
        rule="cell",
    )


def _without_name(answer: Text, attribute: Text) -> Text:
    """`Cannot be applied in preterm delivery` -> `Cannot be applied`, where preterm delivery is what was asked for."""
    aside = re.search(r"\s(?P<aside>\([^()]+\))$", attribute.plain)
    names = "|".join(re.escape(name) for name in (attribute.plain, *(aside.groups() if aside else ())))
    pattern = rf"\s(?:(?:in|for|of|to|on|with)\s(?:the\s)?)?(?:{names})$"
    match = re.search(pattern, answer.plain, re.IGNORECASE)
    return answer.cut(0, match.start()) if match else answer


def _first(cell: Text) -> Text:
    """The cell, or its first sentences where it holds many words."""
    answer = Text()
    for sentence in (_unlisted(sentence) for sentence in sentences(cell)):
        if answer and len((answer + " " + sentence).plain.split()) > 35:
            break
        answer = answer + " " + sentence if answer else sentence
    return answer.strip(" .;")


def _unlisted(sentence: Text) -> Text:
    """The sentence without the dash of a list that a cell holds."""
    return sentence.cut(2) if sentence.plain.startswith(("- ", "– ")) else sentence


def _bare(text: Text) -> Text:
    """A row's or column's name without emphasis, and without what it adds in brackets on when it holds."""
    term = lead_in(text)
    name = (term.name if term is not None and not term.body else text).strip(" :")
    condition = _CONDITION.search(name.plain)
    name = name.cut(0, condition.start()) if condition else name
    return name.unset(~Mark.NONE)
