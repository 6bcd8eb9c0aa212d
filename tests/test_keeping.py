"""Decks, ledgers and packages outlive whatever part of the notes is built, and whatever is lost beside them."""

import json
import re
import shutil
from pathlib import Path

import pytest

from cuedeck.cards.ledger import parse
from tests.vaults import KNOTS, STARS, TIDES, UNREADABLE, entries, printed, run, sea, state, write

SHIPS = """# Ships of the harbour

- **Ketch:** A ship of two masts with the taller one in front.
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault of two small decks, without settings, that is built."""
    notes = sea(tmp_path)
    (notes / "cuedeck.yaml").unlink()
    assert run("build", notes, "-o", tmp_path / "out") == 0
    return notes


@pytest.fixture
def out(vault: Path) -> Path:
    """Where its decks lie."""
    return vault.parent / "out"


def decks(out: Path) -> dict[str, bytes]:
    """All files there but the page that leads to the decks."""
    return {name: data for name, data in state(out).items() if name != "index.html"}


def header(ledger: Path) -> dict[str, object]:
    """The first line of a ledger."""
    found: dict[str, object] = json.loads(ledger.read_text("utf-8").partition("\n")[0])
    return found


# --- parts of a vault ---


def test_a_ledger_remembers_where_its_vault_lies(vault: Path, out: Path) -> None:
    """Seen from its own folder, so that both can be moved or cloned together."""
    assert vault.is_dir()
    assert header(out / "sea.ledger.jsonl")["vault"] == "../vault"
    assert header(out / "sea.ledger.jsonl")["cards"] == len(entries(out / "sea.ledger.jsonl"))


def test_a_new_folder_is_built_alone_and_as_in_the_whole_vault(vault: Path, out: Path) -> None:
    """Other decks are left alone, and nothing changes when the whole is built the next time."""
    before = decks(out)
    write(vault, {"New/ships.md": SHIPS})
    assert run("build", vault / "New", "-o", out) == 0
    after = decks(out)
    assert before.items() <= after.items()
    assert after.keys() - before.keys() == {"New.apkg", "New.html", "New.ledger.jsonl"}
    (ship,) = entries(out / "New.ledger.jsonl").values()
    assert ship.note == "New/ships.md"
    assert run("build", vault, "-o", out) == 0
    assert decks(out) == after


@pytest.mark.parametrize("text", [b"# History\n\nNothing yet.\n", UNREADABLE, b""])
@pytest.mark.parametrize("command", ["plan", "build"])
def test_a_folder_without_cards_retires_no_other_deck(vault: Path, out: Path, text: bytes, command: str) -> None:
    """Whether its notes have nothing to ask, or cannot be read."""
    before = state(out)
    (vault / "History").mkdir()
    (vault / "History" / "history.md").write_bytes(text)
    assert run(command, vault / "History", "-o", out) == 1
    assert state(out) == before


def test_a_vault_and_its_decks_may_be_moved_together(vault: Path, out: Path, tmp_path: Path) -> None:
    """As a clone of a repository is elsewhere."""
    (tmp_path / "clone").mkdir()
    vault, out = vault.rename(tmp_path / "clone" / "vault"), out.rename(tmp_path / "clone" / "out")
    before = decks(out)
    write(vault, {"New/ships.md": SHIPS})
    assert run("build", vault / "New", "-o", out) == 0
    assert before.items() <= decks(out).items()
    (vault / "sky" / "stars.md").unlink()
    assert run("build", vault, "-o", out) == 3


def test_a_vault_that_has_another_name_is_known_by_its_notes(vault: Path, out: Path) -> None:
    """Its decks go on, and one whose folder is gone is still its own."""
    vault = vault.rename(vault.parent / "renamed")
    (vault / "sky" / "stars.md").unlink()
    assert run("build", vault, "-o", out) == 3
    assert run("build", vault, "-o", out, "--force") == 0
    assert all(entry.retired for entry in entries(out / "sky.ledger.jsonl").values())
    assert header(out / "sea.ledger.jsonl")["vault"] == "../renamed"


