"""Tables of verbs -> cards: each form is asked for by its verb, person and tense."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.text.pairs import side
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.silence import Silence
from cuedeck.extract.wording.words import words
from cuedeck.notes.blocks import Table
from cuedeck.notes.text import Text
from cuedeck.notes.vocabulary import Ways

_FEWEST = 2
"""Persons of a table of a verb."""
_LONGEST_FORM = 5
"""Words, as in `ils se seraient lavés`."""
_LONGEST_NAME = 4
"""Words of what names a verb."""
_WORD = re.compile(r"[^\W\d_]+['’]?")


@dataclass(frozen=True, slots=True)
class _Form:
    """A cell with its person, and what its other axis is called."""

    person: Text
    label: Text
    cell: Text
    row: Text
    column: Text


def verb_forms(place: Place, parser: Parser) -> Iterator[Draft | Silence]:
    """`gehen (ich, Präsens)?`, from a table whose rows or columns are persons."""
    _ = parser
    table = place.block
    if not isinstance(table, Table) or place.note.vocabulary is Ways.OFF:
        return
    forms = tuple(_forms(table))
    if not _are_forms(forms, place):
        return
    corner = side(table.header[0]) if table.header else Text()
    above = () if not corner.plain or _is_about_forms(corner) else (corner,)
    verb, tense = _named_above(above or tuple(_above(place)))
    for form in forms:
        own = form.label if _names_verb(form.label) and not above else verb
        if own is None or len(own.plain.split()) > _LONGEST_NAME:
            yield Silence(form.row + " " + form.cell, "nothing above its table names the verb")
        else:
            yield _card(place, form, own, form.label if form.label is not own and _tells(form.label) else tense)


def _are_forms(forms: Sequence[_Form], place: Place) -> bool:
    """Whether a table is one of a verb: short forms, and more than an English `I` and `you` without a tense."""
    persons = {form.person.plain.lower() for form in forms}
    if not forms or any(len(form.cell.plain.split()) > _LONGEST_FORM for form in forms):
        return False
    tells = any(_is_tense(name) for name in (*(form.label for form in forms), *_above(place)))
    return tells or len(persons) > _FEWEST or not persons <= words("english_persons")


def _forms(table: Table) -> Iterator[_Form]:
    """The cells of a table that has persons in its first column or in its header."""
    across = _are_persons(table.header[1:])
    if not across and not _are_persons([row[0] for row in table.rows if row[0].plain.strip()]):
        return
    for row in table.rows:
        for column, cell in zip(table.header[1:], row[1:], strict=True):
            person, label = (column, row[0]) if across else (row[0], column)
            if any(map(str.isalpha, cell.plain)) and person.plain.strip():
                yield _Form(side(person), side(label), side(cell), row[0], column)


def _are_persons(names: Sequence[Text]) -> bool:
    return len(names) >= _FEWEST and all(_is_person(name.plain) for name in names)


def _is_person(name: str) -> bool:
    """Whether a name is that of a person or of several: `ich`, `er/sie/es`, `él, ella`."""
    said = [word.replace("’", "'") for word in _WORD.findall(name.lower())]
    return bool(said) and words("persons_of_verbs").issuperset(said)


def _names_verb(label: Text) -> bool:
    """Whether the other axis has verbs, and not tenses or nothing."""
    return bool(label.plain) and not _is_tense(label) and not _is_about_forms(label)


def _tells(label: Text) -> bool:
    return bool(label.plain) and not _is_about_forms(label)


def _is_tense(name: Text) -> bool:
    return not words("tenses").isdisjoint(_WORD.findall(name.plain.lower()))


def _is_about_forms(name: Text) -> bool:
    return words("about_forms").issuperset(_WORD.findall(name.plain.lower()))


def _above(place: Place) -> Iterator[Text]:
    """What may name the verb of a table, the nearest first."""
    if place.introduction is not None:
        yield side(place.introduction.strip(" :"))
    yield from reversed(place.path)
    yield Text.of(place.note.title)


def _named_above(names: Sequence[Text]) -> tuple[Text | None, Text | None]:
    """The verb and the tense that the names above a table tell."""
    tense: Text | None = None
    for name in names:
        said = _WORD.findall(name.plain.lower())
        if words("tenses", "about_forms").issuperset(said):
            tense = name if tense is None and _is_tense(name) else tense
        elif len(said) <= _LONGEST_NAME:
            return name, tense
    return None, tense


def _card(place: Place, form: _Form, verb: Text, tense: Text | None) -> Draft:
    way = form.person if tense is None else form.person + ", " + tense
    return Draft(
        kind=Kind.TABLE,
        question=verb + " (" + way + ")?",
        answer=form.cell,
        path=place.path,
        key=("table", *place.names, form.row.plain, form.column.plain),
        statement=form.row + " " + form.cell,
        rule="verb_form",
        direction="",
    )
