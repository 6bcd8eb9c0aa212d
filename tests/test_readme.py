"""The README keeps its word: its note gives its cards, and its commands and examples work."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cuedeck.cards.card import Card
from cuedeck.decks.app import corrections
from cuedeck.decks.app.cli import main
from cuedeck.decks.app.pipeline import collect
from cuedeck.notes.vault import Vault

PROJECT = Path(__file__).parents[1]
README = (PROJECT / "README.md").read_text("utf-8")


def fenced(language: str) -> list[str]:
    """The code blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def row(card: Card) -> str:
    """A card as the table of the README has it."""
    assert card.cue is not None
    return f"| {card.question.plain} | {card.answer.plain} | [{card.cue.label}]({card.cue.url}) |"


def test_the_note_of_the_readme_gives_the_cards_of_its_table(tmp_path: Path) -> None:
    """The first Markdown block is a note; the table below it lists all of its cards, in order."""
    note = tmp_path / "how_cells_move_water.md"
    note.write_text(fenced("markdown")[0], "utf-8")
    vault = Vault.around(note)
    cards = collect(vault.files(note), vault.config).cards
    rows = [line for line in README.splitlines() if re.match(r"\| (?:What|Which) .*\(https", line)]
    assert [row(card) for card in cards] == rows


@pytest.mark.slow
def test_the_library_example_builds_the_samples(tmp_path: Path) -> None:
    """The five lines of Python run as they stand, from the project's root."""
    (tmp_path / "examples").symlink_to(PROJECT / "examples")
    program = [sys.executable, "-c", fenced("python")[0]]
    installed = {**os.environ, "PYTHONPATH": str(PROJECT / "src")}
    done = subprocess.run(program, cwd=tmp_path, env=installed, check=True, capture_output=True, text=True)
    assert re.match(r"\d+ cards in \['biology.apkg', 'computing.apkg'\]", done.stdout)


@pytest.mark.parametrize("command", ["build", "plan", "cards", "check", "sheet", "study", "stats", "export"])
def test_every_command_of_the_readme_has_its_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command named in the README explains itself, and with the options the README names."""
    assert main([command, "--help"]) == 0
    shown = capsys.readouterr().out
    named = re.search(rf"\| `cuedeck {command} ([^`]*)`", README)
    assert named is not None
    assert all(option in shown for option in re.findall(r"-{1,2}\w+", named[1]))


def test_the_settings_of_the_readme_are_the_settings_there_are(tmp_path: Path) -> None:
    """The sample configuration is read without complaint."""
    sample = next(text for text in fenced("yaml") if "exclude:" in text)
    (tmp_path / "cuedeck.yaml").write_text(sample, "utf-8")
    (tmp_path / "note.md").write_text("Osmosis is the movement of water.", "utf-8")
    assert Vault.around(tmp_path).config.exclude == ("drafts", "*/archive/*")


def test_the_decisions_of_the_readme_can_be_read(tmp_path: Path) -> None:
    """The sample of cards.yaml says what it shows."""
    sample = next(text for text in fenced("yaml") if "drop:" in text)
    (tmp_path / "cards.yaml").write_text(sample, "utf-8")
    dropped, kept, changed = corrections.read(tmp_path).values()
    assert (dropped.drop, kept.keep) == (True, True)
    assert (changed.drop, changed.tags) == (False, ("exam",))
    assert changed.answer is not None