def test_decks_of_an_older_release_are_known_by_their_notes(vault: Path, out: Path) -> None:
    """Their ledgers do not tell where the vault lies, nor how many cards they have."""
    for ledger in out.glob("*.ledger.jsonl"):
        first, _, lines = ledger.read_text("utf-8").partition("\n")
        told = {key: value for key, value in json.loads(first).items() if key not in {"vault", "cards"}}
        ledger.write_text(f"{json.dumps(told)}\n{lines}", "utf-8")
    before = decks(out)
    write(vault, {"New/ships.md": SHIPS})
    assert run("build", vault / "New", "-o", out) == 0
    assert before.items() <= decks(out).items()
    (vault / "sky" / "stars.md").unlink()
    assert run("build", vault, "-o", out, "--force") == 0
    assert all(entry.retired for entry in entries(out / "sky.ledger.jsonl").values())


def test_decks_of_another_vault_are_left_alone(vault: Path, out: Path, tmp_path: Path) -> None:
    """Two vaults may share a folder of decks."""
    before = decks(out)
    assert vault.is_dir()
    other = write(tmp_path / "other", {"ships/ships.md": SHIPS})
    assert run("build", other, "-o", out) == 0
    assert before.items() <= decks(out).items()


def test_decks_of_a_vault_that_is_not_there_are_left_alone(
    vault: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It may lie on a disk that is not plugged in; which decks these are is told."""
    before = decks(out)
    vault.rename(tmp_path / "away")
    other = write(tmp_path / "other", {"ships/ships.md": SHIPS})
    assert run("build", other, "-o", out) == 0
    told = capsys.readouterr().err
    assert "deck sea: left alone" in told
    assert "deck sky: left alone" in told
    assert before.items() <= decks(out).items()


def test_a_deck_of_another_vault_makes_way_only_when_asked(
    vault: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two vaults may have a folder of one name."""
    before = state(out)
    other = write(tmp_path / "other", {"sky/ships.md": SHIPS})
    assert run("build", other, "-o", out) == 3
    assert f"sky.ledger.jsonl belongs to the notes in {vault}" in capsys.readouterr().err
    assert state(out) == before


def test_a_strange_ledger_makes_no_other_folder_the_vault(vault: Path, tmp_path: Path) -> None:
    """It would have all notes of a user read, and let pictures in from anywhere among them."""
    stranger = tmp_path / "stranger"
    write(tmp_path, {"private.md": "# Private\n\n- **Safe:** A box that opens by a number.\n"})
    stranger.mkdir()
    told = {"cuedeck": "ledger", "version": 1, "deck": "sea", "next_number": 1, "vault": "..", "cards": 0}
    (stranger / "sea.ledger.jsonl").write_text(f"{json.dumps(told)}\n")
    assert run("build", vault, "-o", stranger) == 0
    assert {entry.note for entry in entries(stranger / "sea.ledger.jsonl").values()} == {
        "sea/tides.md",
        "sea/rope/knots.md",
    }


# --- the last card of a deck ---


@pytest.mark.parametrize("command", ["plan", "build"])
def test_the_last_card_of_a_deck_never_goes_unasked(
    vault: Path, out: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """However small the deck is, and whatever `guard` allows."""
    before = state(out)
    write(vault, {"cuedeck.yaml": "guard: {share: 1, least: 1000}\n"})
    (vault / "sky" / "stars.md").unlink()
    assert run(command, vault, "-o", out) == 3
    assert "deck sky: its last card would be retired" in capsys.readouterr().err
    assert state(out) == before


def test_a_deck_that_is_emptied_by_its_writer_asks_too(vault: Path, out: Path) -> None:
    """The note is there, and has no card any more."""
    write(vault, {"sky/stars.md": "# Stars over the mast\n\nThis is to be written.\n"})
    assert run("build", vault, "-o", out) == 3
    assert run("build", vault, "-o", out, "--force") == 0


def test_a_renamed_folder_may_lose_a_card(vault: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The rest of its deck lives on in another, so nothing has to be asked."""
    (vault / "sea").rename(vault / "shore")
    write(vault, {"shore/tides.md": re.sub(r"- \*\*Neap.*\n", "", (vault / "shore" / "tides.md").read_text())})
    capsys.readouterr()
    assert run("plan", vault, "-o", out) == 0
    assert "Retired: " in capsys.readouterr().out
    assert run("build", vault, "-o", out) == 0


# --- what cannot be read ---


def test_a_deck_whose_only_note_cannot_be_read_stays(
    vault: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its cards live nowhere else: nothing says that they moved, or that files may be deleted."""
    before = state(out)
    (vault / "sky" / "stars.md").write_bytes(UNREADABLE)
    capsys.readouterr()
    assert run("build", vault, "-o", out) == 1
    told = capsys.readouterr().err
    assert "deck sky: its notes could not be read, so its cards and files stay as they are" in told
    assert "delete" not in told
    assert "other decks" not in told
    assert state(out) == before


def test_a_deck_whose_cards_all_went_to_another_is_told(
    vault: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """This advice is for them alone."""
    (vault / "sky" / "stars.md").rename(vault / "sea" / "stars.md")
    capsys.readouterr()
    assert run("build", vault, "-o", out) == 0
    assert "deck sky: all its cards are in other decks now" in capsys.readouterr().err


# --- lost ledgers ---


@pytest.mark.parametrize("command", ["plan", "build"])
def test_a_lost_ledger_stops_before_its_package_is_overwritten(
    vault: Path, out: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """All its cards would be new, and what `adopt` needs would be gone."""
    (out / "sea.ledger.jsonl").unlink()
    write(vault, {"sky/more.md": SHIPS})
    before = state(out)
    capsys.readouterr()
    assert run(command, vault, "-o", out) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"cuedeck: {out / 'sea.apkg'}: its ledger sea.ledger.jsonl is lost; `cuedeck adopt ")
    assert "--force" in told
    assert state(out) == before


def test_an_adopted_ledger_lets_builds_go_on(vault: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The way that the message names, with what it gives back."""
    lost = (out / "sea.ledger.jsonl").read_text("utf-8")
    (out / "sea.ledger.jsonl").unlink()
    assert run("adopt", out / "sea.apkg", vault, "-o", out) == 0
    assert header(out / "sea.ledger.jsonl")["vault"] == "../vault"
    capsys.readouterr()
    assert run("build", vault, "-o", out, "--json") == 0
    (report,) = printed(capsys)
    assert report["changes"] == {"kept": 6, "edited": 0, "moved": 0, "new": 0, "retired": 0, "revived": 0}
    assert parse((out / "sea.ledger.jsonl").read_text("utf-8"), "").entries == parse(lost, "").entries


def test_a_lost_ledger_is_started_anew_where_that_is_meant(vault: Path, out: Path) -> None:
    """Everything is in order from then on."""
    (out / "sea.ledger.jsonl").unlink()
    assert run("build", vault, "-o", out, "--force") == 0
    assert run("build", vault, "-o", out) == 0


def test_a_cut_ledger_stops_the_build(vault: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where the cut left whole lines only."""
    ledger = out / "sea.ledger.jsonl"
    ledger.write_text("".join(ledger.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    before = state(out)
    assert run("build", vault, "-o", out) == 2
    assert "sea.ledger.jsonl:5: the file ends after 4 of 5 cards" in capsys.readouterr().err
    assert state(out) == before


def test_a_folder_of_decks_that_is_gone_is_begun_anew(vault: Path, out: Path) -> None:
    """No package is there that could be lost."""
    shutil.rmtree(out)
    write(vault, {"sea/tides.md": TIDES, "sea/rope/knots.md": KNOTS, "sky/stars.md": STARS})
    assert run("build", vault, "-o", out) == 0
