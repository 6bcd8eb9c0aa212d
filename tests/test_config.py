"""Promises of a vault's settings."""

from pathlib import Path

import pytest

from notes import mapping
from notes.config import NAME, Config, ConfigError, read


def written(folder: Path, text: str | bytes) -> Path:
    """Write the settings of a folder."""
    (folder / NAME).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def test_no_file_means_defaults(tmp_path: Path) -> None:
    """Settings are never needed."""
    assert read(tmp_path) == Config()


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "deck:\nmodel: ''\n", "\ufeff"])
def test_an_empty_file_means_defaults(tmp_path: Path, text: str) -> None:
    """Comments and empty values set nothing."""
    assert read(written(tmp_path, text)) == Config()


def test_all_settings_are_read(tmp_path: Path) -> None:
    """Each key has its value; scalars stay as they are written."""
    text = (
        "deck: 007\nexclude: [drafts, '*.tmp.md']\nrecording: https://m.example/{id}#t={seconds}\nmodel: some_model\n"
    )
    assert read(written(tmp_path, text)) == Config(
        deck="007",
        exclude=("drafts", "*.tmp.md"),
        recording="https://m.example/{id}#t={seconds}",
        model="some_model",
    )


def test_a_single_pattern_needs_no_list(tmp_path: Path) -> None:
    """Patterns may stand in one line."""
    assert read(written(tmp_path, "exclude: drafts, old/*")).exclude == ("drafts", "old/*")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("deck: x\nexcludes: y", 2, "did you mean `exclude`?"),
        ("colour: red", 1, "known are deck, exclude, recording, model"),
        ("# x\ndeck: [a]", 2, "`deck` takes one word or line"),
        ("exclude:\n  a: b", 1, "`exclude` takes one pattern or a list of them"),
        ("exclude: [[a]]", 1, "`exclude` takes one pattern or a list of them"),
        ("\nrecording: https://m.example/{id}", 2, "`recording` needs `{seconds}` in it"),
        ("deck: 'x", 1, ""),
        ("deck: a\n\tb: c", 2, ""),
        ("- deck", 1, "not a mapping of keys to values"),
        ("? [a, b]\n: c", 1, ""),
        ("deck: \x07", 1, "not valid YAML"),
        (b"deck: \xff", 1, "cannot be read"),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(tmp_path: Path, text: str | bytes, line: int, reason: str) -> None:
    """The message starts with file and line, and says what is wrong."""
    with pytest.raises(ConfigError) as error:
        read(written(tmp_path, text))
    assert str(error.value).startswith(f"{tmp_path / NAME}:{line}: ")
    assert reason in str(error.value)


def test_nesting_without_end_is_no_crash() -> None:
    """YAML nested beyond all reason is an error like others."""
    with pytest.raises(mapping.MappingError):
        mapping.parse("[" * 5000)
