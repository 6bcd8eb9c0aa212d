"""Promises of vaults: which files are notes, and which deck each belongs to."""

import os
import unicodedata
from pathlib import Path

import pytest

from cuedeck.notes.config import NAME, ConfigError
from cuedeck.notes.vault import File, Vault, clash


def vault(folder: Path, *files: str, settings: str = "") -> Vault:
    """Lay out a vault of empty files."""
    for file in files:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).touch()
    (folder / NAME).write_text(settings)
    return Vault.around(folder)


def paths(files: list[File]) -> list[str]:
    """Give the paths of files."""
    return [file.path for file in files]


def test_notes_are_found_in_order(tmp_path: Path) -> None:
    """Markdown files of all three endings are notes; hidden and other files are not."""
    found = vault(
        tmp_path, "b/two.md", "a/One.MDX", "root.markdown", ".hidden.md", ".trash/x.md", "a/.obsidian/y.md", "a/z.txt"
    )
    assert paths(found.files(tmp_path)) == ["a/One.MDX", "b/two.md", "root.markdown"]


def test_decks_are_folders(tmp_path: Path) -> None:
    """The deck is the path of folders; notes in the vault itself form a deck named after it."""
    found = vault(tmp_path / "My: Bees", "x.md", "a/x.md", "a/b c/x.md", "q::r/x.md")
    assert {file.path: file.deck for file in found.files(found.folder)} == {
        "x.md": "My: Bees",
        "a/x.md": "a",
        "a/b c/x.md": "a::b c",
        "q::r/x.md": "q:r",
    }


def test_a_folder_without_a_usable_name_still_is_a_deck(tmp_path: Path) -> None:
    """No part of a deck's name is empty."""
    found = vault(tmp_path / "v", "::/a.md", "b/:/c.md")
    assert all(all(part for part in file.deck.split("::")) for file in found.files(found.folder))


@pytest.mark.parametrize(
    ("pattern", "kept"),
    [
        ("drafts", ["a/drafts/two.md", "a/tmp.md", "one.md"]),
        ("drafts/", ["a/drafts/two.md", "a/tmp.md", "one.md"]),
        ("**/drafts", ["a/tmp.md", "one.md"]),
        ("tmp.md", ["a/drafts/two.md", "a/tmp.md", "drafts/three.md", "one.md"]),
        ("*tmp.md", ["a/drafts/two.md", "drafts/three.md", "one.md"]),
        ("a/*", ["drafts/three.md", "one.md"]),
        ("**/*.md", []),
    ],
)
def test_excluded_paths_are_not_read(tmp_path: Path, pattern: str, kept: list[str]) -> None:
    """A glob names files or folders, counted from the vault."""
    found = vault(
        tmp_path, "one.md", "a/tmp.md", "a/drafts/two.md", "drafts/three.md", settings=f"exclude: '{pattern}'"
    )
    assert paths(found.files(tmp_path)) == kept


def test_a_vault_is_found_from_inside(tmp_path: Path) -> None:
    """From a folder or a file below, paths count from the folder with the settings."""
    vault(tmp_path, "a/b/one.md", "a/two.md")
    inside = Vault.around(tmp_path / "a" / "b")
    assert inside.folder == tmp_path.resolve()
    assert paths(inside.files(tmp_path / "a" / "b")) == ["a/b/one.md"]
    assert paths(inside.files(tmp_path / "a" / "two.md")) == ["a/two.md"]


def test_without_settings_the_notes_are_the_vault(tmp_path: Path) -> None:
    """A single note lies in the vault that its folder is."""
    (tmp_path / "bees.md").touch()
    alone = Vault.around(tmp_path / "bees.md")
    assert paths(alone.files(tmp_path / "bees.md")) == ["bees.md"]
    assert alone.own_deck == tmp_path.name


def test_a_missing_folder_is_said_plainly(tmp_path: Path) -> None:
    """What is not there is named."""
    with pytest.raises(ConfigError, match="no such file or folder"):
        Vault.around(tmp_path / "none")


def test_links_in_circles_are_not_followed(tmp_path: Path) -> None:
    """A folder that links to its parent is read once; a link to a note is a note."""
    found = vault(tmp_path, "a/one.md")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "two.md").symlink_to(tmp_path / "a" / "one.md")
    assert paths(found.files(tmp_path)) == ["a/one.md", "a/two.md"]


@pytest.mark.parametrize("name", ['it\'s "so" #1.md', "a b.md", "蜂.md", "🐝.md", "100%.md", "[x].md"])
def test_any_file_name_is_read(tmp_path: Path, name: str) -> None:
    """Names keep their characters."""
    assert paths(vault(tmp_path, name).files(tmp_path)) == [name]


def test_names_are_the_same_on_every_system(tmp_path: Path) -> None:
    """Decomposed letters, as some systems store them, are composed in paths and decks; the file is found as it is."""
    stored = unicodedata.normalize("NFD", "é/è.md")
    (file,) = vault(tmp_path, stored).files(tmp_path)
    assert (file.path, file.deck) == ("é/è.md", "é")
    assert file.file.exists()


def test_a_name_that_is_no_text_can_be_printed(tmp_path: Path) -> None:
    """Bytes that are no UTF-8 are replaced in the path; the file is found as it is."""
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xffe.md")).touch()
    (file,) = Vault.around(tmp_path).files(tmp_path)
    assert file.path == "b�e.md"
    assert file.file.exists()


def test_decks_of_one_name_are_found(tmp_path: Path) -> None:
    """Two folders may not make one deck, nor a folder and the notes beside it."""
    clear = vault(tmp_path / "v", "x.md", "a/x.md", "b/a/x.md")
    assert clash(clear.files(clear.folder)) is None
    same = vault(tmp_path / "w", "x.md", "W/x.md")
    assert "`w`" in str(clash(same.files(same.folder)))
    alike = vault(tmp_path / "u", "b/A/x.md", "b/a/x.md")
    assert "`b::a`" in str(clash(alike.files(alike.folder)))


def test_a_folder_named_by_signs_that_nobody_sees_still_is_a_deck(tmp_path: Path) -> None:
    """Anki would call it `blank`."""
    (file,) = vault(tmp_path, "\x01\u200b/x.md").files(tmp_path)
    assert file.deck == "notes"
