"""From notes to cards in one pass: each note is looked at, read once, and its Markdown parsed once, whatever is built."""

import builtins
from collections import Counter
from pathlib import Path

import pyromark
import pytest

from cuedeck.decks.app.build import build
from cuedeck.decks.app.check import check
from cuedeck.decks.app.planning import plan
from tests.vaults import KNOTS, sea, write

MOVED = f"---\ncuedeck: {{deck: sky}}\n---\n{KNOTS}"


@pytest.fixture
def opens(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count how often each note is opened to be read."""
    counts: Counter[str] = Counter()
    real = builtins.open

    def counted(file: Path, mode: str = "r", *args: object, **kwargs: object) -> object:
        if str(file).endswith(".md") and "w" not in mode:
            counts[Path(file).name] += 1
        return real(file, mode, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(builtins, "open", counted)
    return counts


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List the Markdown that is parsed."""
    parsed: list[str] = []
    real = pyromark.events_with_range

    def counted(markdown: str, *, options: pyromark.Options) -> object:
        parsed.append(markdown)
        return real(markdown, options=options)

    monkeypatch.setattr(pyromark, "events_with_range", counted)
    return parsed


def test_a_build_parses_each_note_once(tmp_path: Path, opens: Counter[str], parses: list[str]) -> None:
    """Also one whose settings put it into another deck; before, each was looked at for such settings."""
    notes = write(sea(tmp_path), {"sea/moved.md": MOVED})
    build(notes, tmp_path / "decks")
    assert opens == {"knots.md": 2, "moved.md": 2, "stars.md": 2, "tides.md": 2}
    assert len(parses) == 4


@pytest.mark.parametrize("work", [plan, check])
def test_what_writes_nothing_parses_each_note_once(
    tmp_path: Path, opens: Counter[str], parses: list[str], work: object
) -> None:
    """As a build does."""
    notes = sea(tmp_path)
    assert callable(work)
    work(notes, tmp_path / "decks")
    assert set(opens.values()) == {2}
    assert len(parses) == len(opens) == 3


def test_a_part_of_a_vault_parses_only_the_notes_of_its_decks(
    tmp_path: Path, opens: Counter[str], parses: list[str]
) -> None:
    """The others are looked at, to see whether their front matter puts them into one of these decks."""
    notes = write(sea(tmp_path), {"sea/moved.md": MOVED})
    assert build(notes / "sky", tmp_path / "decks").notes == 2
    assert opens == {"knots.md": 1, "tides.md": 1, "moved.md": 2, "stars.md": 2}
    assert len(parses) == 2
