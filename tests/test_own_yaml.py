"""YAML that comes with cuedeck is read fast, and as all other YAML is."""

from pathlib import Path

import pytest
import yaml

from cuedeck.notes.yaml_reader import parse, parse_own

ROOT = Path(__file__).parents[1]
FILES = [file for room in ("extract", "decks") for file in sorted((ROOT / room).rglob("*.yaml"))]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_our_own_files_are_read_as_all_others(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No key stands in one twice; also where the fast reader is not there."""
    text = file.read_text("utf-8")
    assert parse_own(text) == parse(text) != {}
    monkeypatch.setattr(yaml, "__with_libyaml__", False)
    assert parse_own(text) == parse(text)
