"""`cuedeck write` as a process of its own: stopped, twice at once, and against a real server."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cuedeck.cards.written import parse
from tests.model_server import Answer, Heard, ModelServer, well
from tests.ships import FILE, VARIABLES, ask, book, on, questions, rows, sentence, vault
from tests.vaults import run, state

pytestmark = pytest.mark.usefixtures("a_writer_of_no_settings")
REAL = {name: os.environ[name] for name in VARIABLES if name in os.environ}
"""What the environment names for the one test that asks a real server."""


# --- processes ---


@pytest.mark.slow
@pytest.mark.parametrize(
    ("blow", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)], ids=["interrupted", "killed"]
)
@pytest.mark.parametrize("jobs", ["1", "3"])
def test_a_run_that_is_stopped_loses_nothing_that_was_answered(
    server: ModelServer, blow: signal.Signals, code: int, jobs: str
) -> None:
    """What was saved is whole, and the next run asks for the rest."""
    vault("keel", "mast", "anchor", "galley")
    holding = _Holding(server, after=2)
    server.tell = holding
    with _started(server, "--jobs", jobs) as process:
        holding.wait(lines=4)
        process.send_signal(blow)
        out, err = process.communicate(timeout=30)
    assert process.returncode == code
    if blow is signal.SIGINT:
        # The second reply may be saved and not yet counted.
        assert re.fullmatch(r"[12] cards? from [12] sections?, 0 refused\n", out)
        assert err == "cuedeck: interrupted; nothing is half-written\n"
        assert set(state(Path("decks"))) == {FILE.name}
    text = FILE.read_text("utf-8")
    assert text.endswith("}\n")
    assert len(parse(text, "").cards) == len(parse(text, "").asked) == 2
    left = {sentence(part) for part in ("keel", "mast", "anchor", "galley")} - {str(row.get("quote")) for row in rows()}
    server.tell, before = well, len(server.heard)
    assert ask(server) == 0
    assert set(server.sections[before:]) == left
    assert len(server.sections[before:]) == 2
    assert questions() == [*on("keel"), *on("mast"), *on("anchor"), *on("galley")]
    assert set(state(Path("decks"))) == {FILE.name}


@pytest.mark.slow
def test_two_runs_at_once_ask_nothing_twice(server: ModelServer, capsys: pytest.CaptureFixture[str]) -> None:
    """The second says that the first is at work; builds may go on meanwhile."""
    vault("keel", "mast", "anchor")
    holding = _Holding(server, after=1)
    server.tell = holding
    with _started(server) as process:
        holding.wait(lines=2)
        assert ask(server) == 2
        assert capsys.readouterr().err.startswith("cuedeck: decks: another `cuedeck write` is at work there")
        assert ask(server, "-o", "elsewhere", "--dry-run") == 0
        assert run("build", "vault") == 0
        holding.go.set()
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, "3 cards from 3 sections, 0 refused\n", "")
    assert sorted(server.sections) == sorted(map(sentence, ("keel", "mast", "anchor")))
    assert questions() == [*on("keel"), *on("mast"), *on("anchor")]
    assert ask(server) == 0


# --- a real server ---


@pytest.mark.slow
@pytest.mark.skipif(
    os.environ.get("CUEDECK_SMOKE") != "1",
    reason="asks a real server, if CUEDECK_SMOKE=1 and CUEDECK_WRITE_ADDRESS and CUEDECK_WRITE_MODEL name one",
)
def test_a_real_model_writes_cards_on_a_real_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some of what it says can be used."""
    for name, value in REAL.items():
        monkeypatch.setenv(name, value)
    book("keel rudder mast", "anchor capstan galley")
    assert run("write", "vault", "--yes") == 0
    assert questions().count("asked") == 2
    assert len(questions()) > 2


@contextmanager
def _started(server: ModelServer, *options: str) -> Iterator[subprocess.Popen[str]]:
    """A run in a process of its own."""
    own = ("--address", server.address, "--model", "m", "--trust")
    command = [sys.executable, "-m", "cuedeck", "write", "vault", *own, *options]
    environment: Mapping[str, str] = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1] / "src")}
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


@dataclass
class _Holding:
    """Answers some requests, and holds the others until `go` is set, or so long that a test has failed."""

    server: ModelServer
    after: int
    go: threading.Event = field(default_factory=threading.Event)
    _turn: threading.Lock = field(default_factory=threading.Lock)
    _count: int = 0

    def __call__(self, heard: Heard) -> Answer:
        with self._turn:
            self._count += 1
            held = self._count > self.after
        until = time.monotonic() + 30
        while held and time.monotonic() < until and not self.server.closing.is_set():
            held = not self.go.wait(0.01)
        return well(heard)

    def wait(self, lines: int) -> None:
        """Wait until a request is held, and so many lines are saved."""
        until = time.monotonic() + 30
        while self._count <= self.after or not FILE.exists() or len(rows()) < lines:
            assert time.monotonic() < until
            time.sleep(0.01)
