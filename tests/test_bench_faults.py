"""Builds that are killed, run out of disk or run two at once break no promise, and the bench would tell if they did."""

from pathlib import Path
from random import Random

import pytest

from bench.fault_vault import ChangingVault, Memory, halves, quarrels
from bench.faults import main
from tests.vaults import run


@pytest.mark.slow
def test_faults_break_no_promise(capsys: pytest.CaptureFixture[str]) -> None:
    """A few of each; the bench itself meets hundreds."""
    assert main(["--kills", "3", "--pairs", "2", "--full", "2", "--seed", "7"]) == 0
    assert capsys.readouterr().out.endswith("0 broken promises\n")


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    """Decks of a vault that changes, in which all is well."""
    vault = ChangingVault(tmp_path / "vault", Random(1))  # noqa: S311 - no secret
    for _ in range(3):
        assert run("build", vault.folder, "-o", tmp_path / "decks", "--force") == 0
        vault.change()
    assert [*halves(tmp_path / "decks"), *quarrels(tmp_path / "decks"), *Memory().take(tmp_path / "decks")] == []
    return tmp_path / "decks"


@pytest.mark.parametrize("ending", ["apkg", "html", "ledger.jsonl"])
def test_a_half_file_is_seen(decks: Path, ending: str) -> None:
    """Whatever kind of file it is."""
    file = decks / f"A.{ending}"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert [told.partition(":")[0] for told in halves(decks)] == [file.name]


def test_files_that_disagree_are_seen(decks: Path) -> None:
    """A package of one build beside the ledger of another; what a build left behind; a package alone."""
    (decks / "A.apkg").write_bytes((decks / "B.apkg").read_bytes())
    (decks / ".A.html.cuedeck.tmp").touch()
    (decks / "C.ledger.jsonl").unlink()
    told = list(quarrels(decks))
    assert told[0] == "left behind: .A.html.cuedeck.tmp"
    assert told[1].startswith("A: ")
    assert told[-1] == "C: a package without a ledger"


def test_a_lost_card_is_seen(decks: Path) -> None:
    """Also where the file looks whole."""
    memory = Memory()
    assert list(memory.take(decks)) == []
    (decks / "A.ledger.jsonl").unlink()
    assert next(memory.take(decks)).startswith("lost from all ledgers: ")
