"""Files of decks have names for every system, and several are written as one."""

import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from cuedeck.decks.app.file_names import file_name
from cuedeck.decks.app.journal import Move, beside, dump
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
    assert file_name("a" * 199 + ". b") == file_name("a" * 198 + " .b") + "a" == "a" * 199


def test_interrupted_writing_leaves_no_temporary_file(tmp_path: Path) -> None:
    """Ctrl-C between two files leaves the old ones, and nothing else."""
    (tmp_path / "a").write_bytes(b"old")

    def contents() -> Iterator[tuple[Path, bytes]]:
        yield tmp_path / "a", b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path, contents())
    assert state(tmp_path) == {"a": b"old"}


def test_a_large_file_writes_itself(tmp_path: Path) -> None:
    """It need not be in memory; one that comes out as it was is not touched, and nothing else is left."""
    path = tmp_path / "a"
    path.write_bytes(b"old")
    before = path.stat()
    assert write(tmp_path, [(path, lambda file: file.write(b"old"))]) == ()
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert write(tmp_path, [(path, lambda file: file.write(b"new")), (tmp_path / "b", lambda _: None)])[0] == path
    assert state(tmp_path) == {"a": b"new", "b": b""}


def test_a_large_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    """Whatever was written of it is gone."""
    (tmp_path / "a").write_bytes(b"old")

    def content(file: IO[bytes]) -> None:
        file.write(b"half")
        raise ValueError("no time of change")

    with pytest.raises(ValueError, match="no time"):
        write(tmp_path, [(tmp_path / "b", b"new"), (tmp_path / "a", content)])
    assert state(tmp_path) == {"a": b"old"}


def test_a_file_behind_a_link_is_written_where_it_is(tmp_path: Path) -> None:
    """A user may sort the files of decks into folders."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere" / "file")
    assert write(tmp_path, [(tmp_path / "link", b"data"), (tmp_path / "b", b"data")])[0] == tmp_path / "link"
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "elsewhere" / "file").read_bytes() == b"data"


@pytest.mark.parametrize("data", [b"data", None])
def test_a_link_out_of_the_directory_is_refused(tmp_path: Path, data: bytes | None) -> None:
    """A folder of decks may come from somebody else, and must not reach the user's own files."""
    own, directory = tmp_path / "own", tmp_path / "decks"
    own.write_bytes(b"precious")
    directory.mkdir()
    (directory / "A.html").symlink_to("../own")
    with pytest.raises(ConfigError, match=r"A\.html: a link that leads out of .*decks; put the file itself there"):
        write(directory, [(directory / "B.html", b"new"), (directory / "A.html", data)])
    assert own.read_bytes() == b"precious"
    assert sorted(path.name for path in directory.iterdir()) == ["A.html"]


def test_no_link_is_followed_to_where_new_files_wait(tmp_path: Path) -> None:
    """The same, for the names that a write uses until it is done."""
    (tmp_path / "own").write_bytes(b"precious")
    (tmp_path / "decks").mkdir()
    (tmp_path / "decks" / ".A.html.cuedeck.tmp").symlink_to("../own")
    with pytest.raises(OSError, match=r"A\.html"):
        write(tmp_path / "decks", [(tmp_path / "decks" / "A.html", b"new")])
    assert (tmp_path / "own").read_bytes() == b"precious"


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


@pytest.mark.parametrize(
    "text",
    [
        '{"cuedeck": "journal", "version": 99, "files": []}',
        '{"cuedeck": "journal", "version": 1, "files": [[null, "/etc/passwd"]]}',
        '{"version": 2, "files": [{"file": 7, "goes": true}]}',
        '{"version": 2, "files": 7}',
        "[" * 100_000,
        "half",
    ],
)
def test_a_journal_of_another_version_is_told_and_left(tmp_path: Path, text: str) -> None:
    """It cannot be finished, and guessing could lose what the user has."""
    (tmp_path / ".cuedeck.journal").write_text(text)
    with pytest.raises(ConfigError, match=r"journal: left by an interrupted build of another version"), held(tmp_path):
        pass
    assert (tmp_path / ".cuedeck.journal").exists()


