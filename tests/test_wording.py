"""Wording: the words on pages are whole in every language."""

import re
from dataclasses import asdict, fields
from pathlib import Path

import pytest

from cuedeck.decks.page import words as module
from cuedeck.decks.page.template import style_counters
from cuedeck.decks.page.words import Wording, languages, wording
from cuedeck.notes import yaml_reader

FILES = Path(module.__file__).parent / "wording"
TEXTS = {field.name for field in fields(Wording)} - {"language"}


def gaps(text: str) -> set[str]:
    """The gaps of a text."""
    return set(re.findall(r"\{(\w+)\}", text))


def test_the_languages_of_the_project_are_there() -> None:
    """English and its four neighbours."""
    assert {"de", "en", "es", "fr", "it"} <= set(languages())


@pytest.mark.parametrize("language", languages())
def test_every_language_says_everything(language: str) -> None:
    """No text is missing or left over, and each has the gaps that the English one has."""
    texts = yaml_reader.parse((FILES / f"{language}.yaml").read_text("utf-8"))
    assert set(texts) == TEXTS
    english = asdict(wording("en"))
    for name in TEXTS:
        assert gaps(str(texts[name])) == gaps(english[name]), name
        assert str(texts[name]).strip() == texts[name] != ""


@pytest.mark.parametrize(
    ("language", "spoken"), [("de", "de"), ("de-at", "de"), ("DE", "de"), ("en", "en"), ("tlh", "en"), (None, "en")]
)
def test_a_language_without_words_is_english(language: str | None, spoken: str) -> None:
    """Regions do not matter; what is not there falls back."""
    assert wording(language).language == spoken


def test_one_card_is_no_plural() -> None:
    """Counts agree with their nouns."""
    assert wording("en").extent_of(1, 1) == "1 card from 1 note."
    assert wording("en").extent_of(12, 2) == "12 cards from 2 notes."
    assert wording("de").extent_of(0, 1) == "0 Karten aus 1 Notiz."


def test_page_numbers_are_counted_by_the_style() -> None:
    """The gaps become counters, the words strings of CSS."""
    assert style_counters("Page {page} of {pages}") == '"Page " counter(page) " of " counter(pages)'
    assert style_counters('{page} "x') == 'counter(page) " \\22 x"'
