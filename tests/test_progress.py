"""Who waits sees how far it is: from the start, also inside one large note, and only where there is something to see."""

import os
import pty
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest

from cuedeck.decks.app.build import build
from cuedeck.decks.app.progress import Doing, Way
from tests.vaults import KNOTS, STARS, printed, run, sea, write

LARGE = "# Tides\n\n" + "".join(
    f"## Tide {at}\n\n- **Tide of {at} moons:** The tide that comes when {at} moons pull along one line.\n\n"
    f"The moon of year {at} moves the water of the sea. It needs no wind for that in year {at}.\n\n"
    for at in range(400)
)
"""A note of more than eighty thousand bytes."""

Seen = Callable[[], bytes]


def ways(folder: Path, notes: dict[str, str], *, jobs: int = 1) -> list[Way]:
    """List what a build tells of its way."""
    told: list[Way] = []
    build(write(folder / "vault", notes), folder / "decks", jobs=jobs, progress=told.append)
    return told


@contextmanager
def terminal() -> Iterator[Seen]:
    """Make stderr a terminal; gives what it has shown since it was asked last."""
    main_end, end = pty.openpty()
    os.set_blocking(main_end, False)
    with (
        os.fdopen(end, "w") as stderr,
        os.fdopen(main_end, "rb", buffering=0) as screen,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setenv("TERM", "xterm")
        patch.setattr(sys, "stderr", stderr)

        def seen() -> bytes:
            stderr.flush()
            return screen.read(100_000) or b""

        yield seen


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_reading_is_told_from_no_note_to_all(jobs: int, tmp_path: Path) -> None:
    """Notes, cards and the share of the work only rise, and nothing is missing in the end."""
    notes = {f"sea/{at}.md": KNOTS.replace("loop", f"loop {at}") for at in range(6)}
    told = [way for way in ways(tmp_path, notes, jobs=jobs) if way.doing is Doing.READING]
    assert (told[0].done, told[0].of, told[0].share) == (0, 6, 0)
    assert (told[-1].done, told[-1].share) == (6, 1)
    assert told[-1].cards >= 12
    for before, after in pairwise(told):
        assert (before.done, before.cards, before.share) <= (after.done, after.cards, after.share)


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=pytest.mark.slow)])
def test_a_large_note_is_told_of_while_it_is_read(jobs: int, tmp_path: Path) -> None:
    """Its share of the work rises before it is done, in whichever process."""
    told = ways(tmp_path, {"sea/tides.md": LARGE}, jobs=jobs)
    inside = {way.share for way in told if way.doing is Doing.READING and way.done == 0 and 0 < way.share < 1}
    assert len(inside) >= (5 if jobs == 1 else 1)


def test_decks_are_told_of_as_they_are_written(tmp_path: Path) -> None:
    """How many of how many, after the notes."""
    told = ways(tmp_path, {"sea/knots.md": KNOTS, "sky/stars.md": STARS})
    assert [(way.done, way.of) for way in told if way.doing is Doing.WRITING] == [(0, 2), (1, 2)]
    assert [way.doing for way in told] == sorted((way.doing for way in told), key=list(Doing).index)


def test_a_terminal_shows_it_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Notes, cards and the time left on stderr; stdout holds the result alone."""
    vault = write(tmp_path / "vault", {"sky/stars.md": STARS, "sky/knots.md": KNOTS})
    with terminal() as seen:
        assert run("build", vault, "-o", tmp_path / "decks", "--json") == 0
        shown = seen()
    assert re.findall(rb"reading notes|of 2 notes|cards|left", shown)[:4] == [
        b"reading notes",
        b"of 2 notes",
        b"cards",
        b"left",
    ], shown
    assert len(printed(capsys)) == 1


def test_a_settled_build_shows_no_bar(tmp_path: Path) -> None:
    """Nothing flashes where nothing is done."""
    vault = sea(tmp_path)
    run("build", vault, "-o", tmp_path / "decks")
    with terminal() as seen:
        assert run("build", vault, "-o", tmp_path / "decks") == 0
        assert b"notes" not in seen()


def test_a_pipe_gets_no_bar(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only sentences are written where nobody looks."""
    run("build", sea(tmp_path), "-o", tmp_path / "decks")
    assert "reading notes" not in capsys.readouterr().err
