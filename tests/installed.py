"""What holds wherever cuedeck is installed, however that was done: `python -P tests/installed.py`, in any folder.

It runs in the environment of a user, so it uses nothing but cuedeck and the standard library.
"""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import cuedeck
from cuedeck.cards.written import faults

EXAMPLES = Path(__file__).parents[1] / "examples"
OURS = ("notes", "extract", "cards", "decks", "bench", "tests")
"""Folders of the repository; their names are general words, which an installation must not take."""


def main() -> None:
    """Build the examples, ask for the version and for requests, and look for names that should not be taken."""
    with TemporaryDirectory() as folder:
        report = cuedeck.build(EXAMPLES, Path(folder))
        assert report.cards > 0
        assert {deck.apkg.name for deck in report.decks} == {"biology.apkg", "computing.apkg"}
        assert all(deck.apkg.stat().st_size for deck in report.decks)
    version = [sys.executable, "-P", "-m", "cuedeck", "--version"]
    print(subprocess.run(version, check=True, capture_output=True, text=True).stdout.strip())  # noqa: T201
    requests = [sys.executable, "-P", "-m", "cuedeck", "write", str(EXAMPLES), "--print"]
    assert "flashcards" in subprocess.run(requests, check=True, capture_output=True, text=True).stdout
    assert list(faults("{}")) != [], "the schema of written cards is not there"
    taken = [name for name in OURS if find_spec(name) is not None]
    assert not taken, f"importable beside cuedeck: {taken}"


if __name__ == "__main__":
    main()
