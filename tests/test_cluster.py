"""What `--cluster` promises: the same bytes as one process gives, whatever becomes of workers, and mistakes in one sentence."""

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from dask import config
from distributed import Client, LocalCluster

from cuedeck.decks.app import cluster, sharing
from cuedeck.decks.app.build import build
from cuedeck.decks.app.opening import opened
from cuedeck.decks.app.progress import Doing, Way
from cuedeck.decks.cache.program import versions
from cuedeck.notes.config import ConfigError
from cuedeck.notes.vault import Vault
from tests.vaults import KNOTS, TIDES, run, state, write

pytestmark = [
    pytest.mark.slow,
    pytest.mark.evidence,
    pytest.mark.filterwarnings("ignore:::distributed"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
AT = 1_790_000_000
LETHAL = """
import os
from cuedeck.decks.app import worker

def begun(config, opened, *args, real=worker._begun):
    if "lethal" in opened.file.path:
        os._exit(1)
    return real(config, opened, *args)

worker._begun = begun
"""
"""Has a worker end on one note, as where memory runs out."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Start two workers, each a process of its own."""
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as started:
        yield started.scheduler_address


@pytest.fixture(autouse=True)
def _each_note_is_a_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few small notes be as much to share as many large ones."""
    monkeypatch.setattr(sharing, "_CHUNK", 1)


def notes(folder: Path, **more: str) -> Path:
    """Write a large note and small ones, in two decks."""
    days = "\n\n".join(f"The tide of day {at} lifts the boats of the harbour in the morning." for at in range(150))
    tides = {f"sea/tides {at}.md": TIDES.replace("tide", f"tide {at}") for at in range(6)}
    knots = {f"rope/knots {at}.md": KNOTS.replace("knot", f"knot {at}") for at in range(6)}
    return write(folder / "vault", {"cuedeck.yaml": "cards: all\n", "sea/days.md": days, **tides, **knots, **more})


def test_a_killed_worker_costs_no_byte(address: str, tmp_path: Path) -> None:
    """One of two is killed halfway; ledgers, pages and packages are those of one process."""
    vault, told = notes(tmp_path), list[Way]()
    with Client(address, set_as_default=False) as client:
        pids = list(client.run(os.getpid).values())

    def kill(way: Way) -> None:
        if 2 * way.done >= way.of and way.doing is Doing.READING and pids:
            os.kill(pids.pop(), signal.SIGKILL)
            pids.clear()
        told.append(way)

    shared = build(vault, tmp_path / "shared", clock=lambda: AT, jobs=address, progress=kill)
    alone = build(vault, tmp_path / "alone", clock=lambda: AT, jobs=1)
    assert not pids
    assert not shared.problems
    assert state(tmp_path / "shared") == state(tmp_path / "alone")
    assert (shared.cards, shared.changes) == (alone.cards, alone.changes)
    assert any(way.done == 0 and way.share > 0 for way in told)


def test_other_commands_say_the_same(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As without a cluster, line by line."""
    vault = notes(tmp_path)
    for command in ("plan", "cards", "check"):
        told = []
        for more in (("--cluster", address), ()):
            assert run(command, vault, "-o", tmp_path / "out", "--no-cache", "--json", *more) == 0
            told.append(capsys.readouterr())
        assert told[0] == told[1]


def test_a_note_that_ends_every_worker_is_a_problem_of_its_own(tmp_path: Path) -> None:
    """All others are built, and it is told in one sentence."""
    preload = write(tmp_path, {"lethal.py": LETHAL}) / "lethal.py"
    vault = notes(tmp_path, **{"rope/lethal.md": KNOTS})
    with (
        config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, preload=[str(preload)]) as started,
    ):
        report = build(vault, tmp_path / "out", clock=lambda: AT, jobs=started.scheduler_address)
    (problem,) = report.problems
    assert (problem.note, problem.line) == ("rope/lethal.md", 1)
    assert problem.reason.startswith("every worker that read it ended")
    (vault / "rope/lethal.md").unlink()
    assert report.cards == build(vault, tmp_path / "alone", clock=lambda: AT).cards


def test_a_note_is_read_where_its_file_is_not(tmp_path: Path) -> None:
    """Its text travels with it."""
    vault = Vault.around(notes(tmp_path))
    (note, *_) = (one.with_text() for one in opened(vault.files(vault.folder)))
    note.file.file.unlink()
    assert note.source == KNOTS.replace("knot", "knot 0")
    assert replace(note, text=None).source != note.source


# --- mistakes ---


def mistaken(capsys: pytest.CaptureFixture[str], tmp_path: Path, address: str, *more: object) -> str:
    """Build on a cluster that is none; nothing is written, and one line is said."""
    code = run("build", notes(tmp_path), "-o", tmp_path / "out", "--no-cache", "--cluster", address, *more)
    assert code == 2
    assert not (tmp_path / "out").exists()
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    return said


@pytest.mark.parametrize("where", ["tcp://127.0.0.1:9", "gopher://here", "nowhere at all"])
def test_no_scheduler_is_told(where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is wrong with the address."""
    assert f"no Dask scheduler answers at {where}" in mistaken(capsys, tmp_path, where)


def test_no_worker_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """None comes within the time that the first may take."""
    monkeypatch.setattr(cluster, "_LONGEST", 1)
    with LocalCluster(n_workers=0, dashboard_address=None) as started:
        assert "no worker has come" in mistaken(capsys, tmp_path, started.scheduler_address)


def test_another_version_is_told(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is named what differs: code, a library, Python, or the language model."""
    monkeypatch.setattr(cluster, "versions", lambda model: versions(model) | {"spacy": "3.8.0"})
    assert f"a worker of {address} has another spacy" in mistaken(capsys, tmp_path, address)


def test_a_missing_extra_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the command that installs it."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "pip install 'cuedeck[cluster]'" in mistaken(capsys, tmp_path, "tcp://127.0.0.1:9")


def test_a_scheduler_that_goes_is_told(tmp_path: Path) -> None:
    """While notes are read."""
    started = LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None)

    def close(way: Way) -> None:
        if way.done:
            started.close()

    with pytest.raises(ConfigError, match=f"the scheduler at {started.scheduler_address} has gone"):
        build(notes(tmp_path), tmp_path / "out", jobs=started.scheduler_address, progress=close)
    assert not (tmp_path / "out").exists()


def test_processes_and_a_cluster_exclude_each_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One of them reads."""
    assert "exclude each other" in mistaken(capsys, tmp_path, "tcp://127.0.0.1:9", "--jobs", 2)
