"""A build that is killed at any moment leaves decks that agree with their ledgers, or that the next build mends."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.vaults import KNOTS, TIDES, entries, run, sea, write

ROOT = Path(__file__).parent.parent


@pytest.mark.slow
@pytest.mark.parametrize("after", [0.0, 0.01, 0.03])
def test_the_build_after_a_killed_one_completes_and_loses_nothing(tmp_path: Path, after: float) -> None:
    """Killed so many seconds after its first file was begun, or when it was done."""
    vault, out = write(sea(tmp_path), {"cuedeck.yaml": "cards: all\n"}), tmp_path / "out"
    run("build", vault, "-o", out)
    before = {entry.guid for entry in entries(out / "sea.ledger.jsonl").values()}
    write(
        vault,
        {
            "sea/tides.md": TIDES.replace("largest", "highest"),
            "sea/rope/knots.md": f"{KNOTS}- **Bight:** A slack part of a rope.\n",
        },
    )
    killed = subprocess.Popen(
        [sys.executable, "-c", "from cuedeck.decks.app.cli import main; main()", "build", vault, "-o", out],
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        start_new_session=True,
    )
    while killed.poll() is None and not any(out.glob(".*.cuedeck.*")):
        time.sleep(0.001)
    time.sleep(after)
    if killed.poll() is None:
        os.killpg(killed.pid, signal.SIGKILL)
    killed.wait()
    assert run("build", vault, "-o", out) == 0
    remembered = {entry.guid for entry in entries(out / "sea.ledger.jsonl").values() if entry.retired is None}
    assert before <= remembered
    assert _guids(out / "sea.apkg", tmp_path) == remembered
    assert not any(out.glob(".*"))


def _guids(package: Path, folder: Path) -> set[str]:
    """The guids of the notes in a package."""
    with zipfile.ZipFile(package) as archive:
        file = Path(archive.extract("collection.anki2", folder))
    database = sqlite3.connect(file)
    found = {guid for (guid,) in database.execute("SELECT guid FROM notes")}
    database.close()
    return found
