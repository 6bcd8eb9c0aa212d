"""Notes and the cards they give, as Markdown that anyone can extend: see `data/cases`."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cuedeck.cards.card import Card
from cuedeck.cards.duplicates import unique
from cuedeck.cards.making import made
from cuedeck.extract.extraction import extract
from cuedeck.extract.parser.parser import Parser
from cuedeck.notes.config import Config
from cuedeck.notes.note import Note
from cuedeck.notes.reader import read

CASES = Path(__file__).parent / "data" / "cases"
"""Files of cases: a title, the note, and one line `kind | question | answer` for each card, with a `.` between them.

A title may end in the name of the note's file: `The file name is the term (note: osmosis)`.
"""


@cache
def parser() -> Parser:
    """The parser, loaded once."""
    return Parser()


def cases() -> Iterator[object]:
    """Every case of every file: what its note is called, its note, and its cards."""
    for file in sorted(CASES.glob("*.md")):
        parts = file.read_text("utf-8").split("\n.\n")
        for at in range(0, len(parts) - 2, 3):
            title = parts[at].strip()
            named = re.search(r" \(note: (?P<name>[^()]+)\)$", title)
            name = named["name"] if named else "sample note"
            yield pytest.param(name, parts[at + 1], parts[at + 2].strip().splitlines(), id=f"{file.stem}: {title}")


def line_of(card: Card) -> str:
    """A card as a case writes it."""
    return f"{card.kind} | {card.question.plain} | {card.answer.plain}"


@pytest.mark.parametrize(("name", "note", "expected"), list(cases()))
def test_a_note_gives_these_cards(name: str, note: str, expected: list[str], tmp_path: Path) -> None:
    """The note of each case gives the cards that stand below it, in this order, and no others."""
    file = tmp_path / f"{name}.md"
    file.write_text(note, "utf-8")
    found = read(file, path=f"lessons/{name}.md", deck="lessons", config=Config())
    assert isinstance(found, Note)
    cards, _ = unique(made(found, extract(found, parser()).drafts))
    assert [line_of(card) for card in cards] == [line for line in expected if line != "nothing"]
