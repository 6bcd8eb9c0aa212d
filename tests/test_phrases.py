"""The words of questions are data: complete in English, and told clearly where a file is broken."""

import re
from pathlib import Path

import pytest

from cuedeck.extract.wording.phrases import PhrasesError, english, filled, structure
from cuedeck.extract.wording.words import lists
from cuedeck.notes.text import Text

ROOT = Path(__file__).parent.parent / "extract"


def test_english_has_every_question_that_is_asked() -> None:
    """And none that nothing asks for."""
    code = "".join(file.read_text("utf-8") for file in ROOT.rglob("*.py"))
    asked = set(re.findall(r"\.ask\(\s*\"(\w+)\"", code))
    assert asked == set(english().questions)


def test_english_has_every_list_of_words_that_is_used() -> None:
    """And none that is not."""
    code = "".join(file.read_text("utf-8") for file in ROOT.rglob("*.py"))
    named = {name for call in re.findall(r"\bwords\(([^()]*)\)", code) for name in re.findall(r"\"(\w+)\"", call)}
    rows = re.findall(r"@(\w+)", (ROOT / "prose" / "rules.yaml").read_text("utf-8"))
    assert named | set(rows) - {"name"} == set(lists())


def test_a_gap_keeps_the_setting_of_what_fills_it() -> None:
    """Words of the note come with their line, so that a card knows where it is from."""
    assert filled("What is {name}?", name=Text.of("osmosis")).plain == "What is osmosis?"


def test_a_question_that_no_file_has_is_told() -> None:
    """A sentence with its name."""
    with pytest.raises(PhrasesError, match="no question `nonsense`"):
        english().ask("nonsense")


def test_a_language_without_a_file_has_fronts_without_words() -> None:
    """Signs alone, never English around foreign words."""
    assert structure("fi") == structure(None)
    assert not re.search(r"[a-z]", re.sub(r"\{\w+\}", "", "".join(structure(None).values())))
