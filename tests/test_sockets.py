"""The promise that nothing leaves this machine: no command but `write` and those that talk to Anki opens a socket, in none of its processes.

Others do where they are given a cluster to share their work with.
"""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from cuedeck.decks.app.cli import app
from cuedeck.decks.export.format import Format
from cuedeck.decks.paper.choices import Layout
from tests.vaults import TIDES, entries, write

pytestmark = pytest.mark.slow

WATCH = """
import os, sys

def watch(event, args):
    if event.startswith("socket.") and event != "socket.gethostname":
        with open(os.environ["WATCHED"], "a") as file:
            print(event, args[1:], file=file)
        raise PermissionError(event)

sys.addaudithook(watch)
"""
"""Runs in every Python process before all else, those that a command starts included."""
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://127.0.0.1:9/bee.png"/></svg>'
ASKING = {"write"}
"""The only commands that may reach out."""
TALKING = {"push", "pull", "watch"}
"""Those that talk to Anki on this machine; `watch` only where it is told to push."""
SERVING = {"review", "study"}
"""Those that listen, on this machine alone."""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Write enough notes for several processes, with pictures and links that lead to the net."""
    linking = "What is a bee?::![a](http://127.0.0.1:9/a.png) ![b](bee.svg) [c](http://127.0.0.1:9) $x^2$ [00:01:02]\n"
    notes = {f"sea/{at}.md": TIDES.replace("tide", f"tide {at}") for at in range(40)}
    return write(tmp_path, {**notes, "sea/bee.svg": PICTURE, "sea/bees.md": linking, "cuedeck.yaml": ""})


def watched(folder: Path, *args: object) -> tuple[int, str]:
    """Run a command; give its exit code and every socket that it, or a process of its own, tried to open."""
    (folder / "watch").mkdir(exist_ok=True)
    (folder / "watch/sitecustomize.py").write_text(WATCH, "utf-8")
    log = folder / "watch/log"
    log.write_text("", "utf-8")
    paths = os.pathsep.join([str(folder / "watch"), *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-m", "cuedeck", *map(str, args)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths, "WATCHED": str(log)},
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.returncode, log.read_text("utf-8")


def test_no_command_opens_a_socket(vault: Path) -> None:
    """Each does its work, and none tries; a command that is new must be told here."""
    runs = {
        "build": ("sea", "-o", "out", "--jobs", 2),
        "plan": ("sea", "-o", "out", "--jobs", 2),
        "cards": ("sea", "-o", "out"),
        "check": ("sea", "-o", "out"),
        "stats": ("sea", "-o", "out"),
    }
    done = {name: watched(vault, name, *args) for name, args in runs.items()}
    guid = next(entry.guid for entry in entries(vault / "out/sea.ledger.jsonl").values())
    done["drop"] = watched(vault, "drop", guid, "-o", "out")
    done["keep"] = watched(vault, "keep", guid, "-o", "out")
    (vault / "out/sea.ledger.jsonl").unlink()
    done["adopt"] = watched(vault, "adopt", "out/sea.apkg", "sea", "-o", "out")
    done["sheet"] = watched(vault, "sheet", "sea", "-o", "out")
    done["export"] = watched(vault, "export", "sea", "-o", "out", "--format", "mochi")
    assert done == dict.fromkeys(done, (0, ""))
    assert set(done) | ASKING | TALKING | SERVING == {
        command.name or getattr(command.callback, "__name__", "") for command in app.registered_commands
    }


@pytest.mark.parametrize("layout", Layout)
def test_no_layout_opens_a_socket(vault: Path, layout: Layout) -> None:
    """Neither as a page nor as PDF, whatever the pictures of notes ask for."""
    as_pdf = ["--pdf"] if find_spec("weasyprint") else []
    assert watched(vault, "sheet", "sea", "-o", "out", "--layout", layout, *as_pdf) == (0, "")


@pytest.mark.parametrize("form", Format)
def test_no_export_opens_a_socket(vault: Path, form: Format) -> None:
    """In no format, whatever the pictures of notes ask for."""
    assert watched(vault, "export", "sea", "-o", "out", "--format", form) == (0, "")


def test_a_socket_would_be_noticed(vault: Path) -> None:
    """The watch bites: the one command that asks a server is stopped."""
    code, tried = watched(vault, "write", "sea", "--model", "bees", "--address", "http://127.0.0.1:9/v1")
    assert code != 0
    assert "socket." in tried
