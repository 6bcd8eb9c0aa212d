"""What `--profile` promises: where the time went, stage by stage, in all processes, and nothing where nobody asks."""

import re
import time
from pathlib import Path

import pytest

from cuedeck.notes.stages import Stage, asked, timed
from tests.vaults import TIDES, run, sea, write

ROW = re.compile(r"^(.+?) +(\d+\.\d\d) +(\d+\.\d)% *(\d*)$", re.MULTILINE)


def table(told: str) -> dict[str, tuple[float, float, int]]:
    """Seconds, share in percent and calls of each stage that was printed."""
    return {name: (float(seconds), float(share), int(calls or 0)) for name, seconds, share, calls in ROW.findall(told)}


def test_a_build_tells_where_its_time_went(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each stage once, from Markdown to packages, on stderr; stdout holds the result alone."""
    assert run("build", sea(tmp_path), "-o", tmp_path / "out", "--profile", "--jobs", 1, "--json") == 0
    out, err = capsys.readouterr()
    rows = table(err)
    assert rows["reading Markdown"][2] == 3
    assert rows["packing"][2] == rows["rendering pages"][2] == 2
    assert {"starting", "rules: structure", "gates", "making cards", "twins", "matching", "writing files"} <= set(rows)
    whole = rows.pop("all")
    assert sum(seconds for seconds, _, _ in rows.values()) == pytest.approx(whole[0], abs=0.3)
    assert sum(share for _, share, _ in rows.values()) == pytest.approx(100, abs=2)
    assert out.count("\n") == 1


@pytest.mark.parametrize("command", ["plan", "cards"])
def test_other_commands_tell_it_too(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing is written, no writing is told."""
    run(command, sea(tmp_path), "-o", tmp_path / "out", "--profile")
    rows = table(capsys.readouterr().err)
    assert rows["gates"][2] > 0
    assert "packing" not in rows


@pytest.mark.slow
def test_what_other_processes_did_is_added_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two of them call each stage as often as one does, but for their own start."""
    notes = {f"sea/{at}.md": TIDES.replace("tide", f"tide {at}") for at in range(8)}
    vault = write(tmp_path / "vault", {"cuedeck.yaml": "cards: all\n", **notes})
    calls = {}
    for jobs in (1, 2):
        run("build", vault, "-o", tmp_path / f"out{jobs}", "--jobs", jobs, "--no-cache", "--profile")
        calls[jobs] = {name: row[2] for name, row in table(capsys.readouterr().err).items()}
    for stage in ("reading Markdown", "rules: marks", "rules: structure", "gates", "coverage", "packing"):
        assert calls[1][stage] == calls[2][stage] > 0
    assert calls[2]["starting"] > calls[1]["starting"]


def test_nothing_is_timed_unless_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No times are taken, and none are printed."""
    with Stage("rope"):
        assert asked() is None
    run("build", sea(tmp_path), "-o", tmp_path / "out", "--json")
    assert not table(capsys.readouterr().err)


def fall() -> None:
    """Fail after a while."""
    time.sleep(0.05)
    raise ValueError("knot")


def test_a_stage_counts_for_itself_alone() -> None:
    """What another does inside it is not its own, so that all add up; a fault leaves both."""
    began = time.perf_counter()
    with timed("rest") as times:
        with pytest.raises(ValueError, match="knot"), Stage("rope"), Stage("knot"):
            fall()
        assert list(Stage("bend").each(iter("abc"))) == ["a", "b", "c"]
    spent = times.spent
    assert spent["knot"][0] >= 0.05
    assert sum(seconds for seconds, _ in spent.values()) <= time.perf_counter() - began
    assert {name: calls for name, (_, calls) in spent.items()} == {"rope": 1, "knot": 1, "bend": 4, "rest": 0}