@pytest.mark.parametrize("goes", [True, False])
@pytest.mark.parametrize("name", ["{own}", "../own", "inner/../../own", "out/own", ".hidden", "", "C:own", "/", "."])
def test_a_journal_that_names_files_elsewhere_touches_nothing(tmp_path: Path, name: str, *, goes: bool) -> None:
    """A folder of decks may come from somebody else: its journal is obeyed for files inside it only."""
    directory = tmp_path / "decks"
    (directory / "inner").mkdir(parents=True)
    (directory / "out").symlink_to("..")
    for file in (tmp_path / "own", directory / "A.html", directory / ".hidden"):
        file.write_bytes(b"precious")
        beside(file).write_bytes(b"new")
    moves = [Move("A.html", goes), Move(name.replace("{own}", str(tmp_path / "own")), goes)]
    (directory / ".cuedeck.journal").write_bytes(dump(moves))
    before = state(tmp_path)
    with pytest.raises(ConfigError, match=r"\.cuedeck\.journal: names files outside its folder"), held(directory):
        pass
    assert state(tmp_path) == before


def test_a_journal_is_finished_in_a_folder_that_has_another_name_now(tmp_path: Path) -> None:
    """Between the crash and the next build, a user may rename the folder of decks."""
    first, later = tmp_path / "decks", tmp_path / "renamed"
    first.mkdir()
    for name in ("a", "gone"):
        (first / name).write_bytes(b"old")
    beside(first / "a").write_bytes(b"new")
    (first / ".cuedeck.journal").write_bytes(dump([Move("a", goes=False), Move("gone", goes=True)]))
    first.rename(later)
    with held(later):
        assert state(later) == {"a": b"new"}


def test_of_two_that_make_a_directory_one_waits(tmp_path: Path) -> None:
    """Two first builds at once would else mix their files."""
    directory = tmp_path / "a" / "decks"
    with held(directory, make=True):
        with pytest.raises(ConfigError, match="another cuedeck is writing there"), held(directory, patience=0):
            pass
        with pytest.raises(ConfigError), held(directory, make=True, patience=0):
            pass
        (directory / "A").write_bytes(b"")
    assert (directory / "A").exists()


def test_a_directory_that_nothing_was_written_into_is_not_left(tmp_path: Path) -> None:
    """A build that stops leaves everything as it was; whoever waited for it makes the directory anew."""
    with held(tmp_path / "a" / "decks", make=True):
        assert (tmp_path / "a" / "decks").is_dir()
    assert not (tmp_path / "a").exists()
    (tmp_path / "kept").mkdir()
    with held(tmp_path / "kept", make=True):
        pass
    assert (tmp_path / "kept").is_dir()


def test_who_waits_for_a_directory_that_goes_makes_it_anew(tmp_path: Path) -> None:
    """A lock on what has no name any more would keep nobody out."""
    directory = tmp_path / "decks"
    waits, done = threading.Event(), threading.Event()

    def second() -> None:
        waits.set()
        with held(directory, make=True):
            assert directory.is_dir()
            (directory / "A").write_bytes(b"")
        done.set()

    with held(directory, make=True):
        threading.Thread(target=second).start()
        waits.wait()
        time.sleep(0.3)
        assert not done.is_set()
    assert done.wait(10)
    assert state(directory) == {"A": b""}


@pytest.mark.skipif(sys.platform != "linux", reason="limits the size of files as Linux does")
def test_a_full_disk_is_told_with_the_file(tmp_path: Path) -> None:
    """The system itself names none."""
    resource = pytest.importorskip("resource")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        with pytest.raises(OSError, match=r"too large.*A\.html") as caught:
            write(tmp_path, [(tmp_path / "B.html", b"new"), (tmp_path / "A.html", b"x" * 2000)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert caught.value.filename == str(tmp_path / "A.html")
    assert state(tmp_path) == {}
