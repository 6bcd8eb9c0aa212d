"""Promises of cost: a note four times as long asks for no more than about four times the work, whatever it is made of."""

import time

import pytest

from bench.growth_families import FAMILIES, Family
from cuedeck.extract.covering import coverage
from cuedeck.extract.extraction import extract
from cuedeck.extract.parser.parser import NoParser
from cuedeck.notes.config import Config
from cuedeck.notes.note import Note
from cuedeck.notes.reader import read_text
from tests.work import calls

_PARTS = 32
"""Fewer may lie on both sides of a limit from which on something is done otherwise."""
_SQUARES = {"columns and short rows": 150}
"""Families whose parts are rows and columns at once, and the parts from which that is bounded."""
_NOTES = {
    f"{group}: {name}": family
    for group, families in FAMILIES.items()
    for name, (size, family) in families.items()
    if size > 10 and name not in _SQUARES
}


def read(text: str) -> None:
    """Read a note up to its cards and to what is on none, without a parser."""
    note = read_text(text, path="bees.md", deck="bees", config=Config())
    if isinstance(note, Note):
        coverage(note, extract(note, NoParser()))


@pytest.mark.parametrize("family", _NOTES.values(), ids=_NOTES)
def test_work_grows_as_the_note_does(family: Family) -> None:
    """Calls are counted, the same on every machine; what grows with the square would need sixteen times as many."""
    read(family(4 * _PARTS))
    once, four_times = (calls(lambda n=n: read(family(n))) for n in (_PARTS, 4 * _PARTS))  # type: ignore[misc]
    assert four_times < 7 * once


@pytest.mark.parametrize("name", _SQUARES)
def test_what_is_square_is_bounded(name: str) -> None:
    """From a size on that no real note has, it grows as the note does."""
    family = next(families[name][1] for families in FAMILIES.values() if name in families)
    once, four_times = (calls(lambda n=n: read(family(n))) for n in (_SQUARES[name], 4 * _SQUARES[name]))  # type: ignore[misc]
    assert four_times < 7 * once


@pytest.mark.slow
@pytest.mark.parametrize("part", ["A", "Aa", ".", "[", "[[a", "1", "a_", '"a ', "the x, where a ", "ABC (", "* ", "| "])
def test_no_pattern_runs_on_for_ever(part: str) -> None:
    """What patterns do inside themselves is no call: only time shows it, and a square would take minutes."""
    start = time.process_time()
    read("```\n" + part * (60_000 // len(part)))
    read(part * (60_000 // len(part)))
    assert time.process_time() - start < 20
