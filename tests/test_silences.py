"""What structure gives no card for, and why, as `check` tells the writer."""

from functools import cache
from pathlib import Path

import pytest

from cuedeck.extract.extraction import extract
from cuedeck.extract.parser.parser import Parser
from cuedeck.notes.config import Config
from cuedeck.notes.note import Note
from cuedeck.notes.reader import read

UNNAMED = "no heading or sentence above its list tells what the entries are"


@cache
def parser() -> Parser:
    """The parser, loaded once."""
    return Parser()


def reasons(markdown: str, folder: Path) -> set[str]:
    """Why a note gives no cards."""
    file = folder / "note.md"
    file.write_text(markdown, "utf-8")
    note = read(file, path="lessons/note.md", deck="lessons", config=Config())
    assert isinstance(note, Note)
    return {one.reason for one in extract(note, parser()).silent}


@pytest.mark.parametrize(
    ("markdown", "reason"),
    [
        ("## Harbour\n\n- Piers\n- Cranes\n", UNNAMED),
        (
            "## Types of sails\n\n- Jib\n- Genoa\n- Gaff\n- Lug\n- Lateen\n- Sprit\n- Spanker\n",
            "its list has more than 6",
        ),
        (
            "## Benefits of a garden\n\n- Shade\n- Growing food\n- In the evening\n",
            "the entries of its list are not parallel",
        ),
        ("- **Osmosis:**\n- **Diffusion:** the spread of a substance\n", "its label has no text"),
        (
            "# Ships\n\n## Drawbacks of hulls\n\n- **Cost:** Very high because of rare oaks.\n",
            "its label `Cost` does not tell",
        ),
        ("| x | y |\n|---|---|\n| a | 1.0 |\n| b | 2.5 |\n", "its table holds figures to look up"),
    ],
)
def test_structure_tells_why_it_gives_up(markdown: str, reason: str, tmp_path: Path) -> None:
    """In words that say what could be changed."""
    assert any(told.startswith(reason) for told in reasons(markdown, tmp_path))


def test_a_term_with_nothing_but_a_picture_gives_no_card_by_itself(tmp_path: Path) -> None:
    """Nothing is said of it that a card could ask for."""
    assert not reasons("Osmosis\n\n:![](water.png)\n", tmp_path)


@pytest.mark.parametrize("opening", ["0:45", "(1:30)", "0:45 -"])
def test_no_card_is_about_a_time_in_front(opening: str, tmp_path: Path) -> None:
    """Where it is not known whether it stands for the recording, `What is 0:45 A synapse?` would come of it."""
    file = tmp_path / "note.md"
    file.write_text(f"{opening} A synapse is the junction between two neurons.\n", "utf-8")
    note = read(file, path="lessons/note.md", deck="lessons", config=Config())
    assert isinstance(note, Note)
    found = extract(note, parser())
    assert found.drafts == ()
    assert {one.reasons[0] for one in found.rejected} == {"it opens with a time that may be none of the recording"}
