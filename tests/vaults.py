"""Small vaults of notes for tests."""

import json
from pathlib import Path

import pytest

from cuedeck.cards.ledger import Entry, parse
from cuedeck.decks.app.cli import main

TIDES = """---
title: Tides of the sea
videoId: dQw4w9WgXcQ
tags: [sea]
---
## Kinds

- **Spring tide:** The largest tide, when sun and moon pull along one line. [01:10]
- **Neap tide:** The smallest tide, when sun and moon pull at a right angle. [02:30]

Waves of the open sea never quite rest.
"""

KNOTS = """# Knots of the harbour

- **Bowline:** A knot that makes a fixed loop at the end of a rope.
- **Clove hitch:** A knot that ties a rope to a post with two turns.
"""

STARS = """# Stars over the mast

- **Polaris:** The star that stands almost still above the north pole.
"""

BROKEN = """---
cuedeck: [never closed
---
# Broken

- **Anchor:** A heavy iron that holds a ship to the ground.
"""

UNREADABLE = b"# Stars \xff over the mast\n"
"""No UTF-8 text."""


def write(folder: Path, notes: dict[str, str]) -> Path:
    """Write notes, by their paths, into a folder."""
    for path, text in notes.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return folder


def sea(folder: Path) -> Path:
    """Write a vault of two decks, one of which has a sub-deck."""
    vault = {"cuedeck.yaml": "", "sea/tides.md": TIDES, "sea/rope/knots.md": KNOTS, "sky/stars.md": STARS}
    return write(folder / "vault", vault)


def run(*args: object) -> int:
    """Run a command in this process and give its exit code."""
    return main([str(arg) for arg in args])


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    """Read what was printed as JSON lines."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def entries(ledger: Path) -> dict[str, Entry]:
    """Read the entries of a ledger, by question."""
    return {entry.question: entry for entry in parse(ledger.read_text("utf-8"), str(ledger)).entries}


def state(folder: Path) -> dict[str, bytes]:
    """Read all files of a folder, hidden ones included, by path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def vocabulary(count: int) -> dict[str, str]:
    """A note of words that are asked both ways."""
    names = [f"{first}{second}" for first in ("bel", "kor", "mur", "tas", "vin") for second in ("da", "lo", "pi", "zu")]
    return {"words/list.md": "# Words\n\n" + "\n\n".join(f"{name} word:::{name} Wort" for name in names[:count]) + "\n"}
