"""Notes that lie elsewhere: named by a URL, they give what they would give here."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fsspec.implementations.memory import MemoryFileSystem

from cuedeck.decks.app.afar import fetched
from tests.vaults import KNOTS, STARS, TIDES, entries, run, sea, state

URL = "memory://lectures/vault"


@pytest.fixture
def afar() -> Iterator[MemoryFileSystem]:
    """An empty file system that is none of this machine's."""
    system = MemoryFileSystem()
    yield system
    system.rm("/", recursive=True)


def put(system: MemoryFileSystem, vault: Path) -> None:
    """Have a vault there."""
    for file in vault.rglob("*"):
        if file.is_file():
            system.pipe(f"/lectures/vault/{file.relative_to(vault).as_posix()}", file.read_bytes())


def test_notes_at_a_url_give_the_same_decks(
    tmp_path: Path, afar: MemoryFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Packages and pages to the byte; ledgers but for where they say the notes lie."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    vault = sea(tmp_path)
    put(afar, vault)
    assert run("build", vault, "-o", tmp_path / "here") == run("build", URL, "-o", tmp_path / "there") == 0
    here, there = state(tmp_path / "here"), state(tmp_path / "there")
    assert here.keys() == there.keys()
    for name, data in here.items():
        head = data.index(b"\n") if name.endswith(".jsonl") else 0
        assert there[name].endswith(data[head:])
    assert URL.encode() in there["sea.ledger.jsonl"].split(b"\n")[0]


def test_what_changed_there_is_read_anew(tmp_path: Path, afar: MemoryFileSystem) -> None:
    """A note that was edited, added or taken away; all else stays, with its history."""
    put(afar, sea(tmp_path))
    run("build", URL, "-o", tmp_path / "out")
    before = entries(tmp_path / "out/sea.ledger.jsonl")
    afar.rm("/lectures/vault/sea/rope/knots.md")
    afar.pipe("/lectures/vault/sea/bends.md", KNOTS.replace("Clove hitch", "Sheet bend").encode())
    assert run("build", URL, "-o", tmp_path / "out") == 0
    after = entries(tmp_path / "out/sea.ledger.jsonl")
    assert {before[question].guid for question in before} <= {one.guid for one in after.values()}
    assert any("sheet bend" in question for question in after)


def test_what_did_not_change_is_not_touched(tmp_path: Path, afar: MemoryFileSystem) -> None:
    """So that the next build passes over it."""
    put(afar, sea(tmp_path))
    first = {path: path.stat() for path in fetched(URL).rglob("*.md")}
    assert {path: path.stat() for path in fetched(URL).rglob("*.md")} == first


def test_one_note_and_an_archive_will_do(tmp_path: Path, afar: MemoryFileSystem) -> None:
    """Also in an archive, through a chain of two file systems."""
    put(afar, sea(tmp_path))
    assert run("cards", f"{URL}/sky/stars.md", "--all") == 0
    with zipfile.ZipFile(tmp_path / "notes.zip", "w") as archive:
        archive.writestr("notes/sea/tides.md", TIDES)
    assert run("cards", f"zip://notes::file://{tmp_path}/notes.zip", "--all") == 0


def test_nothing_leads_out_of_the_fetched_folder(tmp_path: Path) -> None:
    """Neither hidden files nor names that climb are taken."""
    with zipfile.ZipFile(tmp_path / "notes.zip", "w") as archive:
        for name in ("stars.md", "../../evil.md", ".trash/old.md", "a/../../../evil.md"):
            archive.writestr(name, STARS)
    folder = fetched(f"zip://::file://{tmp_path}/notes.zip")
    assert [path.name for path in folder.rglob("*") if path.suffix == ".md"] == ["stars.md"]
    assert not list(folder.parents[2].rglob("evil.md"))


@pytest.mark.parametrize(
    "url", ["gopher://here/notes", "memory://nowhere", "zip://notes::file:///nowhere.zip", "memory://"]
)
def test_what_cannot_be_read_is_told(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In one sentence that names it, and nothing is written."""
    assert run("build", url, "-o", tmp_path / "out") == 2
    said = capsys.readouterr().err
    assert said.startswith(f"cuedeck: {url}: cannot be read (")
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()
