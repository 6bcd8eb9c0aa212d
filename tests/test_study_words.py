"""The words of studying: whole in every language, and each said somewhere."""

import re
from pathlib import Path

import pytest

from cuedeck.decks.page.words import languages
from cuedeck.decks.schedule.review import Rating, Stage
from cuedeck.decks.study import words as module
from cuedeck.decks.study.words import words
from cuedeck.notes import yaml_reader

FOLDER = Path(module.__file__).parent


@pytest.mark.parametrize("language", languages())
def test_every_language_says_everything(language: str) -> None:
    """Whatever pages of decks speak; no text is missing or left over, and each has the gaps of the English one."""
    assert set(yaml_reader.parse((FOLDER / "wording" / f"{language}.yaml").read_text("utf-8"))) == {"page", "script"}
    said, english = words(language), words("en")
    assert said.language == language
    for group, whole in ((said.page, english.page), (said.script, english.script)):
        assert group.keys() == whole.keys()
        for name, text in group.items():
            assert set(re.findall(r"\{(\w+)\}", text)) == set(re.findall(r"\{(\w+)\}", whole[name])), name
            assert text.strip() == text != ""
    assert len(said.page["month_names"].split()) == 12


def test_every_word_is_said_somewhere() -> None:
    """By a template, a script or the code; ratings and stages by their own names."""
    files = [file for room in (FOLDER, FOLDER.parent / "local") for file in room.rglob("*.*")]
    there = "\n".join(file.read_text("utf-8") for file in files if file.suffix in {".j2", ".js", ".py"})
    own = {rating.name.lower() for rating in Rating} | {f"stage_{stage}" for stage in Stage}
    own |= {f"chart_{name}{end}" for name in ("stability", "difficulty") for end in ("", "_long")}
    names = {*words("en").page, *words("en").script} - own
    assert {name for name in names if not re.search(rf"\b{re.sub('_(one|many)$', '', name)}\b", there)} == set()


def test_a_language_without_words_is_english() -> None:
    """As on pages of decks."""
    assert words("tlh").language == "en"
    assert words("de").many("streak", 3) == "3 Tage in Folge"
    assert words("de").many("streak", 1) == "1 Tag in Folge"
