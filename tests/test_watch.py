"""`cuedeck watch` as a process: a line for each settled change, and nothing that ends it but its user."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

from cuedeck.decks.app.transaction import held
from cuedeck.decks.app.watching import _Matters
from tests.anki_desk import opened
from tests.vaults import BROKEN, KNOTS, TIDES, entries, sea, write

ROOT = Path(__file__).parents[1]
EVERYTHING = {"cuedeck.yaml": "cards: all\n"}
"""Settings under which no card depends on what readers say of its rule."""
PATIENCE = 90.0
"""Seconds that a build may take on a machine that has other things to do."""


class Watching:
    """A watch that goes on, and what it says."""

    def __init__(self, vault: Path, out: Path, *options: str) -> None:
        self.vault, self.out = vault, out
        self.lines: Queue[str] = Queue()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "cuedeck", "watch", str(vault), "-o", str(out), *options],
            env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.lines.put(line.rstrip("\n"))

    def wait_for(self, said: str) -> str:
        """The next line that says something."""
        until = time.monotonic() + PATIENCE
        seen = []
        while time.monotonic() < until:
            try:
                line = self.lines.get(timeout=0.2)
            except Empty:
                continue
            seen.append(line)
            if said in line:
                return line
        raise AssertionError(f"`{said}` was not said, but {seen}")

    def said_within(self, seconds: float) -> list[str]:
        """All that is said in a while."""
        time.sleep(seconds)
        return [self.lines.get() for _ in range(self.lines.qsize())]

    def end(self, by: int = signal.SIGINT) -> int:
        """End it as Ctrl-C does, and give its exit code."""
        if self._process.poll() is None:
            self._process.send_signal(by)
        code = self._process.wait(PATIENCE)
        self._reader.join()
        assert self._process.stdout is not None
        self._process.stdout.close()
        return code


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Watching]]:
    """Start a watch on a vault of two decks; it ends with the test."""
    begun: list[Watching] = []

    def one(*options: str) -> Watching:
        begun.append(Watching(write(sea(tmp_path), EVERYTHING), tmp_path / "out", *options))
        return begun[-1]

    yield one
    for watching in begun:
        watching.end(signal.SIGKILL)


@pytest.mark.slow
def test_each_change_is_a_line(start: Callable[..., Watching]) -> None:
    """What a build writes is no change, what is wrong is told and told once, and Ctrl-C ends it."""
    watching = start()
    watching.wait_for(f"watching {watching.vault}; Ctrl-C ends it")
    assert "new (sea, sky)" in watching.wait_for(" cards: ")
    assert watching.said_within(3) == []
    write(watching.vault, {"sea/tides.md": TIDES.replace("one line", "the first line")})
    assert "1 edited (sea)" in watching.wait_for(" cards: ")
    write(watching.vault, {"sky/anchor.md": BROKEN})
    assert "anchor.md:" in watching.wait_for("anchor.md:")
    watching.wait_for("nothing changed")
    write(watching.vault, {"cuedeck.yaml": "kinds: nonsense of mine\n"})
    watching.wait_for("cuedeck.yaml:1")
    write(watching.vault, {**EVERYTHING, "sea/rope/knots.md": KNOTS.replace("fixed loop", "firm loop")})
    assert "1 edited (sea)" in watching.wait_for(" cards: ")
    assert not any("anchor.md:" in line for line in watching.said_within(0.5))
    known = entries(watching.out / "sea.ledger.jsonl")
    guid = next(entry.guid for question, entry in known.items() if "bowline" in question)
    (watching.out / "cards.yaml").write_text(f"{guid}: {{answer: My own words}}\n", "utf-8")
    assert "1 edited (sea)" in watching.wait_for(" cards: ")
    (watching.vault / "sky").rename(watching.vault / "heaven")
    assert "1 moved" in watching.wait_for(" cards: ")
    assert watching.end() == 0
    assert any("watch ended" in line for line in watching.said_within(0))


@pytest.mark.slow
def test_another_build_is_waited_for(start: Callable[..., Watching], tmp_path: Path) -> None:
    """However long it takes."""
    (tmp_path / "out").mkdir()
    with held(tmp_path / "out"):
        watching = start()
        watching.wait_for("watch waits for it")
    assert "new (sea, sky)" in watching.wait_for(" cards: ")


@pytest.mark.slow
def test_each_build_is_brought_to_anki(tmp_path: Path) -> None:
    """While it runs; while it does not, that is told, and watching goes on."""
    with opened(tmp_path) as desk:
        write(desk.vault, EVERYTHING)
        watching = Watching(desk.vault, desk.out, "--push", "--anki", desk.address)
        try:
            assert "Anki: 6 new cards" in watching.wait_for(" cards: ")
            desk.add_on.status = 403
            write(desk.vault, {"sea/tides.md": TIDES.replace("one line", "the first line")})
            watching.wait_for("refuses permission")
            assert "Anki" not in watching.wait_for("1 edited (sea)")
            desk.add_on.status = 200
            write(desk.vault, {"sea/rope/knots.md": KNOTS.replace("fixed loop", "firm loop")})
            assert "Anki: 2 cards updated" in watching.wait_for("1 edited (sea)")
            assert "first line" in desk.note("spring tide")["Back"]
            assert watching.end() == 0
        finally:
            watching.end(signal.SIGKILL)


@pytest.mark.parametrize(
    ("name", "matters"),
    [
        ("sea/tides.md", True),
        ("sea/bee.PNG", True),
        ("cuedeck.yaml", True),
        ("decks/cards.yaml", True),
        ("decks/sea.written.jsonl", True),
        ("sea/cards.yaml", False),
        ("decks/sea.ledger.jsonl", False),
        ("decks/sea.apkg", False),
        ("decks/index.html", False),
        ("decks/.cuedeck.anki.jsonl", False),
        ("decks/.sea.apkg.cuedeck.tmp", False),
        (".obsidian/workspace.md", False),
        (".git/index", False),
        ("sea/.tides.md.swp", False),
        ("sea/movie.mp4", False),
    ],
)
def test_what_a_build_could_see(tmp_path: Path, name: str, matters: bool) -> None:  # noqa: FBT001
    """Notes, pictures, settings and decisions; nothing that is hidden, nor what a build writes."""
    one = _Matters(tmp_path, tmp_path / "decks")
    assert one(2, str(tmp_path / name)) is matters


def test_a_folder_that_goes_is_seen(tmp_path: Path) -> None:
    """Its notes are not told one by one."""
    one = _Matters(tmp_path, tmp_path / "decks")
    (tmp_path / "new").mkdir()
    assert one(1, str(tmp_path / "new"))
    assert one(3, str(tmp_path / "old"))
    assert not one(1, str(tmp_path / "decks"))
