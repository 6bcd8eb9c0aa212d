"""Vocabulary -> cards: pairs of words from lists, lines and tables, asked alone and in both directions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cuedeck.cards.card import Kind
from cuedeck.cards.draft import Draft
from cuedeck.extract.parser.parser import Parser
from cuedeck.extract.structure.vocabulary_names import Column, Hint, both, codes, column, hint, own_name
from cuedeck.extract.text.pairs import Pair, are_short, paired, side
from cuedeck.extract.text.place import Place
from cuedeck.extract.text.silence import Silence
from cuedeck.extract.text.tongues import are_even, are_two, languages, opening_apart
from cuedeck.notes.blocks import Block, List, Paragraph, Table
from cuedeck.notes.text import Text
from cuedeck.notes.vocabulary import Ways

_FEWEST, _FEWEST_NAMED = 3, 2
"""Pairs by which a list is told, and where its names already tell."""
_NEAR = 12
"""Paragraphs before and behind a pair that stands alone on its line."""
_LONGEST_INTRODUCTION = 6
"""Words of a line above a list that names it."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Pairs that are vocabulary, and what is asked from and for."""

    pairs: tuple[Pair, ...]
    names: tuple[str, str]
    """What the sides are; empty where nothing tells."""
    rule_key: str
    kind: Kind


def pairs(place: Place, parser: Parser) -> Iterator[Draft | Silence]:
    """A word for its translation, and the translation for its word."""
    _ = parser
    if place.note.vocabulary is Ways.OFF:
        return
    match place.block:
        case List(items=items):
            yield from _of_entries(place, tuple(item.text for item in items))
        case Paragraph(text=text):
            yield from _of_entries(place, text.lines)
        case Table() as table:
            yield from _of_table(place, table)
        case _:
            pass


def _of_entries(place: Place, entries: tuple[Text, ...]) -> Iterator[Draft | Silence]:
    """The cards of entries that are vocabulary; a paragraph of one line is told together with those around it."""
    found = paired(entries)
    if not found:
        return
    around = paired(_lines_around(place)) if len(entries) == 1 else found
    if not _are_vocabulary(place, around):
        return
    yield from _cards(place, _Found(found, _names(place, around), "term", Kind.DEFINITION))
    taken = {id(pair.statement) for pair in found}
    yield from (Silence(entry, "its line is no pair of words") for entry in entries if id(entry) not in taken)


def _lines_around(place: Place) -> tuple[Text, ...]:
    near = place.siblings[max(place.at - _NEAR, 0) : place.at + _NEAR + 1]
    return tuple(text for block in near if (text := _one_line(block)) is not None)


def _one_line(block: Block) -> Text | None:
    is_one = isinstance(block, Paragraph) and len(block.text.line_bounds) == 1
    return block.text if is_one and isinstance(block, Paragraph) else None


def _are_vocabulary(place: Place, found: Sequence[Pair]) -> bool:
    """Whether pairs are surely words of two languages, or stand where words are to be learnt."""
    told = Hint.VOCABULARY if place.note.is_vocabulary else max(map(hint, _around(place)))
    if len(found) < (_FEWEST_NAMED if told is Hint.VOCABULARY else _FEWEST):
        return False
    if place.note.is_vocabulary:
        return True
    if not are_short(found):
        return False
    if told is Hint.VOCABULARY or are_two(found):
        return True
    foreign = bool(opening_apart(found) - {"en", place.language})
    return (told is Hint.WORDS and (foreign or are_even(found))) or (told is Hint.UNIT and foreign and are_even(found))


def _around(place: Place) -> Iterator[str]:
    """All names that a block stands under: of folders, note, tags, headings, and the line above it."""
    yield from place.note.path.removesuffix(".md").split("/")
    yield from (place.note.title, *place.note.tags, *place.names)
    above = place.introduction.plain if place.introduction is not None else ""
    yield above if len(above.split()) <= _LONGEST_INTRODUCTION else ""


def _names(place: Place, found: Sequence[Pair]) -> tuple[str, str]:
    """What the sides of entries are, by how they open or by a heading that names two languages."""
    around = tuple(_around(place))
    known = frozenset[str]().union(*map(codes, around))
    opening = (languages([getattr(pair, of).plain for pair in found]) for of in ("first", "second"))
    first, second = (_one(frozenset(tongues & known or tongues)) for tongues in opening)
    if first or second:
        return first, second
    named = next((pair for name in reversed(around) if (pair := both(name))), ("", ""))
    return named[0], named[1]


