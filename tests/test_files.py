"""Files of decks have names for every system, and are never half there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from decks.files import file_name, write
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
        write(contents())
    assert state(tmp_path) == {"a": b"old"}


def test_a_file_behind_a_link_is_written_where_it_is(tmp_path: Path) -> None:
    """A ledger may be a link into another repository."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere" / "file")
    assert write([(tmp_path / "link", b"data")]) == (tmp_path / "link",)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "elsewhere" / "file").read_bytes() == b"data"
