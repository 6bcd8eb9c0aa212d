"""The words of a review: whole in every language, and each said somewhere."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from cuedeck.cards.card import Kind
from cuedeck.cards.changes import Fate
from cuedeck.decks.page.words import languages
from cuedeck.decks.review import words as module
from cuedeck.decks.review.words import Words, words
from cuedeck.notes import yaml_reader

FOLDER = Path(module.__file__).parent
GROUPS = ("page", "script", "desk", "kinds", "fates", "doubts")


def groups(spoken: Words) -> dict[str, Mapping[str, str]]:
    """All texts of a language."""
    return {group: getattr(spoken, group) for group in GROUPS}


@pytest.mark.parametrize("language", languages())
def test_every_language_says_everything(language: str) -> None:
    """Whatever pages of decks speak; no text is missing or left over, and each has the gaps of the English one."""
    assert set(yaml_reader.parse((FOLDER / "wording" / f"{language}.yaml").read_text("utf-8"))) == set(GROUPS)
    said, english = groups(words(language)), groups(words("en"))
    for group in GROUPS:
        assert said[group].keys() == english[group].keys()
        for name, text in said[group].items():
            assert set(re.findall(r"\{(\w+)\}", text)) == set(re.findall(r"\{(\w+)\}", english[group][name])), name
            assert text.strip() == text != ""


def test_every_word_is_said_somewhere() -> None:
    """By a template, a script or the code."""
    rooms = [file for room in (FOLDER, FOLDER.parent / "local") for file in room.rglob("*.*")]
    files = [file for file in rooms if file.suffix in {".j2", ".js", ".py"}] + [*FOLDER.parent.glob("app/desk*.py")]
    there = "\n".join(file.read_text("utf-8") for file in files)
    names = {name for group in ("page", "script", "desk") for name in groups(words("en"))[group]}
    assert {
        name for name in names if not re.search(rf"\b{name}\b|[\"']{re.sub('_(one|many)$', '', name)}[\"']", there)
    } == set()


def test_kinds_and_fates_have_names() -> None:
    """All of them."""
    assert words("en").kinds.keys() == {kind.value for kind in Kind}
    assert words("en").fates.keys() == {fate.value for fate in Fate}


def test_a_language_without_words_is_english() -> None:
    """As on pages of decks."""
    assert words("tlh").language == "en"
    assert words("de").many("keep", 3) == "3 Karten behalten"
