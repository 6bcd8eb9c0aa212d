"""The language that pages speak: that of the settings, else that of the system."""

from pathlib import Path

import pytest

from cuedeck.decks.app.interface import system_language
from cuedeck.decks.page.words import languages
from cuedeck.notes.config import INTERFACES
from tests.vaults import run, sea, state, write


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "de"),
        ({"LANG": "de"}, "de"),
        ({"LANG": "fr_CA.UTF-8@euro"}, "fr"),
        ({"LANG": "pl_PL.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "germanic"}, "en"),
        ({"LANG": "de_DE", "LC_CTYPE": "fr_FR"}, "de"),
        ({"LANG": "de_DE", "LC_MESSAGES": "it_IT"}, "it"),
        ({"LANG": "de_DE", "LC_MESSAGES": "it_IT", "LC_ALL": "es_ES"}, "es"),
        ({"LANG": "de_DE", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE", "LC_ALL": ""}, "de"),
        ({"LANG": "de_DE", "LANGUAGE": "it:fr"}, "it"),
        ({"LANG": "de_DE", "LANGUAGE": "pl:fr_FR"}, "fr"),
        ({"LANG": "de_DE", "LANGUAGE": "pl"}, "de"),
        ({"LANG": "C", "LANGUAGE": "it"}, "en"),
    ],
)
def test_the_language_of_the_system_is_that_of_its_locale(environment: dict[str, str], language: str) -> None:
    """As POSIX and gettext have it; English where pages have no words for it."""
    assert system_language(environment) == language


def test_every_language_with_words_can_be_set() -> None:
    """Settings know the languages that pages have words in."""
    assert languages() == INTERFACES


def test_pages_follow_the_system_and_nothing_else_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another locale changes the words on pages; packages, ledgers and identities stay, byte by byte."""
    vault, out = sea(tmp_path), tmp_path / "out"
    run("build", vault, "-o", out)
    english = state(out)
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    run("build", vault, "-o", out)
    german = state(out)
    assert {name for name, data in german.items() if data != english[name]} == {
        name for name in english if name.endswith(".html")
    }
    assert b"Karten aus" in german["sea.html"]


def test_a_language_that_is_set_holds_on_every_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With it, the same notes give the same bytes everywhere."""
    vault, out = write(sea(tmp_path), {"cuedeck.yaml": "interface: fr\n"}), tmp_path / "out"
    run("build", vault, "-o", out)
    before = state(out)
    assert b"cartes" in before["sea.html"]
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    run("build", vault, "-o", out)
    assert state(out) == before


def test_a_language_without_words_cannot_be_set(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told with its line, and nothing is written."""
    vault = write(sea(tmp_path), {"cuedeck.yaml": "tags: [a]\ninterface: pl\n"})
    assert run("build", vault, "-o", tmp_path / "out") == 2
    assert "cuedeck.yaml:2: `interface` takes `auto`, or one of de, en, es, fr, it" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
