"""Promises of files: only regular ones inside the vault are read, and of no more than a stated size."""

import os
import socket
from pathlib import Path

import pytest

from cuedeck.notes import reader
from tests.vaults import KNOTS, run, write

NO_FILE = "a pipe, a socket or a device, and no file"
pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")


def told(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """Give what a build of these notes, which must go on, says of them."""
    assert run("build", folder, "-o", folder.parent / "decks") == 1
    assert list((folder.parent / "decks").glob("*.apkg"))
    return capsys.readouterr().err


def test_a_note_that_is_a_pipe_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told, and the other notes give their cards."""
    vault = write(tmp_path / "vault", {"knots.md": KNOTS})
    os.mkfifo(vault / "pipe.md")
    assert f"pipe.md:1: cannot be read ({NO_FILE})" in told(vault, capsys)


def test_a_note_that_is_a_socket_or_device_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A device that never ends is outside of every vault."""
    vault = write(tmp_path / "vault", {"knots.md": KNOTS})
    (vault / "zero.md").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listener, pytest.MonkeyPatch.context() as place:
        place.chdir(vault)  # the path of a socket may have but 100 letters
        listener.bind("ear.md")
        said = told(vault, capsys)
    assert "zero.md:1: a link that leads outside the vault" in said
    assert "ear.md:1: cannot be read (" in said


def test_a_link_inside_the_vault_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One that leads out of it is not, whatever lies there."""
    vault = write(tmp_path / "vault", {"a/knots.md": KNOTS})
    secret = write(tmp_path, {"secret.md": "# Secrets\n\n- **Key:** A thing that opens the door.\n"}) / "secret.md"
    (vault / "b").mkdir()
    (vault / "b" / "again.md").symlink_to(vault / "a" / "knots.md")
    (vault / "b" / "secret.md").symlink_to(secret)
    said = told(vault, capsys)
    assert "b/secret.md:1: a link that leads outside the vault; put the note itself here" in said
    assert "again.md" not in said


@pytest.mark.parametrize("name", ["cuedeck.yaml", "decks/cards.yaml", "decks/notes.ledger.jsonl"])
def test_settings_and_ledgers_that_are_pipes_are_told(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing waits for what never comes."""
    write(tmp_path, {"notes/knots.md": KNOTS})
    (tmp_path / "decks").mkdir()
    os.mkfifo(tmp_path / name)
    assert run("build", tmp_path / "notes", "-o", tmp_path / "decks") == 2
    assert NO_FILE in capsys.readouterr().err


def test_settings_outside_the_vault_are_not_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing of what lies there is shown either."""
    vault = write(tmp_path, {"vault/knots.md": KNOTS, "secret": "password: bees\n"}) / "vault"
    (vault / "cuedeck.yaml").symlink_to(tmp_path / "secret")
    assert run("cards", vault) == 2
    said = capsys.readouterr().err
    assert "cuedeck.yaml:1: a link that leads outside the vault" in said
    assert "password" not in said


def test_a_note_above_the_limit_is_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not read through, and the others are."""
    vault = write(tmp_path / "vault", {"knots.md": KNOTS, "long.md": "A\n" * 1000})
    monkeypatch.setattr(reader, "_MOST_BYTES", 1999)
    assert "long.md:1: larger than 20 MB; split the note" in told(vault, capsys)


def test_lines_end_as_they_do_in_any_text(tmp_path: Path) -> None:
    """Windows and old Macs end them otherwise."""
    note = tmp_path / "bees.md"
    note.write_bytes("\ufeffa\r\nb\rc\n".encode())
    assert reader.source_of(note, "bees.md") == "a\nb\nc\n"