def _one(tongues: frozenset[str]) -> str:
    """The name of a language where it is the only one; else nothing."""
    return own_name(next(iter(tongues))) if len(tongues) == 1 else ""


def _of_table(place: Place, table: Table) -> Iterator[Draft | Silence]:
    at = _columns(place, table)
    if at is None:
        return
    first, others = at
    for other in others:
        found = tuple(_of_rows(table, first, other))
        yield from _cards(
            place, _Found(found, (table.header[first].plain, table.header[other].plain), "table", Kind.TABLE)
        )
    left = (name for number, name in enumerate(table.header) if number not in {first, *others} and name.plain.strip())
    yield from (Silence(name, "its column is no side of the words of its table") for name in left)


def _columns(place: Place, table: Table) -> tuple[int, tuple[int, ...]] | None:
    """The column of words and those of what they mean; None where a table is no vocabulary."""
    held = [column(name.plain) for name in table.header]
    tongues = tuple(at for at, one in enumerate(held) if one is Column.LANGUAGE)
    if len(tongues) > 1:
        return (tongues[0], tongues[1:]) if tongues[0] == 0 else None
    word = next((at for at, one in enumerate(held) if one in {Column.WORD, Column.LANGUAGE}), None)
    if Column.TRANSLATION in held and (word is not None or len(held) == 2):
        word = 1 - held.index(Column.TRANSLATION) if word is None else word
        first, second = sorted((word, held.index(Column.TRANSLATION)))
        return first, (second,)
    if word is not None and word == 0 and Column.MEANING in held:
        means = held.index(Column.MEANING)
        return (word, (means,)) if are_short(tuple(_of_rows(table, word, means))) else None
    if len(table.header) == 2 and _are_vocabulary(place, tuple(_of_rows(table, 0, 1))):
        return 0, (1,)
    return None


def _of_rows(table: Table, first: int, second: int) -> Iterator[Pair]:
    for row in table.rows:
        pair = Pair(side(row[first]), side(row[second]), row[first] + " " + row[second])
        if pair.first.shows and pair.second.shows:
            yield pair


def _cards(place: Place, found: _Found) -> Iterator[Draft]:
    """The cards of pairs, in the ways that the note is asked; both of a pair have one statement."""
    first, second = found.names
    ways = place.note.vocabulary
    turned = tuple(Pair(pair.second, pair.first, pair.statement) for pair in found.pairs)
    for go, sides, names, rule in (
        (ways.goes_forward, found.pairs, (first, second), "pair"),
        (ways.goes_back, turned, (second, first), "pair_back"),
    ):
        direction = " → ".join(names).strip() if any(names) else ""
        kind = found.kind if rule == "pair" else Kind.TERM
        for same in _asked_alike(sides) if go else ():
            yield _card(place, same, key=_key(place, found, same[0], names, rule), kind=kind, rule=rule, way=direction)


def _asked_alike(sides: Sequence[Pair]) -> Iterator[tuple[Pair, ...]]:
    """The pairs by their first side, in order: a word that means two things is asked once, for both."""
    alike: dict[str, list[Pair]] = {}
    for pair in sides:
        alike.setdefault(pair.first.plain.casefold(), []).append(pair)
    return map(tuple, alike.values())


def _key(place: Place, found: _Found, pair: Pair, names: tuple[str, str], rule: str) -> tuple[str, ...]:
    """What names a card, as the cells and terms of other notes are named."""
    own = (found.rule_key, *place.names, pair.first.plain)
    own = (*own, names[1]) if found.rule_key == "table" else own
    return own if rule == "pair" else ("reverse", *own)


def _card(place: Place, same: tuple[Pair, ...], *, key: tuple[str, ...], kind: Kind, rule: str, way: str) -> Draft:
    answers = tuple({pair.second.plain.casefold(): pair.second for pair in reversed(same)}.values())[::-1]
    return Draft(
        kind=kind,
        question=same[0].first,
        answer=answers[0] if len(answers) == 1 else Text(),
        items=answers if len(answers) > 1 else (),
        path=place.path,
        key=key,
        statement=same[0].statement,
        rule=rule,
        direction=way,
    )
