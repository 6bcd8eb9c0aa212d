"""Files of decks have names for every system, and several are written as one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cuedeck.decks.app.file_names import file_name
from cuedeck.decks.app.transaction import held, write
from cuedeck.notes.config import ConfigError
from tests.vaults import state


@pytest.mark.parametrize(
    ("deck", "name"),
    [("What/How?", "What_How_"), (".hidden", "hidden"), ("con", "_con"), ("COM1.x", "_COM1.x"), ("..", "_")],
)
def test_a_deck_file_is_named_for_every_system(deck: str, name: str) -> None:
    """No separators, no hidden files, no names of devices."""
    assert file_name(deck) == name


def test_a_very_long_name_leaves_room_for_its_ending() -> None:
    """File systems count bytes; no letter is cut in two."""
    assert file_name("é" * 150) == "é" * 100


def test_interrupted_writing_leaves_no_temporary_file(tmp_path: Path) -> None:
    """Ctrl-C between two files leaves the old ones, and nothing else."""
    (tmp_path / "a").write_bytes(b"old")

    def contents() -> Iterator[tuple[Path, bytes]]:
        yield tmp_path / "a", b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, contents())
    assert state(tmp_path) == {"a": b"old"}


def test_a_file_behind_a_link_is_written_where_it_is(tmp_path: Path) -> None:
    """A ledger may be a link into another repository."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere" / "file")
    assert write(tmp_path, [(tmp_path / "link", b"data")]) == (tmp_path / "link",)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "elsewhere" / "file").read_bytes() == b"data"


def test_several_files_are_written_as_one_even_when_interrupted_in_the_middle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stops the moves, the next one that holds the directory makes all of them."""
    old = {"a": b"old a", "b": b"old b", "c": b"old c"}
    new = {"a": b"new a", "b": b"new b", "d": b"new d"}
    for name, data in old.items():
        (tmp_path / name).write_bytes(data)
    moved = 0
    replace = Path.replace

    def stop_after_two(self: Path, target: Path) -> Path:
        nonlocal moved
        moved += 1
        if moved > 2:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stop_after_two)
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, [*((tmp_path / name, data) for name, data in new.items()), (tmp_path / "c", None)])
    monkeypatch.undo()
    with held(tmp_path):
        assert state(tmp_path) == new


def test_what_no_journal_tells_of_is_cleared(tmp_path: Path) -> None:
    """A build that was killed before its journal leaves the old files, and the next one no rubbish."""
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / ".a.cuedeck.tmp").write_bytes(b"new, perhaps half")
    with held(tmp_path):
        assert state(tmp_path) == {"a": b"old"}


def test_a_journal_of_another_version_is_told_and_left(tmp_path: Path) -> None:
    """It cannot be finished, and guessing could lose what the user has."""
    (tmp_path / ".cuedeck.journal").write_text('{"cuedeck": "journal", "version": 99, "files": []}')
    with pytest.raises(ConfigError, match=r"journal: left by an interrupted build of another version"), held(tmp_path):
        pass
    assert (tmp_path / ".cuedeck.journal").exists()
