"""`cuedeck study` as its user runs it: a process that prints an address, serves it, and may end at any moment."""

import json
import signal
import subprocess
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.review_page import press, watched
from tests.serving import first_line, serving
from tests.studying_page import HARBOUR, asked, rate
from tests.vaults import run, sea, write

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page


def studying(folder: Path, *options: object) -> AbstractContextManager["subprocess.Popen[str]"]:
    """Start studying a small vault."""
    return serving(folder, "study", "vault", *options)


def shown(context: "BrowserContext", address: str) -> "Page":
    """The page at an address."""
    page = watched(context.new_page())
    page.goto(address, wait_until="networkidle")
    return page


def ratings(folder: Path) -> list[int]:
    """Those of all logs, by their time."""
    files = sorted((folder / "out").glob("*.reviews.jsonl"))
    lines = [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]
    return [line["rating"] for line in sorted(lines, key=lambda line: line["at"])]


def test_it_is_killed_and_started_again(tmp_path: Path, context: "BrowserContext") -> None:
    """The queue goes on where it was, and a rating that was given while nobody listened is written down once."""
    write(tmp_path / "vault", {"cuedeck.yaml": "", "sea/harbour.md": HARBOUR})
    with studying(tmp_path) as process:
        address = first_line(process)
        page = shown(context, address)
        first = rate(page)
        page.wait_for_timeout(1100)
        second = asked(page)
        press(page, "Space")
        process.kill()
        process.wait(20)
    press(page, "4")
    assert page.inner_text("#alert").startswith("The connection is lost.")
    assert ratings(tmp_path) == [3]
    page.close()
    port = urlsplit(address).port
    with studying(tmp_path, "--port", port) as process:
        again = shown(context, first_line(process))
        again.locator("#asked", has_text="[...]").wait_for()
        assert ratings(tmp_path) == [3, 4]
        assert asked(again) not in {"", first, second}
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err.splitlines()[-1]) == (0, "", "cuedeck: study ended")
    assert "Traceback" not in err
    tried = (tmp_path / "log").read_text("utf-8").splitlines()
    assert {line.partition(" ")[0] for line in tried} == {"socket.bind"}
    assert all("'127.0.0.1'" in line for line in tried)


@pytest.mark.slow
def test_it_ends_when_nobody_is_there_any_more(tmp_path: Path) -> None:
    """And says so."""
    write(sea(tmp_path), {"cuedeck.yaml": "cards: all\n"})
    with studying(tmp_path, "--idle", 0.02) as process:
        assert first_line(process).startswith("http://127.0.0.1:")
        _, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert err.splitlines()[-1] == "cuedeck: study ended: no page was open any more"


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("nowhere",), 2, "nowhere: no such file or folder"),
        (("empty",), 1, "no notes found"),
        (("bare",), 1, "the notes give no cards"),
        (("vault", "-o", "code"), 2, "holds Python code"),
    ],
)
def test_what_cannot_be_studied_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    code: int,
    told: str,
) -> None:
    """In one sentence, before anything is served."""
    monkeypatch.chdir(tmp_path)
    sea(tmp_path)
    write(tmp_path, {"code/__init__.py": "", "empty/cuedeck.yaml": "", "bare/cuedeck.yaml": "", "bare/a/b.md": "Hm.\n"})
    assert run("study", *options, "--no-open") == code
    out, err = capsys.readouterr()
    assert (out, told in err) == ("", True), err
    assert len([line for line in err.splitlines() if told in line]) == 1
