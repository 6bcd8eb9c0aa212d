"""`cuedeck review --terminal` as its user runs it: in a terminal, key by key."""

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cuedeck.decks.app import corrections
from tests.vaults import run, sea

pytestmark = pytest.mark.slow


@dataclass(slots=True)
class Terminal:
    """The other end of a terminal in which a review runs."""

    end: int
    process: subprocess.Popen[bytes]
    shown: str = ""
    _bytes: bytes = field(default=b"")

    def wait_for(self, text: str) -> str:
        """What was shown until this text was, that included."""
        until = time.monotonic() + 60
        while text not in self.shown and time.monotonic() < until:
            if select.select([self.end], [], [], 0.1)[0]:
                self._bytes += os.read(self.end, 4096)
                self.shown = self._bytes.decode("utf-8", "ignore")
        before, found, after = self.shown.partition(text)
        assert found, self.shown
        self.shown, self._bytes = after, after.encode()
        return before + found

    def press(self, keys: str, then: str) -> str:
        """What is shown once keys were pressed, until a text is there."""
        os.write(self.end, keys.encode())
        return self.wait_for(then)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """A review of a small vault."""
    end, inner = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "cuedeck", "review", str(sea(tmp_path)), "-o", str(tmp_path / "out"), "--terminal"],
        env={**os.environ, "TERM": "xterm", "COLUMNS": "200", "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=inner,
        stdout=inner,
        stderr=inner,
        start_new_session=True,
    ) as process:
        os.close(inner)
        try:
            yield Terminal(end, process)
        finally:
            process.kill()
            os.close(end)


def test_keys_do_what_they_do_on_the_page(terminal: Terminal, tmp_path: Path) -> None:
    """Each is in the files at once, and shown; the decks are built from here."""
    out = tmp_path / "out"
    terminal.wait_for("q Close")
    terminal.press("\r", "Kept.")
    assert [one.keep for one in corrections.read(out).values()] == [True]
    terminal.wait_for("q Close")
    terminal.press("x", "Dropped.")
    terminal.wait_for("q Close")
    terminal.press("u", "Undone: dropping a card")
    assert [one.keep for one in corrections.read(out).values()] == [True]
    terminal.wait_for("q Close")
    terminal.press("e", "Question: ")
    terminal.press(" Tell\r", "Answer: ")
    terminal.press("\r", "Saved and kept.")
    assert any((one.question or "").endswith("? Tell") for one in corrections.read(out).values())
    terminal.wait_for("q Close")
    terminal.press("n", "Statement it rests on: ")
    terminal.press("\r", "Question: ")
    terminal.press("What is it?\r", "Answer: ")
    terminal.press("A thing\r", "Card written.")
    assert '"question": "What is it?"' in next(out.glob("*.written.jsonl")).read_text("utf-8")
    terminal.wait_for("q Close")
    terminal.press("?", "leave; everything is saved")
    terminal.wait_for("q Close")
    terminal.press("b", "↵ Build the decks")
    terminal.press("\r", str(out / "sea.apkg"))
    assert (out / "sea.apkg").exists()
    terminal.wait_for("q Close")
    terminal.press("q", "review ended; everything is saved")
    assert terminal.process.wait(20) == 0


def test_all_decided_is_told(terminal: Terminal) -> None:
    """No card is left to decide about, and no key harms; keys that come fast are heard one after the other."""
    terminal.wait_for("q Close")
    terminal.press("x" * 20, "All decided")
    for key in "\rxe":
        terminal.press(key, "All decided")
    terminal.press("n", "Statement it rests on: ")


def test_without_a_terminal_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one sentence."""
    monkeypatch.chdir(tmp_path)
    sea(tmp_path)
    assert run("review", "vault", "--terminal") == 2
    assert capsys.readouterr().err == "cuedeck: --terminal asks for keys, and here is no terminal\n"
