"""A command that serves pages, in a process of its own, seen to open sockets."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_WATCH = """
import os, sys

def watch(event, args):
    if event in {"socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo"}:
        with open(os.environ["WATCHED"], "a") as file:
            print(event, args[1:], file=file)

sys.addaudithook(watch)
"""


@contextmanager
def serving(folder: Path, command: str, vault: object, *options: object) -> Iterator["subprocess.Popen[str]"]:
    """Start a command in a folder; `folder / "log"` tells what was done with sockets."""
    (folder / "watch").mkdir(exist_ok=True)
    (folder / "watch" / "sitecustomize.py").write_text(_WATCH, "utf-8")
    paths = os.pathsep.join([str(folder / "watch"), *filter(None, sys.path)])
    with subprocess.Popen(
        [sys.executable, "-m", "cuedeck", command, str(vault), "-o", "out", "--no-open", *map(str, options)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": paths, "WATCHED": str(folder / "log")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def first_line(process: "subprocess.Popen[str]") -> str:
    """The address that it prints."""
    assert process.stdout is not None
    return process.stdout.readline().strip()
