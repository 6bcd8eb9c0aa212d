"""The promise that notes are only read: no command changes, adds or takes away anything outside the output folder."""

from pathlib import Path

import pytest

from cuedeck.decks.export.format import Format
from cuedeck.decks.paper.choices import Layout
from tests.vaults import BROKEN, entries, run, sea, state, write


def test_no_command_touches_the_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the notes, not the settings, and nothing beside them."""
    monkeypatch.chdir(tmp_path)
    vault = write(sea(tmp_path), {"sky/anchor.md": BROKEN})
    (tmp_path / "out").mkdir()
    before = state(vault)
    assert run("build", vault, "-o", "out") == 1
    guid = next(entry.guid for entry in entries(Path("out/sea.ledger.jsonl")).values())
    for command in ("plan", "cards", "check"):
        assert run(command, vault, "-o", "out") == 1
    for command in ("drop", "keep"):
        assert run(command, guid, "-o", "out", "--notes", vault) == 0
    Path("out/sea.ledger.jsonl").unlink()
    assert run("adopt", "out/sea.apkg", vault, "-o", "out") == 0
    for layout in Layout:
        assert run("sheet", vault, "-o", "out", "--layout", layout) == 1
    assert run("stats", vault, "-o", "out") == 0
    for form in Format:
        assert run("export", vault, "-o", "out", "--format", form) == 1
    assert run("write", vault, "-o", "out", "--print") in {0, 1}
    assert state(vault) == before
    assert {path.name for path in tmp_path.iterdir()} == {"vault", "out"}
