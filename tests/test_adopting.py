"""A lost ledger is rebuilt from a package: an older one of ours, or a deck exported from Anki."""

from pathlib import Path

import pytest

from tests.vaults import TIDES, entries, run, sea, write


def test_an_own_package_gives_back_the_ledger(tmp_path: Path) -> None:
    """Guids, numbers and times of change are those before, and the next build leaves every card alone."""
    vault, out = sea(tmp_path), tmp_path / "out"
    run("build", vault, "-o", out)
    before = entries(out / "sea.ledger.jsonl")
    package = (out / "sea.apkg").read_bytes()
    (out / "sea.ledger.jsonl").unlink()
    assert run("adopt", out / "sea.apkg", vault, "-o", out) == 0
    after = entries(out / "sea.ledger.jsonl")
    told = {question: (entry.guid, entry.number, entry.changed, entry.content) for question, entry in before.items()}
    assert {question: (one.guid, one.number, one.changed, one.content) for question, one in after.items()} == told
    run("build", vault, "-o", out)
    assert (out / "sea.apkg").read_bytes() == package


def test_cards_that_were_edited_since_keep_their_identity(tmp_path: Path) -> None:
    """The matching of a build finds them; they are updated in Anki by the next build."""
    vault, out = sea(tmp_path), tmp_path / "out"
    run("build", vault, "-o", out)
    before = {entry.guid for entry in entries(out / "sea.ledger.jsonl").values()}
    (out / "sea.ledger.jsonl").unlink()
    write(vault, {"sea/tides.md": TIDES.replace("largest", "highest")})
    run("adopt", out / "sea.apkg", vault, "-o", out)
    run("build", vault, "-o", out)
    assert {entry.guid for entry in entries(out / "sea.ledger.jsonl").values()} == before


@pytest.mark.parametrize("legacy", [True, False])
def test_a_deck_exported_from_anki_gives_back_the_ledger(tmp_path: Path, *, legacy: bool) -> None:
    """Both kinds of collection that Anki exports can be read."""
    anki = pytest.importorskip("anki.collection", reason="the Anki backend is not installed: pip install anki")
    vault, out = sea(tmp_path), tmp_path / "out"
    run("build", vault, "-o", out)
    before = {entry.guid: entry.number for entry in entries(out / "sea.ledger.jsonl").values()}
    collection = anki.Collection(str(tmp_path / "collection.anki2"))
    options = anki.ImportAnkiPackageOptions()
    collection.import_anki_package(anki.ImportAnkiPackageRequest(package_path=str(out / "sea.apkg"), options=options))
    exported = tmp_path / "exported.apkg"
    collection.export_anki_package(
        out_path=str(exported),
        options=anki.ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=legacy),
        limit=None,
    )
    collection.close()
    (out / "sea.ledger.jsonl").unlink()
    assert run("adopt", exported, vault, "-o", out) == 0
    assert {entry.guid: entry.number for entry in entries(out / "sea.ledger.jsonl").values()} == before


def test_a_ledger_that_is_there_is_never_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One sentence, exit code 2, and the file as it was."""
    vault, out = sea(tmp_path), tmp_path / "out"
    run("build", vault, "-o", out)
    before = (out / "sea.ledger.jsonl").read_bytes()
    assert run("adopt", out / "sea.apkg", vault, "-o", out) == 2
    assert "is there already" in capsys.readouterr().err
    assert (out / "sea.ledger.jsonl").read_bytes() == before


def test_a_file_that_is_no_package_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence with its name, no traceback."""
    vault = sea(tmp_path)
    (tmp_path / "x.apkg").write_bytes(b"not a zip file")
    assert run("adopt", tmp_path / "x.apkg", vault, "-o", tmp_path / "out") == 2
    assert "x.apkg: not an Anki package" in capsys.readouterr().err
